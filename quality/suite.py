"""Suites are YAML: which batch they judge, what they expect of it, and whether a miss blocks or only warns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

HERE = Path(__file__).resolve().parent
Severity = Literal["fatal", "warning"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation: ``type`` and ``kwargs`` as Great Expectations names them, ``message`` what a miss means."""

    id: str
    type: str
    kwargs: dict[str, Any]
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations on one batch; ``batch`` names the query in quality/batches."""

    name: str
    title: str
    batch: str
    expectations: tuple[Expectation, ...]

    @property
    def query(self) -> str:
        """The SQL of the batch; its rows have a ``subject`` that says in Chinese what a row is about."""
        return (HERE / "batches" / f"{self.batch}.sql").read_text(encoding="utf-8")


def load_suites(folder: Path = HERE / "suites") -> tuple[Suite, ...]:
    """Return all suites by name; raise ValueError where one says something that is not understood."""
    suites = []
    for path in sorted(folder.glob("*.yml")):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        expectations = tuple(Expectation(**entry) for entry in given["expectations"])
        for expectation in expectations:
            if expectation.severity not in ("fatal", "warning"):
                raise ValueError(f"{path.name}: {expectation.id} has severity {expectation.severity}")
        suites.append(Suite(path.stem, given["title"], given["batch"], expectations))
    return tuple(suites)
