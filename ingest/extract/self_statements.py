"""What a publication says of itself in running text: its year, its name, tables without data, reasons left empty.

Each is a mark that a check judges; nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Document, Paragraph, Passage, Table
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.structure import ORGANISATION, mark_of, stated_name, stated_year, table_name, title_of_table
from ingest.figure import Heading, TextMark

_START = r"(?:^|(?<=[。；：]))"
_YEAR = r"(?P<year>(?:19|20)\d{2})年"
_OWN = r"(?:本部门|本单位|我[局委办院部会校]|全[局委办院校])"
_ACCOUNTED = (
    r"(?:财政拨款)?(?:收入支出|收支)总计|总收入|收入总计|支出总计|本年(?:收入|支出)(?:合计)?|(?:财政拨款|一般公共预算|政府性基金|国有资本经营)|“三公”|机关运行经费|政府采购"
    r"|预算绩效管理|面向中小企业|无|没有"
)
_NAME = rf"(?P<name>[\u4e00-\u9fff（）]{{3,30}}?{ORGANISATION})(?:部门|单位|（[^）]{{1,6}}）)*"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_NUMBER = rf"(?:第{_CHINESE}[条部](?:分)?|（{_CHINESE}）|{_CHINESE}、|\d{{1,2}}[.、．])?"
# the statements by which a final account or a budget says its own numbers, not those of a year it compares with
_OWN_YEAR = {
    "final_account": (
        re.compile(rf"{_START}(?:[\u4e00-\u9fff（）]{{3,30}}{ORGANISATION})?{_YEAR}度(?:{_OWN})?(?:{_ACCOUNTED})"),
        re.compile(rf"{_START}{_YEAR}(?:度|末|底)?，?[^，。；]{{0,40}}公务用车保有量为"),
    ),
    "budget": (
        re.compile(
            rf"{_START}{_YEAR}度?，?(?:{_OWN}|[\u4e00-\u9fff]{{3,30}}{ORGANISATION})?"
            r"(?:部门|财政拨款的?|“三公”经费|机关运行经费|政府采购|收入|支出)+预算(?:数|总额)?(?:为|共|安排)?\d"
        ),
    ),
}
_LONGEST_TITLE = 60
# statements of the own year whatever other year the paragraph names
_ALWAYS_OWN_YEAR = (
    re.compile(rf"纳入[^，。；]{{0,40}}?{_YEAR}度?(?:部门|单位)?(?:决算|预算)编制范围"),
    re.compile(rf"(?:编报绩效目标|绩效跟踪(?:评价|监控)?|绩效自评|绩效评价)的{_YEAR}度?项目"),
    re.compile(rf"现将{_YEAR}度?[^。；]{{0,60}}?(?:决算|预算)[^。；]{{0,20}}(?:公开|公布)如下"),
)
_OWN_NAME = (
    re.compile(rf"{_START}{_NAME}(?:19|20)\d{{2}}年度(?:{_ACCOUNTED})"),
    re.compile(rf"{_START}截至[^，。；]{{8,14}}，{_NAME}(?:部门|单位|（[^）]{{1,6}}）)*共有车辆"),
    re.compile(rf"{_START}(?:19|20)\d{{2}}年度?，{_NAME}(?:及?所属|本级)[^，。；]{{0,30}}公务用车保有量"),
    re.compile(
        rf"{_START}{_NAME}(?:(?:19|20)\d{{2}}年度?|本年度?)?(?:没有|无|未安排|未使用)(?:使用|安排)?“?(?:政府性基金|国有资本经营|三公)"
    ),
    re.compile(rf"{_START}{_NUMBER}{_NAME}的主要职(?:责|能)(?:是|包括|为)?："),
    re.compile(rf"{_START}{_NUMBER}{_NAME}是(?:主管|[^，。；]{{0,16}}政府(?:的)?(?:组成|工作)部门)"),
    re.compile(rf"纳入{_NAME}(?:(?:19|20)\d{{2}}年度?)?(?:部门|单位)?(?:决算|预算)编制范围"),
)
# forms in which a document names itself again and again: one that differs from the others is a slip
_LABELLED = (
    re.compile(rf"^编制(?:部门|单位)：{_NAME}(?=$|单位：|金额单位)"),
    re.compile(rf"^(?:第[一二三四五六七八九十]部分)?{_NAME}(?:概况|基本情况|机构设置(?:情况)?|主要职[能责])$"),
)
_EMPTY_NOTE = re.compile(
    r"(?P<text>(?:无|没有|未安排|不涉及|未使用)[^。；]{2,60}?[，]?(?:故|因此|所以)?(?:本|此|该)表(?:无数据|没有数据|无内容|为空表?|数据为空|是空表))"
)
_OPEN_REASON = re.compile(r"(?P<text>(?:主要)?原因(?:是|为)?：|主要原因(?:是|为))$")
_HEADING = re.compile(rf"^(?:第{_CHINESE}部分|{_CHINESE}、|（{_CHINESE}）)")
_ITEM = re.compile(r"^（?(?P<number>\d{1,2})[、.．）](?!\d)")


def self_statement_marks(document: Document, heading: Heading) -> list[TextMark]:
    """Return the marks of all paragraphs."""
    marks = _labelled_names(document, heading)
    table: Table | None = None
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            table = block
            continue
        canon = canonical(block.content.text)
        marks += _own_years(block.content, canon, heading)
        marks += _own_names(block.content, canon, heading)
        if table is not None:
            marks += _empty_notes(block.content, canon, table)
        following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
        after = canonical(following.content.text).text if isinstance(following, Paragraph) else ""
        marks += _open_reasons(block.content, canon, after)
        if _HEADING.match(canon.text) or title_of_table(canon.text):
            table = None  # a table without data may come as text: the note below it is not the last table's
    return marks


def _own_years(content: Passage, canon: CanonicalText, heading: Heading) -> Iterator[TextMark]:
    """A paragraph that names the year of the report somewhere may speak of another one too."""
    year = stated_year(heading)
    if year is None:
        return
    is_title = len(canon.text) <= _LONGEST_TITLE and not re.search("[，。；]", canon.text)  # marked as such
    # a self-evaluation is written in the next year and may name the units of that year's budget
    of_one_year = heading.document_type in _OWN_YEAR and not is_title
    for pattern in _ALWAYS_OWN_YEAR if of_one_year else ():
        for match in pattern.finditer(canon.text):
            if str(year) not in match.group():
                yield mark_of(content, canon, "report_year", match.span(), str(year))
    if str(year) in canon.text:
        return
    for pattern in _OWN_YEAR.get(heading.document_type, ()):
        for match in pattern.finditer(canon.text):
            yield mark_of(content, canon, "report_year", match.span(), str(year))


def _own_names(content: Passage, canon: CanonicalText, heading: Heading) -> Iterator[TextMark]:
    if heading.document_type not in _OWN_YEAR:
        return
    for pattern in _OWN_NAME:
        for match in pattern.finditer(canon.text):
            yield mark_of(content, canon, "stated_agency", match.span("name"), stated_name(heading))


def _labelled_names(document: Document, heading: Heading) -> list[TextMark]:
    """编制部门：… above every table: marked where the own name stands in the same form too."""
    own, marks = stated_name(heading), list[TextMark]()
    if heading.document_type not in _OWN_YEAR or not own:
        return marks
    for pattern in _LABELLED:
        found = [
            mark_of(block.content, canon, "stated_agency", match.span("name"), own)
            for block in document.blocks
            if isinstance(block, Paragraph)
            and (match := pattern.match((canon := canonical(block.content.text)).text)) is not None
        ]
        marks += found if any(mark.text == own for mark in found) else []
    return marks


def _empty_notes(content: Passage, canon: CanonicalText, table: Table) -> Iterator[TextMark]:
    """``subject`` is the title of the table above the note."""
    for match in _EMPTY_NOTE.finditer(canon.text):
        mark = mark_of(content, canon, "empty_note", match.span("text"), table_name(canonical(table.caption).text))
        yield TextMark(
            mark.kind, mark.text, mark.page, mark.line, mark.char_start, mark.char_end, mark.subject, table.number
        )


def _open_reasons(content: Passage, canon: CanonicalText, after: str) -> Iterator[TextMark]:
    """A reason announced at the end of a paragraph may follow in the next, but for a heading or the next item."""
    match = _OPEN_REASON.search(canon.text)
    if match is None:
        return
    own, next_item = _ITEM.match(canon.text), _ITEM.match(after)
    follows = bool(own and next_item and int(next_item.group("number")) == int(own.group("number")) + 1)
    if not after or _HEADING.match(after) or follows:
        yield mark_of(content, canon, "empty_reason", match.span("text"), "")
