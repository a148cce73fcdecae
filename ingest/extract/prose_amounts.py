"""Amounts, rates, shares and changes in running text."""

from __future__ import annotations

import re

from ingest.extract.phrases import Name
from ingest.extract.prose_reading import PRIOR, YEAR, Sentence, Subject, tail_of
from ingest.extract.record import Reading
from ingest.vocabulary import Vocabulary

_TO = re.compile(r"(?:到|至|为了)(?:约|近|超过?)?$")
_CHANGE_END = r"(?:了|额|数|幅度|金额|资金|支出|收入)?(?:为|是|达|达到)?(?:约|近|超过?|不少于|不低于)?$"
_COMPARED = re.compile(r"(?:相比|对比|比|较|与|(?:和|同)(?=上|去|(?:19|20)\d\d年|年初|预算))(?P<base>[^，；：]{0,30}?)(?:的|相比|为)?$")
_COMPARISON = re.compile(
    r"(?:比|较|与|同)(?P<base>[^，；：。]{0,30}?(?:上一?年|去年|上期|上届|上一度|(?:19|20)\d{2}年|预算|计划|目标)[^，；：。]{0,16})"
)
_PRIOR_ASIDE = re.compile(
    r"^(?:上年|去年|上年度|(?:19|20)\d{2}年度?)(?:同期)?(?:支出)?(?:决算数?|预算数?|年初预算数?|实际)?(?:为|是|数)?$"
)
_OF_BUDGET = re.compile(
    r"(?:完成了?|为|占|达到?|相当于|是|占到)(?P<base>[^，；：]*?(?:预算|计划)[^，；：]*?)(?:的|数的|资金的)?(?:约|近)?$"
)
_RESTATED = re.compile(r"^(?:折合|即|约|折合约|合计|约合|折|合)?$")
_BEYOND = re.compile(r"(?P<word>超出|超过?|高于|多于|低于|少于|小于|大于)(?P<base>[^，；：]*预算[^，；：]*?)$")
_SHARE = re.compile(
    r"^(?P<np>[^占]*?)占(?P<base>[^，；：]*?)(?:的)?(?:比重|比例|比|份额)?(?:为|达到?|约|近|超过?|是)*$"
)
_RATIO_NOUN = re.compile(r"(?:占比|比重|比例|份额|比率)$")
PATTERN_TARGET_AFTER = re.compile(r"^[”》）]*(?:以上|以下|以内|左右)?[”》）]*的(?:年度|预期|绩效)?目标")
_TARGET_BEFORE = re.compile(
    r"(?:目标值?|指标值)(?:为|是|：|设定为)?(?:不低于|不高于|不少于|不超过|不大于|≥|≤|大于|小于)?$|力争[^，；。]*$|(?:控制在|压减)[^，；。]*(?:不高于|不超过|不少于|不低于)$"
)
_SPENDING = re.compile(r"经费|投入|补助|拨款|资金|支出|下达|预算|拨付|奖补|资助")
_AVERAGE = re.compile(
    r"(?P<np>.*?)(?P<word>人均|台均|车均|批均|户均|平均每(?P<of>辆|批次|人次|人|台|个乡镇|个|批|户))(?:[^，；：]{0,6})$"
)
_TRANSFER = re.compile(r"(?:上缴|下达|拨付|收回|退回|追回)")
_GENERIC = frozenset("支出 收入 资金 经费 金额 费用 总额 支出金额 收支 使用 安排 金额合计 本级 财政 资金总额".split())


def change_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The pattern of a tail that ends in a word of change (增加, 下降, 增幅 …), from seeds/vocabulary/claim_words.csv."""
    words = [r["word"] for r in vocabulary.words("claim_words").rows if r["role"] == "direction"]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?P<np>.*?)(?P<dir>" + "|".join(map(re.escape, ordered)) + ")" + _CHANGE_END)


def read_money(s: Sentence, index: int, link: str) -> Reading:
    """Read an amount of money: a change, a compared amount, or the amount of the item named before it."""
    tail, after = tail_of(link), s.after(index)
    unit = s.numerals[index].unit
    if _TARGET_BEFORE.search(tail) and not _change(s, tail) and "预算" not in tail:
        return _target(s, tail, after, "amount")
    change = _change(s, tail)
    if change and not _TO.search(tail):
        return _changed(s, link, tail, change, "change_amount")
    beyond = _BEYOND.search(tail)
    if beyond and not after.startswith("的"):
        s.compare = ("年初预算", s.fiscal_year)
        direction = "down" if beyond.group("word") in ("低于", "少于", "小于") else "up"
        return _claim(s, s.default_subject(), "change_amount", direction, "prose.change_amount")
    subject = s.default_subject()
    if subject is not None and _PRIOR_ASIDE.match(tail):
        year = _year_of(s, tail)
        basis = "年初预算" if "预算" in tail else ("上年决算" if year != s.fiscal_year else "决算")
        return _amount(s, subject, basis, year, "prose.prior_amount")
    compared = _COMPARED.search(tail)
    if compared and _is_base(compared.group("base")):
        _name_before(s, tail[: compared.start()])
        return _base_amount(s, compared.group("base"), "prose.compared_amount")
    of_budget = _OF_BUDGET.search(tail)
    if of_budget and after.startswith("的"):
        _name_before(s, tail[: of_budget.start()])
        return _base_amount(s, of_budget.group("base"), "prose.budget_amount")
    if subject is not None and s.last is not None and s.last.metric == "amount" and _RESTATED.match(tail):
        if link.strip("，") in ("（", "折合", "，折合", "（约", "即", "（即", "，即", "约合", "，约合", "（折合"):
            return _amount(s, subject, s.last.basis, s.last.year, "prose.restated_amount", reading=s.last)
    listed = _listed(s, index, link)
    if listed:
        return _amount(s, listed, s.basis or _default_basis(s, listed), s.year, "prose.list")
    average = _AVERAGE.search(tail)
    if average:
        return _average(s, average, tail)
    return _plain_amount(s, index, link, tail, after)


def read_percent(s: Sentence, index: int, link: str) -> Reading:
    """Read a percentage: a change rate, a share, a rate of a budget, or a named rate."""
    tail, after = tail_of(link), s.after(index)
    if PATTERN_TARGET_AFTER.match(after) or (after.startswith("以上的目标")) or _TARGET_BEFORE.search(tail):
        return _target(s, tail, after)
    change = _change(s, tail)
    point = s.numerals[index].unit is not None and s.numerals[index].unit.kind == "point"  # type: ignore[union-attr]
    if point:
        subject = _named(s, re.split(r"[与比较低高]", tail, maxsplit=1)[0]) or s.default_subject()
        return _claim(s, subject, "change_amount", _direction(s, tail), "prose.points")
    if change and not _TO.search(tail):
        if re.search(r"(?:差异率|偏差率|变动率)", change.group("dir")) and change.group("np"):
            return _named_rate(s, tail, "change_rate" if "偏差" not in tail else "rate")
        return _changed(s, link, tail, change, "change_rate")
    of_budget = _OF_BUDGET.search(tail)
    if of_budget and not _SHARE.match(tail):
        _name_before(s, tail[: of_budget.start()])
        return _rate_of(s, of_budget.group("base"))
    if tail in ("的", "") and s.last is not None and s.last.rule == "prose.budget_amount":
        return _rate_of(s, s.last.basis)
    listed = _listed(s, index, link)
    if listed:
        return _claim(s, listed, "rate", "", "prose.list")
    share = _SHARE.match(tail)
    if share and not (share.group("np") and not share.group("base") and len(share.group("np")) > 0):
        return _share(s, share)
    return _named_rate(s, tail, "share" if _RATIO_NOUN.search(s.phrases.strip_tail(tail)[0]) else "rate")


def read_measure(s: Sentence, index: int, link: str) -> Reading:
    """Read days, years of age, square metres, and numbers without a unit."""
    tail, after = tail_of(link), s.after(index)
    unit = s.numerals[index].unit
    if unit is None:
        change = _change(s, tail)
        if change and change.group("np") is not None and not _TO.search(tail):
            return read_percent(s, index, link)
        if _SHARE.match(tail) or _OF_BUDGET.search(tail):
            return read_percent(s, index, link)
        if s.numerals[index].value == 0 and basis_of(s, tail) and s.default_subject() is not None:
            return _plain_amount(s, index, link, tail, after)
        if re.search(r"数量：$|数：$|个数：$", link):
            name = s.phrases.name(
                s.phrases.strip_tail(re.split(r"[，；。]", link)[-1].rstrip("："))[0], s.context.entity
            )
            name = s.phrases.standard(re.split(r"[，；。]", link)[-1].rstrip("：")) or name
            if name:
                return _count_reading(s, name, "prose.count")
        return Reading(rule="prose.no_unit")
    if PATTERN_TARGET_AFTER.match(after) or _TARGET_BEFORE.search(tail) or after.startswith("的目标"):
        return _target(s, tail, after, "amount")
    name = _named(s, tail)
    if name is None:
        return Reading(rule="prose.measure", metric="amount")
    basis = result_basis(s, name.statement)
    s.subject = name
    return Reading(
        name.text, name.code, "count" if unit.kind == "count" else "amount", basis, None,
        name.statement or "target", rule="prose.measure",
    )  # fmt: skip


def _change(s: Sentence, tail: str) -> re.Match[str] | None:
    pattern = _PATTERNS.get(id(s.vocabulary))
    if pattern is None:
        pattern = _PATTERNS[id(s.vocabulary)] = change_pattern(s.vocabulary)
    match = pattern.search(tail)
    return match if match and not re.search(r"(?:占比|新增|率)$", match.group("np") or "") else match


_PATTERNS: dict[int, re.Pattern[str]] = {}


def _direction(s: Sentence, tail: str) -> str:
    for _, _, row in reversed(s.vocabulary.words("claim_words").find(tail)):
        if row["role"] == "direction":
            return row["value"]
    return "down" if re.search(r"低|差|少", tail) else ""


def _changed(s: Sentence, link: str, tail: str, change: re.Match[str], metric: str) -> Reading:
    """A change: what changed is named before the comparison, in the clause before, or is the subject."""
    head = change.group("np")
    base = _COMPARISON.search(tail) or _COMPARISON.search(link)
    if base:
        s.compare = _base(s, base.group("base"))
    elif PRIOR.search(tail) or "同比" in tail or "同比" in link:
        s.compare = ("", (s.year or s.fiscal_year or 0) - 1)
    head = head.rpartition("中“")[2]
    cut = re.split(r"比|较|与|同", head, maxsplit=1)[0] if base or "同比" in head else head
    cut = re.sub(r"(?:本年度?|当年)$", "", cut)
    subject = _named(s, re.sub(r"(?:支出)?决算数?$|预算数?$|年中$", "", cut.strip("（）“"))) if len(cut) > 1 else None
    if subject is None:
        clauses = [c for c in re.split(r"[，；：。]", link[: len(link) - len(tail)]) if c]
        before = _change(s, clauses[-1]) if clauses else None
        if before and before.group("np") and "比" not in before.group("np") and "较" not in before.group("np"):
            subject = _named(s, before.group("np"))
    if subject is not None:
        s.subject = subject
    row = s.vocabulary.words("claim_words").get(change.group("dir"))
    if change.group("dir") in ("追加", "调增", "核减", "调减"):
        s.compare, s.basis = ("年初预算", s.fiscal_year), "全年预算"
    elif "完成预算" not in link and base and "预算" in base.group("base") and PRIOR.search(base.group("base")):
        s.basis = s.basis or "年初预算"
    return _claim(s, s.default_subject(), metric, row["value"] if row else "", f"prose.{metric}")


def _claim(s: Sentence, subject: Subject | None, metric: str, direction: str, rule: str, versus: str = "") -> Reading:
    if subject is None:
        return Reading(metric=metric, rule=rule)
    basis = subject.basis or s.basis or _default_basis(s, subject)
    if subject.metric in ("rate", "share") and subject.item is None:
        basis = result_basis(s, subject.statement)
    basis = "决算" if basis == "上年决算" else basis
    year = s.year or s.fiscal_year
    if not versus and s.compare is not None and metric in ("change_amount", "change_rate"):
        against, compared_year = s.compare
        versus = f"{subject.text}|{against or basis}|{compared_year or ''}"
    if direction:
        versus = f"{versus or '||'}|{direction}"
    statement = subject.statement or s.scope.statement
    against = s.compare[0] if s.compare and metric.startswith("change") else ""
    if against in ("年初预算", "全年预算") and basis == against and s.compare is not None and s.compare[1] == year:
        basis = "决算"
    is_yearly = s.compare is not None and s.compare[1] is not None and year is not None and s.compare[1] < year
    path = subject.text
    if s.context.names_claims and metric.startswith("change") and is_yearly and basis == "决算":
        path += "/比上年"
    return Reading(path, subject.code, metric, basis, year, statement, s.scope.fund, versus, rule=rule)


def _is_base(base: str) -> bool:
    """A comparison names its base at once: 上年, a year, a budget; 与自然资源局2024年度 compares nothing."""
    near = base[:6]
    return bool(PRIOR.search(near) or YEAR.search(near) or re.search(r"预算|决算|计划", base[:10]))


def _base(s: Sentence, base: str) -> tuple[str, int | None]:
    year = _year_of(s, base)
    if "全年预算" in base or "调整预算" in base:
        return "全年预算", year
    if "预算" in base:
        return "年初预算", year
    if "计划" in base:
        return "计划", year
    return ("决算" if "决算" in base else ""), year


def _year_of(s: Sentence, text: str) -> int | None:
    found = YEAR.search(text)
    if found:
        return int(found.group(1))
    current = s.year or s.fiscal_year
    return current - 1 if PRIOR.search(text) and current else current


def _name_before(s: Sentence, text: str) -> None:
    named = _named(s, text)
    if named is not None:
        s.subject = named


def _base_amount(s: Sentence, base: str, rule: str) -> Reading:
    basis, year = _base(s, base)
    s.compare = (basis, year)
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="amount", rule=rule)
    is_prior = year is not None and s.fiscal_year is not None and year < s.fiscal_year
    shown = basis or ("上年决算" if is_prior else "决算")
    return _amount(s, subject, "上年决算" if shown == "决算" and is_prior else shown, year, rule)


def _amount(
    s: Sentence, subject: Subject, basis: str, year: int | None, rule: str, reading: Reading | None = None
) -> Reading:
    del reading
    return Reading(
        subject.text, subject.code, "amount", basis, year or s.fiscal_year,
        subject.statement or s.scope.statement, s.scope.fund, rule=rule,
    )  # fmt: skip


def _rate_of(s: Sentence, base: str) -> Reading:
    basis, year = _base(s, base)
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="rate", rule="prose.rate")
    own = s.basis if s.basis in ("执行数", "实际", "完成值") else "决算"
    versus = f"{subject.text}|{basis or '年初预算'}|{year or ''}"
    path = f"{subject.text}/预算完成率" if s.context.names_claims else subject.text
    return Reading(
        path, subject.code, "rate", own, s.year or s.fiscal_year,
        subject.statement or s.scope.statement, s.scope.fund, versus, rule="prose.rate",
    )  # fmt: skip


def _share(s: Sentence, share: re.Match[str]) -> Reading:
    if share.group("np"):
        _name_before(s, share.group("np"))
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="share", rule="prose.share")
    base = (
        s.phrases.name(s.phrases.strip_tail(share.group("base"))[0], s.context.entity) if share.group("base") else None
    )
    whole = base.path if base else (s.parent.text if s.parent else (s.main.text if s.main else ""))
    reading = _claim(
        s, subject, "share", "", "prose.share", f"{whole}|{subject.basis or s.basis}|{s.year or s.fiscal_year}"
    )
    return reading


def _target(s: Sentence, tail: str, after: str, metric: str = "rate") -> Reading:
    cut = re.split(r"目标|高于|低于|支出标准|控制|力争|达到|不|在(?=上年|(?:19|20)\d\d年)", tail, maxsplit=1)
    subject = (
        _named(s, cut[0]) or (_named(s, re.sub(r"^力争|达到?$", "", tail)) if "力争" in tail else None) or s.subject
    )
    del after
    if subject is None:
        return Reading(metric=metric, rule="prose.target")
    if "每车" in tail:
        subject = Subject((*subject.path, "车均"), None, subject.statement)
    found = YEAR.search(tail)
    metric = s.last.metric if s.last is not None and s.last.item == subject.text and s.last.metric else metric
    change = _change(s, tail)
    return Reading(
        subject.text, subject.code, "change_rate" if change else metric, "目标值",
        int(found.group(1)) if found else s.fiscal_year, subject.statement or "target", rule="prose.target",
    )  # fmt: skip


def _named_rate(s: Sentence, tail: str, metric: str) -> Reading:
    phrase, _ = s.phrases.strip_tail(tail)
    phrase = s.phrases.strip_head(phrase, s.context.entity)
    quoted = re.search(r"“([^“”]+)”(完成率|执行率|达标率)$", phrase)
    if quoted:
        return Reading(
            f"{quoted.group(1)}/{quoted.group(2)}", "", "rate", "完成值", None, "target", rule="prose.named_rate"
        )
    standard = s.phrases.standard(phrase)
    if standard is not None and standard.item is not None and standard.item.code == "exe.rate":
        subject = s.default_subject()
        path = f"{subject.text}/{standard.path}" if subject is not None else standard.path
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
    if re.fullmatch(r"得分(?:百分比|率)", phrase) and s.subject is not None:
        return Reading(
            f"{s.subject.text}/得分率", s.subject.code, "rate", "得分", None, "score", rule="prose.score_rate"
        )
    phrase = re.sub(r"占比例$", "占比", phrase)
    phrase = re.sub(r"中[^中，]*、[^中，]*等(?=[^，]*率$)", "", phrase)
    name = s.phrases.name(phrase, s.context.entity)
    if name is None:
        if s.subject is not None and re.search(r"^(?:达|为|均|超|约)*$", tail):
            return Reading(metric=metric, rule="prose.named_rate")
        return Reading(metric=metric, rule="prose.named_rate")
    statement = name.item.statement if name.item else _rate_statement(s, name.path)
    basis = "执行数" if statement == "execution" else result_basis(s, statement)
    basis = "完成值" if "偏差率" in phrase else basis
    subject = Subject((name.path,), name.item, statement, basis, None, metric)
    s.subject = subject
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


def _rate_statement(s: Sentence, path: str) -> str:
    if re.search(r"执行率|支出进度|预算完成率|支付率", path):
        return "execution"
    if "差异率" in path or "偏差率" in path:
        return "three_public" if "三公" in path else "expenditure"
    return s.scope.statement if s.scope.statement in ("procurement", "assets", "carryover", "staffing") else "target"


def result_basis(s: Sentence, statement: str) -> str:
    if statement in ("procurement", "execution", "structure", "three_public"):
        return "实际"
    if statement in ("assets", "staffing"):
        return "期末"
    if statement in ("carryover", "expenditure", "revenue"):
        return "决算"
    return s.scope.basis or "完成值"


def _named(s: Sentence, text: str) -> Subject | None:
    phrase, _ = s.phrases.strip_tail(s.phrases.strip_head(text, s.context.entity))
    spoken = phrase
    phrase = s.phrases.without_verb(phrase)
    phrase = s.phrases.strip_head(phrase, s.context.entity)
    if phrase in _GENERIC and _TRANSFER.match(spoken):
        phrase = spoken  # 上缴财政, 下达经费
    if not phrase or phrase in _GENERIC or s.phrases.verb_at_end.fullmatch(phrase):
        return None
    name = s.phrases.name(phrase, s.context.entity)
    return s.subject_for(name) if name else None


def _listed(s: Sentence, index: int, link: str) -> Subject | None:
    """Distribute 甲、乙和丙分别为 a、b和c over the names listed."""
    match = re.search(r"(?P<names>[^；：。]*?)，?(?:分别为|分别是|分别达到?|依次为|分别)$", link)
    if match:
        names = re.split(r"[，]", match.group("names"))
        text = next((n for n in reversed(names) if re.search(r"[、和与及]", n)), names[-1])
        text = re.sub(r"(?:[一二三四五六七八九十两\d]+)(?:家|个|类|项|户|所)[^、，]*$", "", text)
        months = re.findall(r"\d{1,2}月", text)
        parts = months or [p for p in re.split(r"[、和与及]", text) if p]
        s.listed = [n for n in (s.phrases.name(p, s.context.entity) if not months else Name(p) for p in parts) if n]
        opened = re.search(r"(?:^|[，；。、])([^，；。、]{2,12})中，", link)
        if opened:
            parent = _named(s, opened.group(1))
            if parent is not None:
                base = s.default_subject()
                path = parent.path if base is None or parent.item else (base.path[:1] + parent.path)
                s.parent = Subject(path, base.item if base else None, base.statement if base else "", s.basis, s.year)
        elif months and s.parent is None:
            s.parent = s.default_subject()
    elif not re.fullmatch(r"[、和与及，以]+", link):
        s.listed = []
        return None
    if not s.listed:
        return None
    parent = s.parent
    if match and parent is not None:
        together = "、".join(n.path for n in s.listed)
        s.joined = Subject((*parent.path, together), None, parent.statement, s.basis, s.year)
    name = s.listed.pop(0)
    if parent is not None and name.item is None:
        s.subject = Subject((*parent.path, *name.path.split("/")), None, parent.statement, s.basis, s.year)
    else:
        s.subject = s.subject_for(name)
    return s.subject


def _average(s: Sentence, average: re.Match[str], tail: str) -> Reading:
    _name_before(s, average.group("np"))
    words = {"辆": "车均", "批次": "批均", "批": "批均", "人次": "人均", "人": "人均", "台": "台均", "户": "户均"}
    word = words.get(average.group("of") or "", "平均") if average.group("of") else average.group("word")
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="amount", rule="prose.average")
    target = bool(re.search(r"不高于|不超过", tail))
    path = f"{subject.text}/{word}"
    return Reading(path, "", "amount", "目标值" if target else "实际", s.year, subject.statement, rule="prose.average")


def _plain_amount(s: Sentence, index: int, link: str, tail: str, after: str) -> Reading:
    basis_word = basis_of(s, tail)
    years = [int(y) for y in YEAR.findall(re.sub(r"（[^）]*$", "", link))]
    if years and not re.search(r"(?:完成|推动|开展|实施)[^，]{0,4}(?:19|20)\d{2}", link):
        s.year = years[-1]
    elif PRIOR.search(tail) and s.fiscal_year:
        s.year = s.fiscal_year - 1
    subject = _amount_subject(s, tail, link, after)
    if basis_word:
        s.basis = basis_word
    if subject is None:
        return Reading(metric="amount", rule="prose.amount")
    basis = s.basis or subject.basis or _default_basis(s, subject)
    if basis in ("决算", "实际") and s.year and s.fiscal_year and s.year < s.fiscal_year:
        basis = "上年决算"
    subject = Subject(subject.path, subject.item, subject.statement, basis, s.year)
    s.subject = subject
    if s.main is None or s.parent is None:
        s.main = subject
    reading = _amount(s, subject, basis, s.year, "prose.amount" if subject.item else "prose.phrase_amount")
    if basis == "上年决算":
        s.year, s.basis = None, ""
    return reading


def _amount_subject(s: Sentence, tail: str, link: str, after: str) -> Subject | None:
    for row in s.vocabulary.set_phrases:
        if row[0].search(link + "|"):
            name = s.phrases.standard(row[1].rpartition("/")[2])
            return Subject(tuple(row[1].split("/")), name.item if name else None, s.vocabulary.items[row[2]].statement)
    involved = re.search(r"(涉及(?:项目)?(?:预算)?(?:金额|资金))(?:总额|合计)?(?:为|达|共)*$", tail)
    if involved and s.subject is not None:
        return Subject((s.subject.path[0], involved.group(1)), None, s.subject.statement)
    if s.joined is not None and re.fullmatch(r"(?:三项|三者|以上)?(?:合计|共计|共)", tail):
        return s.joined
    opened = re.match(r"^[、，和及]?([^，；：]{2,20}?)中(?=[\u4e00-\u9fff]{3})", tail)
    if opened:
        parent = s.phrases.standard(s.phrases.strip_head(opened.group(1), s.context.entity))
        if parent is not None:
            s.parent, s.is_parent_open = s.subject_for(parent), True
            tail = tail[opened.end() :]
    stated = re.sub(r"(?:19|20)\d{2}年度?(?:年初)?(?:决算|预算)(?:收入|支出)?(?:合计)?数?(?:为|是)?$", "", tail)
    tail = stated if len(stated) > 1 else tail
    including = re.search(r"(?:包括|含|包含)(?=[\u4e00-\u9fff“])", tail)
    if including and "不含" not in tail:
        before = _named(s, tail[: including.start()])
        if before is not None:
            s.parent, s.is_parent_open, s.subject = before, False, before
        tail = tail[including.end() :]
    whole = s.phrases.standard(s.phrases.strip_head(tail, s.context.entity))
    if whole is not None:
        return s.subject_for(whole)
    sized = re.search(r"(总规模|规模|总额|金额|总投资)(?:为|达|约|超)*$", tail)
    if sized and re.match(r"的[\u4e00-\u9fff]{2}", after):
        return _named(s, re.split(r"[，。]", after[1:])[0] + sized.group(1))
    subject = None if re.search(r"全口径(?:支出|收入)(?:决|预)算", tail) else _named(s, tail)
    if subject is None and basis_of(s, tail) in ("全年预算", "执行数") and s.subject is None and s.scope.name is None:
        item = s.vocabulary.items["exe.budget"]
        return Subject((item.name,), item, item.statement)
    if subject is None:
        right = re.match(r"的([\u4e00-\u9fff“”]{3,24})$", after)
        if right and s.phrases.verb_at_end.search(tail):
            return _named(s, right.group(1))
        word = s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]
        while s.phrases.modifier.match(word) and len(word) > 2:
            word = s.phrases.modifier.sub("", word, count=1)
        code = {"收入": "rev.total", "支出": "exp.total"}.get(word, "")
        if not code and not word:
            code = {"入": "rev.total", "出": "exp.total"}.get(re.sub(r"(?:决算数?|预算数?|执行数|为|是|达)+$", "", tail)[-1:], "")
        if code and s.subject is None and (s.scope.name is None or s.scope.statement in ("expenditure", "revenue")):
            item = s.vocabulary.items[code]
            return s.subject_for(Name(item.name.removesuffix("合计"), item))
        clauses = [c for c in re.split(r"[，；：。]", link[: len(link) - len(tail)]) if c]
        plain = s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]
        if clauses and (not plain or plain in _GENERIC):
            matches = s.vocabulary.find_items(clauses[-1])
            if matches and matches[-1].item.metric == "amount" and s.last is None and not s.subject:
                return s.subject_for(Name(matches[-1].name, matches[-1].item))
        return s.default_subject()
    return subject


def basis_of(s: Sentence, tail: str) -> str:
    found = s.vocabulary.words("bases").find(
        re.sub(r"一般公共预算|政府性基金预算|国有资本经营预算|预算单位|预算(?:执行|完成)率|预算资金", "", tail)
    )
    best = [row["basis"] for _, _, row in found if row["basis"] not in ("期末", "目标值", "完成值")]
    return best[-1] if best else ""


def _default_basis(s: Sentence, subject: Subject) -> str:
    if s.context.basis:
        return s.context.basis
    statement = subject.statement
    if statement == "procurement":
        return "实际"
    if statement == "assets":
        return "期末"
    if subject.item is None and statement in ("target", ""):
        return "实际" if _SPENDING.search(subject.path[-1]) else (s.scope.basis or "完成值")
    return "决算"


def _count_reading(s: Sentence, name: Name, rule: str) -> Reading:
    subject = s.subject_for(name)
    return Reading(
        subject.text, subject.code, "count", result_basis(s, subject.statement), None, subject.statement, rule=rule
    )


def claim_change(s: Sentence, link: str, tail: str) -> Reading | None:
    """Read a change of a count (比上年增加3人), or None where the number is no change."""
    change = _change(s, tail)
    if change is None or _TO.search(tail) or not (_COMPARISON.search(link) or PRIOR.search(link) or "同比" in link):
        return None
    counted = next((c for c in (s.subject, s.previous) if c is not None and c.metric == "count"), None)
    if counted is None and len(change.group("np")) < 4:
        return Reading(metric="change_amount", rule="prose.change_unnamed")
    s.subject = counted
    return _changed(s, link, tail, change, "change_amount")


def compared_count(s: Sentence, tail: str) -> Reading | None:
    """Read the count that the current one is compared with (相比去年入库数16,701家), or None."""
    compared = _COMPARED.search(tail)
    aside = _PRIOR_ASIDE.match(tail)
    if (
        s.subject is None
        or s.subject.metric != "count"
        or not ((compared and _is_base(compared.group("base"))) or aside)
    ):
        return None
    year = _year_of(s, tail)
    s.compare = ("", year)
    basis = result_basis(s, s.subject.statement)
    return Reading(
        s.subject.text, s.subject.code, "count", basis, year, s.subject.statement, rule="prose.compared_count"
    )
