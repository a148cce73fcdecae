"""What a document says of itself: title, type, entity, fiscal year, date, units it lists."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ingest.document import Cell, Document, Paragraph, Table
from ingest.extract.agency_name import (
    agency_words,
    extends,
    governs,
    is_fuller,
    is_label,
    name_beside_label,
    name_in_file_name,
    name_in_title,
    name_signed,
    name_told,
    names_in_fields,
    publisher_in,
    source_in,
)
from ingest.extract.canonical import canonical
from ingest.extract.document_type import type_in_title, type_named, type_told
from ingest.extract.report_year import with_digits, year_in_title, year_told
from ingest.figure import Heading
from ingest.vocabulary import Vocabulary

_NAVIGATION = re.compile(
    r"^(?:首页|当前位置|您(?:现在)?(?:的|所在的?)?位置|来源：|浏览次数|字体|发布(?:日期|时间))|[>＞»›].*[>＞»›]"
)
_ATTACHMENT = re.compile(r"^#{1,6}|^附件?(?:\d{1,2}|[一二三四五六七八九十]{1,2}(?=[：:]))?[：:]?(?=.{8})")
_PAGE_FIELD = re.compile(
    r"(?:发布|发文|制发|公开|信息)(?:机构|单位|部门|日期|时间|字号)|文\s*号|主题(?:词|分类)|统一登记号|有效性"
)
_SHORTEST_TITLE = 4
_FORM_NUMBER = re.compile(r"^(?:公开|预算|附|财决)?\d{0,2}表?\d{0,2}表?$")
_FULL_TITLE = re.compile(r"^.{3,40}(?:19|20)\d{2}年.{0,20}(?:决算|预算|绩效|自评)")
_WEAK_TITLE = re.compile(r"表$|^[^决预绩自三]*$")
_TITLE_LABEL = re.compile(r"(?:标\s*题|名\s*称|信息名称|文件名称)[:：]?$")
_TITLE_ROWS = 4
_TITLE_INSIDE = re.compile(r"[^，。；：]{4,30}表\s*[（(]\s*(?:19|20)\d{2}\s*年度?\s*[）)]$")
"""A form that follows another in one table: 项目支出绩效自评表（2023年度）."""
_FIRST, _FURTHER = 60, 600
_YEAR = r"(?:19|20)\d{2}"
_SHORT_NAME = re.compile(rf"[\u4e00-\u9fff]{{0,8}}(?:局|厅|委|会|中心|院|校)\s*{_YEAR}")
"""自然资源局2024年度: the region may stand on the line above."""
_FILL_DATE = re.compile(
    r"(?:填报|填表|编制|报告|报送)(?:日期|时间)：\s*((?:19|20)\d{2}年\d{1,2}月\d{1,2}日?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})"
)
_DATE_LINE = re.compile(r"^((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)$")
_CODE = re.compile(r"(?:单位|部门|预算单位|机构)代码：?\s*([0-9A-Z]{3,20})")
_PARENT = re.compile(r"主管部门(?:名称)?：\s*([^，。；：\s]{3,30})")
_TITLE = re.compile(r"决算|预算|绩效|自评|“?三公”?经费|评价报告|说明|公开")
_NOT_TITLE = re.compile(
    r"[。；>]|\d[\d,.]*(?:[万亿]?元|%)|^附件|：.+|^目录|^第[一二三四五六]部分|[.…]{3,}|^[一二三四五六七八九十]+、|^（[一二三四五六七八九十\d]{1,3}）|^\d{1,2}[.、．](?!\d)|根据《|公开(?:方式|范围|时限|目录|属性|形式)|索\s*引\s*号"
)


def read_heading(document: Document, vocabulary: Vocabulary) -> Heading:
    """Return what the document says of itself; what it does not say stays empty.

    The title is the first printed lines that speak of 决算, 预算 or 绩效; the entity is what a 部门名称：line names,
    else what the title names, else what tables, headings and sentences tell; the fiscal year is the year in the title,
    else the one most told of.
    """
    lines = _first_lines(document, _FIRST)
    title = _title(lines, vocabulary) or _title_further_on(document, vocabulary)
    if _WEAK_TITLE.search(title):
        title = _title_further_on(document, vocabulary) or title
    head = "\n".join(lines)
    entity = _entity(document, title, lines, vocabulary)
    fill = _FILL_DATE.search(head)
    dated = fill.group(1) if fill else _last_date(document)
    code, parent_match = _CODE.search(head), _PARENT.search(head)
    parent = parent_match.group(1) if parent_match else ""
    if parent and (not entity or entity[-1] in "省市县区镇乡"):
        entity, parent = parent, ""  # the cover names a region in the title and the department below it
    document_type = type_named(title, vocabulary) or type_told(lines, vocabulary) or type_in_title(title, vocabulary)
    return Heading(
        title=title,
        document_type=document_type,
        entity=entity.strip("： "),
        fiscal_year=year_in_title(title) or year_told(_first_lines(document, _FURTHER), document_type, dated),
        fill_date=dated,
        unit_code=code.group(1) if code else "",
        parent_entity=parent if parent != entity else "",
    )


def _entity(document: Document, title: str, lines: list[str], vocabulary: Vocabulary) -> str:
    """The organisation a document names as its own, from the surest place to the least sure; else its region."""
    words = agency_words(vocabulary)
    fields = names_in_fields("\n".join(lines), vocabulary)
    if fields:
        return fields[0]
    further = _first_lines(document, _FURTHER)
    told = name_told(further, vocabulary)
    alone = (line for above, line in pairwise(["", *lines[:6]]) if len(line) <= 30 and not is_label(above))
    names = (line.strip("（）") for line in alone if not re.search(r"[，。：]", line) and not _NOT_TITLE.search(line))
    named = (name for name in names if words.is_agency(name))
    titled = name_in_title(title, vocabulary)
    if not words.is_agency(titled):
        below = next(named, "")
        titled = below if below.startswith(titled) else titled
    published = publisher_in("\n".join(lines), vocabulary)
    source, signed = source_in(document, vocabulary), name_signed(document, vocabulary)
    elsewhere = [name for name in (told, signed, published, source) if words.is_agency(name)]
    if title.endswith(f"（{titled}）"):
        full = (name_beside_label(document, vocabulary), *elsewhere)  # of a short name in brackets behind the title
        return next((name for name in full if len(name) > len(titled) and name[-2:] == titled[-2:]), titled)
    if titled:
        if type_in_title(title, vocabulary) == "self_evaluation" and words.is_region(titled):
            # a project of 某市 is carried out, and evaluated, by one of its agencies
            return next((name for name in elsewhere if name.startswith(titled)), titled)
        fuller = (
            name
            for name in (told, published, *elsewhere)
            if is_fuller(name, titled) or governs(name, titled) or extends(name, titled)
        )
        return next(fuller, titled)
    fields = names_in_fields("\n".join(further), vocabulary)
    if fields:
        return Counter(fields).most_common(1)[0][0]
    labelled = name_beside_label(document, vocabulary)
    in_file_name = name_in_file_name(document.name, vocabulary)
    agencies = [name for name in (labelled, *elsewhere, in_file_name) if words.is_agency(name)]
    return next(iter(agencies or [name for name in (labelled, told, in_file_name) if name]), "")


def _first_lines(document: Document, limit: int) -> list[str]:
    """The first printed lines, titles and notes that stand in the first rows of tables included; no navigation."""
    lines: list[str] = []
    for block in document.blocks:
        texts = [block.content.text] if isinstance(block, Paragraph) else _lines_in_table(block)
        for printed in texts:
            text = with_digits(_ATTACHMENT.sub("", canonical(printed).text.strip()))
            if text and not _NAVIGATION.search(text) and not _FORM_NUMBER.match(text):
                lines.append(text)
        if len(lines) >= limit:
            break
    return lines


def _lines_in_table(table: Table) -> list[str]:
    """Titles and notes printed as the first rows of a table: cells over its whole width, and fields with a colon.

    A field whose value stands in the next cell (标题： | 某镇2020年预算) is one line.
    """
    lines = [table.caption] if table.caption else []
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        alone = len(cells) == 1
        if cells[0].row > _TITLE_ROWS:
            lines += [cell.text for cell in cells if alone and _TITLE_INSIDE.match(cell.text.strip())]
            continue
        for cell, following in zip(cells, [*cells[1:], None], strict=True):
            if following is not None and cell.text.rstrip().endswith(("：", ":")):
                label = "" if _TITLE_LABEL.match(cell.text.strip()) else cell.text
                lines.append(label + following.text)
            elif (alone and len(cell.text) <= 60) or re.search(r"[:：]", cell.text):
                lines.append(cell.text)
    return lines


def _title_further_on(document: Document, vocabulary: Vocabulary) -> str:
    """A title that names organisation and year, where the document opens with a table or a web page's menu."""
    for line in _first_lines(document, _FURTHER):
        if (
            len(line) <= 60
            and _FULL_TITLE.search(line)
            and not _NOT_TITLE.search(line)
            and name_in_title(line, vocabulary)
        ):
            return line
    return ""


def _title(lines: list[str], vocabulary: Vocabulary) -> str:
    """Title lines may be broken: an organisation or a year alone on its line is joined to the line that follows."""
    for index, line in enumerate(lines[:15]):
        if _TITLE.search(line) and not _NOT_TITLE.search(line) and _SHORTEST_TITLE <= len(line) <= 60:
            title, back = line, index - 1
            while back >= 0 and len(title) <= 60 and _may_open_title(lines[back], vocabulary):
                named = name_in_title(title, vocabulary)
                if named and (lines[back].endswith(named) or not _SHORT_NAME.match(title)):
                    break
                if named and name_in_title(lines[back], vocabulary) and re.search(_YEAR, lines[back]):
                    break
                title = lines[back] + title
                back -= 1
            if (
                not re.search(r"报告|决算|预算|说明|公开|汇总|自评表$", title)
                and index + 1 < len(lines)
                and len(lines[index + 1]) <= 20
            ):
                title += lines[index + 1]
            return title
    first = lines[0] if lines else ""
    return first if 4 <= len(re.findall(r"[\u4e00-\u9fff]", first)) <= 60 and not _NOT_TITLE.search(first) else ""


def _may_open_title(line: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a line above can be the first part of a title: it names an organisation or a year."""
    if len(line) > 30 or _NOT_TITLE.search(line) or "：" in line or _PAGE_FIELD.match(line):
        return False
    words = agency_words(vocabulary)
    is_name = words.is_agency(line) or words.is_region(line) or bool(name_in_title(line, vocabulary))
    return is_name or bool(re.search(_YEAR, line)) or line.startswith("关于")


def _last_date(document: Document) -> str:
    for block in reversed(document.blocks[-6:]):
        if isinstance(block, Paragraph):
            match = _DATE_LINE.match(canonical(block.content.text).text)
            if match:
                return match.group(1)
    return ""
