"""What each body row of a block is: its name with the names above it, its code, and whether it is a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.document import Cell
from ingest.extract.canonical import canonical
from ingest.extract.table_columns import Block
from ingest.extract.table_grid import Grid, Section, is_value
from ingest.extract.table_words import Header, Label, TableWords
from ingest.vocabulary import Unit

_CODE = re.compile(r"^\d{2,7}$")
_CLASS_CODE = re.compile(r"^[235]\d{2}(?:\d{2}){0,2}$")
_CODED_NAME = re.compile(
    r"^[（\[]?([235]\d{2}(?:\d{2}){0,2})[）\]]?[-—_ |]?(?=[\u4e00-\u9fff])(?![万亿千百元个人名项台辆年月日号件家平米])"
)
_CLASSES_IN_LIST = 3
_LETTERED = re.compile(r"^[A-Z]\d{0,4}[.、．]?\s*(?=[\u4e00-\u9fff“])")
"""A决策, A1项目立项, B12资金使用: the letters number the rows where all rows bear one."""
_SPENT = re.compile(r"^(?:支出|经费|金额)?(?:合计|总计|小计|总额)$")
_OPENS = re.compile(r"[:：]\s*$")
"""项目支出： with its own figures opens a list, whose rows are numbered."""
_SUM_NAME = re.compile(r"(?:合计|总计|总额|收入|支出)$")


@dataclass(frozen=True, slots=True)
class RowName:
    """The name of a row: ``path`` from the outermost label to its own, without numbers; ``code`` as printed."""

    path: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    code: str = ""
    is_total: bool = False
    statement: str = ""
    fund: str = ""
    unit: Unit | None = None
    is_carryover: bool = False
    is_stock: bool = False
    columns: tuple[int, ...] = ()
    basis: str = ""
    year: int | None = None
    metric: str = ""
    full_marks: Decimal | None = None

    def left_of(self, column: int) -> tuple[str, ...]:
        """The path down to the last name printed left of a column (levels and their weights may alternate)."""
        if len(self.columns) != len(self.path) or not self.columns or self.columns[0] > column:
            return self.path
        return tuple(p for p, at in zip(self.path, self.columns, strict=True) if at < column)

    @property
    def own(self) -> str:
        """The row's own name, '' for a row without one."""
        return self.path[-1] if self.path else ""


@dataclass
class _State:
    """What earlier rows of the block hand down."""

    above: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    names_by_code: dict[str, str] = field(default_factory=dict)
    numbered: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    base: tuple[str, ...] = ()
    units: dict[tuple[str, ...], Unit] = field(default_factory=dict)
    carryover: tuple[str, ...] = ()
    lists_classes: bool = False
    is_lettered: bool = False


def read_rows(
    grid: Grid, section: Section, block: Block, words: TableWords, statement: str, shifted: frozenset[int] = frozenset()
) -> dict[int, RowName]:
    """Return the name of every body row of the block, by row; ``shifted`` rows are printed too far left."""
    state = _State(
        lists_classes=_lists_classes(grid, section, block, words, statement),
        is_lettered=_is_lettered(grid, section, block, words, statement),
    )
    return {
        row: _read_row(grid, section, block, row, words, statement, state, row in shifted) for row in section.body_rows
    }


def _lists_classes(grid: Grid, section: Section, block: Block, words: TableWords, statement: str) -> bool:
    """Say whether the rows list classes of the functional classification, one of which is named as a fund is (223)."""
    texts = [text for row in section.body_rows for _, text in _label_texts(grid, section, block, row, words)]
    return sum(words.is_class(words.label(text, statement).text) for text in texts) >= _CLASSES_IN_LIST


def _is_lettered(grid: Grid, section: Section, block: Block, words: TableWords, statement: str) -> bool:
    """Say whether the names of all rows are numbered with letters."""
    texts = [text for row in section.body_rows for _, text in _label_texts(grid, section, block, row, words)]
    named = [text for text in texts if words.label(text, statement).role != "total"]
    return len(named) >= _CLASSES_IN_LIST and all(_LETTERED.match(text) for text in named)


def _read_row(
    grid: Grid, section: Section, block: Block, row: int, words: TableWords, statement: str, state: _State,
    is_shifted: bool,
) -> RowName:  # fmt: skip
    texts = _label_texts(grid, section, block, row, words)
    if state.is_lettered:
        texts = [(at, _LETTERED.sub("", text)) for at, text in texts]
    if is_shifted and len(texts) == 1 and words.label(texts[0][1], statement).role != "total":
        texts = [(block.names[-1].index, texts[0][1])]
    printed_code = _code(grid, block, row, state)
    code = printed_code if _CLASS_CODE.match(printed_code) else ""
    if texts and (match := _CODED_NAME.match(canonical(texts[-1][1]).text)) and match.group(1)[0] in "235":
        code = code or match.group(1)
        texts[-1] = (texts[-1][0], canonical(texts[-1][1]).text[match.end() :].strip())
    inherited = _inherit(texts, block, state, words, statement)
    labels = [words.label(text, statement) for _, text in inherited]
    if code and not texts:  # a row that prints its code alone is no total
        return RowName((words.class_name(code, "") or code,), (), code)
    own_total = bool(texts) and words.label(texts[0][1], statement).role == "total"
    named = [label for label in labels if label.role != "total"]
    if own_total or not named:
        total = next((label for label in labels if label.role == "total"), None)
        state.above.clear()
        name = (total.text,) if total else ()
        return RowName(name, tuple(labels), code, total is not None, fund=total.fund if total else "")
    last = named[-1]
    axis = words.header(texts[-1][1]) if len(named) == 1 and texts else None
    if axis is not None and _is_axis(axis, block):
        return RowName((), tuple(labels), code, basis=axis.basis, year=axis.year, metric=axis.metric)
    is_printed = len(named) > 1 and _sets_targets(block)
    path: tuple[str, ...] = tuple(
        label.text
        if code or (state.lists_classes and words.is_class(label.text)) or (is_printed and label is last)
        else _resolved(label, statement, words)
        for label in named
    )
    carryover = last.role == "carryover"
    if code:
        path = (*path[:-1], words.class_name(code, path[-1]))
        state.names_by_code[code] = path[-1]
        parent = state.names_by_code.get(code[:3]) if code[0] in "35" and len(code) > 3 else None
        path = (parent, path[-1]) if parent else (path[-1],)
    elif last.role == "fund" and state.carryover:
        path, carryover = (*state.carryover, path[-1]), True
    elif len(named) == 1:
        path = _under_number(path, last, state, words, statement)
        if texts and _OPENS.search(texts[-1][1]) and not last.depth and not last.is_included:
            state.numbered = [(0, path)]
    if last.role != "fund":
        state.carryover = path if carryover else ()
    unit = last.unit or next((state.units[p] for p in _outer(path) if p in state.units), None)
    if last.unit is not None:
        state.units[path] = last.unit
    own_statement = "carryover" if carryover else _statement(last, path, words, statement)
    return RowName(
        path, tuple(labels), code, False, own_statement, last.fund, unit, carryover, last.role == "stock",
        tuple(at for (at, _), label in zip(inherited, labels, strict=True) if label.role != "total"),
    )  # fmt: skip


def _sets_targets(block: Block) -> bool:
    """Say whether the rows are indicators with targets: their names stay as the department worded them."""
    return any(c.basis in ("目标值", "完成值") for c in block.values)


def _is_axis(header: Header, block: Block) -> bool:
    """A row named 决算数, 2022年 or, under columns of items, 完成率 says of its figures what a column header would."""
    if header.role != "value" or (header.item and not header.metric):
        return False
    if header.metric:
        return sum(bool(c.items) for c in block.values) > 1
    return bool(header.basis or header.year)


def _label_texts(grid: Grid, section: Section, block: Block, row: int, words: TableWords) -> list[tuple[int, str]]:
    """The (column, text) of each naming cell of the row; a label printed in a code column counts."""
    found: list[tuple[int, str]] = []
    seen: list[Cell] = []
    for column in (*block.codes, *block.names):
        cell = grid[row][column.index]
        if cell is None or cell in seen or cell.row - 1 in section.header_rows:
            continue
        text = cell.text.strip()
        if (
            not text
            or text in words.vocabulary.blank_signs
            or (is_value(text) and not re.search(r"[\u4e00-\u9fff]", text))
        ):
            continue
        if column.role == "code" and (_CODE.match(canonical(text).text) or text in ("类", "款", "项")):
            continue
        seen.append(cell)
        found.append((column.index, text))
    return sorted(found)


def _inherit(
    texts: list[tuple[int, str]], block: Block, state: _State, words: TableWords, statement: str
) -> list[tuple[int, str]]:
    """Fill blank outer labels from the rows above (a level printed once for several rows)."""
    if not texts:
        return texts
    if words.label(texts[0][1], statement).role == "total":
        return texts
    own = dict(texts)
    deepest = max(own)
    columns = [c.index for c in block.names]
    result: dict[int, str] = {}
    changed = False
    for index in columns:
        if index in own:
            changed = True
            state.above[index] = own[index]
            result[index] = own[index]
        elif index < deepest and not changed and index in state.above:
            result[index] = state.above[index]
    for index in list(state.above):
        if index > deepest:
            del state.above[index]
    result.update({i: t for i, t in own.items() if i not in result})
    return sorted(result.items())


def _resolved(label: Label, statement: str, words: TableWords) -> str:
    if label.item or label.role == "fund":
        return label.item or label.text
    return words.item(label.text, statement)[0]


def _outer(path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths a path stands under, nearest first."""
    return [path[:n] for n in range(len(path) - 1, 0, -1)]


def _under_number(
    path: tuple[str, ...], label: Label, state: _State, words: TableWords, statement: str
) -> tuple[str, ...]:
    """Place a row under the numbered row or total it belongs to."""
    if label.is_included:
        return (*state.base, *path)
    if label.depth:
        while state.numbered and state.numbered[-1][0] >= label.depth:
            state.numbered.pop()
        parent = state.numbered[-1][1] if state.numbered else ()
        if parent and state.numbered[-1][0] == 0 and words.item(label.text, statement)[1] is not None:
            parent = ()  # 公务接待费 is known by itself
        is_open = statement in ("", "three_public")
        total = is_open and parent and _SPENT.match(label.text) and words.item(parent[-1], statement)[1] is not None
        full = parent if total else (*parent, *path)
        state.numbered.append((label.depth, full))
        state.base = full
        return full
    if (
        state.numbered
        and _SUM_NAME.search(state.numbered[-1][1][-1])
        and state.numbered[-1][1][-1].endswith(("合计", "总计"))
        and label.role in ("", "fund", "item")
    ):
        return (*state.numbered[-1][1], *path)
    state.base = path
    return path


def _statement(label: Label, path: tuple[str, ...], words: TableWords, statement: str) -> str:
    """The statement a row itself speaks of, '' where it follows its table."""
    if label.role == "carryover":
        return "carryover"
    if statement:
        return ""
    own = next((s for s in (_spoken_of(words, name) for name in reversed(path)) if s), "")
    if not own and (len(path) > 1 or label.depth == 1):
        section = words.vocabulary.words("section_words").find(path[0])
        own = section[0][2]["statement"] if section else ""
    if not own:
        own = "revenue" if label.text.endswith("收入") else "expenditure" if label.text.endswith("支出") else ""
    return own


def _spoken_of(words: TableWords, name: str) -> str:
    """The statement of a standard item, or of 收入合计 and 支出合计 in any wording."""
    found = words.item(name, "")[1]
    if found is not None:
        return found.statement
    if name.endswith(("收入合计", "收入总计")):
        return "revenue"
    return "expenditure" if name.endswith(("支出合计", "支出总计")) else ""


def _code(grid: Grid, block: Block, row: int, state: _State) -> str:
    parts: list[str] = []
    texts = []
    for column in block.class_codes:
        cell = grid[row][column.index]
        text = canonical(cell.text).text.replace(" ", "") if cell is not None and cell.row == row + 1 else ""
        texts.append(text if _CODE.match(text) else "")
    deepest = max((i for i, t in enumerate(texts) if t), default=-1)
    if deepest < 0:
        return ""
    for at in range(deepest + 1):
        text = texts[at]
        if text:
            state.codes[at] = text
        elif at in state.codes:
            text = state.codes[at]
        joined = "".join(parts)
        if text.startswith(joined) and len(text) > len(joined) and joined:
            parts = [text]
        else:
            parts.append(text)
    for later in [k for k in state.codes if k > deepest]:
        del state.codes[later]
    return "".join(parts)
