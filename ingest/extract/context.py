"""What a passage or table inherits from the document around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Context:
    """The document's own statement of whose figures these are, and the section that is open at this place.

    ``section`` holds the headings open here, outermost first, without their numbers; ``unit`` is the unit that a note
    such as 单位：元 declares for what follows (None if none); ``fund``, ``basis`` and ``statement`` are what section
    headings say ('' if nothing). ``names_claims`` is set for disclosures that print the
    standard public tables: there a comparison with last year is an item of its own, <item>/比上年, and a rate of the
    budget is <item>/预算完成率. ``lead`` is the short title that opened the running text (1.目标制定。…), '' below a
    heading; ``project`` is the one project a self-evaluation is about ('' if none).
    """

    entity: str = ""
    fiscal_year: int | None = None
    document_type: str = ""
    section: tuple[str, ...] = ()
    unit: Unit | None = None
    fund: str = ""
    basis: str = ""
    statement: str = ""
    names_claims: bool = False
    lead: str = ""
    project: str = ""

    @property
    def heading(self) -> str:
        """The innermost heading, '' at the start of the document."""
        return self.section[-1] if self.section else ""

    def with_unit(self, unit: Unit | None) -> Context:
        """Return the context under another declared unit (None leaves it as it is)."""
        return self if unit is None else replace(self, unit=unit)
