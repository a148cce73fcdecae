"""What the layout of a document says: its numbered headings, the tables it lists and prints, its years and names.

Each is a mark that a check judges; nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Document, Passage, Table
from ingest.extract.canonical import CanonicalText, canonical
from ingest.extract.numerals import chinese_value
from ingest.figure import Heading, TextMark

_CHINESE = "一二三四五六七八九十"
_ORDINALS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第(?P<n>[{_CHINESE}]{{1,3}})部分")),
    (2, re.compile(rf"(?P<n>[{_CHINESE}]{{1,3}})、")),
    (3, re.compile(rf"（(?P<n>[{_CHINESE}]{{1,3}})）")),
    (4, re.compile(r"(?P<n>\d{1,2})[、.．](?!\d)")),
    (5, re.compile(r"（(?P<n>\d{1,2})）")),
)
_INNER = re.compile(
    rf"(?<=[。；])(?=（[{_CHINESE}]{{1,3}}）|[{_CHINESE}]{{1,3}}、|\d{{1,2}}[、.．](?!\d)|（\d{{1,2}}）)"
)
_CONTENTS = re.compile(r"^目录$")
_TABLE_NAME = re.compile(r"^(?!第.{1,3}部分)(?P<name>[^，。；：]{3,40}表)(?:（[^）]{1,12}）)?(?:[.…·\-—]*\d{0,3})$")
_LEADING = re.compile(
    rf"^(?:[{_CHINESE}]{{1,3}}、|（[{_CHINESE}\d]{{1,3}}）|附?表?\d{{1,2}}(?!\d)[.、．]?)?[：]?(?:(?:19|20)\d{{2}}年度?)?(?:部门|单位)?"
)
_REPORT_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年?度?(?:部门|单位)[^，。；]{0,12}?(?P<kind>决算|预算)")
_CLOSING_DAY = re.compile(r"(?<!年初)截至(?P<year>(?:19|20)\d{2})年(?:12月31日|年?末|年?底)")
_COMPARED = re.compile(
    r"(?:与|比|较)(?P<year>(?:19|20)\d{2})年?度?(?:年初)?(?:部门)?(?:预算|决算|相比|年度|增|减|持平)"
)
ORGANISATION = r"(?:[局厅委部会院校所站馆办社]|中心|公司|大学|政府|大队|支队|总队)"
AGENCY_HEADING = re.compile(
    rf"^(?:第[{_CHINESE}]+部分)?(?P<name>[\u4e00-\u9fff（）]{{3,30}}{ORGANISATION})(?:19|20)\d{{2}}年?度?(?:部门|单位)?(?:决算|预算)"
    r"(?:公开|报告|报表|情况|说明|表)*$"
)
_IS_NAME = re.compile(r"(?!第.{1,2}部分)[\u4e00-\u9fff（）]{3,40}")
_NOT_OWN_YEAR = re.compile(r"上年|执行情况|对比|比较|同期")
_KINDS = {"final_account": "决算", "budget": "预算"}


@dataclass
class _Numbering:
    """The numbered lists that are open: per level those begun and not ended, the innermost last."""

    open: dict[int, list[list[int]]] = field(default_factory=dict)

    def expect(self, level: int, number: int) -> int | None:
        """Return the number that should stand here (None where a list begins) and remember the one that does."""
        for deeper in [key for key in self.open if key > level]:
            del self.open[deeper]
        lists = self.open.setdefault(level, [])
        if not lists or (number == 1 and lists[-1] != [2]):
            lists.append([number])
            return None
        for depth in range(len(lists) - 1, -1, -1):
            if number in self._following(lists[depth]):
                del lists[depth + 1 :]
                lists[-1].append(number)
                return number
        expected = lists[-1][-1] + 1
        lists[-1].append(number)
        return expected

    @staticmethod
    def _following(seen: list[int]) -> set[int]:
        """After a misprinted number the list may go on from it, or as if it were right."""
        return {seen[-1] + 1} | ({seen[-2] + 2} if len(seen) > 1 else set())


def structure_marks(document: Document, heading: Heading) -> list[TextMark]:
    """Return the marks of headings, lists of tables, table titles, years and names of agencies."""
    marks: list[TextMark] = []
    numbering = _Numbering()
    printed: set[str] = set()
    in_contents, contents = False, set[str]()
    for block in document.blocks:
        if isinstance(block, Table):
            in_contents = False
            marks += _caption(block, printed)
            continue
        canon = canonical(block.content.text)
        text = canon.text
        if _CONTENTS.match(text):
            in_contents, contents, numbering = True, set(), _Numbering()
            continue
        bare = re.sub(r"[.…·]*\d{0,3}$", "", text)
        if in_contents and bare in contents:
            in_contents, numbering = False, _Numbering()
        in_contents = in_contents and len(text) <= 60
        contents.add(bare)
        marks += _ordinals(block.content, canon, numbering)
        marks += _years(block.content, canon, heading)
        name = title_of_table(text)
        if name is not None:
            kind = "listed_table" if in_contents else "table_title"
            printed.add(text)
            marks.append(mark_of(block.content, canon, kind, name.span("name"), table_name(name.group("name"))))
        agency = AGENCY_HEADING.match(text)
        if agency and len(text) <= 60:
            marks.append(mark_of(block.content, canon, "heading_agency", agency.span("name"), stated_name(heading)))
    return marks


def stated_year(heading: Heading) -> int | None:
    """Return the year that the title alone prints; one that was only inferred says nothing against another."""
    year, printed = heading.fiscal_year, set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", heading.title))
    return year if printed == {str(year)} else None


def stated_name(heading: Heading) -> str:
    """Return the name of the agency, '' where what was read is no name."""
    return heading.entity if _IS_NAME.fullmatch(heading.entity) and "经费" not in heading.entity else ""


def title_of_table(text: str) -> re.Match[str] | None:
    """Return the match (group ``name``) of a paragraph that is the title of a table, None where it is none."""
    name = _TABLE_NAME.match(text)
    return name if name and len(table_name(name.group("name"))) > 3 else None


def table_name(printed: str) -> str:
    """Return a table's name without number, year and quotation marks, as lists of required tables write it."""
    plain = re.sub(r"[“”\"'‘’\s]", "", printed)
    return _LEADING.sub("", plain, count=1)


def _caption(table: Table, printed: set[str]) -> Iterator[TextMark]:
    """The title above a table, or in its first row, where no paragraph prints it."""
    first = table.cells[0] if table.cells else None
    if first is None:
        return
    title = canonical(table.caption).text
    inside = canonical(first.text).text
    if _TABLE_NAME.match(inside) and first.col_span >= table.col_count > 1:
        title = inside
    if not _TABLE_NAME.match(title) or title in printed:
        return
    place = first.content.locate(0, max(len(first.text), 1))
    yield TextMark(
        "table_title", title, place.page, place.line, place.char_start, place.char_end, table_name(title), table.number
    )


def _ordinals(content: Passage, canon: CanonicalText, numbering: _Numbering) -> Iterator[TextMark]:
    starts = [0, *(match.start() for match in _INNER.finditer(canon.text))]
    for start in starts:
        for level, pattern in _ORDINALS:
            match = pattern.match(canon.text, start)
            if not match:
                continue
            digits = match.group("n")
            number = int(digits) if digits.isdigit() else chinese_value(digits) or 0
            expected = numbering.expect(level, number) if number else None
            if expected is not None:
                wanted = str(expected) if digits.isdigit() else _chinese(expected)
                should = match.group().replace(digits, wanted)
                kind = "ordinal" if number <= expected + 1 else "ordinal_skipped"
                yield mark_of(content, canon, kind, match.span(), should)
            break


def _years(content: Passage, canon: CanonicalText, heading: Heading) -> Iterator[TextMark]:
    """Years that a disclosure states of itself: in titles, at the closing day, in comparisons with the year before."""
    kind, year, text = _KINDS.get(heading.document_type, ""), stated_year(heading), canon.text
    if not kind or year is None:
        return
    if len(text) <= 60 and not re.search(r"[，。；]", text) and not _NOT_OWN_YEAR.search(text):
        for match in _REPORT_YEAR.finditer(text):
            if match.group("kind") == kind:
                yield mark_of(content, canon, "report_year", match.span(), str(year))
    if kind == "决算":
        for match in _CLOSING_DAY.finditer(text):
            yield mark_of(content, canon, "report_year", match.span(), str(year))
    for match in _COMPARED.finditer(text):
        if kind == "决算" and match.group("year") == str(year) and match.group().endswith("预算"):
            continue  # an account is compared with the budget of its own year too
        yield mark_of(content, canon, "compared_year", match.span(), str(year - 1))


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (_CHINESE[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_CHINESE[ones - 1] if ones else "")


def mark_of(content: Passage, canon: CanonicalText, kind: str, span: tuple[int, int], subject: str) -> TextMark:
    """Return the mark of a span of canonical text."""
    start, end = canon.printed_span(*span)
    place = content.locate(start, end)
    return TextMark(kind, canon.text[slice(*span)], place.page, place.line, place.char_start, place.char_end, subject)
