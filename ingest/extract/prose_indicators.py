"""The indicator a score, weight or deduction of running text belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ingest.extract.phrases import Name
from ingest.extract.prose_reading import Sentence, Subject
from ingest.extract.record import Reading

BRACKET_OPEN = re.compile(r"（(?:共|计|共计|满分|分值|权重|占)?(?:为|：)?$")
_OF_INDICATOR = re.compile(r"(?:该|本|此)(?:项|二级|一级|三级|部分)?(?:指标|部分|项(?!目))")
_CATEGORY = re.compile(
    r"(?:数量|质量|时效|成本|产出|效益|效果|效率|社会效益|经济效益|生态效益|环境效益|可持续影响|可持续性|满意度|服务对象满意度|过程|投入|决策)"
    r"(?:指标|情况)*(?:完成)?(?:情况)?$"
)
"""Levels of the usual schemes: the indicators named under them carry the scores."""
_ABOUT_WHOLE = re.compile(r"结论|总体|总分|得分|评分|自评|评价|综述|评定|结果$|打分|等级")
_WHOLE_WORDS = re.compile(
    r"(?:部门|单位|本级|机关|整体|总体|综合|全部|全年|年度|支出|收支|绩效|评价|自评|自我|考评|评定|评审|最终|结果|结论|各项|指标|目标(?=指标|$)|得分"
    r"|评分|分数|总|分|平均|预算|项目|资金|财政|情况|报告|的|该|本|此|次|经|为|为主|体系|第三方|机构|专家组?|小组)+"
)
_ENDS_PROJECT = re.compile(r"(?:项目|专项|工程|资金|经费|补助|补贴)(?:支出)?(?:绩效)?$")
"""某某经费项目自评得分 is the score of all that is said of that project."""
_ENDS_WHOLE = re.compile(r"(?:整体|总体)(?:支出)?(?:绩效)?(?:目标)?(?:指标|情况)?$")
"""某厅整体指标自评得分 is the score of all indicators; 整体效能 is one of them."""
_RATED = re.compile(
    r"^(?P<name>[^=]{2,28}?(?:率|度|比例|比重|占比|程度))(?:=.*)?(?:为|是|未?达到?|仅|只有|约|：|未完成|低于|不足)*$"
)
_MARKS_WHOLE = re.compile(r"整体|总|综合|绩效|自评|评价|项目|部门|最终")
_REASON = re.compile(r"因|由于|未|不|低|没有|个别|部分|存在|滞后|较|^(?:共|合计|总|累计)|\d|原因|问题|偏|少|缺|超")
_FILLER = re.compile(
    r"^(?:其中|并且|同时|因此|故|所以|按|根据|对照|依据|经|共|实际|自评|评价|最终|综合|本项|该项|此项|单项|应|可|计|合计|均|各|得|分|：|，|、|。|）|（)*$"
)
_ENDS = re.compile(
    r"(?:自评|评价|最终|实际|应得|得分|评分|总得|分值|共计?|合计|的|为|是|，|：|得|计)+$|(?<=[率度数况性量])指标$|(?<=[\u4e00-\u9fff]{2})（[^（）]{0,3}$"
)
_FULL = Decimal(100)


def indicator_of(s: Sentence, index: int, link: str, head: str, role: str, tail: str = "") -> Subject | None:
    """Return the indicator a number of a role belongs to: named before it, else the one in force, else the heading's.

    ``head`` is the last clause before the number without the word of its role.
    """
    averaged = _average(s, head + tail[len(head) :][:2])
    if averaged is not None:
        return averaged
    whole = _whole_named(s, tail)
    if whole is not None and role == "score" and re.match(r"(?:自评|最终)?(?:总|综合)", tail):
        return _remember(s, whole)  # 满意度得10分，总分97分
    lead, alone = s.scope.subject, _is_only_score(s)
    lead = "" if _WHOLE_WORDS.fullmatch(lead) and _MARKS_WHOLE.search(lead) else lead
    if _OF_INDICATOR.search(s.text[s.start : s.numerals[0].start] + link) and lead and not _ABOUT_WHOLE.search(lead):
        own = _OF_INDICATOR.sub("", _noun(s, link, head)) if role != "deduction" else ""
        if len(own) < 3 or own in lead:
            return _remember(s, Subject((lead,), None, "score"))
    name = _noun(s, link, head)
    if name and (role != "deduction" or not _REASON.search(name)):
        return _named(s, index, name, role, head, tail)
    is_led = _is_own_lead(s) or (bool(lead) and s.context.lead == s.context.heading)
    is_leads = alone and is_led and not _CATEGORY.search(lead) and not _ABOUT_WHOLE.search(lead)
    if s.goal is not None and not is_leads:
        return _remember(s, replace(s.goal, statement="", metric="score"))
    rated = _rated(s, index)
    if rated is not None and not is_leads:
        return _remember(s, rated)
    is_new = role == "score" and re.search(r"[；。][^；。]{3,}[，：]", link)
    if s.indicator and role != "weight" and not is_new and not (role == "deduction" and re.search(r"[；。]", link)):
        return Subject(tuple(s.indicator.split("/")), None, "score")
    is_next = bool(re.search(r"[；。]", link)) or not s.indicator
    if role == "deduction" and is_next and not (lead and not _ABOUT_WHOLE.search(lead) and is_led):
        return (
            _total(s) if re.search(r"共|总|合计", head + tail) else None
        )  # what it was lost for has no name of its own
    before = _clause_before(s, link) if role != "deduction" else ""
    if before and not is_leads:
        return _remember(s, Subject(_under_lead(s, before), None, "score"))
    if s.indicator:
        return Subject(tuple(s.indicator.split("/")), None, "score")
    if lead and not _ABOUT_WHOLE.search(lead) and (_is_own_lead(s) or s.scope.statement != "score"):
        of_project = re.search(r"项目自评", s.text[s.start : s.end])
        return _remember(s, _total(s) if of_project else Subject((lead,), None, "score"))
    return _remember(s, whole or _total(s))


def _whole_named(s: Sentence, tail: str) -> Subject | None:
    """The total that the words before a score name by themselves: 总分, 综合得分, 自评总得分."""
    standard = s.phrases.standard(s.phrases.strip_head(re.sub(r"(?:为|是|：|达)+$", "", tail), s.context.entity))
    is_total = standard is not None and standard.item is not None and standard.item.code == "sco.total"
    return Subject((standard.path,), standard.item, "score") if standard is not None and is_total else None


def _noun(s: Sentence, link: str, head: str) -> str:
    """The name that the clause of the number itself prints, '' where it prints none."""
    opened = BRACKET_OPEN.sub("", link) if BRACKET_OPEN.search(link) else ""
    text = re.split(r"[，；：。、]", opened)[-1] if opened else head
    text = text.rpartition("）")[2] if "（" not in text else text
    said, text = text, s.phrases.strip_head(text, s.context.entity)
    own = next((word for word in ("当年", "部门") if text and said.endswith(f"{word}{text}")), "")
    text = f"{own}{text}"  # 当年预算执行情况, 部门管理 are names of indicators
    text = re.sub(r"^.{4,}得出(?=.{4,})", "", text)
    while (shorter := _ENDS.sub("", text)) != text:
        text = shorter
    text = re.sub(r"^(?:其中|[一二三四五六七八九十]是)", "", text)
    text = re.sub(r"^“?([^“”]{3,})”指标$", r"\1", text)  # “立项依据充分性”指标分值3分
    text = lead if (lead := s.scope.subject) and text == f"{lead}指标" else text
    is_none = len(text) < 2 or _FILLER.match(text) or _OF_INDICATOR.search(text) or text == "项指标"
    return "" if is_none else text


def _named(s: Sentence, index: int, name: str, role: str, head: str, tail: str) -> Subject:
    """The indicator or the whole that a name means; what is worth less than 100 is no whole."""
    whole = _whole_named(s, tail)
    if whole is not None:
        return _remember(s, whole)
    is_part = (role == "weight" and s.numerals[index].value < _FULL) or _weight_after(s, index)
    total = [own for own in s.scored if own.code == "sco.total"]
    is_part = is_part or (
        bool(total) and s.scored[-1] not in total and "其中" in s.text[s.start : s.numerals[index].start]
    )
    is_whole = _WHOLE_WORDS.fullmatch(name) and _MARKS_WHOLE.search(name)
    if not is_part and (is_whole or name.endswith("绩效") or _ENDS_WHOLE.search(name)):
        matches = [m for m in s.vocabulary.find_items(name + tail[len(head) :]) if m.item.statement == "score"]
        printed = f"{name}自评得分" if re.search(r"自评(?:为|约)?$", tail) and name != "自评" else "自评总分"
        found = matches[-1].name if matches else printed
        return _remember(s, Subject((found,), s.vocabulary.items["sco.total"], "score"))
    if not is_part and _ENDS_PROJECT.search(name) and re.search(r"(?:自评|评价|综合)(?:得分|评分|总分|分数)", tail):
        return _remember(s, Subject((name[-30:], "自评总分"), s.vocabulary.items["sco.total"], "score"))
    found_name = s.phrases.standard(name) or Name(name[-30:])
    return _remember(s, Subject(_under_lead(s, found_name.path), found_name.item, "score"))


def _weight_after(s: Sentence, index: int) -> bool:
    """得9.6分（满分10分）: the weight that follows is less than 100."""
    following = re.match(r"，?（(?:满分|分值|权重)(?:为|：)?(\d+)", s.text[s.numerals[index].stop : s.end])
    return bool(following) and Decimal(following.group(1)) < _FULL  # type: ignore[union-attr]


def _under_lead(s: Sentence, path: str) -> tuple[str, ...]:
    lead = s.scope.subject
    return (lead, path) if lead and _CATEGORY.search(lead) and path != lead and _is_own_lead(s) else (path,)


def _is_own_lead(s: Sentence) -> bool:
    return bool(s.scope.subject) and s.scope.subject in s.text[:45]


def _is_only_score(s: Sentence) -> bool:
    """True where the paragraph gives one score, however it is put."""
    scores = re.finditer(r"(?<![值满])得(?:分)?(?:为|：)?\d", s.text)
    return sum(1 for _ in islice(scores, 2)) <= 1


def _rated(s: Sentence, index: int) -> Subject | None:
    """预算执行率98.86%，得9.89分: the score is that of the rate just named, not of an indicator named before it."""
    for before in reversed(s.numerals[:index]):
        if before.kind:
            continue
        if before.unit is None or before.unit.kind not in ("percent", "permille"):
            return None
        if re.search(r"[；。]", s.text[before.stop : s.numerals[index].start]):
            return None
        said = re.split(r"[；。]", s.text[s.start : before.start])[-1]
        said = said.partition("=")[0] if said.endswith("=") else said
        clause = re.split(r"[，：（）]", said)[-1]
        found = _RATED.match(s.phrases.strip_head(clause, s.context.entity))
        if found:
            printed = found.group("name")
            printed = f"“{printed}" if "”" in printed and "“" not in printed else printed
            name = s.phrases.standard(printed) or Name(printed)
            return Subject(_under_lead(s, name.path), name.item, "score")
    return None


def _clause_before(s: Sentence, link: str) -> str:
    """长效管护机制健全，分值15分: the short clause without a number before that of the score names the indicator."""
    clauses = [c for c in re.split(r"[，；：。]", link.rpartition("）")[2] if "（" not in link else link) if c]
    for clause in reversed(clauses[:-1]):
        text = s.phrases.strip_head(clause, s.context.entity)
        if _FILLER.match(text) or _OF_INDICATOR.search(text):
            continue
        is_name = 3 <= len(text) <= 24 and not _ABOUT_WHOLE.search(text)
        return text if is_name else ""
    return ""


def _average(s: Sentence, text: str) -> Subject | None:
    if not re.search(r"平均得?分?$", text) or s.subject is None or s.subject.statement != "execution":
        return None
    word = "项目自评平均得分" if s.subject.path[0].endswith("项目") else "平均得分"
    return Subject((s.subject.path[0], word), None, "score")


def _total(s: Sentence) -> Subject:
    return Subject(("自评总分",), s.vocabulary.items["sco.total"], "score")


def _remember(s: Sentence, subject: Subject) -> Subject:
    s.indicator = subject.text
    s.scored.append(subject)
    s.subject = subject
    return subject


def indicator_rate(s: Sentence) -> Reading | None:
    """预算完成率（5分）：96.61% is the rate that the indicator just weighed names, or None."""
    name = s.indicator.rpartition("/")[2]
    if not re.search(r"[率度]$|比例$|比重$", name):
        return None
    item = s.phrases.standard(name)
    if item is not None and item.item is not None and item.item.metric not in ("rate", "share"):
        return None
    code = item.item.code if item is not None and item.item is not None else ""
    statement = item.item.statement if item is not None and item.item is not None else "execution"
    basis = "执行数" if statement == "execution" else "完成值"
    return Reading(name, code, "rate", basis, s.fiscal_year, statement, s.scope.fund, rule="prose.named_rate")
