"""Sums within the sheets of accounts: numbered sides, economic classes, scores told in two tables."""

import pytest

from tests.integration.paper import cell, figure, judge, statuses

SHEET = "财政拨款收入支出决算总表"
SIDE = (
    "一、一般公共服务支出",
    "二、科学技术支出",
    "三、住房保障支出",
    "本年支出合计",
    "年末财政拨款结转和结余",
    "总计",
)


def sheet(names, numbers):
    """The ledger of one side of a sheet: names in column 3, amounts in column 4, None where nothing is printed."""
    cells, figures = [], []
    for row, (name, number) in enumerate(zip(names, numbers, strict=True), start=3):
        cells += [cell(name, row, 3, SHEET), cell(number or "", row, 4, SHEET)]
        if number:
            item = name.split("、")[-1]
            figures.append(figure(f"{number}万元", item, table_no=1, row_no=row, col_no=4, line=row, fund="财政拨款"))
    return judge(*figures, cells=cells)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("80.00", "15.00", "5.00", "100.00", "2.00", "102.00"), ["pass", "pass"]),
        (("80.00", None, "5.00", "85.00", "2.00", "87.00"), ["pass", "pass"]),
        (("80.00", "15.00", "5.00", "110.00", "2.00", "112.00"), ["fail", "pass"]),
        (("80.00", "15.00", "5.00", "100.00", "2.00", "120.00"), ["pass", "fail"]),
        (("80.004", "15.003", "5.00", "100.00", "2.00", "102.01"), ["rounding", "rounding"]),
    ],
)
def test_a_numbered_side_of_a_sheet_adds_up_to_its_totals(numbers, expected):
    assert statuses(sheet(SIDE, numbers), "sum_sheet") == expected


def test_a_side_whose_numbers_leave_rows_out_is_not_taken_for_whole():
    names = (SIDE[0], "四、科学技术支出", *SIDE[2:])
    assert statuses(sheet(names, ("80.00", "15.00", "5.00", "110.00", "2.00", "112.00")), "sum_sheet") == [
        "not_assessable",
        "pass",
    ]


def test_rows_without_numbers_above_a_total_leave_it_open():
    names = ("一、税收收入", "二、非税收入", "上级补助收入", "专项转移支付收入", "收入总计")
    assert statuses(sheet(names, ("401.00", "20.00", "2442.00", "998.00", "2863.00")), "sum_sheet") == [
        "not_assessable"
    ]


def test_amounts_go_with_the_names_beside_them_though_another_column_numbers_its_rows():
    income = ("一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "", "本年收入合计")
    spent = ("社会保障和就业支出", "农林水支出", "住房保障支出", "本年支出合计")
    cells, figures = [], []
    for row, (left, right, number) in enumerate(
        zip(income, spent, ("10.00", "80.00", "5.00", "95.00"), strict=True), 3
    ):
        cells += [cell(left, row, 1, SHEET), cell(right, row, 3, SHEET), cell(number, row, 4, SHEET)]
        figures.append(figure(f"{number}万元", right, table_no=1, row_no=row, col_no=4, line=row, fund="财政拨款"))
    assert "fail" not in statuses(judge(*figures, cells=cells), "sum_sheet")


def economic(people, *more):
    rows = [
        ("301", "工资福利支出", "90.00"), ("30101", "基本工资", "60.00"), ("30102", "津贴补贴", "30.00"),
        ("303", "对个人和家庭的补助", more[0] if more else "10.00"), ("30302", "退休费", "7.00"),
        ("30305", "生活补助", "3.00"), ("302", "商品和服务支出", "20.00"), ("30201", "办公费", "12.00"),
        ("30202", "印刷费", "8.00"),
    ]  # fmt: skip
    figures = [
        figure(
            f"{number}万元", name if len(code) == 3 else f"{upper}/{name}", function_code=code, table_no=1, row_no=row,
            col_no=3, line=row,
        )
        for row, (code, name, number) in enumerate(rows, start=2)
        for upper in [next(n for c, n, _ in rows if c == code[:3])]
    ]  # fmt: skip
    total = figure(f"{people}万元", "人员经费", "exp.basic.personnel", table_no=1, row_no=20, col_no=3, line=20)
    return sorted(statuses(judge(*figures, total), "sum_table_columns"))


def test_economic_classes_are_the_sum_of_theirs_and_make_up_人员经费():
    assert economic("100.00") == ["pass"] * 4
    assert economic("110.00").count("fail") == 1


def test_a_class_above_its_parts_is_told_once_where_the_table_lists_all_parts_of_the_others():
    assert economic("100.00", "100.00") == ["fail", "not_assessable", "pass", "pass"]


def test_points_for_execution_in_another_table_belong_to_the_list_that_they_complete():
    def points(row, name, weight, score, table_no=2, code=""):
        place = {"table_no": table_no, "row_no": row, "line": row, "statement": "score"}
        return [
            figure(f"{weight}分", name, code, metric="weight", basis="分值", col_no=5, **place),
            figure(f"{score}分", name, code, metric="score", basis="得分", col_no=6, **place),
        ]

    execution = points(2, "预算执行率", "10", "7.86", table_no=1)
    # a full mark of 50 was printed as 30: the scores still say that the ten points belong to the list
    listed = points(3, "数量指标/册数", "30", "50.0") + points(4, "质量指标/合格率", "40", "36.9")
    total = points(5, "自评总分", "100", "94.76", code="sco.total")
    results = judge(*execution, *listed, *total)
    assert statuses(results, "score_parts") == ["pass"]
    assert statuses(results, "score_weights") == ["fail"]


def test_heads_of_a_sentence_are_never_more_than_the_total_it_lists_them_under():
    text = "在职人员150人，其中行政70人、事业59人、合同制聘用26人。"
    printed = [
        figure(f"{number}人", item, code, metric="count", statement="staffing", char_start=text.index(number))
        for number, item, code in (
            ("150", "在职人员", "stf.active"), ("70", "在职人员/行政", ""), ("59", "在职人员/事业", ""),
            ("26", "聘用人员", "stf.contract"),
        )
    ]  # fmt: skip
    for said, status in ((text, ["fail"]), (text.replace("、合同制", "，另有"), ["not_assessable"])):
        line = {"document_id": "d" * 64, "page": 1, "line": 1, "char_start": 0, "char_end": len(said), "text": said}
        assert statuses(judge(*printed, lines=[line]), "sum_lists") == status


@pytest.mark.parametrize(("special", "status"), [("6", "fail"), ("5", "pass"), ("4", "not_assessable")])
def test_kinds_of_cars_are_never_more_than_the_cars_they_are_listed_under(special, status):
    cars = [
        figure(f"{number}辆", item, code, metric="count", statement="three_public", basis="期末")
        for number, item, code in (
            ("10", "公务用车保有量", "tp.vehicle.kept"), ("2", "公务用车保有量/轿车", ""),
            ("3", "公务用车保有量/越野车", ""), (special, "公务用车保有量/特种专业技术用车", ""),
        )
    ]  # fmt: skip
    assert statuses(judge(*cars), "sum_lists") == [status]


def test_points_taken_off_are_no_indicators_below_the_one_they_are_taken_from():
    def line(number, name, weight, lost, score):
        place = {"line": number, "statement": "score"}
        return [
            figure(f"{weight}分", name, metric="weight", basis="分值", **place),
            figure(f"{lost}分", f"{name}/扣分", metric="score", basis="其他", **place),
            figure(f"{score}分", name, metric="score", basis="得分", **place),
        ]

    listed = line(2, "整体效能", "40", "1.2", "38.8") + line(3, "预算编制", "30", "2.4", "27.6")
    listed += line(4, "绩效管理", "30", "0.0", "30.0")
    total = [
        figure("96.4分", "自评总分", "sco.total", metric="score", basis="得分", statement="score"),
        figure("100分", "自评总分", "sco.total", metric="weight", basis="分值", statement="score"),
    ]
    assert statuses(judge(*total, *listed), "score_parts") == ["pass"]


@pytest.mark.parametrize(("whole", "status"), [("268.50", "pass"), ("286.50", "fail")])
def test_the_money_of_a_project_is_that_of_the_sources_that_its_form_names(whole, status):
    rows = (("年度资金总额", whole), ("其中：当年财政拨款", "240.00"), ("上年结转资金", "28.50"), ("其他资金", ""))
    cells = [cell(text, row, col, "") for row, names in enumerate(rows, start=4) for col, text in enumerate(names, 1)]
    place = {"table_no": 1, "col_no": 2, "statement": "execution", "basis": "全年预算"}
    printed = [
        figure(f"{whole}万元", "项目支出/就业服务", row_no=4, line=4, **place),
        figure("240.00万元", "项目支出/就业服务/当年财政拨款", row_no=5, line=5, **place),
        figure("28.50万元", "项目支出/就业服务/上年结转资金", row_no=6, line=6, **place),
    ]
    assert statuses(judge(*printed, cells=cells), "sum_lists") == [status]
    assert statuses(judge(*printed), "sum_lists") == [status if status == "pass" else "not_assessable"]
