"""Word documents give the paragraphs and cells that a person reads in them."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from ingest.document import Document, Paragraph, Table
from ingest.errors import EmptyFileError
from ingest.readers import read_bytes, read_document
from tests.reading import check_traceable, paragraphs, rows, tables


def read(word: WordDocument) -> Document:
    buffer = BytesIO()
    word.save(buffer)
    document = read_bytes(buffer.getvalue(), "报告.docx")
    check_traceable(document)
    return document


def test_blocks_stand_in_body_order_and_merged_cells_once() -> None:
    word = docx.Document()
    word.add_heading("一、收入情况", 1)
    word.add_paragraph("表1 支出决算表（单位：万元）")
    table = word.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "科目"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "合计"
    for col, text in enumerate(("编码", "名称")):
        table.cell(1, col).text = text
    for col, text in enumerate(("205", "教育支出", "4,146.04")):
        table.cell(2, col).text = text
    word.add_paragraph("表后说明。")
    document = read(word)
    (found,) = tables(document)
    assert rows(found) == [["科目", "<", "合计"], ["编码", "名称", "^"], ["205", "教育支出", "4,146.04"]]
    assert (found.block, found.caption, found.unit_note) == (3, "表1 支出决算表", "单位：万元")
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table, Paragraph]
    place = found.cells[-1].content.locate(0, 8)
    assert document.pages[0].text[place.char_start : place.char_end] == "4,146.04"


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("支出")
    for tag, inner in (("w:del", "w:delText"), ("w:ins", "w:t")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        text.text = "80万元" if tag == "w:del" else "90万元"
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("（内部）").font.hidden = True
    assert paragraphs(read(word)) == ["支出90万元"]


def test_automatic_numbers_of_a_style_are_printed_before_the_text() -> None:
    word = docx.Document()
    for text in ("严格预算", "2023年支出5万元"):
        word.add_paragraph(text, style="List Number")
    assert paragraphs(read(word)) == ["1.严格预算", "2. 2023年支出5万元"]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    word = docx.Document()
    outer = word.add_table(rows=2, cols=2)
    for index, cell in enumerate(outer._cells):
        cell.text = f"外{index}"
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    first, second = tables(read(word))
    assert rows(first) == [["外0", "外1"], ["外2", "外3"]]
    assert rows(second) == [["内一", "内二"]]


def test_a_table_that_only_frames_another_is_no_table() -> None:
    word = docx.Document()
    frame = word.add_table(rows=1, cols=1)
    inner = frame.cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "得分", "95"
    (table,) = tables(read(word))
    assert rows(table) == [["得分", "95"]]


def test_text_boxes_are_read_once_though_they_are_stored_twice() -> None:
    word = docx.Document()
    content = "<w:txbxContent><w:p><w:r><w:t>框内5万元</w:t></w:r></w:p></w:txbxContent>"
    namespaces = nsdecls("w", "wp", "a")
    drawing = (
        f'<w:r {namespaces} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    word.add_paragraph("正文")._p.append(parse_xml(drawing))
    assert paragraphs(read(word)) == ["正文", "框内5万元"]


def test_line_breaks_in_a_cell_vanish_but_never_join_two_numbers() -> None:
    word = docx.Document()
    table = word.add_table(rows=1, cols=3)
    table.cell(0, 0).text = "基本\n支出"
    table.cell(0, 1).text = "100\n200"
    table.cell(0, 2).text = "3.5\n万元"
    assert rows(tables(read(word))[0]) == [["基本支出", "100 200", "3.5万元"]]


def test_a_break_that_wraps_a_long_line_does_not_part_a_sentence() -> None:
    word = docx.Document()
    word.add_paragraph(
        "本年度本单位一般公共预算财政拨款支出共计人民币壹仟万元整，折合\n1,000.00万元，比上年增加。\n二、其他情况"
    )
    assert paragraphs(read(word)) == [
        "本年度本单位一般公共预算财政拨款支出共计人民币壹仟万元整，折合1,000.00万元，比上年增加。",
        "二、其他情况",
    ]


def test_a_document_without_text_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read(docx.Document())


@pytest.mark.parametrize("name", ["own_08.docx", "own_12.html"])
def test_gold_figures_stand_in_the_block_and_cell_that_a_person_noted(shared_folder: Path, name: str) -> None:
    document = read_document(shared_folder / "reports" / name)
    check_traceable(document)
    blocks = {block.block: block for block in document.blocks}
    with (shared_folder / "gold" / "figures.csv").open(encoding="utf-8-sig") as file:
        gold = [row for row in csv.DictReader(file) if row["doc"] == name]
    assert gold
    for row in gold:
        block = blocks[int(row["block"])]
        if isinstance(block, Paragraph):
            assert not row["row"]
            assert row["raw"] in block.content.text
        else:
            place = (int(row["row"]), int(row["col"]))
            assert any((cell.row, cell.col) == place and row["raw"] in cell.text for cell in block.cells), row


def test_page_numbers_of_a_table_of_contents_stand_behind_leader_dots() -> None:
    word = docx.Document()
    word.styles.add_style("toc 1", 1)
    word.add_paragraph("一、收入决算情况\t5", style="toc 1")
    assert paragraphs(read(word)) == ["一、收入决算情况……5"]
