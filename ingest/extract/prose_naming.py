"""Which item a number belongs to: the noun phrase before it, a list, or what the text is speaking of."""

from __future__ import annotations

import re

from ingest.extract.phrases import Name
from ingest.extract.prose_funds import granted, of_counted_kind, of_notice, quoted_part
from ingest.extract.prose_lists import enumerated, summed_up
from ingest.extract.prose_reading import YEAR, Sentence, Subject

_SPENDING = re.compile(r"经费|投入|补助|拨款|资金|支出|下达|预算|拨付|奖补|资助|征收|收缴")
_BROUGHT = re.compile(r"^(?:带动|撬动|引导|吸引|拉动)")
_BROUGHT_TO = re.compile(r"^为(?P<whom>[^，。；的]{2,4})(?:带来|增加|创造)(?=[^，。；]{2})")
_APPROVED = re.compile(r"(?:批复|概算|计划|核定).{0,4}(?:总投资|投资|概算)|投资概算")
_PLACES_COUNTED = re.compile(r"^(?:[省市县区州镇乡村]|街道|乡镇|单位)(?:总计|合计|共计|应)+(?=.{3})")
_CONTENT = re.compile(r"^(?:主要)?(?:建设|实施|工作|项目)内容(?:为|是|包括|有)?：?(?=.{2})")
_MOVED = re.compile(r"^[^，。；]*?(?:后|及时|已|再|并|共)将(?:剩余的?|上述)?(?=[^，。；将]{3,}(?:资金|经费|款)$)")
_EXPLAINED = re.compile(r"(?:^|[，：；。])(?:[一二三四五六七八九十]{1,2}是)?(?P<what>[^，：；。]{3,30})，$")
_ALL_MONEY = re.compile(r"(?:年度|项目|项目年度|全年)?(?:资金总额|总资金|资金总量|资金合计)(?:为|共|共计|达|是)*")
_PAID_OUT = re.compile(r"(?:实际|累计|已|共)*(?:支出|支付|拨付|使用)(?:资金|金额|数)?(?:为|共|计)*")
PAID = re.compile(r"(?:累计|实际|共|已|全年|当年)*(?:兑付|拨付|发放|下拨)(?:资金|金额)?(?:为|共|计)*")
"""安排40万元，兑付38万元: verbs, no names of money."""
ARRANGED = re.compile(r"^[^，。；预]*安排")
_IN_PLACE = re.compile(r"(?:实际|累计|已|共)*(?:到位(?:项目)?资金|(?:项目)?资金到位)(?:金额|数)?(?:为|共|计)*")
_OF_YEAR = re.compile(r"(?:本|当|全)年(?:度)?(?:预算|执行)")
"""上年结转50万元，本年预算950万元: the budget of the year is no budget of what was carried over."""
_TRANSFER = re.compile(r"(?:上缴|下达|拨付|收回|退回|追回)")
_BARE_FUNDS = {"一般公共预算": "general", "政府性基金预算": "fund", "政府性基金": "fund", "国有资本经营预算": "capital"}
_PART_OF_FUND = re.compile(
    r"(?P<whole>[^，。；/中]{4,}(?:资金|经费|预算|支出))中的?(?P<part>[^，。；/中]{2,}(?:投入|支出|资金|经费|补助))$"
)
_STATED = re.compile(
    r"(?:19|20)\d{2}年度?(?:年初)?(?:(?:一般公共预算)?财政拨款)?(?:支出|收入)?(?:决算|预算)(?:收入|支出)?(?:合计)?数?(?:为|是)?$"
)
"""公务接待费2014年财政拨款支出决算数为: the year and the basis behind the item."""
_PURPOSE = re.compile(r"^(?:(?:19|20)\d{2}年度?)?(?:主要)?用于[^，；。]{4,}的[^，；。的]{0,8}支出(?:为|共|合计)?$")
"""用于保障机构正常运转的日常支出 tells what the item of the section is for."""


def name_before(s: Sentence, text: str) -> None:
    """Make the item that a phrase names the subject, where it names one."""
    named = named_subject(s, text)
    if named is not None:
        s.subject = named


def result_basis(s: Sentence, statement: str) -> str:
    """Return the basis of counts and rates of a statement: what is achieved, held at the end, or actual."""
    if statement in ("procurement", "execution", "structure", "three_public"):
        return "实际"
    if statement in ("assets", "staffing"):
        return "期末"
    if statement in ("carryover", "expenditure", "revenue"):
        return "决算"
    return s.scope.basis or "完成值"


def named_subject(s: Sentence, text: str) -> Subject | None:
    """Return the item that the words before a number name, or None where they name none."""
    text = _PLACES_COUNTED.sub("", re.sub(r"^.*原因(?:主要)?(?:是|为|：)", "", text))
    # 购置费无、运行维护费; a title, then its text
    text = re.sub(r"^.*(?:情况(?:说明)?(?=(?:19|20)\d{2}年)|[费出]无[、，])", "", text)
    text = re.sub(r"^(?:承担|承接|实施|开展|组织|完成|办理)的(?=[^，。；]{4,})", "", text)
    text = re.sub(r"^(?:相应)?安排(?=(?:收入|支出)(?:总)?预算)", "", _MOVED.sub("", _CONTENT.sub("", text)))
    text = granted(
        re.sub(r"^(?:加上(?![级年解划])|加(?=上[级年解划])|(?:\d{1,3}、)?\d{1,7}[-—](?=[\u4e00-\u9fff]))", "", text)
    )
    text = re.sub(r"[两三四五六七八九十]类支出(?=合计|共计|$)", "支出", text)
    text = re.sub(r"^[^，；。]*?(?=[人户亩]均(?:年|月)?(?:增收|纯收入))", "", text)
    text = _BROUGHT_TO.sub(r"\g<whom>", text)
    phrase, _ = s.phrases.strip_tail(s.phrases.strip_head(text, s.context.entity))
    spoken = phrase
    phrase = s.phrases.without_verb(phrase)
    phrase = s.phrases.strip_head(phrase, s.context.entity)
    if phrase in s.phrases.bare_nouns and _TRANSFER.match(spoken):
        phrase = spoken  # 上缴财政, 下达经费
    sized = re.search(r"(?:总金额|总额|金额)(?:为|达|约|超过?|近)*$", text)
    if sized and phrase and s.phrases.verb_at_end.fullmatch(phrase):
        phrase += re.sub(r"(?:为|达|约|超过?|近)+$", "", sized.group())  # 立项总金额
    if not phrase or phrase in s.phrases.bare_nouns or s.phrases.verb_at_end.fullmatch(phrase):
        return None
    name = _within(s.phrases.name(_completed(s, phrase), s.context.entity))
    return s.subject_for(_on_side(s, phrase, name)) if name and not _is_of_section(s, name) else None


def _within(name: Name | None) -> Name | None:
    """科技专项资金中基础研究投入 is a part of the fund."""
    part = _PART_OF_FUND.match(name.path) if name is not None and name.item is None else None
    return Name(f"{part.group('whole')}/{part.group('part')}") if part else name


def _is_of_section(s: Sentence, name: Name) -> bool:
    """支出预算 in the paragraph on one item of expenditure is the budget of that item, not all expenditure."""
    scope = s.scope.name
    code = name.item.code if name.item is not None else ""
    if code not in ("exp.total", "exp.total_all") or not re.match(r"(?:预算|决算)?支出", name.path) or scope is None:
        return False
    narrow = scope.item is not None and scope.item.statement in ("expenditure", "three_public", "procurement")
    return scope.rule == "function" or (
        narrow and scope.item is not None and not scope.item.code.startswith("exp.total")
    )


def _on_side(s: Sentence, phrase: str, name: Name) -> Name:
    """一般公共预算财政拨款 without 收入 or 支出 is on the side that the text tells of."""
    code = name.item.code if name.item is not None else ""
    own = s.default_subject()
    about = own.code if own is not None else (s.parent.code if s.parent is not None else "")
    if code.startswith("car.opening.") and "car.closing" in (about, s.parent.code if s.parent is not None else ""):
        return Name(name.path, None)  # 年末结转和结余9万元，其中：基本支出结转2万元
    if name.path in _BARE_FUNDS and about.startswith(("rev.", "exp.")):  # 收入合计90万元，其中：一般公共预算80万元
        fund = s.vocabulary.items[f"{about[:3]}.fiscal.{_BARE_FUNDS[name.path]}"]
        return Name(fund.name, fund)
    if not code.startswith("rev.fiscal.") or not re.search(r"拨款(?:”|为)?$", phrase) or not about.startswith("exp."):
        return name
    item = s.vocabulary.items.get(code.replace("rev.", "exp.", 1))
    return Name(item.name, item) if item is not None else name


def _completed(s: Sentence, phrase: str) -> str:
    """补助经费 right after 产业创新补助178项 is the 经费 of that: 产业创新补助经费."""
    said = s.subject.text.rpartition("/")[2] if s.subject is not None and s.subject.metric == "count" else ""
    is_short = len(phrase) == 4 and phrase.endswith(("经费", "资金", "金额")) and said.endswith(phrase[:2])
    return f"{said}{phrase[2:]}" if is_short and len(said) > 2 else phrase


def listed_subject(s: Sentence, link: str) -> Subject | None:
    """Distribute 甲、乙和丙分别为 a、b和c over the names listed."""
    match = re.search(r"(?P<names>[^；：。]*?)，?(?:分别|依次)(?:为|是|达到?|支出|安排|使用|执行)?$", link)
    if match:
        names = re.split(r"[，]", match.group("names"))
        text = next((n for n in reversed(names) if re.search(r"[、和与及]", n)), names[-1])
        text = re.sub(r"(?:[一二三四五六七八九十两\d]+)(?:家|个|类|项|户|所)[^、，]*$", "", text)
        named, told = s.phrases.strip_tail(text)
        if told:
            s.basis, text = basis_of(s, told) or s.basis, named
        months = re.findall(r"\d{1,2}月", text)
        parts = months or enumerated(s, text)
        names_of = [n for n in (s.phrases.name(p, s.context.entity) if not months else Name(p) for p in parts) if n]
        if (told and not text) or text in ("金额", "数额"):
            names_of = list(s.list_names)  # 甲费、乙费预算数分别为1万元、2万元，决算数分别为3万元、4万元
        years = YEAR.findall(match.group("names"))
        if len(years) > 1 and len(names_of) == 1:  # 2022年度、2023年度“三公”经费支出分别为
            names_of, s.list_years = names_of * len(years), [int(year) for year in years]
        s.listed, s.list_names = list(names_of), names_of
        opened = re.search(r"(?:^|[，；。、])([^，；。、]{2,12})中，", link)
        if opened:
            parent = named_subject(s, opened.group(1))
            if parent is not None:
                base = s.default_subject()
                path = parent.path if base is None or parent.item else (base.path[:1] + parent.path)
                s.parent = Subject(path, base.item if base else None, base.statement if base else "", s.basis, s.year)
        elif months and s.parent is None:
            s.parent = s.default_subject()
    elif not re.fullmatch(r"[、和与及，以]+", link):
        s.listed, s.list_years = [], []
        return None
    if not s.listed:
        return None
    parent = s.parent
    if match and parent is not None:
        together = "、".join(n.path for n in s.listed)
        s.joined = Subject((*parent.path, together), None, parent.statement, s.basis, s.year)
    name = s.listed.pop(0)
    s.year = s.list_years.pop(0) if s.list_years else s.year
    if parent is not None and re.fullmatch(r"\d{1,2}月", name.path):
        return Subject((*parent.path, name.path), None, parent.statement, s.basis, s.year)
    if parent is not None and name.item is None:
        s.subject = Subject((*parent.path, *name.path.split("/")), None, parent.statement, s.basis, s.year)
    else:
        s.subject = s.subject_for(name)
    return s.subject


def budgeted_before(s: Sentence) -> Subject | None:
    """项目总投资9万元。资金到位8万元，实际支出6万元: what is spent is the money budgeted, not 到位资金."""
    of_granted = s.subject is not None and s.subject.path == ("到位资金",)
    before = s.previous
    if not of_granted or before is None or before.metric != "amount" or before.basis not in ("年初预算", "全年预算"):
        return None
    return before


def amount_subject(s: Sentence, tail: str, link: str, after: str) -> Subject | None:
    """Return the item an amount belongs to: named before it, in a set sentence, or the subject in force."""
    own = s.default_subject() if PAID.fullmatch(tail) or re.search(r"年(?:累计|共)?安排$", tail) else None
    if own is not None and own.metric == "amount" and (s.parent is None or s.parent.path == own.path):
        return own
    for row in s.vocabulary.set_phrases:
        if row[0].search(link + "|"):
            name = s.phrases.standard(row[1].rpartition("/")[2])
            return Subject(tuple(row[1].split("/")), name.item if name else None, s.vocabulary.items[row[2]].statement)
    if (
        s.subject is not None
        and s.subject.statement == "execution"
        and re.fullmatch(r"(?:涉及)?(?:资金|金额)(?:为|共)*", tail)
    ):
        return Subject((s.subject.path[0], "涉及资金"), None, "execution")
    involved = re.search(
        r"(涉及(?:(?:项目)?(?:预算)?(?:金额|资金)|(?:一般公共预算)?(?:财政)?拨款(?:资金)?))(?:总额|合计)?[为达共]*$",
        tail,
    )
    if involved and s.subject is not None:
        return Subject((s.subject.path[0], involved.group(1)), None, s.subject.statement)
    if _ALL_MONEY.fullmatch(s.phrases.strip_head(tail, s.context.entity)):
        sums = ("项目支出", s.context.project) if s.context.project else ("资金总额",)
        return Subject(sums, None, "expenditure", "全年预算")
    quoted = quoted_part(s, link) or _counted_projects(s, tail) or of_counted_kind(s, tail)
    if quoted is not None:
        return quoted
    if s.parent is not None and re.fullmatch(r"(?:全年|当年|本年)(?:实际|共|累计)*(?:下达|到位|拨付)(?:资金)?", tail):
        return s.parent  # 其中甲类补助6万元，全年实际下达9万元
    summed = summed_up(s, tail)
    if summed is not None:
        return summed
    opened = re.match(r"^[、，和及]?([^，；：]{2,20}?)中(?=[\u4e00-\u9fff]{3})", tail)
    if opened:
        parent = s.phrases.standard(s.phrases.strip_head(opened.group(1), s.context.entity))
        if parent is not None:
            s.parent, s.is_parent_open = s.subject_for(parent), True
            tail = tail[opened.end() :]
    stated = _STATED.sub("", tail)
    is_own = re.fullmatch(r"[我本](?:部门|单位|系统|[局厅委院会校中心处]{1,2})", stated)
    tail = stated if len(stated) > 1 and not is_own else tail
    explained = _EXPLAINED.search(link[: len(link) - len(tail)]) if tail[:1] == "即" else None
    if explained is not None:  # 二是学前教育支出，即甲资金、乙经费等合计12万元
        before = named_subject(s, explained.group("what"))
        if before is not None:
            return before
    including = re.search(r"(?:(?<!（)(?:包括|含|包含)|主要用于)(?=[\u4e00-\u9fff“])", tail)
    if including and "不含" not in tail:
        before = named_subject(s, tail[: including.start()])
        if before is not None:
            s.parent, s.is_parent_open, s.subject = before, False, before
        tail = tail[including.end() :]
    if _PURPOSE.search(tail) and s.scope.name is not None and s.scope.name.item is not None and s.subject is None:
        return s.default_subject()
    counterpart = _counterpart(s, s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0])
    if counterpart is not None:
        return counterpart
    whole = s.phrases.standard(s.phrases.strip_head(tail, s.context.entity))
    if whole is not None and not _is_of_section(s, whole):
        return s.subject_for(_on_side(s, tail, whole))
    sized = re.search(r"(总规模|规模|总额|金额|总投资)(?:为|达|约|超)*$", tail)
    if sized and re.match(r"的[\u4e00-\u9fff]{2}", after):
        return named_subject(s, re.split(r"[，。]", after[1:])[0] + sized.group(1))
    subject = None if re.search(r"全口径(?:支出|收入)(?:决|预)算", tail) else named_subject(s, tail)
    is_open = s.subject is None or s.subject.metric == "count"
    if subject is None and is_open and _IN_PLACE.fullmatch(tail):
        return Subject(("到位资金",), None, "expenditure")
    if subject is None and _PAID_OUT.fullmatch(tail) and (budgeted := budgeted_before(s)) is not None:
        return budgeted
    is_new = s.subject is None or (s.subject.statement == "carryover" and bool(_OF_YEAR.match(tail)))
    if (
        subject is None
        and basis_of(s, tail) in ("年初预算", "全年预算", "执行数")
        and is_new
        and (s.scope.name is None or (s.scope.name.item is not None and s.scope.name.item.metric == "rate"))
    ):
        if re.search(r"(?:经费|项目|资金|补助|补贴)$", s.scope.subject):
            return Subject((s.scope.subject,), None, "expenditure")
        said = s.text[s.start : s.end]
        item = s.vocabulary.items["exp.project" if "项目" in said and "部门" not in said else "exe.budget"]
        return Subject((item.name,), item, item.statement)
    if subject is None:
        right = re.match(r"的([\u4e00-\u9fff“”]{3,24})$", after)
        if right and (s.phrases.verb_at_end.search(tail) or len(tail) <= 3):
            return named_subject(s, right.group(1))
        word = s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]
        while s.phrases.modifier.match(word) and len(word) > 2:
            word = s.phrases.modifier.sub("", word, count=1)
        code = {"收入": "rev.total", "支出": "exp.total"}.get(word, "")
        if not code and word in ("", "数"):  # 收入决算数为
            code = {"入": "rev.total", "出": "exp.total"}.get(
                re.sub(r"(?:决算数?|预算数?|执行数|为|是|达)+$", "", tail)[-1:], ""
            )
        is_class = s.scope.name is not None and s.scope.name.rule == "function"
        if (
            code
            and not is_class
            and s.subject is None
            and (s.scope.name is None or s.scope.statement in ("expenditure", "revenue"))
        ):
            item = s.vocabulary.items[code]
            planned = re.search(r"(?:收入|支出)预算$", s.phrases.strip_head(tail, s.context.entity))
            path = planned.group() if planned and s.context.basis else item.name.removesuffix("合计")
            return s.subject_for(Name(path, item))
        clauses = [c for c in re.split(r"[，；：。]", link[: len(link) - len(tail)]) if c]
        plain = s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]
        if clauses and (not plain or plain in s.phrases.bare_nouns):
            matches = s.vocabulary.find_items(clauses[-1])
            if matches and matches[-1].item.metric == "amount" and s.last is None and not s.subject:
                return s.subject_for(Name(matches[-1].name, matches[-1].item))
        return of_notice(s, link) or received(s) or s.money_subject()
    return subject


def _counted_projects(s: Sentence, tail: str) -> Subject | None:
    """The money of projects just counted: 年初批复预算6个项目350万元 tells the budget of 项目支出."""
    if tail != "项目" or s.last is None or s.last.metric != "count" or s.subject is not None:
        return None
    s.basis = basis_of(s, s.link(s.last_index)) or s.basis
    item = s.vocabulary.items["exp.project"]
    return Subject((item.name,), item, item.statement, s.basis)


def received(s: Sentence) -> Subject | None:
    """What receptions and journeys cost, right after their number: 国内公务接待15批次，96人次，共计支出2万元."""
    averaged_of = s.last.item.removesuffix("/人均") if s.last is not None and s.last.item.endswith("/人均") else ""
    if s.last is not None and (s.last.item_code.startswith("tp.abroad.") or averaged_of.endswith("（境）费")):
        item = s.vocabulary.items["tp.abroad"]
        return Subject((item.name,), item, item.statement)
    if s.last is None or not s.last.item_code.startswith("tp.reception."):
        return None
    is_foreign = "foreign" in s.last.item_code
    for own in (s.subject, s.previous):
        code = own.code if own is not None and own.metric == "amount" else ""
        if code.startswith("tp.reception.foreign") if is_foreign else code in ("tp.reception", "tp.reception.domestic"):
            return own
    item = s.vocabulary.items["tp.reception.foreign" if is_foreign else "tp.reception"]
    return Subject((item.name,), item, item.statement)


def _counterpart(s: Sentence, word: str) -> Subject | None:
    """政府性基金预算财政拨款本年收入306万元，本年支出306万元: both sides are of the same fund."""
    own = s.subject
    side = re.fullmatch(r"(.+拨款)收入([总合]计)", own.path[-1]) if own is not None and own.item is None else None
    if side is not None and word == f"支出{side.group(2)}":
        return s.subject_for(Name(f"{side.group(1)}支出{side.group(2)}"))  # 财政拨款收入总计9万元，支出总计9万元
    if word == "支出" and own is not None and own.code == "rev.total":
        whole = s.vocabulary.items["exp.total"]
        return s.subject_for(Name(whole.name.removesuffix("合计"), whole))
    told = [own.code for own in (*s.recent, s.subject) if own is not None and own.code.startswith("rev.fiscal.")]
    code = told[-1] if told else ""
    if word not in ("本年支出", "支出") or not code:
        return None
    item = s.vocabulary.items.get(code.replace("rev.", "exp.", 1))
    return s.subject_for(Name(item.name, item)) if item is not None else None


def basis_of(s: Sentence, tail: str) -> str:
    """Return the basis that the words before a number state, or an empty text."""
    found = s.vocabulary.words("bases").find(
        re.sub(
            r"(?:一般)?公共(?:财政)?预算|政府性基金预算|国有资本经营预算|国资(?:经营)?预算|预算单位|计划生育|(?:人才|培养|培训|行动|提升|振兴|助学)计划|“[^“”]*计划[^“”]*”|预算结[余转]|预算(?:执行|完成)率|预算资金|预算内(?:投资|资金)|预算稳定调节基金",
            "",
            tail,
        )
    )
    best = [row["basis"] for _, _, row in found if row["basis"] not in ("期末", "目标值", "完成值")]
    return best[-1] if best else ""


def default_basis(s: Sentence, subject: Subject) -> str:
    """Return the basis of an amount that states none."""
    statement = subject.statement
    if statement == "assets" and "购置" not in subject.path[-1]:
        return "期末"
    if s.context.basis:
        return s.context.basis
    if subject.item is None and _APPROVED.search(subject.path[0]):
        return "计划"
    if statement == "procurement":
        return "实际"
    if subject.item is None and statement in ("target", ""):
        if s.context.document_type == "final_account" and not s.scope.basis:
            return "决算"
        spent = _SPENDING.search(subject.path[-1]) and not _BROUGHT.match(subject.path[-1])
        return "实际" if spent else (s.scope.basis or "完成值")
    return "决算"


def of_counted(s: Sentence, phrase: str) -> str:
    """按时办结率 right after 热线工单28,640件 is that of the 工单."""
    said = s.subject.text if s.subject is not None and s.subject.metric == "count" else ""
    handled = re.fullmatch(r"(?:按时|按期|及时)?(?:办结|办理|处理|处置|响应|答复)率", phrase)
    return f"{said[-2:]}{phrase}" if handled and len(said) > 2 else phrase


def averaged(s: Sentence, phrase: str) -> str:
    """平均执行率 after 一般公共预算支出执行率 averages that of the same fund."""
    said = s.subject.text if s.subject is not None and s.subject.metric == "rate" else ""
    funds = [row["word"] for _, _, row in s.vocabulary.words("funds").find(said)]
    is_average = phrase.startswith("平均") and len(phrase) > 4 and said.endswith(phrase[2:])
    return f"{funds[0]}{phrase}" if is_average and funds else phrase


def said_in_full(s: Sentence, phrase: str, tail: str) -> str:
    """The fuller form in which the sentence said a short word before: 意向 for 采购意向."""
    if len(phrase) > 2:
        return phrase
    before = s.text[s.start : s.text.rfind(tail, s.start)]
    found = re.findall(rf"[\u4e00-\u9fff]{{2}}(?={phrase})", before)
    return f"{found[-1]}{phrase}" if found else phrase
