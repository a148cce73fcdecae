"""Numbers of units and projects against the lists that follow them, from the file to the ledger."""

from dataclasses import replace

import polars as pl
import pytest

from tests.integration.paper import ROOT
from warehouse.check_files import check_documents
from warehouse.settings import Settings

NAMES = ("某市档案局本级", "某市档案馆", "某市数字档案中心")
SCOPE = "纳入某市档案局2023年度部门决算编制范围的单位共{}个，包括："
BELOW = "某市档案局下属预算单位{}个，具体为："
PROJECTS = """某市档案局2023年度部门整体支出绩效自评报告
特定目标类项目共{}个：
| 序号 | 项目名称 | 全年预算数 | 执行数 |
| 1 | 库房改造 | 20.00 | 18.00 |
| 2 | 档案抢救 | 30.00 | 30.00 |
|  | 合计 | 50.00 | 48.00 |
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return replace(Settings(), home=tmp_path_factory.mktemp("home"), project=ROOT)


def statuses(settings, path, text, check):
    path.write_text(text, encoding="utf-8")
    results = check_documents(settings, [path]).results
    return results.filter(pl.col("check_id") == check)["status"].to_list()


@pytest.mark.parametrize(
    ("said", "names", "number", "status"),
    [
        (SCOPE, NAMES, 3, "pass"),
        (SCOPE, NAMES, 2, "fail"),
        (SCOPE, NAMES[1:], 3, "pass"),
        (BELOW, NAMES, 2, "pass"),
        (BELOW, NAMES, 4, "fail"),
        (BELOW, NAMES[1:], 3, "fail"),
    ],
)
def test_the_department_itself_counts_as_the_words_say(settings, tmp_path, said, names, number, status):
    head = "某市档案局2023年度部门决算\n"
    in_one_line = head + said.format(number) + "、".join(names) + "。\n"
    in_lines = head + "\n".join(
        [said.format(number), *(f"{at}．{name}" for at, name in enumerate(names, 1)), "二、收支"]
    )
    for text in (in_one_line, in_lines):
        assert statuses(settings, tmp_path / "决算.txt", text, "count_units") == [status]


@pytest.mark.parametrize(("number", "status"), [(2, "pass"), (3, "fail")])
def test_projects_are_counted_in_the_table_that_the_number_announces(settings, tmp_path, number, status):
    text = PROJECTS.format(number)
    assert statuses(settings, tmp_path / "自评.txt", text, "count_projects") == [status]


KINDS = """某市档案局2023年度部门整体支出绩效自评报告

2023年纳入部门决算共3个单位，具体见表1。

从单位性质来看，包括1个行政单位和{}个事业单位。
"""


@pytest.mark.parametrize(("number", "status"), [(2, "pass"), (3, "fail"), (1, "not_assessable")])
def test_kinds_of_units_are_no_more_than_the_units(settings, tmp_path, number, status):
    assert statuses(settings, tmp_path / "自评.txt", KINDS.format(number), "count_units") == [status]


BELOW = """某区档案局2024年部门预算

某区档案局部门预算包括局本部以及下属2家预算单位的综合收支计划。

本部门中，行政单位1家，事业单位{}家，具体包括：
"""


@pytest.mark.parametrize(("number", "status"), [(2, "pass"), (3, "fail")])
def test_units_below_the_department_are_counted_without_it(settings, tmp_path, number, status):
    assert statuses(settings, tmp_path / "预算.txt", BELOW.format(number), "count_units") == [status]


ITSELF = """某市档案局2023年度部门整体支出绩效自评报告
下属预算单位数量：{}家

纳入预算编制范围的单位共3个，包括：某市档案局本级、某市档案馆、某市数字档案中心。

预算编制范围包括局本级及{}个下属单位。
"""


@pytest.mark.parametrize(("cover", "text", "status"), [(3, 2, "fail"), (2, 2, "pass"), (3, 3, "pass")])
def test_the_cover_may_not_count_the_department_as_subordinate_to_itself(settings, tmp_path, cover, text, status):
    found = statuses(settings, tmp_path / "自评.txt", ITSELF.format(cover, text), "count_units")
    assert found[0] == status, found


RETOLD = """某市科协2023年部门整体支出绩效自评报告

（二）履职效能分析

健全科普工作体系，全年举办科普嘉年华等各类科普活动{}余次、惠及约120万人次，助力提升素质。

1. 健全科普工作机制。充分发挥联席会议作用，全年举办科普嘉年华等各类科普活动800余次、惠及约{}万人次，获得表彰。
"""


@pytest.mark.parametrize(
    ("first", "reached", "found"), [(800, 120, ["pass", "pass"]), (2800, 120, ["fail"]), (2800, 150, [])]
)
def test_a_clause_told_again_has_the_same_numbers(settings, tmp_path, first, reached, found):
    text = RETOLD.format(first, reached)
    assert statuses(settings, tmp_path / "自评.txt", text, "contradiction_printings") == (found or ["not_applicable"])


GOALS = """某市科技局2023年度部门整体支出绩效自评报告

（三）部门整体支出绩效目标

促进科技金融融合，2023年实现推动新增上市科技型企业30家的预期目标。

二、主要工作成效

推动企业与资本市场对接，全年新增上市科技型企业{}家。

三、自评结论

本年度{}绩效目标规定的任务，项目实施成效明显。
"""


@pytest.mark.parametrize(
    ("reached", "said", "status"),
    [(18, "已全面完成", "fail"), (30, "已全面完成", "not_applicable"), (18, "基本完成", "not_applicable")],
)
def test_a_report_that_met_all_goals_missed_none(settings, tmp_path, reached, said, status):
    found = statuses(settings, tmp_path / "自评.txt", GOALS.format(reached, said), "contradiction_conclusion")
    assert found == [status]


REGION = """某市科技局2023年度部门整体支出绩效自评报告

二、履职效能分析

1. 整体效能。创新能力不断增强，{}{}万人。

2. 专项效能。人才梯队不断完善，全市研发人员达13.0万人。
"""


@pytest.mark.parametrize(
    ("name", "number", "found"),
    [
        ("研发人员达", "13.5", "fail"),
        ("全市研发人员达", "13.0", "pass"),
        ("企业研发人员达", "13.5", "not_applicable"),
        ("研发人员超过", "12.5", "not_applicable"),
        ("研发人员达", "1.5", "not_applicable"),
    ],
)
def test_what_is_counted_over_the_whole_region_is_one_number(settings, tmp_path, name, number, found):
    text = REGION.format(name, number)
    assert statuses(settings, tmp_path / "自评.txt", text, "contradiction_printings") == [found]
