"""Ruled and unruled tables on drawn pages: the layouts that published reports use."""

from __future__ import annotations

from ingest.readers import read_bytes
from tests.drawing import Drawing
from tests.reading import check_traceable, paragraphs, rows, tables

HEADER = ["科目", "合计", "基本支出"]


def test_a_ruled_table_gives_its_cells_with_boxes_caption_and_unit() -> None:
    page = Drawing()
    page.text(297, 60, "收入支出决算总表", 14, "centre")
    page.text(500, 85, "单位：万元", 9, "right")
    page.table(50, 95, [200, 120, 120], [HEADER, ["教育支出", "1,234.50", "0.00"], ["合计", "1,234.50", ""]])
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table) == [HEADER, ["教育支出", "1,234.50", "0.00"], ["合计", "1,234.50", ""]]
    assert (table.caption, table.unit_note, table.is_ruled) == ("收入支出决算总表", "单位：万元", True)
    amount = table.grid[1][1]
    assert amount is not None and amount.box is not None
    assert [round(edge) for edge in (amount.box.x0, amount.box.y0, amount.box.x1, amount.box.y1)] == [
        250,
        115,
        370,
        135,
    ]
    place = amount.content.locate(0, len(amount.text))
    assert place.box is not None
    assert amount.box.x0 < place.box.x0 < place.box.x1 < amount.box.x1
    assert document.pages[0].text[place.char_start : place.char_end] == "1,234.50"
    assert "教育支出\t1,234.50\t0.00\n" in document.pages[0].text


def test_header_cells_merged_over_rows_and_columns_keep_their_spans() -> None:
    page = Drawing()
    xs, ys = [50, 150, 250, 350], [100, 120, 140, 160]
    for y in (100, 140, 160):
        page.line(xs[0], y, xs[-1], y)
    page.line(150, 120, 350, 120)
    for x in (50, 150, 350):
        page.line(x, ys[0], x, ys[-1])
    page.line(250, 120, 250, 160)
    for x, baseline, text in (
        (60, 125, "项目"),
        (230, 114, "本年支出"),
        (160, 134, "基本支出"),
        (260, 134, "项目支出"),
    ):
        page.text(x, baseline, text)
    for x, text in ((60, "教育"), (160, "1.00"), (260, "2.00")):
        page.text(x, 154, text)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["项目", "本年支出", "<"], ["^", "基本支出", "项目支出"], ["教育", "1.00", "2.00"]]


def test_lines_drawn_as_thin_filled_bars_rule_a_table() -> None:
    page = Drawing()
    for y in (100, 120, 140):
        page.bar(50, y - 0.3, 250, y + 0.3)
    for x in (50, 150, 250):
        page.bar(x - 0.3, 100, x + 0.3, 140)
    for x, y, text in ((60, 114, "甲"), (160, 114, "乙"), (60, 134, "1"), (160, 134, "2")):
        page.text(x, y, text)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["甲", "乙"], ["1", "2"]]


def test_a_table_open_at_its_sides_has_its_outer_columns() -> None:
    page = Drawing()
    for y in (100, 120, 140):
        page.line(50, y, 350, y)
    for x in (150, 250):
        page.line(x, 100, x, 140)
    for x, y, text in (
        (60, 114, "甲"),
        (160, 114, "乙"),
        (260, 114, "丙"),
        (60, 134, "1"),
        (160, 134, "2"),
        (260, 134, "3"),
    ):
        page.text(x, y, text)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_two_tables_side_by_side_stay_two_and_each_goes_on_over_the_page() -> None:
    page = Drawing()
    page.text(80, 690, "表一 收入")
    page.text(330, 690, "表二 支出")
    page.table(50, 700, [100, 100], [["收入", "金额"], ["税收", "1.00"]])
    page.table(320, 700, [100, 100], [["支出", "金额"], ["教育", "2.00"]])
    page.next_page()
    page.table(50, 60, [100, 100], [["非税", "3.00"]])
    page.table(320, 60, [100, 100], [["科技", "4.00"]])
    left, right = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(left) == [["收入", "金额"], ["税收", "1.00"], ["非税", "3.00"]]
    assert rows(right) == [["支出", "金额"], ["教育", "2.00"], ["科技", "4.00"]]


def test_a_number_too_long_for_its_cell_stays_whole() -> None:
    page = Drawing()
    page.grid([50, 150, 190, 290], [100, 120])
    page.text(60, 114, "合计")
    page.text(188, 114, "31,214,205.80", 9, "centre")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert "31,214,205.80" in rows(table)[0]


def test_wrapped_text_in_a_cell_is_one_run_without_breaks() -> None:
    page = Drawing()
    page.grid([50, 150, 250], [100, 150])
    page.text(55, 118, "机关事业单位基本养")
    page.text(55, 134, "老保险缴费支出")
    page.text(160, 126, "160.75")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["机关事业单位基本养老保险缴费支出", "160.75"]]


def test_a_frame_around_text_is_no_table() -> None:
    page = Drawing()
    page.grid([40, 555], [40, 800])
    page.text(60, 100, "本年度没有政府性基金预算财政拨款收入和支出。")
    document = read_bytes(page.bytes(), "a.pdf")
    assert not tables(document)
    assert paragraphs(document) == ["本年度没有政府性基金预算财政拨款收入和支出。"]


def test_a_sideways_table_is_read_upright_and_its_boxes_stand_on_the_page_as_shown() -> None:
    page = Drawing(595, 842)
    page.canvas.translate(0, 842)
    page.canvas.rotate(-90)
    page.height = 595
    page.table(
        100, 100, [200, 150], [["项目", "金额"], ["教育支出合计数额", "1,234.50"], ["科学技术支出合计", "22.00"]]
    )
    document = read_bytes(page.bytes(), "a.pdf")
    (table,) = tables(document)
    assert rows(table)[1] == ["教育支出合计数额", "1,234.50"]
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)
    cell = table.grid[1][1]
    assert cell is not None and cell.box is not None
    assert cell.box.y1 - cell.box.y0 > cell.box.x1 - cell.box.x0
    place = cell.content.locate(0, len(cell.text))
    assert place.box is not None
    assert cell.box.x0 <= place.box.x0 and place.box.y1 <= cell.box.y1


def test_a_number_or_title_that_is_clipped_in_part_is_read_whole() -> None:
    page = Drawing()
    page.table(50, 100, [200, 60], [["项目", "金额"], ["教育支出", ""]])
    area = page.canvas.beginPath()
    area.rect(60, page.height - 140, 250, 80)
    page.canvas.clipPath(area, stroke=0)
    page.text(30, 90, "政府性基金预算支出表", 12)
    page.text(48, 128, "76,987,792.53", 10)
    document = read_bytes(page.bytes(), "a.pdf")
    (table,) = tables(document)
    assert table.caption == "政府性基金预算支出表"
    assert "76,987,792.53" in document.pages[0].text


def test_rows_that_a_print_area_clips_away_are_not_read() -> None:
    page = Drawing(595, 842)
    area = page.canvas.beginPath()
    area.rect(50, 642, 500, 150)
    page.canvas.saveState()
    page.canvas.clipPath(area, stroke=0)
    page.text(60, 100, "本页支出合计 11.00 万元。")
    page.text(60, 400, "下页支出合计 22.00 万元。")
    page.canvas.restoreState()
    page.text(60, 900, "纸外支出合计 33.00 万元。")
    text = read_bytes(page.bytes(), "a.pdf").pages[0].text
    assert "11.00" in text
    assert "22.00" not in text and "33.00" not in text


def test_an_unruled_table_is_found_by_its_columns() -> None:
    page = Drawing()
    page.text(297, 60, "2023年部门支出情况表", 14, "centre")
    page.text(60, 82, "编制单位：某某局")
    page.text(530, 82, "单位：万元", 10, "right")
    for y, row in (
        (110, ("项目", "预算数", "决算数")),
        (130, ("基本支出", "100.00", "98.50")),
        (150, ("项目支出", "1,200.00", "—")),
    ):
        page.text(60, y, row[0])
        page.text(350, y, row[1], 10, "right")
        page.text(530, y, row[2], 10, "right")
    page.text(60, 200, "注：本表由财务科编制。")
    document = read_bytes(page.bytes(), "a.pdf")
    check_traceable(document)
    (table,) = tables(document)
    assert rows(table) == [["项目", "预算数", "决算数"], ["基本支出", "100.00", "98.50"], ["项目支出", "1,200.00", "—"]]
    assert (table.caption, table.unit_note, table.is_ruled) == ("2023年部门支出情况表", "单位：万元", False)
    assert paragraphs(document)[-1] == "注：本表由财务科编制。"


def test_a_label_broken_over_two_lines_in_an_unruled_table_is_one_cell() -> None:
    page = Drawing()
    for y, label, amount, rate in (
        (100, "项目", "金额", "比率"),
        (130, "教育支出", "1.00", "2%"),
        (200, "住房支出", "5.00", "6%"),
    ):
        page.text(60, y, label)
        page.text(350, y, amount, 10, "right")
        page.text(450, y, rate, 10, "right")
    page.text(60, 159, "机关事业单位基本养老")
    page.text(350, 165, "3.00", 10, "right")
    page.text(450, 165, "4%", 10, "right")
    page.text(60, 171, "保险缴费支出")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[2] == ["机关事业单位基本养老保险缴费支出", "3.00", "4%"]


def test_three_rules_without_column_lines_are_read_by_columns() -> None:
    page = Drawing()
    for y in (90, 115, 175):
        page.line(50, y, 500, y)
    for y, row in (
        (107, ("项目", "预算", "决算")),
        (132, ("人员经费", "10.00", "9.00")),
        (150, ("公用经费", "5.00", "4.00")),
        (168, ("合计", "15.00", "13.00")),
    ):
        page.text(60, y, row[0])
        page.text(300, y, row[1], 10, "right")
        page.text(450, y, row[2], 10, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table)[1:] == [["人员经费", "10.00", "9.00"], ["公用经费", "5.00", "4.00"], ["合计", "15.00", "13.00"]]


def test_a_table_of_contents_is_no_table() -> None:
    page = Drawing()
    for y, title, number in ((100, "一、部门概况", "1"), (120, "二、收支情况", "3"), (140, "三、绩效情况", "12")):
        page.text(60, y, title)
        page.text(500, y, number, 10, "right")
    assert not tables(read_bytes(page.bytes(), "a.pdf"))


def test_a_number_too_long_for_its_cell_is_not_mixed_with_its_neighbour() -> None:
    page = Drawing()
    page.grid([50, 100, 150, 200], [100, 120])
    page.text(55, 114, "合计")
    page.text(148, 114, "1,234.56", 10, "right")
    page.text(199, 114, "22,186,440.80", 9, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["合计", "1,234.56", "22,186,440.80"]]


def test_a_label_that_runs_over_into_an_empty_cell_stays_whole() -> None:
    page = Drawing()
    page.grid([50, 150, 250, 350], [100, 120])
    page.text(53, 114, "机关事业单位基本养老保险缴费")
    page.text(300, 114, "160.75")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["机关事业单位基本养老保险缴费", "", "160.75"]]


def test_numbers_stacked_in_one_cell_stay_apart_and_a_wrapped_number_stays_whole() -> None:
    page = Drawing()
    page.grid([50, 150, 195], [100, 140])
    page.text(60, 114, "12.00")
    page.text(60, 130, "34.00")
    page.text(153, 114, "31,214,2")
    page.text(153, 130, "05.80")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["12.00 34.00", "31,214,205.80"]]


def test_a_number_that_no_longer_fits_a_padded_cell_stays_whole() -> None:
    page = Drawing()
    page.grid([50, 104, 158, 212], [100, 140])
    for right, first, rest in ((98, "82,808,57", "8.28"), (152, "26,833,571", ".60"), (206, "1,898,042.5", "9")):
        page.text(right, 114, first, 8, "right")
        page.text(right, 130, rest, 8, "right")
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["82,808,578.28", "26,833,571.60", "1,898,042.59"]]


def test_a_title_and_a_unit_printed_inside_the_frame_are_found() -> None:
    page = Drawing()
    for y in (60, 90, 110, 130, 150):
        page.line(50, y, 350, y)
    for x in (50, 350):
        page.line(x, 60, x, 150)
    page.line(200, 110, 200, 150)
    page.text(200, 80, "财政拨款收支预算总表", 12, "centre")
    page.text(345, 104, "单位：元", 9, "right")
    for x, y, text in ((60, 124, "项目"), (210, 124, "预算数"), (60, 144, "合计"), (210, 144, "31,214,205.80")):
        page.text(x, y, text)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert (table.caption, table.unit_note) == ("财政拨款收支预算总表", "单位：元")
    assert rows(table)[-1] == ["合计", "31,214,205.80"]


def test_a_level_watermark_taller_than_the_rows_is_in_no_cell() -> None:
    page = Drawing()
    body = [["项目", "金额"], ["教育支出", "1,234.50"], ["科技支出", "22.00"]]
    page.text(60, 137, "内部资料99注意保密", 30)
    page.table(50, 100, [200, 150], body)
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == body


def test_a_watermark_across_the_page_is_in_no_cell() -> None:
    page = Drawing()
    page.table(50, 100, [200, 150], [["项目", "金额"], ["教育支出", "1,234.50"], ["科技支出", "22.00"]])
    page.canvas.saveState()
    page.canvas.translate(80, 680)
    page.canvas.rotate(35)
    page.canvas.setFont("STSong-Light", 30)
    page.canvas.drawString(0, 0, "某某局内部资料99")
    page.canvas.restoreState()
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    assert rows(table) == [["项目", "金额"], ["教育支出", "1,234.50"], ["科技支出", "22.00"]]


def test_a_page_turned_by_its_rotate_entry_is_read_as_shown() -> None:
    page = Drawing(842, 595)
    page.canvas.setPageRotation(90)
    page.canvas.translate(595, 0)
    page.canvas.rotate(90)
    page.table(50, 100, [200, 150], [["项目", "金额"], ["教育支出合计数额", "1,234.50"], ["科学技术支出合计", "22.00"]])
    document = read_bytes(page.bytes(), "a.pdf")
    (table,) = tables(document)
    assert rows(table)[1] == ["教育支出合计数额", "1,234.50"]
    cell = table.grid[1][0]
    assert (document.pages[0].width, document.pages[0].height) == (842, 595)
    assert cell is not None and cell.box is not None
    assert [round(edge) for edge in (cell.box.x0, cell.box.y0, cell.box.x1, cell.box.y1)] == [50, 120, 250, 140]


def test_boxes_are_counted_from_the_corner_of_a_cropped_page() -> None:
    page = Drawing()
    page.canvas.setCropBox((30, 40, 595, 800))
    page.table(130, 142, [200, 150], [["项目", "金额"], ["教育支出", "1,234.50"]])
    (table,) = tables(read_bytes(page.bytes(), "a.pdf"))
    box = table.cells[0].box
    assert box is not None
    assert (round(box.x0), round(box.y0)) == (100, 100)
