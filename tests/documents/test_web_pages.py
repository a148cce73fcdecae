"""Web pages give what a browser shows."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.errors import EmptyFileError, LimitExceededError
from ingest.readers import read_bytes
from tests.reading import check_traceable, paragraphs, rows, tables


def read(body: str, encoding: str = "utf-8") -> Document:
    page = f'<html><head><meta charset="{encoding}"><title>标题</title></head><body>{body}</body></html>'
    document = read_bytes(page.encode("gb18030" if encoding == "gb2312" else encoding), "公开.html")
    check_traceable(document)
    return document


def test_spans_are_laid_out_as_a_browser_does() -> None:
    (table,) = tables(
        read(
            "<table><tr><td rowspan=2 colspan=2>项目</td><td colspan=2>决算数</td></tr>"
            "<tr><td>2018年</td><td>2019年</td></tr>"
            "<tr><td rowspan=2>车辆</td><td>小计</td><td>890.41</td><td>869.38</td></tr>"
            "<tr><td>购置</td><td>188.26</td><td>&nbsp;</td></tr></table>"
        )
    )
    assert rows(table) == [
        ["项目", "<", "决算数", "<"],
        ["^", "^", "2018年", "2019年"],
        ["车辆", "小计", "890.41", "869.38"],
        ["^", "购置", "188.26", ""],
    ]


def test_a_title_row_of_a_table_is_its_caption() -> None:
    (table,) = tables(
        read("<table><tr><td colspan=2>三公经费支出表</td></tr><tr><td>接待费</td><td>3</td></tr></table>")
    )
    assert table.caption == "三公经费支出表"
    assert rows(table) == [["三公经费支出表", "<"], ["接待费", "3"]]


def test_a_layout_table_is_read_through_and_its_data_table_kept() -> None:
    document = read(
        "<table><tr><td>网站导航</td></tr><tr><td><p>2020年支出10万元。</p>单位：万元"
        "<table><tr><td>项目</td><td>金额</td></tr><tr><td>接待费</td><td>3.2</td></tr></table></td></tr></table>"
    )
    assert paragraphs(document) == ["网站导航", "2020年支出10万元。", "单位：万元"]
    (table,) = tables(document)
    assert rows(table) == [["项目", "金额"], ["接待费", "3.2"]]
    assert table.unit_note == "单位：万元"


def test_scripts_styles_navigation_and_hidden_text_are_not_shown() -> None:
    document = read(
        "<script>var x=1</script><style>p{}</style><nav>首页</nav><p style='display: none'>草稿99</p><p hidden>隐</p>"
        "<p>决<b>算</b>数<span>1,2</span>34.00&nbsp;万元 &lt;全年&gt;</p>"
    )
    assert paragraphs(document) == ["决算数1,234.00 万元 <全年>"]


def test_breaks_end_paragraphs_and_source_lines_do_not() -> None:
    document = read("<div>一、总体情况<br>　　全年支出决算\n  为5万元。<br><br>二、其他</div>")
    assert paragraphs(document) == ["一、总体情况", "全年支出决算为5万元。", "二、其他"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
def test_the_charset_of_the_page_is_followed(encoding: str) -> None:
    assert paragraphs(read("<p>公务接待费３万元</p>", encoding)) == ["公务接待费３万元"]


def test_a_page_that_states_a_wrong_charset_is_still_read() -> None:
    data = '<html><meta charset="utf-8"><body><p>三公经费</p></body></html>'.encode("gb18030")
    assert paragraphs(read_bytes(data, "a.htm")) == ["三公经费"]


def test_a_web_page_named_as_workbook_is_read_as_what_it_is() -> None:
    document = read_bytes("<table><tr><td>项目</td><td>5</td></tr></table>".encode(), "导出.xls")
    assert rows(tables(document)[0]) == [["项目", "5"]]
    assert "扩展名" in document.warnings[0]


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(EmptyFileError):
        read("<img src='http://example.invalid/a.png'>")


def test_absurd_spans_are_cut_to_the_table() -> None:
    document = read("<table><tr><td rowspan=65000>甲</td><td colspan=9999999>乙</td></tr><tr><td>1</td></tr></table>")
    (table,) = tables(document)
    assert (table.row_count, table.cells[0].row_span) == (2, 2)


def test_saved_pages_are_read_by_their_own_charset() -> None:
    head = 'From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    part = '--B\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    page = "<html><body><p>支出决算5万元</p><table><tr><td>项目</td><td>5</td></tr></table></body></html>\r\n"
    picture = "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    document = read_bytes(head.encode() + part.encode() + page.encode("gb18030") + picture.encode(), "公开.mht")
    check_traceable(document)
    assert paragraphs(document) == ["支出决算5万元"]
    assert rows(tables(document)[0]) == [["项目", "5"]]
    assert document.media_type == "multipart/related"


def test_a_cell_nested_too_deep_is_refused_and_never_read_in_part() -> None:
    deep = "<p>" + "<span>" * 260 + "12.50" + "</span>" * 260
    with pytest.raises(LimitExceededError):
        read(f"<table><tr><td>项目</td><td>金额</td></tr><tr><td>甲费</td><td>{deep}</td></tr></table>")
