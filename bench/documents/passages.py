"""Passages that several kinds of reports share."""

from __future__ import annotations

from bench.documents import wordings as say
from bench.documents.model import Number, Paragraph, Word
from bench.documents.writing import Writer


def add_reason(writer: Writer, wording: tuple[str, ...]) -> None:
    """Say one of these, with or without a reason behind it."""
    reason = writer.random.choice(say.REASONS)
    writer.say([text + reason for text in wording])


def three_public(writer: Writer, required_by: str = "") -> None:
    """三公 in total and by item; reception with batches and persons, where ``required_by`` is the rule that asks so."""
    add_reason(writer, say.THREE_PUBLIC_TOTAL)
    if writer.random.random() < 0.5:
        writer.say(say.ABROAD)
    add_reason(writer, say.CARS)
    add_reason(writer, say.HOSTING)
    writer.present("disclosed", (writer.report.blocks[-1],), ("批次", "人次", "公务接待"), required_by)


def fill(writer: Writer, named: dict[str, Number | Word]) -> None:
    """Put numbers made elsewhere into the slots of the last paragraph."""
    paragraph = writer.report.blocks[-1]
    assert isinstance(paragraph, Paragraph)
    paragraph.parts = [named[part] if isinstance(part, str) and part in named else part for part in paragraph.parts]
