"""Running text to figures: sentence by sentence, numeral by numeral.

Each number is read from the words between the number before it and itself (its *link*), the words just after it, and
what the sentence, the paragraph and the section have said so far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.document import Passage
from ingest.extract.canonical import canonical
from ingest.extract.context import Context
from ingest.extract.marks import find_marks
from ingest.extract.numerals import Numeral, find_numerals
from ingest.extract.phrases import phrases_of
from ingest.extract.prose_amounts import read_measure, read_money, read_percent
from ingest.extract.prose_counts import read_cars, read_count
from ingest.extract.prose_goals import read_goal
from ingest.extract.prose_projects import of_project
from ingest.extract.prose_reading import Sentence, Subject, is_word
from ingest.extract.prose_scores import read_score
from ingest.extract.record import Reading, figure_of, non_figure_of
from ingest.extract.sections import scope_of
from ingest.figure import Figure, NonFigure, TextMark
from ingest.vocabulary import Vocabulary

_OUTTURN = re.compile(r"^(?:(?P<year>(?:19|20)\d{2})年)?[^预]*(?:决算|执行情况)")
_BOUND = re.compile(r"(?:不[少低高大小]于|不超过|控制在|力争|[≥≤]|[><]=|[大小]于(?:或)?等于)$")
"""What is to be reached is printed with its bound: 满意度≥95%."""
_SENTENCE_END = re.compile(r"[。！？]")
_LONGEST_SENTENCE = 2000
"""A longer one is no sentence but the remains of a table or list: it is read in pieces, so that cost stays linear."""
_PIECE_ENDS = "；，、 "
_BROKEN = re.compile(r"[，。：][^。；：]*[\u4e00-\u9fff，、]$")
_COMPARED_AT_ONCE = re.compile(r"(?:较|比|与)(?:上一?年|去年|(?:19|20)\d{2}年)")
"""A paragraph that begins so goes on with the one before it, from which a line or page break parted it."""
_PART_COMPARED = re.compile(r"[^，。；\d]{2,20}(?:较|比|与)(?:上一?年|去年)")
_CONTINUED = re.compile(r"(?:其中|按|包括|主要|分|具体|基本支出|项目支出|人员经费|公用经费|日常公用|[（①⑴1一])")
_OF_WHOLE = re.compile(r"(?:如下|方面)[：。]?$")
"""具体情况如下： tells of the whole of the sentence, 其中： of what was named last."""
_DIVIDED = re.compile(
    r"(?P<whole>[^，。；：]{2,24}?)，?按[^，。；：]{0,10}(?:科目|分类|性质|用途|级次|来源)[^，。；：]{0,10}如下[：。]?$"
)
_LEFT = re.compile(r"结[转余][^。；，]*$")
_PAIR = re.compile(r"[、，,和与]")
_SIDES = {"收入支出总计": (("收入总计", "rev.total_all"), ("支出总计", "exp.total_all"))}
_SHARED_UNIT = re.compile(r"[、，,和及与]|(?:增加|减少|增长|下降|增至|减至)(?:了|到|至)?")
_AS_OF = re.compile(
    r"截[至止](?:19|20)\d{2}(?=年)|(?:19|20)\d{2}(?=年(?:年?末|年?底|期末))|截[至止](?:上年|去年)(?=年?[末底])"
)
_DEFINITION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]+）|\d{1,2}[.、])?[^，。：]{2,24}：(?:是?指|反映)"
)


@dataclass(slots=True)
class Memory:
    """What one paragraph leaves to the next: whose parts a list names or shares, the last told, a broken end."""

    open_parent: Subject | None = None
    shared: Subject | None = None
    last: Subject | None = None
    is_broken: bool = False


def extract_prose(
    passage: Passage, context: Context, vocabulary: Vocabulary, memory: Memory, body_start: int = 0
) -> tuple[list[Figure], list[NonFigure], list[TextMark]]:
    """Return figures, non-figures and text marks of a paragraph; ``body_start`` is where its lead ends (canonical)."""
    canon = canonical(passage.text)
    numerals = _with_shared_units(canon.text, find_numerals(canon, vocabulary))
    if not numerals:
        _remember_list(canon.text, memory, None)
        memory.last, memory.shared, memory.is_broken = None, _whole_told(canon.text, vocabulary), False
        return [], [], find_marks(passage, canon, [], context, vocabulary)
    scope = scope_of(context, vocabulary)
    if context.basis and (outturn := _OUTTURN.search(context.heading)):  # 2022年决算情况 in the budget of 2023
        year = int(outturn.group("year")) if outturn.group("year") else context.fiscal_year
        context = replace(context, basis="", fiscal_year=year)
    is_definition = bool(_DEFINITION.match(canon.text))
    figures: list[Figure] = []
    non_figures: list[NonFigure] = []
    goes_on = memory.is_broken or _COMPARED_AT_ONCE.match(canon.text) or canon.text.startswith("其中")
    last = memory.last if goes_on else None
    memory.is_broken = bool(_BROKEN.search(canon.text))
    owner: Subject | None = None
    compared: tuple[str, int | None] | None = None
    carried = ""
    carried_year: int | None = None
    for start, end in _sentences(canon.text, body_start):
        inside = [n for n in numerals if start <= n.start < end]
        if not inside:
            continue
        sentence = Sentence(
            canon.text, start, end, inside, context, scope, vocabulary,
            previous=last, open_parent=memory.open_parent, shared=memory.shared, basis=carried, year=carried_year,
            compare=compared if canon.text.startswith("其中", start) else None,
        )  # fmt: skip
        paired: Reading | None = None
        for index, numeral in enumerate(inside):
            reading = None
            if not numeral.kind:
                reading = Reading(kind="definition") if is_definition else _read_numeral(sentence, index)
                paired, reading = _one_of_two(sentence, index, reading, paired)
            if reading is None or reading.kind:
                kind = numeral.kind or (reading.kind if reading else "word")
                non_figures.append(non_figure_of(passage, canon, numeral, kind))
            else:
                figures.append(figure_of(passage, canon, numeral, reading, context, vocabulary))
        last, compared, memory.shared = sentence.main or last, sentence.compare, sentence.shared
        owner = sentence.parent or sentence.main or owner
        main_basis = sentence.main.basis if sentence.main is not None else sentence.basis
        planned = {sentence.basis, main_basis} <= {"年初预算", "全年预算"} and bool(_CONTINUED.match(canon.text[end:]))
        fiscal = last is not None and last.statement in ("revenue", "expenditure", "execution", "three_public")
        carried = sentence.basis if planned and fiscal else ""
        is_budget = sentence.main is None and sentence.basis == "年初预算" and sentence.year != context.fiscal_year
        carried_year = sentence.year if is_budget and _PART_COMPARED.match(canon.text, end) else None
        carried = "年初预算" if carried_year else carried  # 2024年预算较上年增加2万元。公务接待费较上年增加1万元
    _remember_list(canon.text, memory, owner if _OF_WHOLE.search(canon.text) else last)
    return figures, non_figures, find_marks(passage, canon, figures, context, vocabulary)


def _one_of_two(
    sentence: Sentence, index: int, reading: Reading, paired: Reading | None
) -> tuple[Reading | None, Reading]:
    """Tell 收、支总计各减少1.2万元、3.4万元 of 收入总计 and of 支出总计; return what the second number says too."""
    if paired is not None:
        return None, paired
    nearer = sentence.numerals[index : index + 2]
    sides = _SIDES.get(reading.item)
    is_pair = len(nearer) == 2 and _PAIR.fullmatch(sentence.text, nearer[0].stop, nearer[1].start)
    if sides is None or not is_pair or not re.search(r"各|分别", sentence.link(index)):
        return None, reading
    items = sentence.vocabulary.items
    one, other = (
        replace(reading, item=name, item_code=code, statement=items[code].statement if code in items else "",
                versus=name + reading.versus.removeprefix(reading.item) if reading.versus else "")
        for name, code in sides
    )  # fmt: skip
    return other, one


def _with_shared_units(text: str, numerals: list[Numeral]) -> list[Numeral]:
    """Give a number the unit that stands once behind it and the next: 各减少1.2、3.4万元, 较上年2.08减少0.03万元.

    A percentage is read as one, but its missing sign stays missing: 分别占59.3和40.7%.
    """
    shared = list(numerals)
    for index in range(len(numerals) - 2, -1, -1):
        own, after = shared[index], shared[index + 1]
        is_bare = own.unit is None and not own.kind and _SHARED_UNIT.fullmatch(text, own.end, after.start)
        if is_bare and after.unit is not None and after.unit.kind in ("money", "percent"):
            shared[index] = replace(
                own, unit=after.unit, unit_text=after.unit_text if after.unit.kind == "money" else ""
            )
    return shared


def _sentences(text: str, body_start: int) -> list[tuple[int, int]]:
    spans, start = [], 0
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    cuts = sorted({e for e in [*ends, body_start, len(text)] if e > 0})
    for cut in cuts:
        while cut - start > _LONGEST_SENTENCE:
            piece = _piece_end(text, start)
            spans.append((start, piece))
            start = piece
        if cut > start:
            spans.append((start, cut))
            start = cut
    return spans


def _piece_end(text: str, start: int) -> int:
    """Where to cut a sentence that is too long: behind its last mark, or where no number is cut in two."""
    limit = start + _LONGEST_SENTENCE
    mark = max(text.rfind(char, start, limit) for char in _PIECE_ENDS)
    if mark > start:
        return mark + 1
    inside = re.compile(r"[\d.,]+").match(text, limit)
    return inside.end() if inside else limit


def _whole_told(text: str, vocabulary: Vocabulary) -> Subject | None:
    """What a paragraph without numbers announces the shares of: 财政拨款安排支出按功能科目分类情况如下："""
    told = _DIVIDED.match(text)
    found = vocabulary.item_of(phrases_of(vocabulary).strip_head(told.group("whole"))) if told else None
    return Subject((found[0],), found[1], found[1].statement) if found and found[1].metric == "amount" else None


def _remember_list(text: str, memory: Memory, last: Subject | None) -> None:
    """A paragraph that ends in 其中： or 如下： opens a list over the next paragraphs; a list item keeps it open."""
    if re.search(r"(?:其中|包括|如下|方面|构成|分为)：?$", text) and last is not None and last.item is not None:
        is_left = last.code.startswith("car.") and _OF_WHOLE.search(text) and not _LEFT.search(text)
        memory.open_parent = None if is_left else last  # 结转结余为9万元。支出情况如下：
    elif not re.match(r"^(?:[①-⑳⑴-⒇]|（?\d{1,2}[）.、]|[^，。]{2,20}\d[\d,.]*万?元)", text):
        memory.open_parent = None
    if last is not None:
        memory.last = last


def _read_numeral(sentence: Sentence, index: int) -> Reading:
    """Return what a number says; a reading with an empty item is an unmapped figure, one with a kind no figure."""
    numeral = sentence.numerals[index]
    if is_word(sentence, numeral):
        return Reading(kind="word")
    if sentence.parent is None and sentence.open_parent is not None and sentence.last is None:
        sentence.parent, sentence.is_parent_open = sentence.open_parent, True
    link = sentence.link(index)
    sentence.enter_link(link)
    kind = numeral.unit.kind if numeral.unit else ""
    goal = read_goal(sentence, index, link)
    if goal is not None:
        reading = goal
    elif kind == "money":
        reading = read_money(sentence, index, link)
    elif kind in ("percent", "permille", "point"):
        reading = read_percent(sentence, index, link)
    elif kind == "score":
        reading = read_score(sentence, index, link)
    elif kind == "scale":
        reading = read_money(sentence, index, link) if _is_money(link) else read_count(sentence, index, link)
    elif kind == "count":
        reading = read_count(sentence, index, link)
    else:
        cars = None if kind else read_cars(sentence, link)
        reading = cars or read_measure(sentence, index, link)
    reading = of_project(sentence, link, reading)
    reading = replace(reading, comparator=reading.comparator or numeral.comparator)
    if reading.statement == "target" and not reading.comparator:
        reading = replace(reading, comparator="=")
    named = [
        row["fund"] for _, _, row in sentence.vocabulary.words("funds").find(reading.item.replace("非财政拨款", ""))
    ]
    narrow = [fund for fund in named if fund != "财政拨款"]
    if narrow or (named and not reading.fund):
        reading = replace(reading, fund=(narrow or named)[-1])
    ahead = _TO_YEAR.search(link) if reading.statement == "target" and reading.item else None
    is_run = reading.metric == "rate" and reading.statement == "execution"
    if reading.item and (reading.statement == "target" or reading.basis == "目标值" or is_run):
        ahead = ahead or _NEXT_YEAR.match(sentence.text, sentence.start)
    if ahead and int(ahead.group("year")) > (sentence.fiscal_year or 9999):
        reading = replace(
            reading, year=int(ahead.group("year")), basis="目标值", versus="" if is_run else reading.versus
        )
    if reading.basis == "期末" and reading.metric in ("amount", "count"):
        held = _AS_OF.findall(sentence.text[: numeral.start])
        last = (sentence.fiscal_year or 1) - 1
        year = (int(held[-1][-4:]) if held[-1][-1].isdigit() else last) if held else 0
        reading = replace(reading, year=year or reading.year)
    if reading.item and not reading.statement:
        spent = reading.metric == "amount" and reading.basis not in ("完成值", "目标值")
        reading = replace(reading, statement="expenditure" if spent else "target")
    before = sentence.text[max(numeral.start - 5, 0) : numeral.start]
    if reading.basis == "完成值" and _BOUND.search(before):
        reading = replace(reading, basis="目标值")
    if reading.metric in ("amount", "count") and sentence.subject is not None and reading.item == sentence.subject.text:
        sentence.recent.append(sentence.subject)
    sentence.stated_bases.add(reading.basis)
    if reading.item and (reading.rule == "prose.target" or (reading.basis, reading.statement) == ("目标值", "target")):
        sentence.goal = sentence.subject
    sentence.last, sentence.last_index = reading, index
    return reading


_NEXT_YEAR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．是])?(?:建议|力争|争取|预计)?(?:在|到)?(?P<year>20\d{2})年度?，?"
    r"(?:[我本][\u4e00-\u9fff]{1,2})?(?:将|拟|计划|力争|确保|预计|争取|继续|进一步)"
)
"""2026年将满意度提高到93%以上，新辟线路3条: the whole sentence tells of goals of that year."""
_TO_YEAR = re.compile(r"(?:到|至|实现|达到|力争|确保)(?P<year>20\d{2})年(?:底|末|前)?[^。；]*$")
"""到2025年实现100项突破 is a goal of that year, whatever year the report is about."""


def _is_money(link: str) -> bool:
    return bool(
        re.search(
            r"额|转移支付|执行数|到位|经费|资金|投入|支出|收入|基金|规模|费|产值|交易|贷款|投资|利税|预算|财政|元",
            link[-24:],
        )
    )
