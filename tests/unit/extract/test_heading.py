"""What reports of several kinds say of themselves on their first lines."""

from __future__ import annotations

import pytest

from ingest.extract.heading import read_heading
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "entity", "year", "kind"),
    [
        ("某市财政局2024年度部门决算\n\n目录\n", "某市财政局", 2024, "final_account"),
        ("某县水利局\n2022年部门整体支出绩效评价报告（自评）\n", "某县水利局", 2022, "self_evaluation"),
        ("2023年度某市科学技术局部门整体支出绩效自评报告\n", "某市科学技术局", 2023, "self_evaluation"),
        ("某县2019年度“三公”经费决算汇总说明\n", "某县", 2019, "three_public"),
        ("某区2025年区级部门预算\n\n预算主管部门：某区财政局\n", "某区财政局", 2025, "budget"),
        (
            "整体绩效自评报告\n\n部门名称：某省监测中心（公章）\n\n填报日期：2024年5月8日\n\n2023年完成监测。\n",
            "某省监测中心",
            2023,
            "self_evaluation",
        ),
        ("某署2010年度“三公”经费决算和2011年预算\n", "某署", 2010, "three_public"),
    ],
)
def test_entity_year_and_kind_are_read_from_the_first_lines(text: str, entity: str, year: int, kind: str) -> None:
    heading = read_heading(read_bytes(text.encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.document_type) == (entity, year, kind)


def test_what_a_document_does_not_say_stays_empty() -> None:
    heading = read_heading(read_bytes("各项工作有序推进。\n".encode(), "report.txt"), VOCABULARY)
    assert (heading.entity, heading.fiscal_year, heading.fill_date, heading.unit_code) == ("", None, "", "")
