"""Noun phrases to item paths: strip what carries no name, look the rest up, keep what is not standard as printed."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from ingest.vocabulary import Item, Vocabulary, fold

_YEAR = re.compile(
    r"^(?:(?:19|20)(?:\d{2}|[xX×]{2})(?:[-—–至](?:19|20)\d{2})?(?:学)?年?(?:度|末|底|初)?|(?:\d{1,2}月)?(?:\d{1,2}日|份|底|末)?(?<=[月日份底末])|第?[一二三四]季度末?)的?"
)
_WHOSE_YEAR = re.compile(
    r"^[\u4e00-\u9fff（）]{3,25}?(?:[局厅委院会站所队处]|中心|办公室|学校|大学|医院|政府)(?:（本级）|本级)?(?=(?:19|20)\d{2}年)"
)
_SCHOOLS = ("学校", "中学", "小学", "幼儿园", "一中", "二中", "三中")
_SCHOOL_ITSELF = re.compile(r"学校(?=年初|全年|年度|本年|当年|部门|单位|总|预算|决算)")
"""A school speaks of its accounts as those of 学校, however its name ends."""
_HEAD_MARK = re.compile(
    r"^(?:[①-⑳⑴-⒇、，：；。“”‘’》\s-]+|（?[\d一二三四五六七八九十]{1,3}(?:[）.、]|是(?=[\u4e00-\u9fff])))"
)
_TAIL_MARK = re.compile(r"[、，：；。（“‘\s—≥≤>＞<＜=-]+$")
_COPULA = re.compile(r"(?:为|是|达)$")
_CLASSED = re.compile(r"（(?:类|款|项)）")
_BRACKET = re.compile(r"（[^（）]*）")
_ONLY_FILLER = re.compile(r"^[的了为是及和与或等、，：“”‘’（）()\d\s-]*$")
_PART_OF_WHOLE = re.compile(r"(?:[县区市省]直|各)(?:部门|单位|乡镇|街道)|乡镇|街道")
_SIZE_NOUNS = frozenset({"金额", "总额", "总金额"})
_PRONOUN = re.compile(
    r"^[我本](?:中心|单位|部门|街道|学校|医院|系统|级|[局厅委部院校所站馆办台会市省区县镇乡处社队司])(?=.{2})"
)
_DERIVED = re.compile(r"^.{4,}(?:后得出|得出)(?=.{4,}$)")
MAX_ITEM = 30
_WHOLE_BUDGET = re.compile(r"(?:[局厅委会院校所站馆办队]|中心|政府|部门|单位)(?:收入|支出)预算(?:总额|总计|合计)?$")
"""某局收入预算总额 is the budget of an organisation, not 收入 with a word of basis."""
_FUND_CUT = re.compile(r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)$")
_SCOPE = re.compile(
    r"^(?:全[国省市州区县旗镇乡]|[省市州区县旗镇乡]本?级)的?(?=(?:地方)?一般公共预算|政府性基金|国有资本经营|社会保险基金|公共财政预算)"
)
"""全县一般公共预算收入 is that of the account: whose it is stands in its heading."""
_LEVEL = re.compile(r"[省市州区县旗镇乡]本?级")
_BUDGET_SUM = re.compile(r"(?<=[收支][入出]预算)(?:总计|合计|总额|总数)$")
_SUM_TAIL = re.compile(r"(?:预算|决算)?(?:支出)?(?:总计|合计|总额|总数|数)$")
_SPENT = ("expenditure", "three_public")


@dataclass(frozen=True, slots=True)
class Name:
    """A named item: its own path (without parents), its standard item if any, and how it was found."""

    path: str
    item: Item | None = None
    rule: str = "phrase"


class Phrases:
    """Noun phrase cleaning with the words of seeds/vocabulary/phrase_words.csv."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the words of each role, longest first."""
        by_role: dict[str, list[str]] = defaultdict(list)
        for row in vocabulary.rows("vocabulary/phrase_words.csv"):
            by_role[row["role"]].append(row["word"])
        self.vocabulary = vocabulary
        codes = vocabulary.rows("reference/function_codes.csv")
        self.classes = frozenset(fold(row["class_name"]) for row in codes if len(row["class_code"]) == 7)
        kept = "|".join(map(re.escape, by_role["keep_head"]))
        keep = by_role["keep_head"]
        whole = [word for word in by_role["head"] if any(word.startswith(k) and word != k for k in keep)]
        longer = _alternation(whole, "{}").pattern
        self.head = _alternation(by_role["head"], f"^(?:(?:{longer})(?=.)|(?!{kept})(?:{{}}))")
        self.keep_tail = tuple(by_role["keep_tail"])
        self.bare_nouns = frozenset(by_role["bare_noun"])
        self.modifier = _alternation(by_role["modifier"], "^(?:{})")
        self.tail = _alternation(by_role["tail"], "(?:{})$")
        self.generic_heading = _alternation(by_role["generic_heading"], "(?:{})(?:情况)?$")
        self.verb = _alternation(by_role["verb"], "^(?:{})")
        self.doing = _alternation(by_role["verb"] + by_role["action"], "^(?:{})")
        self.verb_at_end = _alternation(by_role["verb"] + by_role["action"], "(?:{})了?$")
        bases = [row["word"] for row in vocabulary.rows("vocabulary/bases.csv")]
        self.base_tail = _alternation(bases, "(?:{})$")
        self.fund_head = re.compile(
            r"^(?:使用)?(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)?财政拨款(?=“?三公|安排|基本支出|项目支出)(?:安排的?)?"
        )

    def strip_head(self, phrase: str, entity: str = "") -> str:
        """Remove years, entity names, connectors and pronouns from the head of a phrase, one at a time."""
        while True:
            shorter = self._without_head(phrase, entity)
            if shorter == phrase:
                return phrase
            phrase = shorter

    def _without_head(self, phrase: str, entity: str) -> str:
        marked = _with_quotation(_HEAD_MARK.sub("", phrase))
        if marked != phrase or not phrase or self.standard(phrase):
            return marked
        for name in (entity, entity.replace("（本级）", "")):
            if name and phrase.startswith(name):
                return phrase[len(name) :]
        own = entity.replace("（本级）", "")
        for size in range(len(own) - 1, 1, -1):  # 中心, 财政局: the document speaks of itself by the end of its name
            if len(phrase) > size + 1 and phrase.startswith(own[-size:]):
                return phrase[size:]
        if own.endswith(_SCHOOLS) and _SCHOOL_ITSELF.match(phrase):
            return phrase.removeprefix("学校")
        if _PRONOUN.match(phrase):
            return _PRONOUN.sub("", phrase, count=1)
        for pattern in (_WHOSE_YEAR, _YEAR, _SCOPE, self.fund_head, self.head):
            match = pattern.match(phrase)
            if match and match.end():
                return phrase[match.end() :]
        return phrase

    def strip_tail(self, phrase: str) -> tuple[str, str]:
        """Remove particles and basis words from the tail, one at a time; return (phrase, the basis word removed)."""
        basis = ""
        while True:
            phrase = _TAIL_MARK.sub("", phrase)
            bare = _COPULA.sub("", phrase)
            if bare != phrase and self.standard(bare) and not _is_bare_basis(bare):
                return bare, basis  # 收入总计为 is 收入总计, not 收入
            if (
                not phrase
                or phrase.endswith(self.keep_tail)
                or _WHOLE_BUDGET.search(phrase)
                or (self.standard(phrase) and not _is_bare_basis(phrase))
            ):
                return phrase, basis
            found = self.base_tail.search(phrase)
            particle = self.tail.search(phrase)
            if found and (not particle or found.start() <= particle.start()):
                basis = basis or found.group()
                rest, noun = phrase[: found.start()], found.group()[:2]
                if _FUND_CUT.search(rest):
                    return phrase, basis  # 地方一般公共预算收入 is revenue of a fund, no budgeted revenue
                if found.group() in ("预算支出", "预算收入", "决算支出", "决算收入"):
                    plain, whole = self.standard(rest), self.standard(rest + found.group()[2:])
                    noun = found.group()[2:] if plain is not None and whole is not None else noun
                if noun in ("支出", "收入", "资金") and rest:
                    plain, whole = self.standard(rest), self.standard(rest + noun)
                    if plain is None or (whole is not None and whole.item != plain.item):
                        return rest + noun, basis  # 财政拨款支出决算 is no 财政拨款收入
                phrase = rest
            elif particle:
                rest = phrase[: particle.start()]
                if rest.endswith("资") and particle.group().startswith("金额") and particle.group() != "金额":
                    phrase = f"{rest}金额"  # 应缴资金额为 ends in 为, not in 金额为
                    continue
                if particle.group() in _SIZE_NOUNS and len(rest) >= 4 and not self.standard(rest):
                    return phrase, basis  # 技术成果转化交易金额 is itself the name
                phrase = rest
            else:
                return phrase, basis

    def standard(self, phrase: str) -> Name | None:
        """Return the standard item that the whole phrase spells, or None."""
        found = self.vocabulary.item_of(phrase)
        if found is None and phrase.endswith("支出"):  # 公务接待费支出 is what 公务接待费 spent
            found = self.vocabulary.item_of(phrase[:-2])
            found = found if found and found[1].metric == "amount" and found[1].statement in _SPENT else None
        return Name(found[0], found[1], "alias") if found else None

    def name(self, phrase: str, entity: str = "") -> Name | None:
        """Return the item that a noun phrase names, or None where nothing but filler is left.

        The phrase is standard as a whole; or it ends in a standard item whose modifier is only an entity, a time or a
        fund; else it is itself the name.
        """
        phrase = _TAIL_MARK.sub("", phrase.strip())
        classed = function_path(phrase)
        if classed:
            return classed
        for candidate in (phrase, _BRACKET.sub("", phrase), phrase.removeprefix("支出")):
            found = self.standard(candidate)
            if found:
                return found
        shorter = _SUM_TAIL.sub("", phrase)
        inside = self.vocabulary.find_items(shorter) if shorter != phrase else []
        if inside and inside[-1].end == len(shorter.rstrip("”")) and inside[-1].item.statement != "revenue":
            phrase = shorter if inside[-1].item.code not in ("exp.total", "exp.total_all") else phrase
        phrase = _BUDGET_SUM.sub("", phrase)  # 收入预算总额 is 收入预算
        phrase = self.strip_head(phrase, entity)
        found = self.standard(phrase)
        if found:
            return found
        found = self.standard(phrase.rpartition("等")[2])
        if found and "等" in phrase:
            return found
        is_class = fold(phrase) in self.classes  # 行政单位离退休 counts no persons
        matches = [] if is_class else self.vocabulary.find_items(phrase)
        if matches and matches[-1].end in (len(phrase), len(phrase.rstrip("”’）"))):
            last = matches[-1]
            part = _PART_OF_WHOLE.fullmatch(phrase[: last.start].strip("“"))
            if part:
                return Name(f"{last.name}/{part.group()}", None, "part")
            is_short = last.end - last.start < 3 and bool(self.strip_head(phrase[: last.start], entity))
            told = phrase[: last.start]
            of_level = last.item.statement == "three_public" and _LEVEL.fullmatch(told)
            if not is_short and (last.item.code == "tp.total" or of_level or self._is_modifier(told, entity)):
                return Name(last.name, last.item, "alias")
        if "》" in phrase and not phrase.endswith("》"):
            phrase = self.strip_head(phrase.rpartition("》")[2], entity)
        phrase = _DERIVED.sub("", phrase).replace("”方式", "”")
        cleaned = unquote(phrase.strip("：，、；。 ")).rstrip("的")
        if not cleaned or _ONLY_FILLER.match(cleaned) or len(fold(cleaned)) < 2:
            return None
        return Name(shorten(cleaned), None, "phrase")

    def _is_modifier(self, text: str, entity: str) -> bool:
        if not text:
            return True
        rest = self.strip_head(text, entity)
        while self.modifier.match(rest):
            rest = self.strip_head(self.modifier.sub("", rest, count=1), entity)
        rest, _ = self.strip_tail(rest)
        if not rest or rest in ("“", "政府性", "的"):
            return True
        return bool(
            re.search(
                r"(?:的|业务活动|公务活动|年度|财政拨款|公开|(?:预算|决算|支出)中|(?:部门|单位|[局厅委会院校所站馆办队]|中心|政府)本?|(?:[局厅委会院办]|办公室|中心|政府)机关|办公室|本级|全口径|管理费中|审批|情况|说明)“?$",
                rest,
            )
        )

    def _does(self, phrase: str) -> bool:
        """True for 管理服务工作站: a verb and what it is done to, not a verb alone (通过验收)."""
        doing = self.doing.match(phrase)
        return doing is not None and len(phrase) - doing.end() >= 2

    def without_verb(self, phrase: str) -> str:
        """Drop governing verbs from the head: 发表学术论文 is the item 学术论文."""
        while True:
            if self.standard(phrase):
                return phrase
            if phrase.startswith("通过") and (phrase[2:3] == "“" or self._does(phrase[2:])):
                phrase = phrase[2:]
            match = self.verb.match(phrase)
            if not match or len(phrase) - match.end() < 2:
                return phrase
            phrase = self.strip_head(phrase[match.end() :])


def function_path(phrase: str) -> Name | None:
    """Return the path of 教育支出（类）职业教育（款）中等职业教育（项） as its three names, or None."""
    if not _CLASSED.search(phrase):
        return None
    end = list(_CLASSED.finditer(phrase))[-1].end()
    parts = [p for p in _CLASSED.split(phrase[:end]) if p]
    if len(parts) == 1 and phrase.startswith("支出", end) and not parts[0].endswith("支出"):
        parts = [f"{parts[0]}支出"]  # 农林水（类）支出
    parts = [re.sub(r"^(?:（?\d{1,2}[）.、]|[①-⑳]|[、，：；。和]|其中：?|“)+", "", part) for part in parts]
    parts = [part.strip("“”") for part in parts]
    return Name("/".join(parts), None, "function") if all(parts) else None


def _with_quotation(phrase: str) -> str:
    """Give the opening mark back to a phrase that a quotation opens: “三公”经费, “一区一机构”服务机构."""
    closed = phrase.find("”")
    return f"“{phrase}" if 0 < closed < len(phrase) - 1 and "“" not in phrase[:closed] else phrase


def unquote(phrase: str) -> str:
    """Drop quotation marks around the whole phrase and orphaned ones at its ends."""
    if phrase.count("“") != phrase.count("”") or (
        phrase.startswith("“") and phrase.endswith("”") and phrase.count("“") == 1
    ):
        return phrase.strip("“”‘’")
    return phrase


def shorten(phrase: str) -> str:
    """Return the end of a long phrase; a list is cut between its members, not inside the first one left."""
    if len(phrase) <= MAX_ITEM:
        return phrase
    cut = phrase[-MAX_ITEM:]
    broken, comma, rest = cut.partition("、")
    return rest if comma and len(broken) <= MAX_ITEM // 2 else cut


def _is_bare_basis(phrase: str) -> bool:
    return phrase in ("收入决算", "收入决算数")


def _alternation(words: list[str], template: str) -> re.Pattern[str]:
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile(template.format("|".join(re.escape(word) for word in ordered)))


@lru_cache(maxsize=4)
def phrases_of(vocabulary: Vocabulary) -> Phrases:
    """Return the compiled phrases of a vocabulary (compiled once)."""
    return Phrases(vocabulary)
