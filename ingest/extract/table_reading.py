"""What a value of a table was read as."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Facets:
    """The reading of one value."""

    statement: str
    item: str
    item_code: str
    basis: str
    fund: str
    metric: str
    year: int | None
    unit: Unit | None
    versus: str = ""
    function_code: str = ""
    rule: str = "table.generic"
