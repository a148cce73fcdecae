"""Six years of one unit: the last year's report with those of the five years before as its companions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from bench.documents import wordings as say
from bench.documents.model import Number, Report
from bench.documents.quantities import Amounts
from bench.documents.writing import Writer

EARLIER = 5
_STEADY = ("exp", "office", "tp", "tp.host")
"""Amounts that each year prints by themselves, and that change little from year to year."""


def years_of_a_unit(writer: Writer) -> None:
    """A short account of each year; what a year prints of the year before is what that year's report printed."""
    random, year = writer.random, writer.style.year
    now = {key: writer.amounts[key] for key in (*_STEADY, "carry_in", "carry_out")}
    series = [now]
    for _ in range(EARLIER):
        series.append(_year_before(random, series[-1]))
    writers = [writer]
    for ago in range(1, EARLIER + 1):
        report = Report(f"{writer.report.name}-{ago}", "", writer.report.entity, "txt")
        earlier = Writer(report, {}, replace(writer.style, year=year - ago), random)
        writer.report.companions.append(report)
        writers.append(earlier)
    wordings = random.choice(say.YEARLY), random.choice(say.YEARLY_OTHERS[:1]), random.choice(say.YEARLY_OTHERS[1:])
    for ago, one in enumerate(writers):
        before = series[ago + 1] if ago < EARLIER else _year_before(random, series[ago])
        one.amounts = _with_year_before(series[ago], before)
        one.report.title = f"{one.report.entity}{one.style.year}年度部门决算说明"
        one.heading("一、收入支出决算情况")
        for wording in wordings:
            one.say([wording])
    _relate(writer, writers)


def _year_before(random: Random, now: Amounts) -> Amounts:
    """A year much like this one, at whose end stood what this year began with."""
    before = {key: _steady(random, now[key]) for key in now}
    before["carry_out"] = now["carry_in"]
    return before


def _steady(random: Random, amount: Fraction) -> Fraction:
    return Fraction(round(amount * 100 * random.randint(920, 1080) / 1000), 100)


def _with_year_before(now: Amounts, before: Amounts) -> Amounts:
    return now | {f"p.{key}": value for key, value in before.items()}


def _relate(writer: Writer, writers: list[Writer]) -> None:
    printed = [_by_key(one.report) for one in writers]
    last, before = printed[0], printed[1]
    writer.relate("carry", last["carry_in"], (before["carry_out"],))
    for key in _STEADY:
        if f"p.{key}" in last:
            writer.relate("restated", last[f"p.{key}"], (before[key],))
        writer.relate("steady", last[key], tuple(one[key] for one in printed[1:]))


def _by_key(report: Report) -> dict[str, Number]:
    return {part.key: part for part in report.parts() if isinstance(part, Number)}
