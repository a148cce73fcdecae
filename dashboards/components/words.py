"""The Chinese words the dashboard uses for codes, and in which order it shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from warehouse.words import code_words

SEVERITIES: Final = code_words("severity")
STATUSES: Final = code_words("status")
TRUST_STATES: Final = code_words("trust_state")
TRUST_MEANINGS: Final = {
    "verified": "与其有关的核查全部通过",
    "reconciled": "差异在四舍五入的范围内",
    "disputed": "至少有一项核查不符，请先看问题再引用",
    "unverified": "没有可以与之核对的数字",
}
FAMILIES: Final = code_words("family")
VERDICTS: Final = code_words("verdict")
VERDICT_STATES: Final = code_words("verdict_state")
VERDICT_MEANINGS: Final = {
    "accept": "报告确实写错了",
    "dispute": "报告没有错，是核查看错了",
    "explain": "数字没错，另有原因",
}
VERDICT_FILTERS: Final = {"open": "待下结论", "settled": "已有结论"}
REVIEW_REASONS: Final = code_words("review_reason")
REVIEW_MEANINGS: Final = {
    "stale_correction": "原文已变，更正没有采用",
    "unmapped": "没有规则认出它的项目",
    "low_confidence": "认出它的规则常常不准",
}
CORRECTION_STATES: Final = code_words("correction_state")
STATEMENTS: Final = code_words("statement") | {"": "其他"}
METRICS: Final = code_words("metric")


def other_side(finding: Mapping[str, Any]) -> str:
    """Return what the second number of a finding is: what follows from others, or only another printing."""
    if finding["family"] == "contradiction":
        return "另一处写"
    return "应为" if finding["severity"] in ("error", "warning", "rounding") else "对照"


NOT_READ: Final = "未读到"
"""Shown where nothing was read; a printed zero is shown as 0."""


def in_order(words: Mapping[str, str], codes: Iterable[str]) -> list[str]:
    """Return the codes, each once, in the order their words have; unknown ones come last."""
    places = {code: place for place, code in enumerate(words)}
    return sorted(set(codes), key=lambda code: (places.get(code, len(places)), code))


def word(words: dict[str, str], code: str | None) -> str:
    """Return the Chinese word of a code; an unknown code stands for itself, none is a dash."""
    return words.get(code or "", code or "—")
