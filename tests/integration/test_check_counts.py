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
