"""Which cell of a run belongs in which column: the rows of a flattened table, found by what its columns can hold.

Cells stand in reading order and the columns are known. A row fills columns from left to right; levels and remarks may
be left out, numbers hardly. The cheapest reading wins, and a figure whose column another reading as cheap would change
is not placed: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Fragment
from ingest.readers import wording

_NUMBER = re.compile(r"[-－—+]?[¥￥]?\d[\d,，]*(?:\.\d+)?")
_PERCENT = re.compile(r"[-－—+]?\d[\d,，]*(?:\.\d+)?\s*[%％‰]")
_QUANTITY = re.compile(
    r"[≥≤<>=＝＞＜≧≦]{0,2}\s*\d[\d,，]*(?:\.\d+)?(?:[-~—至]\d[\d.]*)?\s*(?![.．、）)])[^\d，。；]{0,10}"
)
_NOTE = re.compile(r"[（(]\d{1,3}(?:\.\d+)?分[）)]")  # the points of a level, cut off from its name
_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
"""What a line begins with that is the name of a row and no more words of the one above."""
_SIGN = re.compile(r"[≥≤<>=＝＞＜≧≦═]{1,2}|定性")
_PATTERNS = (
    (_NUMBER, "number"), (_PERCENT, "percent"), (_SIGN, "sign"), (_NOTE, "note"), (_QUANTITY, "quantity"),
)  # fmt: skip
_LONG = 30
_SENTENCE = re.compile(r"[。；;]")

VALUES = ("amount", "rate", "points", "any", "group", "")
_NEVER = 99.0
_UNSURE = 0.4
"""A second place for a figure that costs no more than this beside the first leaves it unsure."""
_NEW_ROW, _NAME_ALONE, _WRAPPED, _JOINED, _AFTER_BLANK, _UNSCORED, _BLANK_FIRST = 0.1, 1.2, 0.8, 0.3, 0.2, 0.5, 0.3
_UNNAMED, _LATE_TOTAL, _LATER, _KNOWN_ALONE, _CODE_ELSEWHERE = 1.5, 2.0, 0.1, 0.6, 1.5
_MISSED_POINTS = 0.6
_LEVELS_ABOVE, _NO_LEAF = 2, 1.0  # the last of three levels or more names the row
_HOPELESS = 10.0  # a run that costs so much more than what was read before is prose
_ALL_POINTS = ("100", "100.0", "100.00")
_MANY_POINTS = 50  # no single indicator weighs more
_OUTSIDE = {"blank": 0.2, "dash": 0.6, "number": 1.6, "percent": 1.6, "quantity": 1.4, "long": 0.5, "text": 1.0,
            "sign": 1.0, "note": 1.0}  # fmt: skip
"""What it costs to leave a cell out of the table."""
_COSTS = {
    "blank": {},
    "dash": {"amount": 0.2, "any": 0.2, "label": 2.0, "level": 1.0, "code": 1.0, "index": 1.0, "sign": 0.5},
    "number": {"amount": 0.0, "group": 0.0, "": 0.1, "points": 0.0, "rate": 0.4, "any": 0.1, "remark": 2.0,
               "index": 0.0, "code": 0.0, "label": _NEVER, "level": _NEVER, "unit": _NEVER, "sign": _NEVER},
    "percent": {"amount": 1.5, "group": 0.5, "": 0.2, "points": 1.5, "rate": 0.0, "any": 0.1, "remark": 2.0,
                "label": _NEVER, "level": _NEVER, "unit": _NEVER, "sign": _NEVER, "index": _NEVER, "code": _NEVER},
    "quantity": {"amount": 0.8, "group": 0.8, "": 0.5, "points": 1.0, "rate": 1.0, "any": 0.0, "remark": 0.8,
                 "label": 1.0, "level": 3.0, "unit": _NEVER, "sign": 3.0, "index": _NEVER, "code": 2.0},
    "sign": {"sign": 0.0, "any": 1.0, "remark": 1.5},
    "text": {"label": 0.0, "level": 0.0, "any": 0.3, "remark": 0.1, "unit": 0.2, "": 1.0, "code": 2.0},
    "note": {"level": 1.0, "label": 1.5, "remark": 0.2, "": 0.5},
    "long": {"label": 1.5, "level": 2.0, "any": 0.3, "remark": 0.0, "": 1.5},
}  # fmt: skip
"""Cost of a cell of some kind in a column of some kind; what is not listed does not go there (blanks go anywhere)."""
_SKIPPED = {"level": 0.0, "remark": 0.0, "label": 1.5, "unit": 0.15, "sign": 0.15, "index": 1.5, "code": 0.3}


@dataclass(slots=True)
class Token:
    """A cell of the run: ``role`` is what its words are in a form, ``opens_line`` whether a line begins with it,
    ``may_join`` whether it may be but a word of its cell, ``is_whole`` whether its ends are printed.
    """

    text: str
    fragments: list[Fragment]
    line: int
    opens_line: bool = True
    may_join: bool = False
    is_whole: bool = False
    role: str = ""
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        """Tell the kind of the cell from its text."""
        self.kind = _kind(self.text)

    @property
    def is_figure(self) -> bool:
        """Tell whether a figure stands in the cell."""
        return self.kind in ("number", "percent", "quantity")


def _kind(text: str) -> str:
    text = text.strip()
    if not text:
        return "blank"
    if wording.is_nothing(text):
        return "dash"
    for pattern, kind in _PATTERNS:
        if pattern.fullmatch(text):
            return kind
    return "long" if len(text) > _LONG or _SENTENCE.search(text) else "text"


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows of (column, token) that the first ``used`` tokens make; leaving them out would cost ``gain`` more.

    ``unsure`` are the figures (by id) that another reading as cheap would put elsewhere.
    """

    rows: list[list[tuple[int, Token]]]
    used: int
    gain: float
    unsure: frozenset[int] = frozenset()


_State = tuple[int, bool, bool, bool]
"""Column of the last cell, whether the row has a value, whether it has a name, whether it is a total row."""


class Fitter:
    """Finds the rows of one run of cells under given columns."""

    def __init__(self, columns: Sequence[str], tokens: Sequence[Token], *, has_blanks: bool) -> None:
        """Take the kinds of the columns; ``has_blanks`` says that empty cells are printed."""
        self.columns, self.tokens = list(columns), tokens
        self._levels = [c for c, kind in enumerate(columns) if kind == "level"]
        self._has_names = "label" in columns or "level" in columns
        missing = 2.0 if has_blanks else 1.0
        self._skip = [_SKIPPED.get(kind, missing) for kind in self.columns]
        if len(self._levels) > _LEVELS_ABOVE and "label" not in columns:
            self._skip[self._levels[-1]] = _NO_LEAF
        if _sums_points(tokens):  # then each row has some, and what was aimed at may be said in words or left out
            self._skip = [
                cost + _MISSED_POINTS * (kind == "points") for cost, kind in zip(self._skip, self.columns, strict=True)
            ]
        self._total = [0.0]
        for cost in self._skip:
            self._total.append(self._total[-1] + cost)

    def fit(self) -> Fit | None:
        """Return the cheapest rows, ended where the rest of the run is better left out; None where they are none."""
        forward = self._forward()
        if not forward:
            return None
        best, used, outside = 0.0, 0, 0.0
        for at, states in enumerate(forward):
            outside += _OUTSIDE[self.tokens[at].kind]
            if at + 1 < len(self.tokens) and not self.tokens[at + 1].opens_line:
                continue
            cost = min((c + self._ending(at, s) for s, c in states.items()), default=_NEVER)
            if outside - cost > best:
                best, used = outside - cost, at + 1
        if not used:
            return None
        rows, unsure = self._rows(forward[:used])
        while rows and any(id(token) in unsure for _, token in rows[-1]):
            used -= len(rows.pop())  # nothing sure below: it may be no row at all
        return Fit(rows, used, best, unsure) if rows else None

    def cost_at(self, first: int) -> float:
        """Return what the cells cost as one row, side by side from a column on."""
        is_total = self.tokens[0].role == "total"
        held = list(enumerate(self.tokens, start=first))
        placed = sum(self._place(token, column, is_total) for column, token in held)
        valued = any(self._is_value(token, column) for column, token in held)
        named = any(self._is_name(token, column) for column, token in held)
        ending = self._ending(len(held) - 1, (held[-1][0], valued, named, is_total))
        return self._total[first] + placed + ending

    def _forward(self) -> list[dict[_State, float]]:
        """Return for each token the least cost of each state after it; ends where no state is left."""
        found: list[dict[_State, float]] = []
        states: dict[_State, float] = {}
        peak = gain = outside = 0.0
        for at in range(len(self.tokens)):
            after: dict[_State, float] = {}
            if not found:
                self._open_row(at, 0.0, after)
            else:
                for state, cost in states.items():
                    self._go_on(at, state, cost, after)
                ended = min(cost + self._ending(at - 1, state) for state, cost in states.items())
                self._open_row(at, ended, after)
            outside += _OUTSIDE[self.tokens[at].kind]
            gain = outside - min(after.values(), default=_NEVER)
            if not after or gain < peak - _HOPELESS:
                break
            peak = max(peak, gain)
            found.append(after)
            states = after
        return found

    def _open_row(self, at: int, cost: float, after: dict[_State, float]) -> None:
        token = self.tokens[at]
        if not token.opens_line:
            return
        is_total = token.role == "total"
        for column in range(len(self.columns)):
            placed = self._place(token, column, is_total)
            if placed < _NEVER:
                blank = _BLANK_FIRST if token.kind == "blank" else 0.0
                total = cost + _NEW_ROW + blank + self._total[column] + placed
                _keep(after, (column, self._is_value(token, column), self._is_name(token, column), is_total), total)

    def _go_on(self, at: int, state: _State, cost: float, after: dict[_State, float]) -> None:
        column, valued, named, is_total = state
        token, before = self.tokens[at], self.tokens[at - 1]
        wrapped = _WRAPPED if token.opens_line and token.may_join else 0.0
        for other in range(column + 1, len(self.columns)):
            placed = self._place(token, other, is_total)
            if placed < _NEVER:
                between = self._total[other] - self._total[column + 1]
                if is_total or before.kind == "blank":
                    passed = self.columns[column + 1 : other]
                    between = min(between, _AFTER_BLANK * sum(kind not in ("label", "level") for kind in passed))
                held = valued or self._is_value(token, other), named or self._is_name(token, other)
                is_side = self.columns[other] == "label" and "label" in self.columns[:other]
                misplaced = _LATE_TOTAL if token.role == "total" and not is_side else 0.0
                _keep(after, (other, *held, is_total), cost + between + placed + wrapped + misplaced)
        opens_row = token.opens_line and _NUMBERED.match(token.text) is not None
        if token.may_join and not opens_row and token.kind in ("text", "long") and before.kind in ("text", "long"):
            placed = self._place(token, column, is_total)
            if placed < _NEVER:
                _keep(after, state, cost + _JOINED + wrapped)

    def _ending(self, at: int, state: _State) -> float:
        """Return what it costs to end the row after token ``at``: what the columns to its right leave out."""
        column, valued, named, is_total = state
        if not valued and column == len(self.columns) - 1:
            return _NEW_ROW  # all its cells are printed, the figures blank
        if not valued:
            return _KNOWN_ALONE if self.tokens[at].role == "row" else _NAME_ALONE
        rest = self._total[-1] - self._total[column + 1]
        unnamed = 0.0 if named or not self._has_names else _UNNAMED
        if rest and all(kind in ("points", "rate") for kind in self.columns[column + 1 :]):
            rest = min(rest, _UNSCORED)  # the parts of a sum of money are not scored
        if is_total or self.tokens[at].kind == "blank":
            rest = min(rest, _AFTER_BLANK * (len(self.columns) - column - 1))
        return rest + unnamed

    def _is_value(self, token: Token, column: int) -> bool:
        return self.columns[column] in VALUES and token.kind not in ("dash", "blank")

    def _is_name(self, token: Token, column: int) -> bool:
        return self.columns[column] in ("label", "level") and token.kind not in ("dash", "blank")

    def _place(self, token: Token, column: int, is_total: bool) -> float:
        kind = self.columns[column]
        if token.kind == "blank":
            return 0.0
        cost = _COSTS[token.kind].get(kind, 0.0 if token.kind == "dash" else _NEVER)
        if token.kind == "number" and kind == "points" and _amount(token.text) > _MANY_POINTS and not is_total:
            cost += 0.8
        if is_total and kind == "any":
            cost += 3.0
        if kind == "code" and token.role == "total":
            return 0.0
        if token.kind == "number" and kind in ("code", "index") and "." in token.text:
            return _NEVER
        if kind != "code" and "code" in self.columns and _CODE.fullmatch(token.text):
            cost += _CODE_ELSEWHERE
        if token.role in ("side", "column"):
            cost += 3.0
        elif token.role.startswith("level"):
            cost += self._level_cost(token.role, column, kind)
        elif token.role in ("row", "total") and kind in ("any", "remark", ""):
            cost += 3.0
        elif token.role != "total" and token.kind == "text" and column in self._levels[:-1]:
            cost += 0.6
        return cost + (_LATER * column if is_total and token.role == "total" else 0.0)

    def _level_cost(self, role: str, column: int, kind: str) -> float:
        if kind not in ("level", "label"):
            return 3.0
        if kind == "label" or len(self._levels) < 2:
            return 0.6 if self._levels else 0.0
        rank = self._levels.index(column)
        wanted = {"level_one": (0,), "level_two": (1,), "level": (0, 1)}[role]
        return 0.0 if rank in wanted and (rank < len(self._levels) - 1 or len(self._levels) == 2) else 1.2

    def _rows(self, forward: Sequence[dict[_State, float]]) -> tuple[list[list[tuple[int, Token]]], frozenset[int]]:
        """Return the rows of the cheapest reading, and the figures that are not sure of their columns."""
        backward = self._backward(forward)
        rows: list[list[tuple[int, Token]]] = []
        unsure: set[int] = set()
        state: _State | None = None
        for at, states in enumerate(forward):
            totals = {s: cost + backward[at][s] for s, cost in states.items()}
            state, opens = self._next_state(at, state, forward, backward)
            token = self.tokens[at]
            if opens:
                rows.append([])
            rows[-1].append((state[0], token))
            if token.is_figure:
                best = totals[state]
                if any(cost <= best + _UNSURE for s, cost in totals.items() if s[0] != state[0]):
                    unsure.add(id(token))
        return rows, frozenset(unsure)

    def _next_state(
        self,
        at: int,
        state: _State | None,
        forward: Sequence[dict[_State, float]],
        backward: Sequence[dict[_State, float]],
    ) -> tuple[_State, bool]:
        opened: dict[_State, float] = {}
        gone: dict[_State, float] = {}
        if state is None:
            self._open_row(at, 0.0, opened)
        else:
            cost = forward[at - 1][state]
            self._open_row(at, cost + self._ending(at - 1, state), opened)
            self._go_on(at, state, cost, gone)
        choices = [
            (cost + backward[at][s], n, s) for n, found in enumerate((gone, opened)) for s, cost in found.items()
        ]
        _, n, chosen = min((c for c in choices if c[2] in backward[at]), key=lambda c: (c[0], c[1]))
        return chosen, n == 1

    def _backward(self, forward: Sequence[dict[_State, float]]) -> list[dict[_State, float]]:
        """Return for each token the least cost of what follows each of its states."""
        found: list[dict[_State, float]] = [{s: self._ending(len(forward) - 1, s) for s in forward[-1]}]
        for at in range(len(forward) - 1, 0, -1):
            below = found[-1]
            opened: dict[_State, float] = {}
            self._open_row(at, 0.0, opened)
            new_row = min((cost + below[s] for s, cost in opened.items() if s in below), default=_NEVER)
            costs: dict[_State, float] = {}
            for state in forward[at - 1]:
                gone: dict[_State, float] = {}
                self._go_on(at, state, 0.0, gone)
                rest = min((cost + below[s] for s, cost in gone.items() if s in below), default=_NEVER)
                costs[state] = min(rest, new_row + self._ending(at - 1, state))
            found.append(costs)
        return found[::-1]


def _sums_points(tokens: Sequence[Token]) -> bool:
    """Tell whether a total row says of how many points how many were given: of a hundred, a hundred at most."""
    for at, token in enumerate(tokens[:-2]):
        if token.role == "total" and tokens[at + 1].text in _ALL_POINTS and tokens[at + 2].kind == "number":
            return _amount(tokens[at + 2].text) <= float(tokens[at + 1].text)
    return False


def _keep(states: dict[_State, float], state: _State, cost: float) -> None:
    if cost < states.get(state, float("inf")):
        states[state] = cost


def _amount(text: str) -> float:
    return abs(float(re.sub(r"[^\d.]", "", text) or 0))
