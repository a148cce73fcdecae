"""The account of this year under the year before: read as this year's, the printed year marked."""

from __future__ import annotations

from ingest.extract import extract_document
from ingest.figure import Extraction
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

TITLE = "某县某局2023年度部门决算\n"
LEFT_OVER = "2022年“三公”经费支出决算为3.5万元，完成预算的100%，较上年增加0.5万元，增长16.67%。\n"
PARTS = "2023年“三公”经费支出决算中，公务接待费支出决算1.5万元，公务用车运行维护费支出决算2万元。\n"


def read(text: str) -> Extraction:
    return extract_document(read_bytes((TITLE + text).encode(), "a.txt"), load_vocabulary())


def test_last_years_year_left_in_this_years_account_is_marked_and_the_figures_are_this_years() -> None:
    extraction = read(LEFT_OVER + PARTS)
    total = next(f for f in extraction.figures if f.raw == "3.5")
    rise = next(f for f in extraction.figures if f.raw == "0.5")
    assert (total.year, total.basis) == (2023, "决算")
    assert (rise.year, rise.versus) == (2023, "“三公”经费|决算|2022|up")
    marks = [m for m in extraction.text_marks if m.kind == "report_year" and m.text == "2022"]
    assert [(m.line, m.subject) for m in marks] == [(2, "2023")]


def test_last_year_told_beside_this_year_is_last_year() -> None:
    own = "2023年“三公”经费支出决算为4万元，完成预算的98%。\n"
    extraction = read(LEFT_OVER + own)
    assert next(f for f in extraction.figures if f.raw == "3.5").year == 2022
    assert not [m for m in extraction.text_marks if m.kind == "report_year" and m.text == "2022"]
