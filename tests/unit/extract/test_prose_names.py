"""What outcomes are called, and what stays unnamed: the short noun phrase a person would write."""

from __future__ import annotations

import pytest

from ingest.extract import extract_document
from ingest.figure import Figure
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SELF_EVALUATION = "某市某局2023年度部门整体支出绩效自评报告"


def read(text: str, title: str = SELF_EVALUATION) -> list[Figure]:
    document = read_bytes(f"{title}\n\n{text}\n".encode(), "report.txt")
    return list(extract_document(document, VOCABULARY).figures)


def leaf(text: str, raw: str) -> str:
    return next(f.item.rpartition("/")[2] for f in read(text) if f.raw == raw)


@pytest.mark.parametrize(
    ("text", "raw", "name"),
    [
        ("支撑各中心完成7个业务（15个专题）的申报、评审、立项等工作。", "7", "申报评审业务"),
        ("支撑各中心完成7个业务（15个专题）的申报、评审、立项等工作。", "15", "申报评审专题"),
        ("承担12个重点研发项目随机抽查任务。", "12", "随机抽查项目"),
        ("改造老旧小区12个，惠及居民2,860户。", "2,860", "居民"),
        ("新改建城市道路5条8.6公里。", "8.6", "新改建城市道路"),
        ("6次开展党组理论学习。", "6", "党组理论学习次数"),
        ("共安排衔接项目126个，已完工118个。", "118", "完工衔接项目"),
        ("减免交易服务费，惠及企业3,218家。", "3,218", "惠及企业"),
        ("解决了810个贫困人口的饮水安全问题。", "810", "贫困人口"),
        ("带动山里村90个贫困人口如期脱贫。", "90", "贫困人口"),
        ("选择10个2021年县级重点项目开展评价。", "10", "县级重点项目"),
        ("项目涉及全镇27个村（居）委会。", "27", "村（居）委会"),
        ("推进与南山、北山等4个地市政务数据互联互通。", "4", "政务数据互联互通地市"),
        ("本年度合同备案存在10个项目超时情况。", "10", "合同备案超时项目"),
        ("对绩效监控提示的2个问题，及时整改。", "2", "绩效监控提示问题"),
        ("助推14家外资企业在杭落地。", "14", "外资企业落地"),
        ("全年支持58家小微企业，成效明显。", "58", "支持小微企业"),
        ("支持各单位开展以目标导向为主的应用研究845项。", "845", "目标导向应用研究"),
        ("全年办理热线工单28,640件，按时办结率99.3%。", "99.3", "工单按时办结率"),
        ("采购活动均公开采购意向，且意向100%公开。", "100", "采购意向公开率"),
        ("全年举办讲座、展览等各类科普活动3000余次。", "3000", "科普活动次数"),
        ("查处超限超载车辆318台次。", "318", "查处超限超载车辆"),
        ("遴选20家“一园一策”专业服务机构。", "20", "“一园一策”专业服务机构"),
        ("通过“随报随审”方式下达经费10.14亿元。", "10.14", "“随报随审”下达经费"),
        ("本年“三公”经费支出预决算差异率-5.20%。", "-5.20", "“三公”经费支出预决算差异率"),
        ("通过管理服务专家驿站36家，推动攻关。", "36", "管理服务专家驿站"),
        ("柔性引进2个专家及若干助手，联合攻关。", "2", "引进专家"),
        ("支持社团开展8场跨行业、跨领域、跨学科的“红船助企”活动。", "8", "“红船助企”活动场次"),
        ("资助学生数约1,141人。", "1,141", "资助学生数"),
        ("推动挽回经济损失8.07万元。", "8.07", "挽回经济损失"),
        ("共设置绩效目标40个，其中产出指标30个。", "40", "绩效目标数"),
        ("当选的211名委员中来自基层一线的共167名。", "167", "来自基层一线"),
        (
            "举办各类民间艺术展演、非遗技艺传习、高层峰会、高端访谈、创新大赛、路演推介等约20场。",
            "20",
            "非遗技艺传习、高层峰会、高端访谈、创新大赛、路演推介",
        ),
    ],
)
def test_an_outcome_is_called_what_a_person_would_call_it(text: str, raw: str, name: str) -> None:
    assert leaf(f"二、履职效能分析\n\n1. 整体效能。2023年工作有序。{text}", raw) == name


def test_a_goal_for_a_later_year_is_of_that_year() -> None:
    figures = read("（三）绩效目标\n\n推动到2025年实现100项关键技术突破目标，2023年新建平台3个。")
    assert [(f.item.rpartition("/")[2], f.year, f.basis) for f in figures] == [
        ("关键技术突破", 2025, "目标值"),
        ("新建平台", 2023, "目标值"),
    ]


def test_what_is_put_in_out_of_a_fund_stands_under_it() -> None:
    figures = read("二、履职效能分析\n\n加强研究，2023年某市科技专项资金中基础研究投入3.5亿元。")
    assert [f.item for f in figures] == ["某市科技专项资金/基础研究投入"]


def test_kinds_of_institutions_are_counted_under_their_printed_name() -> None:
    figures = read("机构设置\n\n包括1个行政单位和8个事业单位。某市档案馆为公益一类事业单位。")
    assert [(f.raw, f.item) for f in figures] == [("1", "行政单位"), ("8", "事业单位")]
    below = read("机构设置\n\n下辖某市图书馆、某市文化馆2个事业单位。")
    assert [(f.raw, f.item) for f in below] == [("2", "下属事业单位")]


def test_a_noun_that_fits_any_document_names_nothing() -> None:
    figures = read("二、主要工作成效\n\n推动17家企业获批，与9家机构签约。")
    assert [(f.raw, f.item) for f in figures] == [("17", ""), ("9", "")]


def test_passing_numbers_of_a_general_account_stay_unnamed_unless_reported_again() -> None:
    text = (
        "一、部门基本情况\n\n（二）年度总体工作和重点工作任务\n\n"
        "全市新增8家联合实验室，技术合同成交额超2,500亿元，母基金落地29只子基金。\n\n"
        "二、绩效自评情况\n\n（一）履职效能分析\n\n母基金累计落地29只子基金。"
    )
    named = {f.raw: bool(f.item) for f in read(text)}
    assert named == {"8": False, "2,500": True, "29": True}


def test_running_text_calls_a_total_what_the_documents_own_table_calls_it() -> None:
    text = (
        "二、收入决算情况\n\n2023年总收入616.25万元，比上年下降6.76%。\n\n"
        "附表一　收入支出对比表（单位：万元）\n"
        "项目\t2023年度\t2022年度\n一、收入合计\t616.25\t660.93\n二、支出合计\t651.42\t639.19\n"
    )
    prose = [f.item for f in read(text, "某市某院2023年度部门决算公开说明") if f.table_no is None and f.raw != "2"]
    assert prose == ["收入合计", "收入合计"]


def test_posts_and_the_persons_in_them_are_told_apart() -> None:
    found = {f.raw: (f.item, f.basis) for f in read("局机关编制38人，实有36人；二级单位编制215人，实有198人。")}
    assert found == {
        "38": ("核定编制", "期末"),
        "36": ("在职人员", "期末"),
        "215": ("二级单位/核定编制", "期末"),
        "198": ("二级单位/在职人员", "期末"),
    }


def test_a_budget_beside_its_execution_is_that_of_the_whole_year_and_so_are_its_parts() -> None:
    found = {
        f.raw: f.basis
        for f in read(
            "2023年部门整体支出预算9,274.52万元，执行数8,623.44万元。其中：基本支出预算3,018.26万元，执行数2,987.61万元。"
        )
    }
    assert found == {"9,274.52": "全年预算", "8,623.44": "执行数", "3,018.26": "全年预算", "2,987.61": "执行数"}


def test_shares_dealt_out_belong_to_the_items_before_them() -> None:
    figures = read("2023年本年收入合计100.00万元，其中财政拨款收入80.00万元，其他收入20.50万元，分别占80%、20%。")
    assert [(f.raw, f.item, f.metric) for f in figures[-2:]] == [
        ("80", "财政拨款收入", "share"),
        ("20", "其他收入", "share"),
    ]


def test_scores_in_a_list_belong_to_the_indicator_before_the_bracket() -> None:
    figures = read("经自评得95.8分，其中：项目决策（满分20分）得19分，项目产出（满分40分）得40分。")
    assert [(f.raw, f.item, f.metric) for f in figures[1:]] == [
        ("20", "项目决策", "weight"),
        ("19", "项目决策", "score"),
        ("40", "项目产出", "weight"),
        ("40", "项目产出", "score"),
    ]


def test_earnings_per_head_are_amounts_and_no_changes() -> None:
    figures = read("吸纳农民就业2,135人，人均年增收1.2万元。")
    assert (figures[1].item, figures[1].metric) == ("人均年增收", "amount")


def test_a_rise_larger_than_the_part_before_it_is_of_the_whole() -> None:
    figures = read("2023年度收入总计152.39万元，其中年初结转和结余1.21万元，较2022年增加6.41万元，增长4.39%。")
    assert [f.item for f in figures] == ["收入总计", "年初结转和结余", "收入总计", "收入总计"]


def test_stocks_are_of_the_day_they_were_taken() -> None:
    figures = read("截至2023年8月31日，本部门共有车辆6辆，其中一般公务用车4辆。", "某市某局2024年部门预算")
    assert [(f.raw, f.item, f.year) for f in figures] == [("6", "车辆", 2023), ("4", "车辆/一般公务用车", 2023)]


def test_a_name_with_计划生育_in_it_is_no_plan() -> None:
    figures = read("卫生健康与计划生育事务支出（类）629.72万元。")
    assert figures[0].basis == "决算"


def test_what_a_budget_means_to_buy_is_budgeted_and_each_purchase_stands_by_itself() -> None:
    figures = read(
        "2024年部门预算安排购置车辆2辆，其中：执法执勤用车1辆、其他用车1辆；"
        "部门预算安排购置单价100万元（含）以上设备（不含车辆）3台（套）。",
        "某市某局2024年部门预算",
    )
    assert [(f.item, f.basis) for f in figures] == [
        ("部门预算安排购置车辆", "年初预算"),
        ("部门预算安排购置车辆/执法执勤用车", "年初预算"),
        ("部门预算安排购置车辆/其他用车", "年初预算"),
        ("部门预算安排购置单价100万元（含）以上设备（不含车辆）", "年初预算"),
    ]


def test_totals_of_a_budget_keep_their_printed_names() -> None:
    figures = read(
        "2024年收入预算86.20万元，其中：事业单位经营收入0万元。支出预算86.20万元。", "某市某局2024年部门预算"
    )
    assert [(f.item, f.item_code) for f in figures] == [
        ("收入预算", "rev.total_all"),
        ("事业单位经营收入", "rev.operating"),
        ("支出预算", "exp.total"),
    ]
