"""The sentence under reading: its numbers, what it speaks of, and what it has said so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.extract.context import Context
from ingest.extract.numerals import Numeral
from ingest.extract.phrases import Name, Phrases, phrases_of
from ingest.extract.record import Reading
from ingest.extract.sections import Scope
from ingest.vocabulary import Item, Vocabulary

_CLAUSE_END = re.compile(r"[，；：。！？、]|（(?!居）|社区）)|(?<!（居)(?<!（社区)）")
"""What ends the words after a number; 村（居）委会 is one word."""
CLAUSE = re.compile(r"[，；：。！？]")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)年?度?")
PRIOR = re.compile(r"上一?年(?:同期|度)?|上一年?度|去年|上期|同期")
_WITHIN = re.compile(r"(?:^|[，。；：])(?P<whole>[^，。；：其]{2,40})中，(?=[\u4e00-\u9fff]{3})")
_STILL = re.compile(r"(?:费用|经费|资金)?(?:支出|预算|决算)?数?(?:较|比|与|同比)")
"""A sentence that begins so compares what the one before told of: 费用支出较年初预算减少1万元."""
_FUNDS = ("rev.", "exp.fiscal", "car.")
_OF_ALL_FUNDS = ("three_public", "procurement", "assets")
"""Statements whose amounts may be told by fund: a fund's part of them is not the fund's own total."""
_FORMULA = re.compile(r"=[\d.,/÷×*%万元]+(?==)")
_CLASS_CODE = re.compile(r"（\d{3,7}）(?:支出)?")
_ALL_THREE = re.compile(r"^.*[^，。；：（]（(“?三公”?经费)）(?=(?:支出)?(?:决算|预算)[^（），。；：]*$)")
"""甲费，乙费（“三公”经费）决算总额 is that of the whole named in brackets."""
_COUNTED_BY = ("批次", "人次", "批", "人", "名", "辆", "台（套）", "台")
_NOTHING_AFTER = re.compile(r"[，。；、）]|$")
_BEFORE_COUNT = re.compile(r"[，；：。、（）]")
_SIDE = re.compile(r"(?:本年)?(支出|收入)(?:决算|预算)?(?:合计|总计)?")
_WHOLE_BRACKET = re.compile(r"（(?!境|类|款|项|不含|含|基本建设|国|护)[^（）]{4,}）")


_BESIDES = re.compile(r"[，；、]另有|[，；](?:另外|此外)")
"""实有58人，其中甲25人、乙33人，另有丙5人: what follows is beside the whole, no part of it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The item that the text is speaking of, with the basis and year it was last given."""

    path: tuple[str, ...]
    item: Item | None = None
    statement: str = ""
    basis: str = ""
    year: int | None = None
    metric: str = "amount"

    @property
    def text(self) -> str:
        """The item path."""
        return "/".join(self.path)

    @property
    def code(self) -> str:
        """The code of the standard item, '' where it is none."""
        return self.item.code if self.item else ""


@dataclass(slots=True)
class Sentence:
    """A sentence under reading: its numbers, its surroundings, and what it has said up to the current number."""

    text: str
    start: int
    end: int
    numerals: list[Numeral]
    context: Context
    scope: Scope
    vocabulary: Vocabulary
    previous: Subject | None = None
    open_parent: Subject | None = None
    shared: Subject | None = None
    shared_size: Decimal | None = None
    subject: Subject | None = None
    main: Subject | None = None
    parent: Subject | None = None
    is_parent_open: bool = False
    basis: str = ""
    year: int | None = None
    compare: tuple[str, int | None] | None = None
    asides: list[tuple[Subject | None, Subject | None, bool]] = field(default_factory=list)
    listed: list[Name] = field(default_factory=list)
    list_names: list[Name] = field(default_factory=list)
    list_years: list[int] = field(default_factory=list)
    joined: Subject | None = None
    recent: list[Subject] = field(default_factory=list)
    dealt: list[Subject] = field(default_factory=list)
    whole: Subject | None = None
    stated_bases: set[str] = field(default_factory=set)
    told: Numeral | None = None
    planned: Subject | None = None
    years: set[int | None] = field(default_factory=set)
    amounts: dict[tuple[str, ...], Numeral] = field(default_factory=dict)
    last: Reading | None = None
    last_index: int = -1
    indicator: str = ""
    goal: Subject | None = None
    scored: list[Subject] = field(default_factory=list)
    listed_scores: list[Subject] = field(default_factory=list)

    @property
    def phrases(self) -> Phrases:
        """The noun phrase cleaner of the vocabulary."""
        return phrases_of(self.vocabulary)

    @property
    def fiscal_year(self) -> int | None:
        """The year of the document."""
        return self.context.fiscal_year

    def link(self, index: int) -> str:
        """The words between the number before and this one."""
        begin = self.start
        for other in reversed(self.numerals[:index]):
            if not other.kind and not is_word(self, other):
                begin = other.stop
                break
        return self.text[begin : self.numerals[index].start]

    def after(self, index: int) -> str:
        """The words after the number up to the end of its clause or the next number."""
        stop = self.numerals[index].stop
        end = self.end
        for other in self.numerals[index + 1 :]:
            if not other.kind and not is_word(self, other):
                end = other.start
                break
        match = _CLAUSE_END.search(self.text[stop:end])
        return self.text[stop : stop + match.start()] if match else self.text[stop:end]

    def default_subject(self) -> Subject | None:
        """The item meant where none is named: the sentence's, the section's, or the paragraph's so far."""
        if self.subject is not None:
            return self.subject
        if self.previous is not None and _STILL.match(self.text, self.start):
            return replace(self.previous, basis="")
        name = self.scope.name
        if name is not None and name.rule == "function":
            return Subject(tuple(name.path.split("/")), None, "expenditure")
        if name is not None and name.item is not None and name.item.metric == "amount":
            return Subject((name.path,), name.item, name.item.statement)
        return self.previous

    def money_subject(self) -> Subject | None:
        """The item meant by an amount that names none: never a rate that was named in between."""
        subject = self.default_subject()
        name = self.scope.name
        if (
            subject is not None
            and subject.metric == "count"
            and subject.statement == "three_public"
            and name is not None
        ):
            is_amount = name.item is not None and name.item.metric == "amount"
            return Subject((name.path,), name.item, subject.statement) if is_amount else subject
        return self.main if subject is not None and subject.metric in ("rate", "share") else subject

    def subject_for(self, name: Name, statement: str = "") -> Subject:
        """Return the subject of a name under the parent that is open."""
        path = tuple(name.path.split("/"))
        item = name.item
        parent = self.parent
        about = parent if parent is not None else self.default_subject()
        if item is None and about is not None and about.code.startswith("tp.vehicle"):
            of_cars = self.phrases.standard(f"公务用车{path[-1]}")  # 其中：购置费1万元，运行维护费2万元
            path, item = ((of_cars.path,), of_cars.item) if of_cars else (path, item)
        of_fund = self._told_by_fund(item)
        if of_fund is not None:
            return Subject((*of_fund.path, *path), None, of_fund.statement, self.basis, self.year)
        if parent is not None and parent.path != path:
            if item is not None and parent.item is not None and item.statement != parent.item.statement:
                parent = None
            elif not is_total(parent) and not (item and item.name in ("基本支出", "项目支出")):
                path = (*self._holder(parent, item), *path)
        inherited = parent.statement if parent is not None else ""
        if name.rule == "function":
            statement = "expenditure"
        if item is None and not statement and self.scope.statement != "target" and path[-1].endswith(("支出", "收入")):
            statement = "expenditure" if path[-1].endswith("支出") else "revenue"
        return Subject(
            path, item, item.statement if item else (statement or inherited or self.scope.statement),
            self.basis, self.year,
        )  # fmt: skip

    def is_part(self, item: Item, whole: Item) -> bool:
        """True where the account tree holds an item under another."""
        code = item.parent_code
        while code and code != whole.code:
            code = self.vocabulary.items[code].parent_code
        return bool(code)

    def _holder(self, parent: Subject, item: Item | None) -> tuple[str, ...]:
        """The part of the parent's path that holds an item: 公务接待费 stands beside 因公出国（境）费, not under it."""
        path = parent.path
        if item is None or parent.item is None or item.code.partition(".")[0] != parent.code.partition(".")[0]:
            return path
        if not item.parent_code and parent.statement == "expenditure":
            return path  # 会议费 may be a part of any expenditure
        while path:
            found = self.vocabulary.item_of(path[-1])
            if found is not None and self.is_part(item, found[1]):
                break
            path = path[:-1]
        return path

    def _told_by_fund(self, item: Item | None) -> Subject | None:
        """What is told by fund: 政府采购按资金来源，一般公共预算拨款5万元 is a part of 政府采购, no revenue."""
        if item is None or not item.code.startswith(_FUNDS):
            return None
        parent = self.parent
        if parent is not None and (
            parent.statement in _OF_ALL_FUNDS or parent.code in ("exp.operation", "exp.conference", "exp.training")
        ):
            return parent
        scope = self.scope.name
        if self.scope.statement == "procurement" and scope is not None and scope.item is not None:
            return Subject((scope.path,), scope.item, "procurement")
        return None

    def enter_link(self, link: str) -> None:
        """Take in what the words before a number say about parts, asides, compared years and the basis."""
        link = re.sub(r"(?:主要)?(?:包括|用于)：?[^；]*；", "；", link)  # a list without numbers of its own
        if _BESIDES.search(link):
            self.parent, self.is_parent_open = None, False
        within = _WITHIN.search(link)
        whole = self._standard(within.group("whole")) if within else None
        if whole is not None and whole.item is not None and whole.item.metric == "amount":
            self.parent, self.is_parent_open = None, True
            self.parent = self.subject_for(whole)
        bare = _WHOLE_BRACKET.sub("", link)
        for mark in re.finditer(r"[（）；]|其中[：，]?|(?:主要)?包括：?|主要用于以下方面：?|构成如下：?", bare):
            word = mark.group()
            if word == "（":
                is_own = mark.end() == len(bare)  # 公务接待费（1.5万元）: what is named before it stays spoken of
                before = None if is_own else self._named_before(bare[: mark.start()]) or self.subject
                self.asides.append((before, self.parent, self.is_parent_open))
            elif word == "）":
                if self.asides:
                    before, self.parent, self.is_parent_open = self.asides.pop()
                    self.subject = before or self.subject
            elif word == "；":
                if not self.is_parent_open and not self._goes_on(link[mark.end() :]):
                    self.parent = None
            elif not self._open_side(link[: mark.start()], word):
                self._open(self._counted() or self.subject or self.previous, word.endswith(("：", "，")))

    def _named_before(self, text: str) -> Subject | None:
        """The item whose amount stands behind a bracket: 公务接待费（含外宾接待0.2万元）1.5万元."""
        clause = CLAUSE.split(text)[-1].rpartition("、")[2]
        name = self._standard(clause)
        if name is None and (side := _SIDE.fullmatch(self.phrases.strip_head(clause, self.context.entity))):
            item = self.vocabulary.items["exp.total" if side.group(1) == "支出" else "rev.total"]
            name = Name(item.name.removesuffix("合计"), item)
        is_amount = name is not None and name.item is not None and name.item.metric == "amount"
        return self.subject_for(name) if name is not None and is_amount else None

    def _standard(self, phrase: str) -> Name | None:
        return self.phrases.standard(self.phrases.strip_tail(self.phrases.strip_head(phrase, self.context.entity))[0])

    def _goes_on(self, rest: str) -> bool:
        """True where what follows a semicolon is one more part of the parent: 其中甲费1万元；乙费2万元。"""
        named = self.vocabulary.find_items(rest)
        whole = self.parent.item if self.parent is not None else None
        return whole is not None and bool(named) and self.is_part(named[-1].item, whole)

    def _open_side(self, before: str, word: str) -> bool:
        """支出包括： lists the parts of expenditure, whatever was spoken of before."""
        side = re.search(r"(?:^|[，。；：])(收入|支出)(?:预算|决算)?(?:主要)?$", before)
        if side is None or "包括" not in word:
            return False
        item = self.vocabulary.items["rev.total" if side.group(1) == "收入" else "exp.total"]
        self.parent = Subject((item.name,), item, item.statement, self.basis, self.year)
        self.is_parent_open = True
        return True

    def _counted(self) -> Subject | None:
        """The cars or receptions counted last: 公务用车4辆，其中：轿车1辆 lists cars, not money."""
        last = self.last
        if last is None or last.metric != "count" or last.statement not in ("three_public", "assets"):
            return None
        item = self.vocabulary.items.get(last.item_code)
        return Subject((last.item,), item, last.statement, last.basis, last.year, "count") if item else None

    def _open(self, parent: Subject | None, with_colon: bool) -> None:
        left_over = parent is not None and re.search(r"结[余转](?:资金)?$|结转和结余$", parent.path[-1])
        if left_over and self.main is not None and self.main.statement in ("expenditure", "execution"):
            parent = self.main  # 支出8,410万元，结余241万元。其中：甲支出…
        if parent is not None and parent.metric in ("rate", "share"):
            parent = self.main or self.previous
        if parent is not None and not (self.is_parent_open and not with_colon and parent is self.parent):
            self.parent, self.is_parent_open = parent, with_colon or (self.is_parent_open and parent is self.parent)
            self.basis = self.basis or parent.basis
            self.year = self.year or parent.year


def is_total(subject: Subject) -> bool:
    """True for the totals of revenue and expenditure, whose parts stand under their own names."""
    return subject.item is not None and subject.item.code in (
        "exp.total", "exp.total_all", "rev.total", "rev.total_all",
    )  # fmt: skip


def is_word(sentence: Sentence, numeral: Numeral) -> bool:
    """True for a Chinese numeral that counts nothing named in seeds/vocabulary/counted_nouns.csv: 两个维度."""
    if not numeral.is_chinese or numeral.unit_text.endswith("元"):
        return False
    if numeral.unit_text == "类":
        return True  # 公益一类事业单位 is a kind
    if numeral.unit_text == "大":
        return not re.match(r"(?:专项|计划|工程|行动)", sentence.text[numeral.stop :])
    after = sentence.text[numeral.stop : numeral.stop + 8]
    found = sentence.vocabulary.words("counted_nouns").find(after)
    return not (found and found[0][0] == 0) and not _counts_item(sentence, numeral)


def _counts_item(sentence: Sentence, numeral: Numeral) -> bool:
    """True where the words just before a Chinese numeral name what it counts: 国内公务接待十二批次，九十六人次."""
    first: Numeral | None = numeral
    before = ""
    while first is not None and first.unit_text in _COUNTED_BY and _NOTHING_AFTER.match(sentence.text, first.stop):
        before = _BEFORE_COUNT.split(sentence.text[sentence.start : first.start])[-1]
        at = first.start
        first = None if before else next((n for n in sentence.numerals if n.is_chinese and n.stop + 1 == at), None)
    named = sentence.vocabulary.find_items(before)
    item = named[-1].item if named else None
    return item is not None and (item.metric == "count" or item.statement == "three_public")


def tail_of(link: str) -> str:
    """The last clause of a link: what stands between the last comma and the number."""
    link = _ALL_THREE.sub(r"\1", link)
    clauses = CLAUSE.split(_FORMULA.sub("", _WHOLE_BRACKET.sub("", _CLASS_CODE.sub("", link))))
    tail = clauses[-1]
    if not tail and link.endswith("：") and len(clauses) > 1 and len(clauses[-2]) <= 14:
        tail = clauses[-2]
    opened = tail.rfind("（")
    if opened >= 0 and "）" not in tail[opened:]:
        tail = tail[opened + 1 :] or tail[:opened]  # 公务接待费（1.5万元）: the words before the bracket name it
    closed = tail.find("）")
    if closed >= 0 and "（" not in tail[:closed]:
        tail = tail[closed + 1 :]
    return tail.partition("=")[0] if tail.endswith("=") else tail  # 控制率=在职人数/编制数=93.75%
