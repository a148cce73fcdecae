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
