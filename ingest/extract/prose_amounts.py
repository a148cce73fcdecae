"""Amounts in running text: money, percentages and measures, told apart by the words before them."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.phrases import Name
from ingest.extract.prose_claims import (
    COMPARED,
    EARNED,
    OF_BUDGET,
    PRIOR_ASIDE,
    RATIO_NOUN,
    REASON,
    SHARE,
    TARGET_AFTER,
    TARGET_BEFORE,
    TO,
    base_of,
    claim_of,
    direction_of,
    in_brackets,
    is_base,
    match_change,
    read_change,
    read_share,
    read_target,
    year_of,
)
from ingest.extract.prose_counts import read_count, tells_of_unit
from ingest.extract.prose_dealing import deal_out
from ingest.extract.prose_naming import (
    ARRANGED,
    PAID,
    amount_subject,
    basis_of,
    default_basis,
    listed_subject,
    name_before,
    named_subject,
    received,
    result_basis,
)
from ingest.extract.prose_rates import rate_of, read_named_rate
from ingest.extract.prose_reading import PRIOR, YEAR, Sentence, Subject, tail_of
from ingest.extract.record import Reading

_BUDGET_TOLD = re.compile(r"(?:完成|占)(年初|全年|调整后|)预算")
_COMPARED_YEAR = re.compile(r"(?:比|较|与|同)(?:19|20)\d{2}年[^，；。]*|[〔【\[]\d{4}[〕】\]]\d*号?")
"""Years that are not the amount's own: of what it is compared with, of a document's number (〔2020〕67号)."""
_EXECUTED_NEXT = re.compile(
    r"[^，；。]{0,6}，[^，；。\d]{0,8}执行(?:数|金额|率|(?=\d))|[，（]其中[：，]?年初(?:批复)?预算"
)
"""预算8,000万元，执行数7,900万元: a rate of execution is of the budget as adjusted in the year."""
_WHOLE_BEFORE = re.compile(r"(?<!基本)(?<!项目)支出(?:为|共|共计|合计|总计|总额)*$")
_PARTS_NEXT = re.compile(r"[，（]其中[：，]?(?:基本|项目)支出")
_WITH_CARRYOVER = re.compile(r"（(?:含|包括|包含)(?:上年|年初|年末|使用)?[^（）]*结[转余]")
_SPENT_BEFORE = re.compile(r"决算|实际|执行|支出")
_SPENT_NEXT = re.compile(
    r"(?:累计|资金|总体|实际|已)*(?:支出|支付|执行|使用|采购)(?:资金|金额|额)?(?:为|共|计)*|[全本当]年(?:实际|累计)?执行(?:为|共|计)*"
)
_SPENT_IN_ALL = re.compile(r"(?:全年|本年|年度|实际)(?:实际|累计|共)*总?支出(?:为|共|计)*$|年末(?:资金)?结[转余]")
_RESTATED = re.compile(r"^，?(?:（|折合|（约|（?即|约合|（折合|（约合)$")
_BEYOND = re.compile(r"(?P<word>超出|超过?|高于|多于|低于|少于|小于|大于)(?P<base>[^，；：]*预算[^，；：]*?)$")
_PAID_NEXT = re.compile(r"[，；](?:累计|实际|共|已|全年|当年)*(?:兑付|拨付|发放|下拨|支出|支付|执行|使用)")
_GOAL = re.compile(r"目标(?:值|要求)?|(?:规定|考核|计划)(?:标准|要求|指标)")
"""未达到85%的年度目标，相差8.5个百分点: points are counted from the goal."""
_OWN_BUDGET = re.compile(r"(?:当年|本年|全年|年度|年初|调整后?的?)*预算(?:数|总额|安排)?")
_RATE_TOLD = re.compile(r"(?:率|占比|比重|进度)(?:为|是|达到?)*$")
"""预算执行率94.00: the sign is missing, the rate is not."""
_RATIO_MOVED = re.compile(r"[^，；：所]占比(?:由|从|控制在|[降升增]|提|下降|上升)[^，；：]{0,6}$")
"""药占比降至34%以下: the ratio itself, by its name."""
_GROUNDS = re.compile(r"(?:占地|建筑|用房|校舍|耕地|林地|辖区)面积$|(?:占地|耕地|林地)$")
_LEFT = re.compile(r"^(?:结[余转](?:资金)?|年末结转和结余)$")
"""支出8,410万元，结余241万元。其中：甲支出…: what follows tells of what was spent, not of what is left."""
_EACH = re.compile(r"元/(人|批|辆|户|台)次?$")
_OF_PERSONS = ("exp.conference", "exp.training")
_AVERAGE = re.compile(
    r"(?P<np>.*?)(?P<word>人均|台均|车均|批均|户均|平均每(?P<of>辆|批次|人次|人|台|个乡镇|个|批|户))(?:[^，；：]{0,8})$"
)


def read_money(s: Sentence, index: int, link: str) -> Reading:
    """Read an amount of money: a change, a compared amount, or the amount of the item named before it."""
    tail, after = tail_of(link), s.after(index)
    if s.subject is not None and s.subject.metric in ("rate", "share") and s.main is not None:
        s.subject = s.main  # an amount after a rate is of what the rate was of
    sides = [own for own in s.recent if own.code in ("rev.total_all", "exp.total_all")][-2:]
    is_compared = s.compare is None and bool(re.match(r"(?:，)?(?:比|较|与|同)", link.rpartition("）")[2]))
    if is_compared and [own.code for own in (*sides[:-1], s.subject) if own] == ["rev.total_all", "exp.total_all"]:
        s.subject = sides[0]
    if TARGET_BEFORE.search(tail) and not match_change(s, tail) and "预算" not in tail:
        return read_target(s, tail, "amount")
    change = match_change(s, tail)
    if change and not TO.search(tail):
        return read_change(s, link, tail, change, "change_amount")
    beyond = _BEYOND.search(tail)
    if beyond and not after.startswith("的"):
        s.compare = ("年初预算", s.fiscal_year)
        direction = "down" if beyond.group("word") in ("低于", "少于", "小于") else "up"
        return claim_of(s, s.default_subject(), "change_amount", direction, "prose.change_amount")
    subject = s.default_subject()
    is_whole = _WHOLE_BEFORE.search(tail) and _PARTS_NEXT.match(s.text, s.numerals[index].stop)
    if subject is not None and subject.code in ("exp.basic", "exp.project") and is_whole and s.last is None:
        item = s.vocabulary.items["exp.total"]  # under 基本支出情况: 2022年支出76万元，其中基本支出70万元
        subject = s.subject = s.main = Subject((item.name.removesuffix("合计"),), item, item.statement)
    if subject is not None and PRIOR_ASIDE.match(tail):
        year = year_of(s, tail)
        is_later = year is not None and s.fiscal_year is not None and year > s.fiscal_year  # a slip, kept as printed
        basis = "年初预算" if "预算" in tail else ("决算" if year == s.fiscal_year or is_later else "上年决算")
        if s.context.basis and not _SPENT_BEFORE.search(tail):
            basis = s.context.basis  # a budget is compared with the budget of the year before
        if year != s.fiscal_year:
            s.compare = (basis if basis == "年初预算" else "", year)  # 上年为1,742.08万元，增长3.91%
        elif s.subject is None:
            subject = replace(
                subject, basis=basis
            )  # 支出年初预算为3,044万元，支出决算为3,882万元: both of the section's
            s.subject = s.main = subject
        return _amount(s, subject, basis, year, "prose.prior_amount")
    compared = COMPARED.search(tail)
    if compared and is_base(compared.group("base")):
        name_before(s, tail[: compared.start()])
        return _base_amount(s, compared.group("base"), "prose.compared_amount")
    of_budget = OF_BUDGET.search(tail)
    if of_budget and after.startswith("的"):
        name_before(s, tail[: of_budget.start()])
        return _base_amount(s, of_budget.group("base"), "prose.budget_amount")
    if subject is not None and s.last is not None and s.last.metric == "amount" and _RESTATED.match(link):
        return _amount(s, subject, s.last.basis, s.last.year, "prose.restated_amount")
    listed = listed_subject(s, link)
    if listed:
        return _amount(s, listed, s.basis or default_basis(s, listed), s.year, "prose.list")
    average = _AVERAGE.search(tail)
    if average and not EARNED.search(tail):
        return _average(s, average, tail)
    return _plain_amount(s, index, link, tail, after)


def read_percent(s: Sentence, index: int, link: str) -> Reading:
    """Read a percentage: a change rate, a share, a rate of a budget, or a named rate."""
    tail, after = tail_of(link), s.after(index)
    if TARGET_AFTER.match(after) or (after.startswith("以上的目标")) or TARGET_BEFORE.search(tail):
        return read_target(s, tail)
    change = match_change(s, tail)
    point = s.numerals[index].unit is not None and s.numerals[index].unit.kind == "point"  # type: ignore[union-attr]
    if point:
        bare = re.fullmatch(r"(?:偏差|相差|差距|差|提高|提升|上升|增长|增加|下降|降低|减少|回落)(?:为|是|了)?", tail)
        named = None if bare else named_subject(s, re.split(r"[与比较低高]", tail, maxsplit=1)[0])
        rated = s.last if s.last is not None and s.last.metric in ("rate", "share") and s.last.item else None
        told = Subject(tuple(rated.item.split("/")), None, rated.statement, metric=rated.metric) if rated else None
        subject = named or s.default_subject() or told
        goal = f"{subject.text}|目标值|{s.fiscal_year or ''}" if subject is not None and _GOAL.search(link) else ""
        return claim_of(s, subject, "change_amount", direction_of(s, tail), "prose.points", goal)
    bracketed = in_brackets(s, index, link)
    if bracketed is not None:
        return bracketed
    dealt = deal_out(s, index, link, tail)
    if dealt is not None:
        return dealt
    if change and not TO.search(tail):
        if re.search(r"(?:差异率|偏差率|变动率)", change.group("dir")) and change.group("np"):
            return read_named_rate(s, tail, "change_rate" if "偏差" not in tail else "rate")
        return read_change(s, link, tail, change, "change_rate")
    of_budget = OF_BUDGET.search(tail)
    is_rate = of_budget and (not SHARE.match(tail) or _OWN_BUDGET.fullmatch(of_budget.group("base")))
    if of_budget and is_rate and not _is_other_total(s, of_budget):
        name_before(s, tail[: of_budget.start()])
        return rate_of(s, of_budget.group("base"))
    done = re.search(r"较(?:年初|预算)(?:预算)?完成$", tail)
    if done:
        name_before(s, tail[: done.start()])
        return rate_of(s, "年初预算")
    if tail in ("的", "") and s.last is not None and s.last.rule == "prose.budget_amount":
        return rate_of(s, s.last.basis)
    listed = listed_subject(s, link)
    if listed:
        if re.search(r"进度|执行率", s.text[s.start : s.numerals[index].start]):
            versus = f"{listed.path[0]}|全年预算|{s.year or s.fiscal_year}"
            return Reading(
                listed.text, "", "rate", "执行数", s.fiscal_year, "execution", s.scope.fund, versus, rule="prose.list"
            )
        return claim_of(s, listed, "rate", "", "prose.list")
    share = None if _RATIO_MOVED.search(tail) else SHARE.match(tail.removeprefix("、"))
    granted = share is not None and re.match(r"(?:实际)?到位(?:资金|金额)", share.group("base"))
    own = s.default_subject()
    if share and granted and own is not None and own.statement in ("expenditure", "execution"):
        return rate_of(s, share.group("base"))  # 支出5,415万元，占到位资金的95%
    part = s.phrases.standard(s.phrases.strip_head(share.group("np"), s.context.entity)) if share else None
    is_part = part is not None and part.item is not None and part.item.metric == "amount"
    if share and (is_part or share.group("base") or not share.group("np")):
        return read_share(s, share)
    return read_named_rate(s, tail, "share" if RATIO_NOUN.search(s.phrases.strip_tail(tail)[0]) else "rate", after)


def _is_other_total(s: Sentence, of_budget: re.Match[str]) -> bool:
    """占基本支出预算的 is a share of another item; 占年初预算的 is a rate of the item's own budget."""
    base = s.phrases.name(of_budget.group("base"), s.context.entity) if of_budget.group().startswith("占") else None
    own = s.default_subject()
    return base is not None and base.item is not None and own is not None and base.item.code != own.code


_NEXT_COLUMN = re.compile(r"[≥≤≧≦＞＜]|(?:产出|效益|满意度|数量|质量|时效|成本|可持续影响)指标")
"""What follows the weight or score in a form pasted without its columns: 开工率10≥90%≥90%10成本指标."""
_QUOTA_ALONE = re.compile(r"^(?:核定|人员|行政|事业|全额|差额)*编制(?:数|人数)?$")


def read_measure(s: Sentence, index: int, link: str) -> Reading:
    """Read days, years of age, square metres, and numbers without a unit."""
    tail, after = tail_of(link), s.after(index)
    unit = s.numerals[index].unit
    if unit is None:
        if _NEXT_COLUMN.match(after):
            return Reading(rule="prose.no_unit")
        change = match_change(s, tail)
        if change and change.group("np") is not None and not TO.search(tail):
            return read_percent(s, index, link)
        is_dealt = bool(s.dealt) and re.fullmatch(r"[、和及与，]", link)  # 分别占57.3%、16.6%、26.1
        if SHARE.match(tail) or OF_BUDGET.search(tail) or _RATE_TOLD.search(tail) or is_dealt:
            return read_percent(s, index, link)
        if s.numerals[index].value == 0 and (
            (basis_of(s, tail) and s.default_subject() is not None) or _is_of_money(s, tail)
        ):
            return _plain_amount(s, index, link, tail, after)
        if s.last is not None and s.last.statement == "staffing" and _QUOTA_ALONE.search(tail):
            return read_count(s, index, link)  # 现有职工163人（编制219）
        if re.search(r"数量：$|数：$|个数：$", link):
            name = s.phrases.name(
                s.phrases.strip_tail(re.split(r"[，；。]", link)[-1].rstrip("："))[0], s.context.entity
            )
            name = s.phrases.standard(re.split(r"[，；。]", link)[-1].rstrip("：")) or name
            if name:
                return _count_reading(s, name, "prose.count")
        return Reading(rule="prose.no_unit")
    if TARGET_AFTER.match(after) or TARGET_BEFORE.search(tail) or after.startswith("的目标"):
        return read_target(s, tail, "amount")
    compared = COMPARED.search(tail)
    if compared and is_base(compared.group("base")) and s.subject is not None and s.subject.metric != "rate":
        basis, year = base_of(s, compared.group("base"))
        s.compare = (basis, year)
        measured = "count" if unit.kind == "count" else "amount"
        return Reading(
            s.subject.text, s.subject.code, measured, basis or result_basis(s, s.subject.statement), year,
            s.subject.statement or "target", rule="prose.compared_amount",
        )  # fmt: skip
    if not link.strip("，、") and s.last is not None and s.last.metric == "count" and s.last.statement == "target":
        return replace(s.last, metric="amount", rule="prose.measure")  # 新改建道路5条8.6公里
    subject = named_subject(s, tail)
    each = _EACH.search(unit.name)
    own = received(s) or s.money_subject() if each is not None and subject is None else None
    if each is not None and own is not None and own.item is not None:  # 预算费用3万元/人
        word = "车均" if each.group(1) == "辆" else f"{each.group(1)}均"
        return Reading(
            f"{own.text}/{word}", "", "amount", s.context.basis or "实际", s.year, own.statement, rule="prose.average"
        )
    if subject is None:
        return Reading(rule="prose.measure", metric="amount")
    if subject.statement in ("", "target") and _GROUNDS.search(subject.text) and tells_of_unit(s):
        subject = replace(subject, statement="assets")
    held = subject.statement in ("assets", "staffing", "three_public", "procurement", "structure")
    basis = result_basis(s, subject.statement if held else "target")
    s.subject = subject
    return Reading(
        subject.text, subject.code, "count" if unit.kind == "count" else "amount", basis, None,
        subject.statement or "target", rule="prose.measure",
    )  # fmt: skip


def _is_of_money(s: Sentence, tail: str) -> bool:
    """True where the words before a number without a unit spell an amount: 机关运行经费为0."""
    told = re.search(r"(?:为|是|：)$", tail)
    name = s.phrases.standard(s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]) if told else None
    return name is not None and name.item is not None and name.item.metric == "amount"


def _base_amount(s: Sentence, base: str, rule: str) -> Reading:
    basis, year = base_of(s, base)
    told = _BUDGET_TOLD.findall(s.text[: s.start])
    if base == "预算" and rule == "prose.budget_amount" and told and set(told) <= {"全年", "调整后"}:
        basis = "全年预算"  # 支出决算9万元，完成全年预算10万元的90%。其中：甲费决算4万元，完成预算5万元的80%
    s.compare = (basis, year)
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="amount", rule=rule)
    is_prior = year is not None and s.fiscal_year is not None and year < s.fiscal_year
    shown = basis or s.context.basis or ("上年决算" if is_prior else "决算")
    return _amount(s, subject, "上年决算" if shown == "决算" and is_prior else shown, year, rule)


def _amount(s: Sentence, subject: Subject, basis: str, year: int | None, rule: str) -> Reading:
    return Reading(
        subject.text, subject.code, "amount", basis, year or s.fiscal_year,
        subject.statement or s.scope.statement, s.scope.fund, rule=rule,
    )  # fmt: skip


def _average(s: Sentence, average: re.Match[str], tail: str) -> Reading:
    after = s.phrases.strip_tail(tail[average.end("word") :])[0]
    of = (s.phrases.standard(after) or s.phrases.standard(f"公务用车{after}")) if after else None
    if of is not None:  # 人均接待费, 车均购置费
        s.subject = s.subject_for(of)
    else:
        name_before(s, average.group("np") or tail[average.end("word") :])
    words = {"辆": "车均", "批次": "批均", "批": "批均", "人次": "人均", "人": "人均", "台": "台均", "户": "户均"}
    word = words.get(average.group("of") or "", "平均") if average.group("of") else average.group("word")
    subject = s.default_subject()
    if subject is None:
        return Reading(metric="amount", rule="prose.average")
    last = s.last or Reading()
    if subject.item is None and word in ("人均", "批均") and last.item_code.startswith("tp.reception."):
        subject = Subject(("公务接待费",), s.vocabulary.items["tp.reception"], "three_public")  # 人均消费117元
    is_reception = last.item_code.startswith("tp.reception.") or last.item.startswith("公务接待费/")
    if word in ("人均", "批均") and is_reception and subject.code in ("tp.total", "tp.vehicle", "tp.abroad"):
        item = s.vocabulary.items["tp.reception"]
        subject = Subject((item.name,), item, item.statement, subject.basis, subject.year)
    if word == "人均" and last.metric == "count" and s.main is not None and s.main.code in _OF_PERSONS:
        subject = s.main  # 会议费3万元，参加会议120人次，人均250元
    if word == "人均" and last.item_code == "tp.abroad.persons":
        subject = Subject(("因公出国（境）费",), s.vocabulary.items["tp.abroad"], "three_public")  # 4人，人均3万元
    if word == "车均" and not subject.code.startswith("tp.vehicle"):
        item = s.vocabulary.items["tp.vehicle.running"]
        subject = Subject((item.name,), item, item.statement, subject.basis, subject.year)
    target = bool(re.search(r"不高于|不超过", tail))
    path = f"{subject.text}/{word}"
    basis = "目标值" if target else s.context.basis or "实际"
    return Reading(path, "", "amount", basis, s.year, subject.statement, rule="prose.average")


def _plain_amount(s: Sentence, index: int, link: str, tail: str, after: str) -> Reading:
    within = re.search(r"(?:^|[。，])(?:支出)?(决算|预算)(?:中|的构成是?：?|构成)，?", link)
    tail = re.sub(r"^(?:，)?调整(?:预算)?后的?(?:项目|部门|支出)?预算", "调整后预算", tail)
    basis_word = basis_of(s, tail) or (basis_of(s, within.group(1)) if within else "")
    years = [int(y) for y in YEAR.findall(_COMPARED_YEAR.sub("", re.sub(r"（[^）]*$", "", link.rpartition("；")[2])))]
    if years and not re.search(r"(?:完成|推动|开展|实施)[^，]{0,4}(?:19|20)\d{2}", link):
        s.year = years[-1]
    is_prior = not years and bool(PRIOR.search(tail)) and s.phrases.standard(tail.lstrip("、和及")) is None
    is_prior = is_prior and not re.search(r"(?:上年|年初)结[转余]", tail)
    if is_prior and s.fiscal_year:
        s.year = s.fiscal_year - 1
    subject = amount_subject(s, tail, link, after)
    of = s.default_subject() if _SPENT_NEXT.fullmatch(tail) and not s.context.basis else None
    spent = of is not None and (s.basis or of.basis) in ("年初预算", "全年预算")
    if spent and not basis_word and of is not None and of.metric == "amount":
        basis_word = "实际"  # 预算1,185万元，支出1,098万元
    if not basis_word and s.basis == "年初预算" and not s.context.basis and _SPENT_IN_ALL.search(tail):
        basis_word = "决算"  # 预算收入90万元，全年总支出88万元，年末结转结余2万元
    if not basis_word and not s.context.basis and subject is not None:
        paid = _PAID_NEXT.match(s.text, s.numerals[index].stop) if ARRANGED.match(tail) else None
        basis_word = "全年预算" if paid else "实际" if PAID.fullmatch(tail) else ""
    told = subject is not None and subject.item is None and subject.statement in ("target", "")
    if told and subject is not None and not basis_word and _SPENT_NEXT.fullmatch(tail) and "支" in tail:
        basis_word, subject = "执行数", replace(subject, statement="expenditure")  # 总投资5亿元，资金支出4亿元
    if basis_word == "年初预算" and "年初" not in tail:
        is_part = s.parent is not None and s.parent.basis == "全年预算"
        if is_part or _EXECUTED_NEXT.match(s.text[s.numerals[index].stop : s.end]):
            basis_word = "全年预算"
    if not basis_word and "；" in link and s.parent is not None and s.parent.basis:
        s.basis = s.parent.basis  # 其中：甲费支出1万元，年初预算2万元；乙费支出3万元
    if basis_word:
        s.basis = basis_word
    if subject is None:
        return Reading(metric="amount", rule="prose.amount")
    carried = {"rev.total_all": "收入总计", "exp.total_all": "支出总计"}.get(subject.code)
    if carried and _WITH_CARRYOVER.match(s.text, s.numerals[index].stop):
        subject = Subject((*subject.path[:-1], carried), subject.item, subject.statement, subject.basis, subject.year)
    basis = s.basis or subject.basis or default_basis(s, subject)
    if s.context.basis and years and not basis_word and _is_past(s) and _SPENT_BEFORE.search(tail):
        basis = "上年决算"  # 2022年公务接待费支出1万元 in the budget of 2023
    if basis in ("决算", "实际") and _is_past(s):
        basis = "上年决算"
    subject = Subject(subject.path, subject.item, subject.statement, basis, s.year)
    if subject.item is None and s.main is not None and REASON.search(_clause_so_far(s, index)):
        return _amount(s, subject, basis, s.year, "prose.phrase_amount")  # what a reason tells of is not spoken of on
    s.subject = subject
    s.planned = subject if basis in ("年初预算", "全年预算") else s.planned
    s.years.add(s.year or s.fiscal_year)
    s.told = s.amounts[subject.path] = s.numerals[index]
    is_same = s.main is not None and s.main.path == subject.path
    is_left = _LEFT.search(subject.path[-1])
    if basis in ("决算", "执行数", "实际") if is_same else s.main is None or (s.parent is None and not is_left):
        s.main = subject  # of budget and outturn of one item its parts go on with the outturn
    reading = _amount(s, subject, basis, s.year, "prose.amount" if subject.item else "prose.phrase_amount")
    if basis == "上年决算" or is_prior:
        goes_on = s.parent is not None and s.parent.year == s.year  # parts of last year's amount are last year's too
        s.year, s.basis = s.year if goes_on else None, "" if basis == "上年决算" and not goes_on else s.basis
    return reading


def _is_past(s: Sentence) -> bool:
    return bool(s.year and s.fiscal_year and s.year < s.fiscal_year)


def _clause_so_far(s: Sentence, index: int) -> str:
    """What stands before a number since the last semicolon that ends no point of a list."""
    return re.split(r"；(?!\d{1,2}、|[一二三四五六]是)", s.text[s.start : s.numerals[index].start])[-1]


def _count_reading(s: Sentence, name: Name, rule: str) -> Reading:
    subject = s.subject_for(name)
    return Reading(
        subject.text, subject.code, "count", result_basis(s, subject.statement), None, subject.statement, rule=rule
    )
