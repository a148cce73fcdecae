"""Documents that print several units one after the other, and headings with the name of another agency left over."""

from __future__ import annotations

from ingest.extract import extract_document
from ingest.figure import Extraction
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

OWN = "某县卫生健康局2022年部门预算公开\n\n第一部分 某县卫生健康局2022年部门预算情况说明\n2022年收入预算1,200万元。\n"
CENTRE = "第二部分 某县疾病预防控制中心2022年单位预算情况说明\n2022年收入预算300万元。\n"
TABLES = "第二部分 某县疾病预防控制中心2022年部门预算表\n2022年收入预算300万元。\n"


def read(text: str) -> Extraction:
    return extract_document(read_bytes(text.encode(), "a.txt"), load_vocabulary())


def test_figures_belong_to_the_unit_whose_part_they_stand_in() -> None:
    extraction = read(OWN + CENTRE)
    assert {f.raw: f.entity for f in extraction.figures} == {"1,200": "某县卫生健康局", "300": "某县疾病预防控制中心"}
    assert not [mark for mark in extraction.text_marks if mark.kind == "heading_agency" and mark.text != mark.subject]


def test_another_agency_in_a_heading_of_its_own_kind_is_a_leftover() -> None:
    extraction = read(OWN + TABLES)
    assert {f.entity for f in extraction.figures} == {"某县卫生健康局"}
    assert [m.text for m in extraction.text_marks if m.kind == "heading_agency" and m.text != m.subject] == [
        "某县疾病预防控制中心"
    ]


def test_a_heading_that_differs_from_its_entry_in_the_contents_is_a_leftover() -> None:
    contents = "目录\n第一部分 概况\n第二部分 某县卫生健康局2022年部门预算情况说明\n第三部分 名词解释\n"
    body = "第一部分 概况\n职能。\n第二部分 某县民政局2022年部门预算情况说明\n2022年收入预算300万元。\n"
    extraction = read("某县卫生健康局2022年部门预算\n\n" + contents + body)
    assert {f.entity for f in extraction.figures} == {"某县卫生健康局"}
