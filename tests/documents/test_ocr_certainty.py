"""What OCR read is less certain than the same words in a text layer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.extract import extract_document
from ingest.readers import read_bytes
from ingest.vocabulary import load_vocabulary

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_figures_of_pages_read_by_ocr_are_less_certain() -> None:
    document = read_bytes("某局2023年度部门决算\n2023年度支出总计1,234.50万元。".encode(), "a.txt")
    scanned = replace(document, pages=tuple(replace(page, is_ocr=True) for page in document.pages))
    vocabulary = load_vocabulary(SEEDS)
    sure, unsure = (extract_document(each, vocabulary).figures for each in (document, scanned))
    assert sure
    assert [figure.raw for figure in sure] == [figure.raw for figure in unsure]
    assert all(b.confidence < a.confidence for a, b in zip(sure, unsure, strict=True) if a.confidence)


def test_the_least_sure_digit_says_how_sure_a_number_is() -> None:
    document = read_bytes("某局2023年度部门决算\n2023年度收入总计50.00万元，支出总计1,234.50万元。".encode(), "a.txt")
    page = document.pages[0]
    at = page.text.index("1,234.50")
    certainty = [0.5 if at <= index < at + 1 else 1.0 for index in range(len(page.text))]
    scanned = replace(document, pages=(replace(page, is_ocr=True, certainty=certainty),))
    vocabulary = load_vocabulary(SEEDS)
    sure = {f.raw: f.confidence for f in extract_document(document, vocabulary).figures}
    read = {f.raw: f.confidence for f in extract_document(scanned, vocabulary).figures}
    assert read["50.00"] == round(sure["50.00"] * 0.9, 3)
    assert read["1,234.50"] == round(sure["1,234.50"] * 0.45, 3)
