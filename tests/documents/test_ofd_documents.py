"""OFD documents give text with boxes and ruled tables, as PDF does."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.errors import EmptyFileError, NoTextLayerError, UnreadableFileError
from ingest.readers import ofd as ofd_reader
from ingest.readers import read_bytes
from ingest.readers.ofd_page import POINTS, OfdPage, read_layers
from tests.documents.ofd_writer import OfdWriter
from tests.reading import check_traceable, paragraphs, rows, tables

TABLE = [["科目", "决算数"], ["教育支出", "4146.04"], ["合计", "4758.67"]]


def test_text_and_ruled_tables_are_read_with_boxes() -> None:
    ofd = OfdWriter()
    ofd.text(60, 30, "支出决算表")
    ofd.text(150, 38, "单位：万元")
    ofd.table(30, 42, [50, 40], TABLE)
    document = read_bytes(ofd.save(), "决算.ofd")
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table) == TABLE
    assert (table.caption, table.unit_note) == ("支出决算表", "单位：万元")
    box = table.cells[3].content.locate(0, 7).box
    assert box is not None
    assert 80.9 < box.x0 * 25.4 / 72 < 82
    assert 50 < box.y0 * 25.4 / 72 < box.y1 * 25.4 / 72 < 57
    assert document.pages[0].width == pytest.approx(595.3, abs=0.1)


def test_a_table_goes_on_over_a_page_break() -> None:
    ofd = OfdWriter()
    ofd.table(30, 240, [50, 40], TABLE[:2])
    ofd.pages.append([])
    ofd.table(30, 25, [50, 40], TABLE[2:])
    (table,) = tables(read_bytes(ofd.save(), "决算.ofd"))
    assert rows(table) == TABLE
    assert (table.first_page, table.last_page) == (1, 2)


def test_a_sideways_page_is_read_upright_and_boxes_are_as_displayed() -> None:
    ofd = OfdWriter()
    for index, text in enumerate(("年初预算安排资金共计", "实际支出完成情况良好")):
        # A quarter turn: the text runs up the page.
        ofd.text(50 + 10 * index, 200, text, extra='CTM="0 -1 1 0 0 0"')
    document = read_bytes(ofd.save(), "横排.ofd")
    check_traceable(document)
    assert paragraphs(document)[0].startswith("年初预算安排资金共计")
    box = document.pages[0].box_of(0, 10)
    assert box is not None
    assert box.y1 - box.y0 > 5 * (box.x1 - box.x0)


def test_templates_hidden_objects_and_watermarks() -> None:
    ofd = OfdWriter()
    ofd.text(30, 40, "模板文字。")
    ofd.template, ofd.pages = ofd.pages[0], [[]]
    ofd.text(30, 60, "正文三万元。")
    ofd.text(30, 80, "看不见", extra='Visible="false"')
    ofd.text(90, 150, "内部资料", extra='CTM="0.7 -0.7 0.7 0.7 0 0"')
    document = read_bytes(ofd.save(), "a.ofd")
    assert paragraphs(document) == ["模板文字。", "正文三万元。"]
    assert "水印" in document.warnings[0]


def test_faults_are_named() -> None:
    empty = OfdWriter(pages=[])
    with pytest.raises(EmptyFileError):
        read_bytes(empty.save(), "a.ofd")
    with pytest.raises(NoTextLayerError):
        read_bytes(OfdWriter().save(), "a.ofd")
    broken = OfdWriter()
    broken.pages[0].append(
        '<ofd:PathObject Boundary="0 0 x 1"><ofd:AbbreviatedData>M 0</ofd:AbbreviatedData></ofd:PathObject>'
    )
    with pytest.raises(UnreadableFileError):
        read_bytes(broken.save(), "a.ofd")


def test_a_scan_under_a_page_number_is_told_as_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_reader, "image_reader", lambda: None)
    ofd = OfdWriter()
    ofd.text(60, 30, "支出决算表")
    ofd.pages.append([])
    ofd.image(b"a picture that nothing opens")
    ofd.text(100, 285, "2")
    document = read_bytes(ofd.save(), "决算.ofd")
    assert document.warnings == ("第 2 页是图片，未能读取",)
    assert "支出决算表" in paragraphs(document)


def test_a_picture_within_a_graphic_has_the_size_at_which_it_is_drawn() -> None:
    unit = etree.fromstring('<Content><ImageObject Boundary="10 20 30 40" ResourceID="7"/></Content>')
    drawn = '<CompositeObject ResourceID="6" Boundary="5 5 100 100" CTM="2 0 0 2 0 0"/>'
    page = OfdPage()
    read_layers(etree.fromstring(f"<Page><Content>{drawn}</Content></Page>"), page, {"6": unit}, "决算.ofd")
    (picture,) = page.pictures
    assert (picture.x0, picture.y0) == pytest.approx((25 * POINTS, 45 * POINTS))
    assert (picture.x1, picture.y1) == pytest.approx((85 * POINTS, 125 * POINTS))
