"""Counts in running text: standard ones by their names, outcomes by the words around the number."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extract.phrases import Name
from ingest.extract.prose_claims import TARGET_AFTER, achieved_count, claim_change, compared_count
from ingest.extract.prose_evaluated import read_evaluated
from ingest.extract.prose_naming import result_basis
from ingest.extract.prose_outcomes import VERBAL_RIGHT, is_poor_name, outcome_name, right_noun
from ingest.extract.prose_reading import Sentence, Subject, tail_of
from ingest.extract.prose_staff import read_staff, read_standard
from ingest.extract.record import Reading

_MEETINGS = re.compile(r"((?:召开|举办|组织)(?:会议|培训))班?$")
_CARS = ("ast.vehicles", "tp.vehicle.kept")
_PLANNED_LATER = re.compile(r"(?:(?:19|20)\d{2}年度?|全年|年初|年度|我[局委县市]|[全本][县市区])+计划(?=.{2})")
_PLAN_OF = re.compile(r"(?:计划|预计|拟)(?:完成|开展|建设|新建|实施|举办|培训|组织|发放|改造|整治|治理|检查)$")
"""远程评标计划完成60个，实际完成48个."""
_PLANNED = re.compile(r"(?:年初)?(?:全年|年度)?(?:计划|目标值?为?)(?=.{2})")


def read_cars(s: Sentence, link: str) -> Reading | None:
    """Read the kinds of the cars just counted, told without a unit: 机要通信用车0、应急保障用车10."""
    if s.parent is None or s.parent.code not in _CARS or not re.search(r"(?:用车|车辆)(?:为|：)?$", link):
        return None
    kind = s.phrases.strip_tail(s.phrases.strip_head(tail_of(link), s.context.entity))[0]
    basis = result_basis(s, s.parent.statement) if s.parent.code != _CARS[1] else "期末"
    return Reading(f"{s.parent.text}/{kind}", "", "count", basis, s.fiscal_year, s.parent.statement, rule="prose.count")


def read_count(s: Sentence, index: int, link: str) -> Reading:
    """Read a number of persons, units, things: the noun stands before the number or after it."""
    tail, numeral = tail_of(link), s.numerals[index]
    after = s.after(index)
    unit = numeral.unit_text
    change = claim_change(s, link, tail)
    if change is not None:
        return change
    average = re.search(r"(?:平均)?每(批次?|团组?|人)(?:接待)?$", tail)
    if average and "平均" in tail and unit in ("人", "人次"):
        about = "国内公务接待" if "接待" in s.text[s.start : s.end] else (s.subject.text if s.subject else "")
        return Reading(f"{about}/批均人数", "", "amount", "实际", s.fiscal_year, "three_public", rule="prose.average")
    evaluated = read_evaluated(s, tail, after)
    if evaluated is not None:
        return evaluated
    compared = (None if right_noun(after) else achieved_count(s, tail)) or compared_count(s, tail)
    if compared is not None:
        return compared
    standard = _three_public(s, link, unit, after) or _standard(s, tail, link, after)
    if standard is not None:
        return _of_unit(s, index, standard)
    if numeral.is_chinese and unit == "大":
        noun = right_noun(after)
        path = f"{s.subject.text}/{noun}" if s.subject else noun
        return Reading(path, "", "count", "实际", s.fiscal_year, "structure", rule="prose.count")
    if _ALL_PROJECTS.search(tail) and VERBAL_RIGHT.match(after or "，"):
        return Reading("项目个数", "", "count", "实际", s.fiscal_year, "execution", rule="prose.count")
    held = _MEETINGS.search(tail) if _of_expense(s) and unit in ("个", "次", "场", "期") and not after else None
    if held:
        path = f"{held.group(1)}次数"
        return Reading(path, "", "count", "实际", s.fiscal_year, "expenditure", rule="prose.count")
    tail = s.phrases.strip_head(tail, s.context.entity) if _PLANNED_LATER.match(tail) else tail
    planned = _PLANNED.match(tail)
    is_planned = planned is not None or bool(_PLAN_OF.search(tail))
    name = outcome_name(s, numeral, tail[planned.end() :] if planned else tail, after, link)
    if name is None or (is_poor_name(name) and s.parent is None):
        s.subject = s.previous = None  # 其中 after it speaks of what has no name, not of what stood before
        return Reading(metric="count", rule="prose.count_unnamed")
    if (
        s.parent is not None
        and s.parent.statement in ("assets", "staffing", "three_public", "structure")
        and name.startswith(s.parent.text)
    ):
        basis = _bought(s, name) or ("期末" if s.parent.code in _CARS else result_basis(s, s.parent.statement))
        name += "车" if unit == "辆" and not name.endswith(("车", "车辆")) else ""  # 其中新能源86辆
        s.subject = Subject(tuple(name.split("/")), None, s.parent.statement, basis, None, "count")
        return Reading(name, "", "count", basis, s.fiscal_year, s.parent.statement, rule="prose.count")
    statement = (
        s.scope.statement
        if s.scope.statement in ("procurement", "structure", "execution", "staffing", "assets")
        else "target"
    )
    if name.rpartition("/")[2] in _PLACES or (statement == "target" and _describes_unit(s, name, unit)):
        statement = "structure"
    elif statement == "structure" and unit in ("人", "名"):
        statement = "staffing"
    basis = result_basis(s, statement)
    if TARGET_AFTER.match(after) or is_planned:
        basis = "目标值"
    elif name.endswith("问题") or _of_expense(s):
        basis = "实际"
    basis = _bought(s, name) or basis
    year = re.search(r"((?:19|20)\d{2})年(?!《)", link)
    usual = s.fiscal_year
    if year and statement != "target":
        usual = int(year.group(1))
    s.subject = Subject((name,), None, statement, basis, None, "count")
    s.goal = s.subject if is_planned and statement == "target" else s.goal
    return Reading(name, "", "count", basis, usual, statement, rule="prose.outcome_count")


_IN_SCOPE = re.compile(r"纳入.{0,30}(?:编制|汇编|编报)范围内?的?(?:二级)?(?:预算)?单位$")
_COVERED = re.compile(
    r"(?:入编|编入|纳入|列入)(?:(?:19|20)\d{2}年度?)?部门(?:预算|决算)(?:编制|汇编|编报)?(?:范围)?的?(?:共|有|共有)?$"
)
"""入编2017年部门预算共5个单位."""
_MADE_OF = re.compile(r"(?:预算|基层)?单位的?(?:部门)?(?:预算|决算)(?:汇总|汇编|合并|组成|构成|编制)")
"""部门决算由5个预算单位的决算汇总而成."""
_ALL_PROJECTS = re.compile(
    r"(?:^|年度?|[部门单位中心局厅委会院校所施排展织])(?:预算|支出)?项目(?:支出)?(?:总数|数量|个数)?(?:共计?|合计|总计)(?:有)?$"
)
_PLACES = ("乡镇", "街道", "镇街", "乡（镇）", "行政村", "村居", "社区", "村民小组", "居民小组", "自然村")


def _bought(s: Sentence, name: str) -> str:
    """The basis of what a budget means to buy, which is no stock; '' for anything else."""
    return s.context.basis if "购置" in name else ""


_ORGANISED = re.compile(
    r"(?:学校|单位|机构|中学|小学|幼儿园|高中|职校|医院|卫生院|[^场处]所|站|中心|股|科室|支队|大队|机关|教学班|床位)(?:（[^（）]*）)?$"
)
_INSTITUTION = re.compile(
    r"(?:医院|卫生[院室所]|服务(?:中心|机构|站)|[中小]学|幼儿园|学校|敬老院|福利院|图书馆|文化[馆站]|派出所)$"
)
_NEW = re.compile(r"(?:新建|新增|建成|改造|完成|支持|扶持|资助|补助|惠及|覆盖)")
_OF_UNIT = re.compile(
    r"(?:部门|单位|机构|人员|职能|职责|局|厅|委|学校|学院|医院)(?!.*(?:绩效|支出|履职|工作))[^项目]*(?:概况|情况|设置|组成|构成|职能|职责)$|^(?:基本)?概况$"
)


_UNIT_BEFORE = re.compile(r"(?P<unit>[^，。；：、（）\d]{2,14}(?:[局站所院校队室馆办园场]|中心))（[^）]*$")


def _of_unit(s: Sentence, index: int, reading: Reading) -> Reading:
    """县房管所（编制15人，实有14人）: posts and staff in the brackets behind a unit are that unit's."""
    unit = _UNIT_BEFORE.search(s.text[s.start : s.numerals[index].start])
    if unit is None or reading.statement != "staffing" or s.subject is None:
        return reading
    name = s.phrases.strip_head(unit.group("unit"), s.context.entity)
    if len(name) < 2 or reading.item.startswith(f"{name}/"):
        return reading
    s.subject = replace(s.subject, path=(name, *s.subject.path))
    return replace(reading, item=f"{name}/{reading.item}")


def tells_of_unit(s: Sentence) -> bool:
    """True where the open headings say that the text tells what the unit is and has."""
    return any(_OF_UNIT.search(heading) for heading in s.context.section[-2:])


def _describes_unit(s: Sentence, name: str, unit: str) -> bool:
    """True for organisations and persons counted in the account of the unit itself: 所属学校68所."""
    parent = s.parent.text if s.parent is not None and "/" in name else ""
    is_own = tells_of_unit(s) and not _NEW.match(name)
    if unit in ("家", "所") and not s.scope.basis and _INSTITUTION.search(name) and not _NEW.match(name):
        return True  # 依靠全县15家卫生院, wherever the report tells who carries out the work
    return is_own and (unit in ("所", "人", "名", "万人") or bool(_ORGANISED.search(name) or _ORGANISED.search(parent)))


def _of_expense(s: Sentence) -> bool:
    """True where the text tells of one kind of expense: what is counted there happened, it was no goal."""
    item = s.scope.name.item if s.scope.name is not None else None
    codes = {item.code if item is not None else "", s.main.code if s.main is not None else ""}
    return not codes.isdisjoint(("exp.conference", "exp.training", "exp.operation"))


_TOLD_COUNT = re.compile(r"国内公?务?接待的?(批次|人次|人数)数?(?:累计|合计|总计|共计?|为|是|：)*$")
_TOLD_COUNT_CODES = {
    "批次": "tp.reception.batches", "人次": "tp.reception.persons", "人数": "tp.reception.persons",
}  # fmt: skip
_JOURNEYS = re.compile(r"(?:因公)?(?:临时)?出国|出境|(?:因公)?团组")


def _three_public(s: Sentence, link: str, unit: str, after: str) -> Reading | None:
    """批次, 人次, 团组, 辆 in a sentence that speaks of receptions, journeys or official cars."""
    said = s.text[s.start : s.numerals[0].start] + link
    scope = s.scope.name.item.code if s.scope.name and s.scope.name.item else ""
    last = s.last.item_code if s.last else ""
    received = s.last is not None and s.last.item.endswith(("接待批次", "接待人次"))
    among = bool(re.search(r"其中[：，]?(?:国内)?外事接待[^，；]*$", link)) and "国（境）外" not in link
    goes_on = s.last is not None and s.last.item.endswith("/外事接待批次") and "）" not in link
    among = among or (goes_on and unit.startswith("人"))
    if s.last is not None and received and among and (s.asides or not last.startswith("tp.reception.foreign")):
        path = "国内公务接待人次/外事接待人次" if unit.startswith("人") else "国内公务接待批次/外事接待批次"
        return Reading(path, "", "count", "实际", s.fiscal_year, "three_public", s.scope.fund, rule="prose.count")
    foreign = bool(re.search(r"外宾|外事|国（境）外|境外", link)) or (
        last.startswith("tp.reception.foreign") and "国内" not in link
    )
    context = f"{said}|{s.subject.text if s.subject else ''}"
    code = _TOLD_COUNT_CODES.get(told.group(1), "") if (told := _TOLD_COUNT.search(link)) and not foreign else ""
    own = s.default_subject()
    abroad = own.code if own is not None else scope
    if code:
        pass
    elif (unit in ("个", "批", "次") and _JOURNEYS.match(after)) or (
        unit in ("批次", "批", "个批次") and abroad == "tp.abroad" and "接待" not in said
    ):
        code = "tp.abroad.groups"
    elif s.parent is not None and s.parent.code in _CARS and re.search(r"[^，、：]公务用车$", link):
        return None  # 车辆6辆，其中一般公务用车4辆
    elif unit in ("批次", "批", "个批次", "批（次）", "个", "团组", "团", "组", "次") and re.search(
        r"团组|出国|组团", link[-12:]
    ):
        code = "tp.abroad.groups"
        if re.search(r"接待|来访", said) and not re.search(r"出国|出境|因公", link):
            code = "tp.reception.foreign_batches" if foreign else "tp.reception.batches"
    elif unit in ("人次", "人", "人（次）") and (last == "tp.abroad.groups" or re.search(r"出国[^，]*$", link)):
        code = "tp.abroad.persons"
    elif unit in ("批次", "批", "批（次）", "个批次") and (
        re.search(r"接待|外宾", context) or scope.startswith("tp.reception")
    ):
        code = "tp.reception.foreign_batches" if foreign else "tp.reception.batches"
    elif unit in ("人次", "人", "人（次）") and (received or re.search(r"接待[^，]*$", link)) and "批" not in link:
        code = "tp.reception.foreign_persons" if foreign else "tp.reception.persons"
    elif unit in ("辆", "台") and re.search(
        r"公务用车保有|保有量|公务用车[^，。；购置]{0,3}量|(?<!购置)(?<!更新)(?<!更新）)公务用车$|公务用车实有", link
    ):
        code = "tp.vehicle.kept"
        if re.search(r"公务用车$", link) and s.scope.statement in ("assets", "procurement"):
            item = s.vocabulary.items["ast.vehicles"]
            return Reading("公务用车", item.code, "count", "期末", None, "assets", rule="prose.count")
    elif (
        unit in ("辆", "台")
        and re.search(r"(?:购置|更新)[^，]{0,10}$", link)
        and (scope.startswith("tp.") or "公务用车" in said or (own is not None and own.code.startswith("tp.vehicle")))
    ):
        code = "tp.vehicle.bought"
    elif (
        unit in ("辆", "台")
        and s.subject is not None
        and s.subject.code in ("tp.vehicle.running", "tp.vehicle")
        and (re.search(r"车", link) or re.match(r"(?:公务)?(?:车辆|用车)", after))
        and not (s.parent is not None and s.parent.code in _CARS)  # 公务用车9辆，其中：轿车2辆
    ):
        code = "tp.vehicle.kept"
    if not code:
        return None
    item = s.vocabulary.items[code]
    basis = "期末" if code == "tp.vehicle.kept" else (s.context.basis or "实际")
    return Reading(
        (_DISCLOSED.get(code, "") if s.context.names_claims else "") or item.name,
        code,
        "count",
        basis,
        s.year or s.fiscal_year,
        "three_public",
        s.scope.fund,
        rule="prose.count",
    )


_DISCLOSED = {
    "tp.abroad.groups": "因公出国（境）费/团组数",
    "tp.abroad.persons": "因公出国（境）费/人次",
    "tp.reception.foreign_batches": "公务接待费/外宾接待批次",
    "tp.reception.foreign_persons": "公务接待费/外宾接待人次",
}


def _standard(s: Sentence, tail: str, link: str, after: str) -> Reading | None:
    """A standard counted item: before the number (核定编制57名) or after it (内设8个股室)."""
    phrase = s.phrases.strip_tail(s.phrases.strip_head(tail, s.context.entity))[0]
    phrase = re.sub(r"^[省市县区州][^，。；]{1,5}(?=核定(?:行政|事业|工勤|人员)?编制)", "", phrase)  # 市妇联核定编制
    if _COMPILED.search(phrase) and right_noun(after):
        return None
    staff = read_staff(s, phrase, tail)
    if staff is not None:
        return staff
    if _IN_SCOPE.search(phrase):
        phrase = "预算单位"  # 纳入本部门2021年度决算汇编范围的预算单位
    if _MADE_OF.match(after) or (_COVERED.search(tail) and re.match(r"(?:预算)?单位(?:$|[，：（])", after)):
        return read_standard(s, Name("预算单位数量", s.vocabulary.items["str.budget_units"]), tail)
    phrase = re.sub(r"^.{0,8}管理的(?=.{2})", "", phrase)
    held = _ON_HAND.search(tail) if s.numerals[0].unit is not None and s.phrases.standard(phrase) is None else None
    if held:
        post = s.phrases.standard(held.group("noun")) or Name(held.group("noun"))
        code = post.item.code if post.item is not None else ""
        s.subject = Subject((post.path,), post.item, "staffing", "期末", None, "count")
        return Reading(post.path, code, "count", "期末", s.fiscal_year, "staffing", rule="prose.count")
    is_post = s.numerals[0].unit is not None and _POSTS.search(tail)
    is_office = bool(_INTERNAL.search(tail)) and not is_post and s.phrases.standard(phrase) is None
    if is_office and (not after or VERBAL_RIGHT.match(after)):
        return read_standard(s, Name("内设机构", s.vocabulary.items["str.internal"]), tail)
    right = (s.phrases.standard(after) or s.phrases.standard(right_noun(after))) if len(phrase) < 2 else None
    if right is not None and right.item is not None and right.item.statement == "staffing":
        return read_standard(s, right, tail)  # 3,284名在校学生
    for candidate in (phrase, s.phrases.without_verb(phrase)):
        name = s.phrases.name(candidate, s.context.entity) if candidate else None
        if name and name.item and name.item.metric == "count":
            return read_standard(s, name, tail)
        if name and name.item and name.item.metric == "amount" and (not after or VERBAL_RIGHT.match(after)):
            kind = "项目个数" if name.path.endswith("项目") else "个数"
            return Reading(
                f"{name.path}/{kind}", "", "count", "实际", s.fiscal_year, name.item.statement, rule="prose.count"
            )
    words = s.vocabulary.words("counted_nouns")
    phrase = re.sub(r"^(?:局|厅|委|院|区|县|市|处)?机关(?=内设|下设)", "", phrase)
    row = words.get(phrase) if not after or VERBAL_RIGHT.match(after) else None
    if row is not None:
        item = s.vocabulary.items[row["item_code"]]
        return read_standard(s, Name(row["item_name"] or item.name, item), tail)
    found = words.find(after[:12])
    if found and found[0][0] <= 3 and not re.match(_other_noun(link), after[found[0][1] :]):
        row = found[0][2]
        item = s.vocabulary.items[row["item_code"]]
        if row["word"] in ("处室", "机构", "科室") and not re.search(
            r"内设|机关设|机构设置|机构情况|设有?\d*个?机构", s.text[s.start : s.end] + s.context.heading
        ):
            return None
        kind = "内设处室" if row["word"] == "处室" else row["item_name"] or item.name
        if kind == "事业单位" and _BELOW.search(link):
            kind = "下属事业单位"  # 下辖大数据中心等2个事业单位
        return read_standard(s, Name(kind, item), tail)
    return None


_BELOW = re.compile(r"下[辖属设]|所属|直属|归口管理|管辖")


_ON_HAND = re.compile(
    r"(?:实有|现有|在册)(?P<noun>[^，。；、\d]{0,8}?(?:人员|教师|职工|员工|干部|民警|辅警|护士|医生|教职工|工人|护林员|网格员))$"
)
_POSTS = re.compile(r"(?:职数|职位|人数|人员|编制|主任|科长|股长)$")
_COMPILED = re.compile(r"(?:共|已|合计|累计)?编制(?:了|完成)?(?:共)?$")
"""项目共编制12个绩效指标 says what was drawn up, no posts."""
_INTERNAL = re.compile(r"内设(?!.*(?:单位|事业))[^，。；、]{0,8}$")


def _other_noun(link: str) -> str:
    """What may not follow a counted noun: 9个机构项目, and 3家单位的报告 unless units are being listed."""
    return "项目" if re.search(r"下属|所属|纳入|直属", link[-8:]) else "的|项目"
