"""Names of outcomes: the concise noun phrase a person would write for a count of achievement prose."""

from __future__ import annotations

import re

from ingest.extract.numerals import Numeral
from ingest.extract.phrases import MAX_ITEM, shorten, unquote
from ingest.extract.prose_claims import TARGET_AFTER
from ingest.extract.prose_reading import Sentence

_SIZES = ("面积", "总面积", "里程", "长度", "人数", "户数", "数量", "总人数", "建筑面积", "占地面积")
_NOUN_END = re.compile(
    r"(?:[，；：。！？、]|（(?!居）|社区）)|(?<!（居)(?<!（社区)）|立项和|中来自|中有|以及|及其|及(?=若干|部分|相关|有关|其他)|，|和|与|并|等(?!保|级)|均|已|全部|全年|(?<=.{2})全面(?=实施|开展|推进|完成|落实)|对(?!口|外|接|标|照|象|比|策|应|联|话|账)|获|被|参|来|作为|构成|组成|\d)"
)
_STRONG_VERB = re.compile(
    r"(?<=.{2})(?:开展|进行|参加|参展|参会|获得|实现|落户|入选|纳入|组成|构成|面向|贡献|签署|签约|签订(?!时|率|及)|共同|全部|推荐|支撑|上线|投入使用|正式|有序|稳步|持续|加快|正在|获批|面向|在(?=[^，。；]{2,}中)|如期|从中|(?<=[口众户民员])(?:受益|脱贫|增收|享受|就业))"
)
_MIDDLE_VERB = re.compile(
    r"^(?:.{2,}|[^，。；](?=召开|举办))(?:获得|取得|实现|设置|召开|举办|开展|完成|发表|拥有|共有|涉及|设立|达成|争取|承担的|带来)(?=.{3,}$)"
)
_KEPT_VERB = re.compile(r"^.{2,}?(?=(?:推荐|批准|参与)[^推批参]{4,}$|新建.{4,}$)")
_ACTIONS = ("验收", "评审", "监督", "检查", "考核", "培训", "督查", "调研")
_TITLED_STAFF = re.compile(r"(?<=职称|学历|学位)(?:的)?人员$")
VERBAL_RIGHT = re.compile(
    r"^(?:的|内|用于|以|并|且|均|已|全部|占|比|较|为|是|在|由|可|来自|以上|以下|左右|入选|获|参加|参展|参会|落户|签订|进行|开展|行动|增加|增长|按期|按时|延后|提前|逾期|未|，)"
)

_HELD_NEXT = re.compile(r"(?:开展|召开|组织|举办|举行|参加)(?:了)?(?P<what>[^，。；、\d]{3,16})$")
_NEEDS = re.compile(r"^(?P<who>[^，。；的]{2,12})的[^，。；]{2,12}(?:问题|困难|难题|需求)(?=$|[，。；])")
"""803个贫困人口的饮水安全问题 counts the persons."""
_KEPT = re.compile(r"(?:新增|引进|支持|重组|内设|培育|涉及|新建|建成|查处|整治|整修)")
"""Verbs that are part of what is counted; those of mere doing (完成, 开展, 组织) are dropped."""
_GENERIC = ("项目", "专项", "业务", "专题", "问题", "课题", "任务", "系统")
"""Nouns that name a count only together with what was done to it."""
_ACTIVITY = r"(?:管理|评审|审计|检查|抽查|考核|验收|评估|评价|监督|监测|审核|受理|签订|备案)"
_DONE_TO = re.compile(
    rf"^(?:[^，。；的]{{0,12}}的)?(?:全过程|全流程|省|市|区|县|财政|重点)*(?P<what>[^，。；、的]{{0,8}}{_ACTIVITY})(?:等)?工作"
)
_DONE_LIST = re.compile(r"^(?:（[^（）]*）)?的(?P<one>[^，。；、的]{2})、(?P<two>[^，。；、的]{2})(?=、|等|工作)")
_ACTED_ON = re.compile(rf"^.+项目(?P<what>[^，。；、的项目]{{1,4}}{_ACTIVITY})$")
_FOUND_LATE = re.compile(r"^项目(?P<what>[^，。；、的]{2,8})的?情况$")
_PLACES = re.compile(r"^(?P<place>地级市|地市|市县|县区|区县|乡镇|街道|社区)(?P<what>[^，。；、的]{4,12})$")
_MAINLY = re.compile(r"(?:^以?|以)(?P<what>[^，。；]{2,10}?)为(?:主|重点|导向|核心)的")
_WHERE = re.compile(r"在[^，。；在的]{1,3}(?=落地|落户|投产|开工|注册)")
_SUPPORTED = re.compile(r"(?:支持|扶持)$")
_HELD_BY = re.compile(r"^(?:对)?(?P<by>[^，。；：]{3,14}?(?:提示|发现|反映|指出|查出|检查|反馈))的?$")
_EVENTS = re.compile(r"(?:会议|培训|活动|演练|讲座|参会|参训)$")
_HAPPENED = re.compile(r"(?:次|期|场次|人)数$")
_SERVED = re.compile(
    r"(?:惠及|服务|覆盖|带动|支持|扶持|补贴|培训|资助|走访|慰问|帮扶|联系)(?P<whom>(?:市场主体|企业|单位|群众|人员|个人|团队|机构|会员|学生|困难学生)(?:数|总数)?)$"
)
_AMONG = re.compile(r"^(?P<whole>[^，。；、中]{1,12})中(?P<part>(?:来自|属于|具有|拥有|取得|获得)[^，。；、]{2,}?)的?$")
_PERSONS = re.compile(r"[^，。；、]{2,4}(?:户|人)?数")
_STAGES = ("完工", "开工", "竣工", "在建", "未开工", "未完工", "已完工", "验收", "建成", "完成")
_HOW_MANY = {"次": "次数", "期": "期数", "场": "场次", "人": "人数", "人次": "人次"}


def outcome_name(s: Sentence, numeral: Numeral, tail: str, after: str, link: str) -> str | None:
    """Name an outcome: the noun before the number without its verb (发表学术论文12篇), or verb and noun around it."""
    phrases = s.phrases
    before, _ = phrases.strip_tail(phrases.strip_head(_last_item(tail), s.context.entity))
    kinds = _OF_ALL_KINDS.match(s.text[numeral.stop : s.end])
    after = kinds.group("what") if kinds else after
    right = _handled(s, numeral, before, right_noun(after))
    if not right and not before and (held := _HELD_NEXT.match(after)):
        right = held.group("what")  # 6次开展理论学习
    lead = lead_of(s)
    if numeral.unit_text in ("名", "人"):
        before = re.sub(r"^(?:设|配备?)(?=[^备施计立置]{2,})", "", before)  # 设办公室主任1名
    before = re.sub(r"(?<=.{2})(?:年度|全年)?(?:累计|共计|(?<!公)共有?|已)(?:完成|实现|开展)?(?=.{2})", "", before)
    if right:
        verb = phrases.verb_at_end.search(before)
        spoken = verb.group() if verb and _KEPT.match(verb.group()) else ""
        held = _HELD_BY.match(tail) if right in _GENERIC else None
        name = f"{held.group('by')}{right}" if held else _tidy(spoken + right)
        if _SUPPORTED.search(tail) and name == right and name.endswith(("企业", "人员", "人才", "团队", "户")):
            name = f"{tail[-2:]}{name}"
        asked = re.match(r"(?:部门整体|整体)?(?P<of>[^，。；]{0,12}指标)(?:共)?(?:含|包含|包括)$", tail)
        if name.endswith("指标") and (asked or (s.last is not None and s.last.item.endswith("指标个数"))):
            name += "个数"
    else:
        bare = _KEPT_VERB.sub("", _MIDDLE_VERB.sub("", phrases.without_verb(before)))
        bare = re.sub(r"^[^等]{2,}等(?:各类|各项|各种|(?=系列))(?=.{4,}$)", "", bare)
        bare = _WHERE.sub("", _MAINLY.sub(r"\g<what>", _TITLED_STAFF.sub("", bare)))
        led = bare.find(lead) if lead else -1
        if 0 <= led <= 2 and len(bare) - led - len(lead) >= 2:
            bare = bare[led + len(lead) :]
        bare = _without_goal(bare)
        name = _full_name(s, shorten(bare.strip("、，的：")))
        name = _involved(s, tail, link, name)
        if numeral.unit_text in ("场", "轮") and name.endswith(_ACTIONS):
            name += f"{numeral.unit_text}次"
        elif name.endswith(("指标", "绩效目标")):
            name += "数"
        set_for = re.fullmatch(r"(?P<of>[^，。；]{3,}?)设置(?P<what>[^，。；]{0,4}指标)数", name)
        if set_for:
            name = f"{set_for.group('of')}/{_full_name(s, set_for.group('what') + '数')}"
    among = _AMONG.match(before)
    if among and s.last is not None and s.last.metric == "count" and s.last.item.endswith(among.group("whole")):
        return f"{s.last.item}/{among.group('part')}"  # 211名委员中来自基层一线的共167名
    served = _SERVED.search(before)
    if served and (is_poor_name(name or served.group("whom")) or _PERSONS.fullmatch(name)):
        name = served.group()  # 惠及企业3218家: whom alone names nothing
    unit = numeral.unit_text
    said = s.last.item.rpartition("/")[2] if s.last is not None and s.last.metric == "count" else ""
    if not name and s.last is not None and _HAPPENED.search(s.last.item) and unit in ("人次", "人"):
        name = _HAPPENED.sub("", s.last.item.rpartition("/")[2]) + unit  # 培训9期214人次
    elif not tail and not link and said and unit.lstrip("万") in ("人", "户", "人次"):
        name = f"{said}{unit.lstrip('万')}{'' if unit.endswith('次') else '数'}"  # 2,186户3,152人
    elif name in _SIZES and said and said not in _SIZES:
        name = f"{said}{name}"  # 拆除违法广告牌1,326块，面积1.86万平方米
    elif (_EVENTS.search(name) or _HELD_NEXT.match(after)) and unit in _HOW_MANY:
        name += _HOW_MANY[unit]
    counted = [
        own.path[-1].rpartition("/")[2] for own in s.recent if own.metric == "count" and own.statement == "target"
    ]
    if name in _STAGES and counted:
        name = f"{name}{counted[0].rpartition('安排')[2][-8:]}"  # 安排衔接项目126个，已完工118个
    if phrases.verb_at_end.fullmatch(name) and unit in ("人次", "万人次", "人", "万人", "户", "万户"):
        name += unit.lstrip("万") + ("" if unit.endswith("次") else "数")
    if (not name or len(name) < 2) and "其中" in link:
        name = after[:12]
    if not name or (len(name) < 2 and name != right):
        return None
    standard = phrases.standard(name)
    if standard:
        name = standard.path
    is_listed = "其中" in link or (s.parent is not None and s.parent.metric == "count")
    if s.parent is not None and s.parent.path[-1] != name and is_listed and not _stands_beside(s.parent.path[-1], name):
        return f"{s.parent.text}/{name}"
    return f"{lead}/{name}" if lead and lead != name else name


def _stands_beside(other: str, name: str) -> bool:
    """A name that opens as another does and ends otherwise is no part of it: 安排购置车辆, 安排购置设备."""
    return name[:4] == other[:4] and not name.startswith(other)


def lead_of(s: Sentence) -> str:
    """The heading an outcome stands under, '' for one that fits any document (一、基本情况)."""
    heading = s.context.heading
    return "" if s.phrases.generic_heading.search(heading) else s.scope.subject


_OF_ALL_KINDS = re.compile(
    r"^(?P<kind>[^，。；、的“])[^，。；、的]{1,7}(?:、(?P=kind)[^，。；、的]{1,7})+的(?P<what>[“\u4e00-\u9fff][^，。；、]{2,})"
)
"""8场跨行业、跨领域的“助企行动”活动 counts the activities."""
_POOR = re.compile(
    r"(?:(?<!博士)后|前|时|中|及|和|与|将|经|按|以|等|的|对|在|成功|涵盖|推进|明显|来自)$"
    r"|^(?:全(?:省|市|县|区|国|州|镇|校|系统|域))?(?:总数|总量|总计|合计)?$"
    r"|^(?:一般|重点|相关|有关|其他|各类|各)*(?:项目|系统|处室|专项|意向|业务|专题|单位|企业|资金|机构|团队|人员|部门|个人|课题|任务|活动"
    r"|会议|工作|事项|内容|方面|领域|国家|地区|城市|高校|环节|类别|阶段|层面|板块|措施|指标|目标)$"
)


def is_poor_name(item: str) -> bool:
    """A path whose last part names nothing by itself: cut off, or a noun that fits any document."""
    leaf = item.rpartition("/")[2]
    return not leaf or bool(_POOR.search(leaf))


def _handled(s: Sentence, numeral: Numeral, before: str, noun: str) -> str:
    """Say what was done to things whose noun names nothing: 7个业务的申报、评审 counts 申报评审业务."""
    rest = s.text[numeral.stop : s.end]
    late = re.match(r"项目[^，。；、的]{2,8}的?情况", rest)
    found = _FOUND_LATE.match(late.group()) if late else None
    if found:
        whose = re.sub(r"^.*(?:[，；、]|年度|本年|部门)|存在?$", "", before)
        return f"{'' if whose.endswith('项目') else whose}{found.group('what')}项目"
    noun = _without_goal(noun)
    plain = re.sub(r"(?:及|和)$", "", noun)
    if plain in _GENERIC:
        listed = _DONE_LIST.match(rest[len(plain) :])
        if listed is None and rest.startswith(f"{plain}）"):
            listed = _DONE_LIST.match(rest[len(plain) + 1 :])
        if listed:
            return f"{listed.group('one')}{listed.group('two')}{plain}"
        last = rest.rpartition("的")[2] if noun != plain and "的" in rest.partition("。")[0] else ""
        done = _DONE_TO.match(rest.partition("。")[0].rpartition("的")[2]) if last else None
        return f"{done.group('what')}{plain}" if done else plain
    owned = re.match(rf"^(?P<whose>[^，。；、]{{4,}}?)的[^，。；、]*{_ACTIVITY}(?:工作|任务)?$", noun)
    if owned:
        return owned.group("whose").replace("的", "")
    acted = _ACTED_ON.match(re.sub(r"(?:任务|工作)$", "", noun))
    if acted:
        return f"{acted.group('what')}项目"
    place = _PLACES.match(noun)
    if place:
        return f"{place.group('what')}{place.group('place')}"
    return _WHERE.sub("", noun)


def _without_goal(name: str) -> str:
    """实现100项核心技术突破目标 counts breakthroughs; 绩效目标 and 年度目标 are counted themselves."""
    return re.sub(r"(?<=[^效预期总年度]{2})目标$", "", name) if len(name) > 5 else name


def _involved(s: Sentence, tail: str, link: str, name: str) -> str:
    """涉及现场评审的项目1261个，评审专家858名: what an activity involved, where the noun alone names nothing."""
    noun = name.rpartition("的")[2]
    if tail.startswith("涉及") and "其中" not in link and "的" in name and noun in _GENERIC:
        return f"涉及{noun}"
    carried = s.last is not None and s.last.item.rpartition("/")[2].startswith("涉及") and tail == link.strip("，、")
    return f"涉及{name}" if carried and name and not name.startswith("涉及") and tail.startswith(name) else name


def _full_name(s: Sentence, name: str) -> str:
    """A name that only repeats the end of the one before it means the same: 评价入库企业 after 参与…评价入库企业."""
    counted = [own for own in (*s.recent, s.subject) if own is not None and own.metric == "count" and own.item is None]
    said = counted[-1] if counted else None
    bare = re.sub(r"^(?:参与|新增|引进|支持|推荐|通过)", "", said.text.rpartition("/")[2]) if said else ""
    if (
        len(name) >= 2
        and bare.endswith(name)
        and len(bare) > len(name)
        and s.subject is not None
        and s.subject.item is None
    ):
        return bare
    return name


def _last_item(tail: str) -> str:
    """Of a list before the number keep its last member, unless the list is one noun phrase."""
    parts = re.split(r"、(?=(?:[^（）]*（[^（）]*）)*[^（）]*$)", tail)
    return parts[-1] if tail.startswith("、") or len(parts) == 1 else tail


def right_noun(after: str) -> str:
    """Return the noun that stands after a number, '' where a verb or nothing does."""
    text = _NEEDS.sub(r"\g<who>", re.sub(r"^(?:19|20)\d{2}年度?(?=[\u4e00-\u9fff])", "", after))
    text = re.sub(r"^\d{1,2}(?:周)?岁(?:（含）)?(?:及)?(?:以下|以上)?的?", "", text.lstrip("的"))
    if not text or VERBAL_RIGHT.match(text):
        return ""
    if TARGET_AFTER.match(after):
        return ""
    match = _NOUN_END.search(text)
    noun = text[: match.start()] if match else text
    strong = _STRONG_VERB.search(noun)
    noun = noun[: strong.start()] if strong else noun
    handled = re.match(r"项目(?:的)?(?!支出|经费|资金|单位|库|类|在|获|入选|被|均|参)(.{2,16})$", noun)
    noun = f"{handled.group(1)}项目" if handled else noun  # 2个项目试点检查 counts 试点检查项目
    return noun if len(noun) >= 2 or noun in ("村", "镇", "乡", "县", "区", "楼", "桥", "井") else ""


def _tidy(name: str) -> str:
    name = (
        re.sub(r"(?:的)?(?:建设工作|建设项目及?|(?<=.{5})工作|任务|等|的|建设|立项|及)$", "", name)
        if len(name) > 4
        else name
    )
    return unquote(name.strip("、，的："))[:MAX_ITEM]
