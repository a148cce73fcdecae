"""The money of the one project a report is about: what it calls 项目资金 or just 资金 is that project's."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.prose_reading import Sentence, Subject, tail_of
from ingest.extract.record import Reading

_AFTER_YEAR = re.compile(r"^.*(?:19|20)\d{2}(?:年度?|[—－-]\d{2,4}年度?)")
_TITLE = re.compile(
    r"^(?:关于)?(?!为了?|根据|按照|依据|按|通过)(?P<project>[^，。；：《》]{3,40}?(?:项目|资金|专项|经费|补助|工程|补贴|计划|行动))(?:项目支出|支出)?(?:使用)?(?:情况)?(?:的)?"
    r"(?:绩效|自评|单位自评|部门评价)"
)
_WHOLE = re.compile(r"整体|部门|单位|本级|预算项目|^(?:项目|专项|财政|资金|转移支付|重点|各)+$|等\d*个|[（(]")
_GENERIC = re.compile(
    r"^(?:本|该)?(?:(?:项目|专项)?(?:预算|财政)?(?:资金|经费|预算)|项目支出|部门预算|本年支出(?:合计)?|全年预算)$"
)
_SPENT = re.compile(
    r"^(?:实际|累计|全年|共|已|共计|合计|实现|完成|资金)*(?:支付|支出|拨付|执行(?=资金|金额|数))(?:资金|金额|数)?(?:为|共|计|了|约|达)*$"
)
_GRANTED = re.compile(
    r"^(?:实际|累计|全年|共|已|共计)*(?:(?:项目)?资金(?:实际|累计|共|已)?到位|到位(?:项目)?资金|到位)(?:金额|数)?(?:为|共|计|了)*$"
)


def project_in(title: str, entity: str) -> str:
    """Return the project that the title of a self-evaluation names, '' where it is about a department as a whole."""
    rest = _AFTER_YEAR.sub("", "".join(title.split())).removeprefix(entity)
    found = _TITLE.match(rest)
    project = found.group("project") if found else ""
    quoted = re.fullmatch(r"“([^“”]{3,30})”(?:项目|专项)?", project)
    project = quoted.group(1) if quoted else project
    project = re.sub(r"(?<=.{4}项目)(?:财政)?(?:专项)?(?:补助)?(?:资金|经费)$", "", project)
    return "" if _WHOLE.search(project) else project


def of_project(s: Sentence, link: str, reading: Reading) -> Reading:
    """Return a reading of the project's money under the project's name, another one as it is."""
    project = s.context.project
    path = ("项目支出", project)
    if not project or reading.kind or reading.metric in ("count", "score", "weight"):
        return reading
    if reading.item.startswith("/".join(path)) and not reading.item.endswith("/到位资金"):
        return reading
    tail = s.phrases.strip_head(tail_of(link), s.context.entity)
    if reading.metric == "amount" and _GRANTED.match(tail):
        s.subject = Subject((*path, "到位资金"), None, "expenditure", "全年预算", reading.year)
        return replace(reading, item=s.subject.text, item_code="", basis="全年预算", statement="expenditure")
    if (
        reading.metric == "amount"
        and _SPENT.match(tail)
        and (not reading.item or re.search(r"支付|到位资金$|执行资金$", reading.item))
    ):
        basis = reading.basis if reading.basis in ("执行数", "上年决算") else "实际"
        s.subject = Subject(path, None, "expenditure", basis, reading.year)
        year = reading.year or s.fiscal_year
        return replace(reading, item=s.subject.text, item_code="", basis=basis, statement="expenditure", year=year)
    head, _, rest = reading.item.partition("/")
    if not _GENERIC.match(head):
        return reading
    item = "/".join((*path, rest)) if rest else "/".join(path)
    if s.subject is not None and s.subject.path[0] == head:
        s.subject = replace(s.subject, path=(*path, *s.subject.path[1:]), item=None)
        s.main = s.subject if s.main is not None and s.main.path[0] == head else s.main
    versus = reading.versus
    if versus.partition("|")[0].split("/")[0] == head:
        versus = f"{'/'.join(path)}{versus[len(head) :]}"
    return replace(reading, item=item, item_code="", versus=versus, statement=reading.statement or "expenditure")
