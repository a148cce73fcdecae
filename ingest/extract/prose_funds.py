"""Funds: who grants them and who receives them, the notice that names them, and the projects they are for."""

from __future__ import annotations

import re

from ingest.extract.phrases import Name
from ingest.extract.prose_reading import Sentence, Subject

_SOURCE = re.compile(
    r"^(?:(?:主要)?资金来源(?:主要)?(?:为|是|：)|(?:[^，。；]*?收到)(?:上级|中央|省级?|市级?)(?:财政)?(?=[^，。；]{4,}[金费]))"
)
_TO_WHOM = re.compile(
    r"(?<=[金费贴])(?:共|已)?(?:下达|拨付|下拨)(?:给|至|到)?(?:我|本|全)[省市县区局州盟旗镇乡](?:共|合计|累计)*$"
)
"""救助补助资金下达我区 names the 资金."""
_TO_US = re.compile(
    r"^[^，。；]*?(?:共|合计|累计)?(?:安排|下达|下拨|拨付)(?:给)?(?:我|本|全)[省市县区局州盟旗镇乡校村](?=[^，。；]{4,}$)"
)
_OF_NOTICE = re.compile(
    r"《关于(?:提前)?(?:下达|拨付|安排|分配)(?:(?:19|20)\d{2}年)?(?:度)?(?P<fund>[^《》（）\d]{4,24}?(?:资金|经费|补助))(?:预算)?(?:指标)?"
    r"(?:（[^（）]*）)?的通知》[^《》]*$"
)


_SIZE_OF_MONEY = re.compile(r"(?:涉及|投入|安排|项目|总)*(?:资金|投资)(?:规模|总量|额度|总额)(?:为|共|达)*")


def granted(text: str) -> str:
    """下达我县2021年中央级补助文化专项资金 names the 文化专项资金: who granted it to whom is left out."""
    text = _TO_WHOM.sub("", _SOURCE.sub("", re.sub(r"^确定(?=[^，。；]{4,}预算)", "", text)))
    text = re.sub(r"(?<=[金费贴])(?:项目)?(?:全年|累计|实际|共|已)*发放(?:资金|金额)?(?:为|共|计)*$", "", text)
    text = _TO_US.sub("", text)
    money = r"(?=[^，。；]{6,}(?:资金|经费|专项|补助|补贴|预算|[\u4e00-\u9fff]{2}费)(?:预算|共|累计|合计)*$)"
    text = re.sub(
        rf"^.*(?:下达|下拨|追减|拨付|拨入)(?:给)?(?:(?:我|本|全)[省市县区局州盟旗])?(?:(?:19|20)\d{{2}}年)?(?:度)?{money}",
        "",
        text,
    )
    return re.sub(
        rf"^(?:(?:省|市|县|自治区)+)?(?:中央|省|市|上级)级?(?:财政)?(?:补助|支持)?(?:地方)?(?=[^财省市县]){money}",
        "",
        text,
    )


def of_notice(s: Sentence, link: str) -> Subject | None:
    """The fund of the notice: 以《关于下达2023年林业改革资金预算的通知》，下达我县2023年资金5万元."""
    found = _OF_NOTICE.search(s.text[s.start : s.text.find(link, s.start) + len(link)])
    if found is None or not re.search(r"(?:下达|拨付|下拨)[^，。；]{0,12}(?:资金|经费|金额|[省市县区])$", link):
        return None
    return s.subject_for(Name(found.group("fund")))


def quoted_part(s: Sentence, link: str) -> Subject | None:
    """A project in quotation marks and its money in brackets: 用于“甲项目”（7万元）和“乙项目”（5万元）."""
    named = re.search(r"“(?P<name>[^“”]{4,40})”（$", link)
    before = s.text[s.start : s.text.find(link, s.start) + len(link)]
    if named is None or not re.search(r"用于|下拨|拨付|安排", before):
        return None
    fund = s.default_subject()
    path = fund.path if fund is not None and fund.metric == "amount" else ()
    path = path[:-1] if path and f"“{path[-1]}”（" in before else path
    return Subject((*path, named.group("name")), None, fund.statement if fund is not None else "expenditure")


def of_counted_kind(s: Sentence, tail: str) -> Subject | None:
    """The money of one kind of projects just counted: 饮水项目9个，资金规模107万元 is that of 饮水项目."""
    own = s.subject
    if own is None or own.metric != "count" or own.statement != "target" or not _SIZE_OF_MONEY.fullmatch(tail):
        return None
    whole = s.main if s.main is not None and s.main.metric == "amount" else None
    return Subject(
        (*(whole.path if whole else ()), own.text.rpartition("/")[2]), None, whole.statement if whole else "expenditure"
    )
