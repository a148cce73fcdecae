"""Staff in running text: posts (编制) and the persons in them, by the words around the number."""

from __future__ import annotations

import re

from ingest.extract.phrases import Name
from ingest.extract.prose_naming import result_basis
from ingest.extract.prose_reading import Sentence, Subject
from ingest.extract.record import Reading

_ORGANISATION = re.compile(r"^全|系统$|(?:[局站所院校队室馆办委会厅处科镇乡部县区市]|中心|单位|机关|街道|本级|学校)$")
_BESIDE_STAFF = re.compile(
    r"[^，。；、的\d]{0,8}(?:分流|外聘|临聘|聘用|临时|编外|借调|返聘|遗属|劳务|合同制|公益性岗位|村级|社区)[^，。；、的\d]{0,6}"
)
"""Persons told beside those in posts who hold none: 分流人员49人, 外聘临时工18人."""
_IN_ALL = re.compile(r"(?:合计|共计|总计|共)(?:为|有)?")
"""行政编制27名、事业编制35名，合计62名 counts all posts."""
_BESIDES = re.compile(r"另(?:外)?有[^，。；、\d]{0,14}(?:人员|干部|职工|教师|工人|员工|村干)$")
_BY_POST = re.compile(r"有\d+[人名][，（]?其中[：，]?(?:行政|事业|在编|工勤|公务员|机关)")
"""年末实有98人，其中行政人员29人: the persons, whatever was spoken of before."""


def read_staff(s: Sentence, phrase: str, tail: str) -> Reading | None:
    """编制38人，实有36人: posts, and the persons in them."""
    told = s.last.item_code if s.last is not None and s.last.statement == "staffing" else ""
    for whole in ("stf.quota", "stf.active"):
        if told.startswith(f"{whole}.") and _IN_ALL.fullmatch(tail):
            return read_standard(s, Name(s.vocabulary.items[whole].name, s.vocabulary.items[whole]), tail)
    is_staff = s.last is not None and s.last.statement == "staffing"
    beside = _BESIDE_STAFF.fullmatch(phrase) or _BESIDES.match(tail) if is_staff else None
    if beside and s.phrases.standard(phrase) is None:
        phrase = re.sub(r"^另?聘(?:用|请)?(?=.{4})", "", phrase)
        s.subject = Subject((phrase,), None, "staffing", "期末", None, "count")
        return Reading(phrase, "", "count", "期末", s.fiscal_year, "staffing", rule="prose.count")
    items = s.vocabulary.items
    own = s.subject.code if s.subject is not None else ""
    held = re.fullmatch(
        r"(?:，)?(?:年末|年底|期末|现|实|目前)?(?:实有|实际|现有|在编|实有在编|在职)(?:在职)?(?:(?<!实有)人员|(?<!实有)人数)?",
        tail,
    )
    if held and s.subject is None and _BY_POST.search(s.text, s.text.find(tail, s.start)):
        item = items["stf.active"]
        return read_standard(s, Name(item.name, item), tail)
    if own.startswith("stf.quota") and held:
        kind = {"stf.quota.admin": "行政", "stf.quota.undertaking": "事业", "stf.quota.worker": "工勤"}.get(own, "")
        whose = s.subject.path[:-1] if s.subject is not None else ()
        if whose[-1:] == (items["stf.quota"].name,):  # 雇员编制20名，年末实有18人
            kind, whose = s.subject.path[-1].removesuffix("编制") if s.subject is not None else "", whose[:-1]
        path = (*whose, "在职人员", kind) if kind and "人员" not in tail else (*whose, "在职人员")
        s.subject = Subject(path, items["stf.active"], "staffing", "期末", None, "count")
        return Reading("/".join(path), "stf.active", "count", "期末", s.fiscal_year, "staffing", rule="prose.count")
    phrase = re.sub(r"^(?:研究)?确定(?=.{4})", "", phrase)
    posts = re.fullmatch(
        r"(?P<whose>[^，。；行政事业工勤核定]{2,8}?)(?:核定)?(?:人员)?编制(?:人?数|总数|额度)?(?:为)?", phrase
    )
    if posts is None or "车" in phrase or s.phrases.standard(phrase) is not None:
        return None
    kind = re.sub(r"^(?:仅有|现有|共有|确定|研究确定)", "", posts.group("whose"))
    item = items["stf.quota"]
    if not _ORGANISATION.search(kind):
        s.subject = Subject((item.name, f"{kind}编制"), item, item.statement, "期末", None, "count")
        return Reading(s.subject.text, item.code, "count", "期末", s.fiscal_year, item.statement, rule="prose.count")
    whose = () if kind.endswith(("机关", "本级", "系统")) or kind.startswith("全") else (kind,)
    s.subject = Subject((*whose, item.name), item, item.statement, "期末", None, "count")
    return Reading(s.subject.text, item.code, "count", "期末", s.fiscal_year, item.statement, rule="prose.count")


def read_standard(s: Sentence, name: Name, tail: str) -> Reading:
    """Read a count of a standard item, which the words that follow are about."""
    assert name.item is not None
    item = name.item
    subject = s.subject_for(name)
    path = (
        subject.path
        if s.parent is not None and s.parent.item is not None and s.parent.item.statement == item.statement
        else (name.path,)
    )
    basis = result_basis(s, item.statement)
    if s.context.names_claims and item.code.startswith("ast.equipment"):
        path = (re.sub(r"^.*?(?=单)", "", tail),)
    s.subject = Subject(path, item, item.statement, basis, None, "count")
    return Reading("/".join(path), item.code, "count", basis, s.fiscal_year, item.statement, rule="prose.count")
