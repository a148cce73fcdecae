"""What people decided, as rows of CSV files: corrections of figures, verdicts on findings, aliases learnt.

Files are named after their kind (``corrections.csv``, ``corrections-2024.csv``, ``verdicts.csv``, ``aliases.csv``).
Rows are only ever added; a later row of the same place or finding stands before an earlier one.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ingest.errors import MingzhangError
from ingest.schema import DECISION_TABLES

ACTIONS = ("correct", "exclude", "withdraw")
VERDICTS = ("accept", "dispute", "explain")
METRICS = ("amount", "count", "score", "weight", "share", "rate", "change_amount", "change_rate")
CLEARED = "-"
"""In a corrected field: the figure has none. An empty field stays as it was read."""

_PRINTED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")
_ALLOWED: dict[str, dict[str, tuple[str, ...]]] = {
    "corrections": {"action": ACTIONS, "metric": (*METRICS, CLEARED, "")},
    "verdicts": {"verdict": VERDICTS},
    "aliases": {},
}
_REQUIRED = {
    "corrections": ("document_id", "page", "raw", "who", "made_at", "reason"),
    "verdicts": ("finding_id", "evidence_hash", "who", "made_at", "reason"),
    "aliases": ("alias", "item_code"),
}


class DecisionFileError(MingzhangError):
    """A file of corrections, verdicts or aliases holds a row that cannot be understood."""

    code = "bad_decision_file"
    advice = "请按 docs/how-to/review-and-correct.md 的列说明修改后重试"


def read_decisions(folder: Path) -> dict[str, pl.DataFrame]:
    """Return the rows of all decision files in a folder by kind; a folder that is not there has none.

    Raises DecisionFileError, naming file and line, for an unknown kind of file, a missing column or a bad value.
    """
    rows: dict[str, list[dict[str, object]]] = {kind: [] for kind in DECISION_TABLES}
    for path in sorted(folder.glob("*.csv")):
        rows[_kind_of(path)] += _read_file(path, _kind_of(path))
    return {kind: pl.DataFrame(rows[kind], schema=DECISION_TABLES[kind], orient="row") for kind in DECISION_TABLES}


def alias_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of learnt aliases in a folder."""
    return tuple(sorted(folder.glob("aliases*.csv")))


def decisions_hash(folder: Path) -> str:
    """Return a hash of all decision files in a folder: a version follows from them."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def add_decision(folder: Path, kind: str, row: Mapping[str, object]) -> Path:
    """Add one row to the folder's file of this kind, dated now, and return the file.

    Raises DecisionFileError where the row itself is not valid: nothing is written then.
    """
    path = folder / f"{kind}.csv"
    full = {name: _written(row.get(name)) for name in DECISION_TABLES[kind]}
    full["made_at"] = full["made_at"] or datetime.now(UTC).isoformat(timespec="milliseconds")
    _typed(full, kind, path.name, "新的一行")
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8", newline="") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        file.seek(0)
        header = next(csv.reader(file), None)
        file.seek(0, io.SEEK_END)
        # a file that a person keeps may have its columns in another order, or no line break at its end
        columns = [name.lstrip("\ufeff") for name in header] if header else list(full)
        if missing := [name for name, value in full.items() if value and name not in columns]:
            raise DecisionFileError(f"缺少列 {'、'.join(missing)}", file=path.name)
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
        if not header:
            writer.writeheader()
        elif not path.read_bytes().endswith(b"\n"):
            text.write("\n")
        writer.writerow(full)
        file.write(text.getvalue())
    return path


def is_printed_number(text: str) -> bool:
    """Tell whether text is a number in plain digits, with or without separated thousands."""
    return bool(_PRINTED.fullmatch(text))


def _kind_of(path: Path) -> str:
    for kind in DECISION_TABLES:
        if path.stem == kind or path.stem.startswith((f"{kind}-", f"{kind}_")):
            return kind
    raise DecisionFileError(
        "不知道这是什么文件", file=path.name, advice=f"文件名应以 {'、'.join(DECISION_TABLES)} 之一开头"
    )


def _read_file(path: Path, kind: str) -> list[dict[str, object]]:
    columns = DECISION_TABLES[kind]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            given = set(reader.fieldnames or ())
            unknown = sorted(given - set(columns))
            missing = [name for name in _REQUIRED[kind] if name not in given]
            if unknown or missing:
                what = f"没有列 {'、'.join(missing)}" if missing else f"不认识的列 {'、'.join(map(str, unknown))}"
                raise DecisionFileError(what, file=path.name, place="第 1 行")
            return [_typed(row, kind, path.name, f"第 {reader.line_num} 行") for row in reader]
    except UnicodeDecodeError:
        raise DecisionFileError("不是 UTF-8 编码", file=path.name) from None


def _typed(row: Mapping[str, str | None], kind: str, file: str, place: str) -> dict[str, object]:
    values = {name: (row.get(name) or "").strip() for name in DECISION_TABLES[kind]}
    for name in _REQUIRED[kind]:
        if not values[name]:
            raise DecisionFileError(f"{name} 不能为空", file=file, place=place)
    for name, allowed in _ALLOWED[kind].items():
        if values[name] not in allowed:
            options = "、".join(filter(None, allowed))
            raise DecisionFileError(f"{name} 应为 {options} 之一，现为 {values[name]}", file=file, place=place)
    if kind == "corrections":
        _check_correction(values, file, place)
    typed: dict[str, object] = dict(values)
    for name, type_ in DECISION_TABLES[kind].items():
        if type_ == pl.Int32:
            if values[name] and not values[name].isdecimal():
                raise DecisionFileError(f"{name} 应为整数，现为 {values[name]}", file=file, place=place)
            typed[name] = int(values[name]) if values[name] else None
    return typed


def _check_correction(values: Mapping[str, str], file: str, place: str) -> None:
    has_offsets = values["char_start"] and values["char_end"]
    has_cell = values["table_no"] and values["row_no"] and values["col_no"]
    if not has_offsets and not has_cell:
        raise DecisionFileError("没有位置：要有 char_start 与 char_end，或表、行、列", file=file, place=place)
    if values["value"] and not is_printed_number(values["value"]):
        raise DecisionFileError(f"value 应为印出的数字，现为 {values['value']}", file=file, place=place)


def _written(value: object) -> str:
    return "" if value is None else str(value)
