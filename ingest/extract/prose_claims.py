"""Claims in running text: changes, shares, rates, and what they are measured against."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ingest.extract.numerals import Numeral
from ingest.extract.prose_naming import (
    basis_of,
    default_basis,
    name_before,
    named_subject,
    result_basis,
)
from ingest.extract.prose_reading import PRIOR, YEAR, Sentence, Subject, is_total
from ingest.extract.record import Reading
from ingest.vocabulary import Vocabulary

TO = re.compile(r"(?:到|至|为了)(?:约|近|超过?)?$")
_CHANGE_END = r"(?:了|额|数|幅度|金额|资金|支出|收入)?(?:为|是|达|达到)?(?:约|近|超过?|不少于|不低于)?$"
COMPARED = re.compile(
    r"(?:相比|对比|比|较|与|(?:和|同)(?=上|去|(?:19|20)\d\d年|年初|预算))(?P<base>[^，；：]{0,30}?)(?:的|相比|为)?$"
)
_COMPARISON = re.compile(
    r"(?:比|较|与|同)(?P<base>[^，；：。]{0,30}?(?:上一?年|去年|上期|上届|上一度|(?:19|20)\d{2}年|预算|计划|目标)[^，；：。]{0,16})"
)
PRIOR_ASIDE = re.compile(
    r"^(?:上年|去年|上年度|(?:19|20)\d{2}年度?)(?:同期)?(?:[该此本]项)?(?:支出|收入|经费)?(?:决算数?|预算数?|年初预算数?|实际)?(?:为|是|数)?$"
)
OF_BUDGET = re.compile(
    r"(?:完成了?|为|占|达到?|相当于|是|占到)(?P<base>[^，；：]*?(?:预算|计划)[^，；：]*?)(?:的|数的|资金的)?(?:约|近)?$"
)
SHARE = re.compile(
    r"^所?(?P<np>[^占]*?)占(?P<base>[^，；：]*?)(?:的)?(?:比重|比例|比|份额)?(?:为|达到?|约|近|超过?|是)*$"
)
ACHIEVED = re.compile(r"(?:年末|全年)?实际(?:完成|达到|实现)?值?(?:为|是|达|达到)?|完成值?(?:为|是|达)?")
_FULL = {"增（减）": "增加（减少）", "减（增）": "减少（增加）", "增": "增加", "减": "减少", "多": "增加", "少": "减少"}
_SHORT_CHANGE = re.compile(
    r"(?:增（减）|减（增）|(?:(?<=年)|(?<=预算)|(?<=决算)|(?<=数)|(?<=同期)|(?<=相比)|^)[增减]|(?:(?<=上年)|(?<=年度)|(?<=去年)|(?<=同期))[多少])$"
)
"""比上年预算增1万元, 增（减）0元, 比上年少2辆: words of change cut short."""
_FROM_START = re.compile(r"(?:比|较|与)(?:年初|期初)(?:数|余额)?(?:相比)?(?:净|共|合计)?$")
"""较年初增加: compared with the end of the year before."""
_ADJUSTED_FOR = re.compile(r"^(?:扣除|剔除)[^，。；]{2,30}?(?:后|因素)的?")
"""剔除减税降费因素增长3%, 扣除调入资金后增长7%: the item spoken of, in other terms."""
REASON = re.compile(r"原因|由于|因为")
_COMPARED_ITEM = re.compile(r"(?P<of>.{2,}?)(?:支出)?(?:决算数?|预算数?)?(?:与|比|较|同(?!口径)|无增减|持平)")
_GOAL = re.compile(r"(?:完成|占|为)(?:年度|全年)?(?:目标任务|任务|目标|目标值|计划)数?")
_ADJUSTED = ("追加", "追加预算", "调整增加", "调整减少", "调增", "核减", "调减", "年中调整")
"""Changes of the budget in the course of the year."""
SPENT = ("expenditure", "execution", "three_public", "procurement")
RATIO_NOUN = re.compile(r"(?:占比|比重|比例|份额|比率)$")
EARNED = re.compile(r"(?:[人户亩]均|平均)(?:年|月)?(?:增收|收入|产值|纯收入)(?:为|达|约)*$")
"""人均年增收1.2万元 is an amount of its own, neither a change nor an average of what was named before."""
TARGET_AFTER = re.compile(r"^[”》）]*(?:以上|以下|以内|左右)?[”》）]*的(?:年度|预期|绩效|控制|既定|规划|考核)?目标")
TARGET_BEFORE = re.compile(
    r"(?:目标值?|指标值)(?:为|是|：|设定为)?(?:不低于|不高于|不少于|不超过|不大于|≥|≤|大于|小于)?$|力争[^，；。]*$|(?:控制在|压减)[^，；。]*(?:不高于|不超过|不少于|不低于)$"
)


@lru_cache(maxsize=4)
def change_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The pattern of a tail that ends in a word of change (增加, 下降 …) of seeds/vocabulary/claim_words.csv."""
    words = [r["word"] for r in vocabulary.words("claim_words").rows if r["role"] == "direction"]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?P<np>.*?)(?P<dir>" + "|".join(map(re.escape, ordered)) + ")" + _CHANGE_END)


def match_change(s: Sentence, tail: str) -> re.Match[str] | None:
    """Return the match of a tail that ends in a word of change, or None."""
    change = change_pattern(s.vocabulary).search(_SHORT_CHANGE.sub(lambda m: _FULL[m.group()], tail))
    return None if change is not None and change.group("dir") == "增收" and EARNED.search(tail) else change


def direction_of(s: Sentence, tail: str) -> str:
    """Return up, down or flat as the last word of change in the text says, or an empty text."""
    for _, _, row in reversed(s.vocabulary.words("claim_words").find(tail)):
        if row["role"] == "direction":
            return row["value"]
    return "down" if re.search(r"低|差|少", tail) else ("up" if re.search(r"高|超|多", tail) else "")


def read_change(s: Sentence, link: str, tail: str, change: re.Match[str], metric: str) -> Reading:
    """A change: what changed is named before the comparison, in the clause before, or is the subject."""
    head = change.group("np")
    own_year = YEAR.search(re.split(r"比|较|与|同", head, maxsplit=1)[0])
    s.year = int(own_year.group(1)) if own_year else s.year
    if s.year is None and s.main is not None and s.main.year is not None and s.fiscal_year not in s.years:
        s.year = s.main.year  # 2022年支出10万元，比上年增加1万元, in the report of 2023
    if not own_year and s.fiscal_year in s.years and PRIOR.search(tail + link[-12:]):
        s.year = None  # 2023年预算33万元，2022年预算57万元，比上年减少24万元
    base = _COMPARISON.search(tail) or _COMPARISON.search(link)
    if base:
        s.compare = base_of(s, base.group("base"))
    elif PRIOR.search(tail) or "同比" in tail or "同比" in link or _FROM_START.search(head):
        s.compare = ("", (s.year or s.fiscal_year or 0) - 1)
    head = head.rpartition("中“")[2]
    cut = re.split(r"相?比|相?较|与|同", head, maxsplit=1)[0] if base or "同比" in head else head
    cut = re.sub(r"(?:本年度?|当年|全[省市区县镇])$", "", _FROM_START.sub("", _ADJUSTED_FOR.sub("", cut)))
    subject = (
        named_subject(s, re.sub(r"(?:支出)?决算数?$|预算数?$|年中$", "", cut.strip("（）“"))) if len(cut) > 1 else None
    )
    if subject is None:
        clauses = [c for c in re.split(r"[，；：。]", link[: len(link) - len(tail)]) if c]
        before = match_change(s, clauses[-1]) if clauses and not REASON.search(clauses[-1]) else None
        if before and before.group("np") and "比" not in before.group("np") and "较" not in before.group("np"):
            subject = named_subject(s, before.group("np"))
        subject = subject or _compared_before(s, clauses)
    if subject is None and s.subject is None:
        subject = _other_side(s, cut)
    if subject is not None:
        s.subject = subject
        s.basis = basis_of(s, cut) or s.basis
    if subject is None and metric == "change_amount" and not re.search(r"[减降]", change.group("dir")):
        subject = _outgrown(s) or _fitting(s)
        s.subject, s.parent = (subject, None) if subject is not None else (s.subject, s.parent)
    if subject is None and base and metric == "change_amount" and _is_after_list(s):
        s.subject = s.parent  # 接待费3万元、运行维护费7万元，比上年减少1万元
    saved = change.group("dir") in ("节约", "节省", "压减", "超支") and not base and s.compare is None
    saved = saved and s.basis not in ("年初预算", "全年预算")
    if change.group("dir") == "差值" and s.compare is None:
        saved, s.basis = True, "决算"
    if saved and "年初预算" in s.stated_bases:
        s.compare = ("年初预算", s.year or s.fiscal_year)  # 预算2,300万元，实际2,150.5万元，节约149.5万元
    row = s.vocabulary.words("claim_words").get(change.group("dir"))
    if change.group("dir") in _ADJUSTED:
        s.compare, s.basis = ("年初预算", s.fiscal_year), "全年预算"
        own = s.default_subject()
        if own is not None and own.basis == "年初预算":
            s.subject = replace(own, basis="全年预算")
    elif "完成预算" not in link and base and "预算" in base.group("base") and PRIOR.search(base.group("base")):
        s.basis = s.basis or "年初预算"
    return claim_of(s, s.default_subject(), metric, row["value"] if row else "", f"prose.{metric}")


def _other_side(s: Sentence, word: str) -> Subject | None:
    """收入总计90万元，支出总计80万元。与上年相比，收入增加5万元: 收入 is 收入总计, though 支出总计 was named last."""
    side = {("exp.total_all", "收入"): "rev.total_all", ("rev.total_all", "支出"): "exp.total_all"}
    code = side.get((s.previous.code if s.previous is not None else "", re.sub(r"^.*，", "", word)))
    item = s.vocabulary.items[code] if code else None
    return Subject((item.name,), item, item.statement) if item is not None else None


def in_brackets(s: Sentence, index: int, link: str) -> Reading | None:
    """Read the rate right behind a change: 较上年减少1.5万元（42.86%）; None where the number is no such rate."""
    last = s.last
    is_alone = link == "（" and s.text.startswith("）", s.numerals[index].stop)
    if last is None or not is_alone or last.metric != "change_amount" or not last.item:
        return None
    return replace(last, metric="change_rate", rule="prose.change_rate")


def _compared_before(s: Sentence, clauses: list[str]) -> Subject | None:
    """The item that an earlier clause compares without a number: 公务接待费与预算持平，比上年增加1万元."""
    for clause in reversed(clauses):
        of = _COMPARED_ITEM.match(clause)
        subject = named_subject(s, of.group("of")) if of and not REASON.search(clause) else None
        if subject is not None and subject.item is not None:
            return subject
    return None


def _is_after_list(s: Sentence) -> bool:
    """True where the two amounts told last are parts in a list with 、, so that what follows is of the whole."""
    own, parts = s.last_index, s.numerals
    if s.last is None or s.last.metric != "amount" or s.parent is None or own < 1 or s.parent.text == s.last.item:
        return False
    if s.parent.path not in s.amounts or re.search(r"其中[^、]*$", s.text[parts[own - 1].stop : parts[own].start]):
        return False
    listed = s.text[parts[own - 1].stop : parts[own].start].startswith("、")
    return listed and not re.search(r"[增减升降长加少](?:了|至|到)?$", s.text[: parts[own - 1].start])


def _outgrown(s: Sentence) -> Subject | None:
    """The whole, where a rise is larger than the part named last: 总计152万元，其中结余1万元，增加6万元."""
    own = next((n for n in s.numerals[s.last_index + 1 :] if not n.kind), None)
    if s.last is None or s.last.metric != "amount" or s.parent is None or own is None:
        return None
    before = s.told or s.numerals[s.last_index]
    return s.parent if own.unit == before.unit and own.value > before.value > 0 else None


def _fitting(s: Sentence) -> Subject | None:
    """The whole, where the rate behind the rise is that of the whole and not of the part named last."""
    part, whole = s.told, s.amounts.get(s.parent.path) if s.parent is not None else None
    ahead = [n for n in s.numerals[s.last_index + 1 :] if not n.kind][:2]
    if part is None or whole is None or len(ahead) < 2 or ahead[1].unit is None or ahead[1].unit.kind != "percent":
        return None
    rise, rate = ahead

    def fits(amount: Numeral) -> bool:
        before = amount.value - rise.value
        return (
            amount.unit == rise.unit
            and before > 0 < rise.value
            and abs(rise.value / before * 100 - rate.value) < Decimal("0.1")
        )

    return s.parent if fits(whole) and not fits(part) else None


def claim_of(s: Sentence, subject: Subject | None, metric: str, direction: str, rule: str, versus: str = "") -> Reading:
    """Return a claim about a subject, measured against what the sentence compares with."""
    if subject is None:
        return Reading(metric=metric, rule=rule)
    basis = subject.basis or s.basis or default_basis(s, subject)
    main = s.main if s.main is not None and s.main.path == subject.path else subject
    is_spent = main.basis in ("决算", "执行数", "实际") and basis != "全年预算"  # 年中调整增加 is of the budget
    if metric.startswith("change") and is_spent and not s.context.basis:
        basis = main.basis  # 支出3.6万元，年初预算4万元，较上年减少0.4万元
    if subject.metric in ("rate", "share") and subject.item is None:
        basis = result_basis(s, subject.statement)
    basis = {"上年决算": "决算", "目标值": "完成值"}.get(basis, basis)
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


def is_base(base: str) -> bool:
    """A comparison names its base at once: 上年, a year, a budget; 与自然资源局2024年度 compares nothing."""
    near = base[:6]
    return bool(PRIOR.search(near) or YEAR.search(near) or re.search(r"预算|决算|计划(?!生育)", base[:10]))


def base_of(s: Sentence, base: str) -> tuple[str, int | None]:
    """Return (basis, year) of what a claim is measured against."""
    year = year_of(s, base)
    if re.search(r"全年预算|调整后?的?(?:全年)?预算", base):
        return "全年预算", year
    if "预算" in base:
        return "年初预算", year
    if "计划" in base:
        return "计划", year
    return ("决算" if re.search(r"决算|执行数|实际|完成数", base) else ""), year


def year_of(s: Sentence, text: str) -> int | None:
    """Return the year a phrase names, with 上年 resolved against the year of the sentence."""
    found = YEAR.search(text)
    if found:
        return int(found.group(1))
    current = s.year or s.fiscal_year
    return current - 1 if PRIOR.search(text) and current else current


def read_share(s: Sentence, share: re.Match[str]) -> Reading:
    """Read a share: of the whole named after 占, else of the item whose parts are listed."""
    if share.group("np"):
        name_before(s, share.group("np"))
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="share", rule="prose.share")
    base = (
        s.phrases.name(s.phrases.strip_tail(share.group("base"))[0], s.context.entity) if share.group("base") else None
    )
    total = s.previous if s.previous is not None and is_total(s.previous) else None
    is_told = subject.item is None and subject.statement == s.scope.statement  # only by the heading
    shared = s.shared if s.shared is not None and (is_told or s.shared.statement == subject.statement) else None
    size = _implied_whole(s, subject)
    if base is not None and base.item is not None:
        s.shared, s.shared_size = Subject((base.path,), base.item, base.item.statement), size
    fits = size is not None and s.shared_size is not None and abs(size / s.shared_size - 1) < Decimal("0.0005")
    wholes = (shared if fits else None, s.parent, s.main, total, _told_before(s, subject), shared, _of_section(s))
    above = next((w for w in wholes if w is not None and w.path != subject.path and _may_hold(s, w, subject)), None)
    whole = base.path if base else (above.text if above else "")
    if above is not None and above is shared:
        subject = replace(subject, statement=shared.statement)
    basis = subject.basis or s.basis or default_basis(s, subject)
    return claim_of(s, subject, "share", "", "prose.share", f"{whole}|{basis}|{s.year or s.fiscal_year}")


def _implied_whole(s: Sentence, part: Subject) -> Decimal | None:
    """What a share makes its amount a part of: 采购90万元，占总额75%，其中设备60万元，占50% are of one total."""
    amount, share = s.amounts.get(part.path), next((n for n in s.numerals[s.last_index + 1 :] if not n.kind), None)
    return amount.value / share.value if amount is not None and share is not None and share.value else None


def _told_before(s: Sentence, part: Subject) -> Subject | None:
    """What the sentence before told of, where the part may be a part of it: 财政拨款支出100万元。基本支出占60%."""
    whole = s.previous
    if whole is None or whole.item is None or part.item is None:
        return None
    is_fund = whole.code.startswith("exp.fiscal") and part.code in ("exp.basic", "exp.project")
    return whole if is_fund or s.is_part(part.item, whole.item) else None


def _of_section(s: Sentence) -> Subject | None:
    """The amount that the open section is about."""
    name = s.scope.name
    if name is None or name.item is None or name.item.metric != "amount":
        return None
    return Subject((name.path,), name.item, name.item.statement)


def _may_hold(s: Sentence, whole: Subject, part: Subject) -> bool:
    """False for items side by side (公务接待费 is no share of 因公出国（境）费) and for spending out of revenue."""
    one, other = whole.item, part.item
    if one is None or other is None or one.code.partition(".")[0] != other.code.partition(".")[0]:
        return one is None or other is None or {one.statement, other.statement} != {"revenue", "expenditure"}
    if one.statement == "expenditure":  # 基本支出 may be a share of that of one fund
        by_fund = one.code.startswith("exp.fiscal") != other.code.startswith("exp.fiscal")
        return by_fund or one.parent_code != other.parent_code or not one.parent_code
    return not other.parent_code or s.is_part(other, one)


def read_target(s: Sentence, tail: str, metric: str = "rate") -> Reading:
    """Read a target value and the item it is set for."""
    cut = re.split(r"目标|高于|低于|支出标准|控制|力争|达到|不|在(?=上年|(?:19|20)\d\d年)", tail, maxsplit=1)
    subject = (
        named_subject(s, cut[0])
        or (named_subject(s, re.sub(r"^力争|达到?$", "", tail)) if "力争" in tail else None)
        or s.subject
    )
    if subject is None:
        return Reading(metric=metric, rule="prose.target")
    if "每车" in tail:
        subject = Subject((*subject.path, "车均"), None, subject.statement)
    found = YEAR.search(tail)
    ahead = [y for y in YEAR.findall(s.text[s.start : s.text.find(tail, s.start)]) if int(y) > (s.fiscal_year or 9999)]
    s.subject = Subject(subject.path, subject.item, subject.statement, "", None, metric)
    metric = s.last.metric if s.last is not None and s.last.item == subject.text and s.last.metric else metric
    change = match_change(s, tail)
    return Reading(
        subject.text, subject.code, "change_rate" if change else metric, "目标值",
        int(found.group(1)) if found else (int(ahead[-1]) if ahead else s.fiscal_year),
        subject.statement or "target", rule="prose.target",
    )  # fmt: skip


def claim_change(s: Sentence, link: str, tail: str) -> Reading | None:
    """Read a change of a count (比上年增加3人), or None where the number is no change."""
    change = match_change(s, tail)
    if change is None or TO.search(tail) or not (_COMPARISON.search(link) or PRIOR.search(link) or "同比" in link):
        return None
    counted = next(
        (c for c in (s.subject, _just_counted(s), s.previous) if c is not None and c.metric == "count"), None
    )
    named = re.sub(
        r"^(?:比|较|与|同)[^，；：]*?(?:上年|去年|(?:19|20)\d{2}年)(?:度|末|底)?(?:同期)?(?:相比|对比)?",
        "",
        change.group("np"),
    )
    if counted is None and len(named) < 4:
        return Reading(metric="change_amount", rule="prose.change_unnamed")
    s.subject = counted
    return read_change(s, link, tail, change, "change_amount")


def _just_counted(s: Sentence) -> Subject | None:
    """What the number before counted: 购置公务用车2辆，比上年少1辆."""
    last = s.last
    if last is None or last.metric != "count" or not last.item or last.statement != "three_public":
        return None
    return Subject((last.item,), s.vocabulary.items.get(last.item_code), last.statement, last.basis, last.year, "count")


def achieved_count(s: Sentence, tail: str) -> Reading | None:
    """Read the count achieved of what was planned just before (计划600次，实际完成652次), or None."""
    own = s.subject
    if own is not None and own.metric in ("count", "amount") and own.statement == "target" and _GOAL.fullmatch(tail):
        return Reading(own.text, own.code, "count", "目标值", None, "target", rule="prose.achieved")
    if own is None or own.metric != "count" or own.statement == "staffing" or not ACHIEVED.fullmatch(tail):
        return None
    return Reading(own.text, own.code, "count", "完成值", None, own.statement or "target", rule="prose.achieved")


def compared_count(s: Sentence, tail: str) -> Reading | None:
    """Read the count that the current one is compared with (相比去年入库数16,701家), or None."""
    compared = COMPARED.search(tail)
    aside = PRIOR_ASIDE.match(tail)
    if (
        s.subject is None
        or s.subject.metric != "count"
        or not ((compared and is_base(compared.group("base"))) or aside)
    ):
        return None
    year = year_of(s, tail)
    s.compare = ("", year)
    basis = result_basis(s, s.subject.statement)
    return Reading(
        s.subject.text, s.subject.code, "count", basis, year, s.subject.statement, rule="prose.compared_count"
    )
