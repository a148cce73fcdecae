"""What a document says of itself: title, type, entity, fiscal year, date, units it lists."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ingest.document import Document, Paragraph, Table
from ingest.extract.canonical import canonical
from ingest.figure import Heading
from ingest.vocabulary import Vocabulary

_ORG = re.compile(
    r"(?:[局厅委部会院校所站馆办社]|中心|学校|公司|大学|学院|医院|政府|委员会|法院|检察院|支队|大队|总队|办公室|事务所|协会|联合会|服务站|[县区市镇乡])$"
)
_NAMED = re.compile(
    r"(?<![下所直各]属)(?<!采购)(?<!牵头)(?<!责任)(?<!依托)(?<!主管)(?:部门|单位)(?:（单位）)?(名称?)?(?:（公章）|（盖章）)?：(?:（公章）|（盖章）)?\s*"
    r"([^，。；：\s（）]{3,40}?(?:（(?!公章|盖章)[^）]*）)?)(?=[，。；：\s（）]|$|(?:金额|计量|货币|数据)?单位[：:]|[\u4e00-\u9fff]{2}(?:日期|时间|人)：|(?:19|20)\d{2}年)"
)
_CELL_OF_ENTITY = (
    re.compile(
        r"(?:部门|单位|预算|填报|编制|自评)*(?:（单位）)?(?:部门|单位)(?:（单位）)?名?称?(?:（公章）|（盖章）)?：?"
    ),
    re.compile(r"(?:预算|项目)?主管(?:部门|单位)(?:（单位）)?名?称?(?:及代码)?：?"),
    re.compile(r"(?:项目|实施)+单位(?:名称)?：?"),
)
_NAVIGATION = re.compile(
    r"^(?:首页|当前位置|您(?:现在)?(?:的|所在的?)?位置|来源：|浏览次数|字体|发布(?:日期|时间))|[>＞»›].*[>＞»›]"
)
_FORM_NUMBER = re.compile(r"^(?:公开|预算|附|财决)?\d{0,2}表?\d{0,2}表?$")
_FULL_TITLE = re.compile(r"^.{3,40}(?:19|20)\d{2}年.{0,20}(?:决算|预算|绩效|自评)")
_WEAK_TITLE = re.compile(r"表$|^[^决预绩自三]*$")
_TITLE_ROWS = 4
_FIRST, _FURTHER = 60, 600
_FILL_DATE = re.compile(
    r"(?:填报|填表|编制|报告|报送)(?:日期|时间)：\s*((?:19|20)\d{2}年\d{1,2}月\d{1,2}日?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})"
)
_DATE_LINE = re.compile(r"^((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)$")
_CODE = re.compile(r"(?:单位|部门|预算单位|机构)代码：?\s*([0-9A-Z]{3,20})")
_PARENT = re.compile(r"主管部门(?:名称)?：\s*([^，。；：\s]{3,30})")
_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_TITLE = re.compile(r"决算|预算|绩效|自评|“?三公”?经费|评价报告|说明|公开")
_NOT_TITLE = re.compile(r"[。；>]|^附件|：.+|^目录|^第[一二三四五六]部分|[.…]{3,}|^[一二三四五六七八九十]+、|根据《")
_TITLE_TAIL = re.compile(r"(?:年)?(?:度)?(?:部门|单位|整体|项目|本级)*(?:整体)?(?:支出|预算|决算|绩效|“?三公”?).*$")


def read_heading(document: Document, vocabulary: Vocabulary) -> Heading:
    """Return what the document says of itself; what it does not say stays empty.

    The title is the first printed lines that speak of 决算, 预算 or 绩效; the entity is what a 部门名称：line names,
    else what the title names before the year; the fiscal year is the year in the title, else the one most printed.
    """
    lines = _first_lines(document, _FIRST)
    title = _title(lines) or _title_further_on(document)
    if _WEAK_TITLE.search(title):
        title = _title_further_on(document) or title
    head = "\n".join(lines)
    entity = next((name for name in _named_in(head, vocabulary)), "")
    if not entity:
        entity = _entity_from_title(title, lines) or _entity_of_tables(document, vocabulary)
    fill = _FILL_DATE.search(head)
    dated = fill.group(1) if fill else _last_date(document)
    code, parent_match = _CODE.search(head), _PARENT.search(head)
    parent = parent_match.group(1) if parent_match else ""
    if parent and (not entity or entity[-1] in "省市县区镇乡"):
        entity, parent = parent, ""  # the cover names a region in the title and the department below it
    return Heading(
        title=title,
        document_type=_document_type(title, vocabulary) or _document_type(head, vocabulary),
        entity=entity.strip("： "),
        fiscal_year=_fiscal_year(title, document, dated),
        fill_date=dated,
        unit_code=code.group(1) if code else "",
        parent_entity=parent if parent != entity else "",
    )


def _first_lines(document: Document, limit: int) -> list[str]:
    """The first printed lines, titles and notes that stand in the first rows of tables included; no navigation."""
    lines: list[str] = []
    for block in document.blocks:
        texts = [block.content.text] if isinstance(block, Paragraph) else _lines_in_table(block)
        for printed in texts:
            text = canonical(printed).text.strip()
            if text and not _NAVIGATION.search(text) and not _FORM_NUMBER.match(text):
                lines.append(text)
        if len(lines) >= limit:
            break
    return lines


def _lines_in_table(table: Table) -> list[str]:
    """Titles and notes printed as the first rows of a table: cells over its whole width, and fields with a colon."""
    lines = []
    for cell in table.cells:
        if cell.row > _TITLE_ROWS:
            break
        if (cell.col_span == table.col_count > 1 and len(cell.text) <= 60) or re.search(r"[:：]", cell.text):
            lines.append(cell.text)
    return lines


def _title_further_on(document: Document) -> str:
    """A title that names organisation and year, where the document opens with a table or a web page's menu."""
    for line in _first_lines(document, _FURTHER):
        if len(line) <= 60 and _FULL_TITLE.search(line) and not _NOT_TITLE.search(line) and _entity_prefix(line):
            return line
    return ""


def _named_in(text: str, vocabulary: Vocabulary) -> list[str]:
    """Organisations that fields such as 部门：… and 编制单位：… name; 金额单位：… names a unit of measure."""
    found = ((match.group(1), match.group(2)) for match in _NAMED.finditer(text))
    return [
        name
        for is_name, name in found
        if not re.search(r"\d|元$", name) and vocabulary.parse_unit(name) is None and (is_name or _ORG.search(name))
    ]


def _entity_of_tables(document: Document, vocabulary: Vocabulary) -> str:
    """The organisation most tables name above or in their first rows: in a field, or in the cell beside a label."""
    fields = _named_in("\n".join(_first_lines(document, _FURTHER)), vocabulary)
    if fields:
        return Counter(fields).most_common(1)[0][0]
    for label in _CELL_OF_ENTITY:
        names = [
            "".join(right.text.split())
            for block in document.blocks
            if isinstance(block, Table)
            for left, right in pairwise(cell for cell in block.cells if cell.text.strip())
            if left.row == right.row and label.fullmatch(canonical(left.text).text) and _ORG.search(right.text.strip())
        ]
        if names:
            return Counter(names).most_common(1)[0][0]
    return ""


def _title(lines: list[str]) -> str:
    """Title lines may be broken: an organisation alone on its line is joined to the line that speaks of 决算."""
    for index, line in enumerate(lines[:15]):
        if _TITLE.search(line) and not _NOT_TITLE.search(line) and len(line) <= 60:
            title, back = line, index - 1
            while back >= 0 and len(title) <= 60 and not _NOT_TITLE.search(lines[back]) and "：" not in lines[back]:
                needs = not _entity_prefix(title)
                if not needs and not re.match(
                    r"^[\u4e00-\u9fff]{0,8}(?:局|厅|委|会|中心|院|校)\s*(?:19|20)\d{2}", title
                ):
                    break
                if len(lines[back]) > 30 or (not needs and _entity_prefix(title)):
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
    return lines[0] if lines and len(lines[0]) <= 60 else ""


def _entity_prefix(title: str) -> str:
    """The organisation printed before (or after) the year in a title."""
    text = re.sub(r"^(?:附件[\d一二三四五]*|关于)", "", title)
    before = re.split(r"(?:19|20)\d{2}(?:年|\s*[-—]|部|度)", text, maxsplit=1)
    if len(before) == 2 and len(before[0]) >= 2:
        return before[0].rstrip("关于的 ")
    rest = before[-1].removeprefix("年").removeprefix("度").removeprefix("年度") if len(before) == 2 else text
    rest = re.sub(r"^年?度?", "", rest)
    match = re.match(
        r"^([\u4e00-\u9fff（）·]{3,30}?(?:局|厅|委员会|中心|大学|学院|医院|学校|中学|小学|幼儿园|法院|检察院|办公室|委|政府|协会|研究所|研究院|总队|支队|大队|街道办事处|联合会|馆|站))(?=部门|单位|整体|项目|20|19|本级|“|三公|预算|决算|绩效|（|$)",
        rest,
    )
    return match.group(1) if match else ""


def _entity_from_title(title: str, lines: list[str]) -> str:
    entity = _entity_prefix(title)
    if entity:
        return entity
    for line in lines[:6]:
        if len(line) <= 30 and _ORG.search(line) and not re.search(r"[，。：]|目录|部分", line):
            return line
    return ""


def _document_type(text: str, vocabulary: Vocabulary) -> str:
    plain = text.replace("“", "").replace("”", "")
    for row in vocabulary.rows("vocabulary/document_types.csv"):
        if row["keyword"].replace("“", "").replace("”", "") in plain:
            return row["document_type"]
    return ""


def _fiscal_year(title: str, document: Document, dated: str) -> int | None:
    """The year in the title; else the year printed most often, the year before the date of filling at most."""
    in_title = _YEAR.findall(title)
    if in_title:
        before_account = _YEAR.findall(title.partition("决算")[0])
        return int((before_account or in_title)[-1] if "决算" in title else in_title[0])
    counted: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            counted.update(re.findall(r"((?:19|20)\d{2})\s*年", canonical(block.content.text).text))
    if dated:
        prior = str(int(dated[:4]) - 1)
        if counted.get(prior):
            return int(prior)
    return int(counted.most_common(1)[0][0]) if counted else None


def _last_date(document: Document) -> str:
    for block in reversed(document.blocks[-6:]):
        if isinstance(block, Paragraph):
            match = _DATE_LINE.match(canonical(block.content.text).text)
            if match:
                return match.group(1)
    return ""
