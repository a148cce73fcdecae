"""Percentages in running text that are rates: of a budget, or with a name of their own."""

from __future__ import annotations

import re

from ingest.extract.prose_claims import ACHIEVED, SPENT, base_of, year_of
from ingest.extract.prose_naming import averaged, budgeted_before, of_counted, result_basis, said_in_full
from ingest.extract.prose_reading import Sentence, Subject
from ingest.extract.record import Reading

_PLANS = ("年初预算", "全年预算", "执行数", "实际")
_RISEN = re.compile(r"(?:提高|提升|上升|增长|增加|下降|降低|减少)(?:到|至|为)$")
_FROM = re.compile(r"(?<=[由从])(?:年初|期初|上年|去年|(?:19|20)\d{2}年)(?:度|末|底|同期)?的?$")
"""贫困发生率由年初的11.36%下降到7.88%: the words tell when the first rate held."""
_AS_BEFORE = re.compile(r"(?:较|比|与)(?:上年|去年|上年度|(?:19|20)\d{2}年)(?:度|末|底|同期)?的$")
_TO_DO = re.compile(r"^(?:建议)?(?:在|到)?20\d{2}年度?[将把](?=[^，。；]{2,})|^[将把](?=[^，。；]{3,}$)")
"""建议2026年将满意率提高到95%: the rate is 满意率."""
_CHANGED_NEXT = re.compile(r"(?:相比)?(?:提高|提升|上升|增长|增加|下降|降低|减少|回落)")
_BY_MONTH = re.compile(
    r"(?:(?P<month>\d{1,2})月(?:\d{1,2}日|底|末|份)?|第?(?P<part>一季|二季|三季)度末?|前(?P<front>三)季度|(?P<half>上半年|半年))"
    r"[，的]?[^，。；\d]{0,8}$"
)
_CLOSING_MONTH = re.compile(r"截[至止](?:(?:19|20)\d{2}年)?(?P<month>\d{1,2})月")
_MONTH_OF = {"一季": "3", "二季": "6", "上半年": "6", "半年": "6", "三季": "9"}
_AHEAD = re.compile(r"下一步|预期目标|措施|建议|打算|力争|确保|不低于|目标值|计划")
_RATE_OF_ITS_OWN = re.compile(
    r"(?:控制|节约|到位|完成|调整|使用|支付|变动|结余|预决算差异)率|(?:资金)?(?:兑付|拨付|使用)率"
)
_OF_GOAL = re.compile(r"^的?$")


def rate_of(s: Sentence, base: str) -> Reading:
    """Read a rate of a budget: 完成年初预算的, 为年初预算的."""
    basis, year = base_of(s, base)
    basis = "全年预算" if "到位" in base else basis
    if basis == "年初预算" and "年初" not in base and "全年预算" in s.stated_bases:
        basis = "全年预算"
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="rate", rule="prose.rate")
    own = s.basis if s.basis in ("执行数", "实际", "完成值") else "决算"
    if basis == "计划" and subject.statement == "target":
        own = "完成值"
    versus = f"{subject.text}|{basis or '年初预算'}|{year or ''}"
    path = f"{subject.text}/预算完成率" if s.context.names_claims else subject.text
    return Reading(
        path, subject.code, "rate", own, s.year or s.fiscal_year,
        subject.statement or s.scope.statement, s.scope.fund, versus, rule="prose.rate",
    )  # fmt: skip


def read_named_rate(s: Sentence, tail: str, metric: str, after: str = "") -> Reading:
    """Read a percentage that carries its own name: 资产负债率, 群众满意率, 支出进度."""
    tail = _FROM.sub("", tail)
    known = s.subject if s.subject is not None and s.subject.metric in ("rate", "share") else None
    if known is not None and _AS_BEFORE.fullmatch(tail) and _CHANGED_NEXT.match(after):
        return _compared(s, known, tail)
    if known is not None and _RISEN.fullmatch(tail):
        return _risen(s, known)
    phrase, _ = s.phrases.strip_tail(tail)
    phrase = s.phrases.strip_head(phrase, s.context.entity)
    phrase = re.sub(r"^(?:确保|保证|力争|提升|提高|实现|使得?)(?=[^，。；]{5,})|(?<=[率度平])应(?:该|当)?$", "", phrase)
    if s.subject is not None and s.subject.metric in ("rate", "share") and ACHIEVED.fullmatch(tail):
        done = s.subject
        return Reading(
            done.text, done.code, done.metric, "完成值", None, done.statement or "target", rule="prose.achieved"
        )
    taken = re.match(r"的([\u4e00-\u9fff“”]{3,20})$", after)
    if taken and (not phrase or s.phrases.verb_at_end.search(tail)):
        name = s.phrases.name(taken.group(1), s.context.entity)  # 斩获65%的省科学技术奖
        if name is not None:
            return Reading(
                name.path, "", "share", result_basis(s, "target"), None, "target", s.scope.fund, rule="prose.named_rate"
            )
    quoted = re.search(r"“([^“”]+)”(完成率|执行率|达标率)$", phrase)
    if quoted:
        return Reading(
            f"{quoted.group(1)}/{quoted.group(2)}", "", "rate", "完成值", None, "target", rule="prose.named_rate"
        )
    phrase = _TO_DO.sub("", phrase)
    standard = s.phrases.standard(phrase)
    if standard is not None and standard.item is not None and standard.item.code == "exe.rate":
        subject = (budgeted_before(s) if phrase.startswith("预算") else None) or s.default_subject()
        if subject is not None and s.planned is not None and re.search(r"结[余转]|节约", subject.path[-1]):
            subject = s.planned  # 预算50万元，支出48万元，结余2万元，执行率96%
        spends = subject is not None and (
            subject.statement in SPENT or (subject.basis in _PLANS and not subject.statement)
        )
        if subject is not None and not spends:
            subject = None
        month = _month_of(s, tail)
        if month:  # 9月执行进度74.20%: relative to what was due by then, not to the amounts of the year
            path = f"{subject.text}/{month}月" if subject is not None else f"{month}月{standard.path}"
            return Reading(
                path, "", "rate", "执行数", s.year or s.fiscal_year, "execution", s.scope.fund, rule="prose.rate"
            )
        path = f"{subject.text}/{standard.path}" if subject is not None else standard.path
        if subject is not None and subject.item is not None and subject.statement == "expenditure":
            path = subject.text  # a rate of an item of expenditure; that of the budget keeps its own name
        versus = f"{subject.text}|全年预算|{s.year or s.fiscal_year}" if subject is not None else ""
        return Reading(
            path,
            "exe.rate",
            "rate",
            "执行数",
            s.year or s.fiscal_year,
            "execution",
            s.scope.fund,
            versus,
            rule="prose.rate",
        )
    own = s.default_subject()
    ruled = re.fullmatch(r"(?P<of>.{2,}?)(?P<word>控制率|变动率|节约率)", phrase)
    of = s.phrases.standard(ruled.group("of")) if ruled else None
    if ruled and of is not None and of.item is not None and of.item.metric == "amount":
        own, phrase = s.subject_for(of), ruled.group("word")  # “三公”经费控制率
    if own is not None and _RATE_OF_ITS_OWN.fullmatch(phrase):
        return _own_rate(s, own, phrase)
    if re.fullmatch(r"得分(?:百分比|率)", phrase) and s.subject is not None:
        return Reading(
            f"{s.subject.text}/得分率", s.subject.code, "rate", "得分", None, "score", rule="prose.score_rate"
        )
    phrase = of_counted(s, phrase)
    phrase = averaged(s, re.sub(r"占比例$", "占比", phrase))
    if re.match(r"(?:公开|覆盖|达标|到位|合格|完成|办结|兑现)$", after) and 2 <= len(phrase) <= 8:
        phrase = f"{said_in_full(s, phrase, tail)}{after[:2]}率"  # 意向100%公开 is the 公开率 of 采购意向
    phrase = re.sub(r"中[^中，]*、[^中，]*等(?=[^，]*率$)", "", phrase)
    name = s.phrases.name(phrase, s.context.entity)
    if name is None:
        if s.subject is not None and s.subject.metric == "rate" and _RISEN.search(tail):
            return _risen(s, s.subject)
        if s.subject is not None and s.subject.statement == "target" and s.last is not None and _OF_GOAL.search(tail):
            return Reading(
                s.subject.text, s.subject.code, "rate", "完成值", None, "target", rule="prose.rate",
            )  # fmt: skip
        return Reading(metric=metric, rule="prose.named_rate")
    statement = name.item.statement if name.item else _rate_statement(s, name.path)
    basis = "执行数" if statement == "execution" else result_basis(s, statement)
    is_done = phrase.endswith("完成率") and not _AHEAD.search(s.context.heading + s.text[s.start : s.end])
    basis = "完成值" if "偏差率" in phrase or is_done else basis
    basis = "目标值" if re.match(r"(?:[，、并]|从而)*(?:确保|力争|保证)", tail) else basis
    subject = Subject((name.path,), name.item, statement, basis, None, metric)
    s.subject = subject
    if re.search(r"[由从]$", tail) and re.match(r"[\u4e00-\u9fff]{2}[到至为]$", after) and s.fiscal_year:
        return Reading(
            name.path, subject.code, metric, "上年决算", s.fiscal_year - 1, statement, s.scope.fund,
            rule="prose.named_rate",
        )  # fmt: skip
    return Reading(
        name.path,
        subject.code,
        metric,
        basis,
        s.year or s.fiscal_year,
        statement,
        s.scope.fund,
        rule="prose.named_rate",
    )


def _month_of(s: Sentence, tail: str) -> str:
    """Return the month by whose end a rate of spending was reached, '' for that of the whole year."""
    told = _BY_MONTH.search(tail)
    if not told:
        closing = _CLOSING_MONTH.search(s.text[s.start : s.end])
        return closing.group("month") if closing and closing.group("month") != "12" else ""
    part = told.group("part") or told.group("half") or "三季"
    month = told.group("month") or _MONTH_OF[part]
    return "" if month == "12" else month


def _risen(s: Sentence, subject: Subject) -> Reading:
    """覆盖率由49.82%提高到50.36%: the second rate is the one achieved."""
    basis = result_basis(s, subject.statement)
    return Reading(
        subject.text, subject.code, "rate", basis, s.fiscal_year, subject.statement or "target", rule="prose.achieved"
    )


def _compared(s: Sentence, subject: Subject, tail: str) -> Reading:
    """药占比36.2%，较上年的41.5%下降5.3个百分点: the second rate is that of the year it is compared with."""
    year = year_of(s, tail)
    s.compare = ("", year)
    is_last = year is not None and s.fiscal_year is not None and year == s.fiscal_year - 1
    basis = "上年决算" if is_last else result_basis(s, subject.statement)
    return Reading(
        subject.text, subject.code, subject.metric, basis, year, subject.statement or "target", rule="prose.named_rate"
    )


def _own_rate(s: Sentence, subject: Subject, word: str) -> Reading:
    """A rate of the item in force: 控制率 is a ratio to the budget, 节约率 and 调整率 are changes against it."""
    changes = {"节约率": "|down", "结余率": "|down", "变动率": "", "调整率": "", "预决算差异率": ""}
    year = s.year or s.fiscal_year
    basis = "决算" if subject.statement in SPENT else result_basis(s, subject.statement)
    against = "目标值" if subject.metric == "count" or subject.statement == "target" else "年初预算"
    if against == "年初预算" and "全年预算" in s.stated_bases and "年初预算" not in s.stated_bases:
        against = "全年预算"
    if re.search(r"(?:兑付|拨付|资金使用)率$", word) and subject.metric == "amount":
        basis = "实际"  # what was paid out of what was arranged
    if word == "到位率":
        basis = "全年预算"  # what was granted of what was planned
    if word == "变动率" and subject.statement in SPENT and year:
        against, year = "决算", year - 1  # “三公经费”变动率 is the change against last year
    spends = subject.metric == "amount" and subject.item is not None
    spends = spends and word in ("控制率", "节约率", "变动率")
    return Reading(
        subject.text if spends else f"{subject.text}/{word}", subject.code if spends else "",
        "change_rate" if word in changes else "rate", basis, year,
        subject.statement or s.scope.statement, s.scope.fund,
        f"{subject.text}|{against}|{year or ''}{changes.get(word, '')}", rule="prose.rate",
    )  # fmt: skip


def _rate_statement(s: Sentence, path: str) -> str:
    if re.search(r"执行率|支出进度|预算完成率|支付率", path):
        return "execution"
    if "差异率" in path or "偏差率" in path:
        return "three_public" if "三公" in path else "expenditure"
    return s.scope.statement if s.scope.statement in ("procurement", "assets", "carryover", "staffing") else "target"
