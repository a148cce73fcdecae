"""The how-to pages say what to do; doing it works."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest

from ingest import readers
from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.extract import extract_document
from ingest.readers import read_bytes, sniff
from ingest.readers.text import read_text
from ingest.vocabulary import SEEDS, load_vocabulary
from tests.conftest import ROOT

SENTENCE = "某市城市管理局2023年度部门决算\n\n2023年公车运维开支12.50万元。\n".encode()


def test_the_row_of_the_alias_page_names_a_word_that_was_unknown_before(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/add-an-alias.md").read_text(encoding="utf-8")
    row = re.search(r"```csv\n\s*(.+)\n", page)
    assert row is not None
    document = read_bytes(SENTENCE, "report.txt")
    before = [f for f in extract_document(document, load_vocabulary()).figures if f.raw == "12.50"]
    assert [f.item_code for f in before] == [""]

    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    with (seeds / "vocabulary/aliases.csv").open("a", encoding="utf-8") as aliases:
        aliases.write(row[1].strip() + "\n")
    after = [f for f in extract_document(document, load_vocabulary(seeds)).figures if f.raw == "12.50"]
    assert [(f.item_code, f.item) for f in after] == [("tp.vehicle.running", "公务用车运行维护费")]


def test_a_format_registered_as_the_page_says_is_read_through_the_same_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_backwards(data: bytes, name: str) -> Document:
        return read_text(data.removeprefix(b"%BACK")[::-1], name)

    monkeypatch.setattr(
        sniff, "SIGNATURES", [("text/x-back", lambda data: data.startswith(b"%BACK")), *sniff.SIGNATURES]
    )
    monkeypatch.setitem(readers.READERS, "text/x-back", f"{__name__}:read_backwards")
    monkeypatch.setitem(globals(), "read_backwards", read_backwards)
    document = read_bytes(b"%BACK" + b"2023: 12.50"[::-1], "figures.back")
    assert document.pages[0].text == "2023: 12.50"


def test_the_reader_of_the_format_page_reads_paragraphs_and_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs/how-to/add-a-format.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.+?)\n *```", page, re.DOTALL)
    assert code is not None
    written: dict[str, object] = {}
    exec(textwrap.dedent("   " + code[1].lstrip()), written)
    monkeypatch.setattr(
        sniff, "SIGNATURES", [("text/x-tab-sheet", lambda data: data.startswith(b"#tab")), *sniff.SIGNATURES]
    )
    monkeypatch.setitem(readers.READERS, "text/x-tab-sheet", f"{__name__}:read_tab_sheet")
    monkeypatch.setitem(globals(), "read_tab_sheet", written["read_tab_sheet"])
    sheet = "#tab\n某市司法局2023年度部门决算\n收入支出决算总表\n单位：万元\n项目\t决算数\n本年收入合计\t100.00\n"
    found = extract_document(read_bytes(sheet.encode(), "a.tab"), load_vocabulary()).figures
    assert [(f.raw, f.item, f.basis, f.unit) for f in found] == [("100.00", "本年收入合计", "决算", "万元")]
    with pytest.raises(UnreadableFileError):
        read_bytes(b"#tab\xff\xfe", "a.tab")
