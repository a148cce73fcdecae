"""What kind of report a document is: as its title names it, else its headings, else what its sentences tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.vocabulary import Vocabulary

_ACCOUNT = re.compile(
    r"(?<!上年)(?<!去年)(?:支出|收入|收支|费)决算|决算(?:总额|支出|数?(?:为|共计|合计|是))"
    r"|(?:完成|占|为)(?:年初|全年|调整|当年)?预算(?:数)?的?\d|(?:比|较|与|和)(?:年初|当年)预算|与预算相比|实际支出|支出完成"
)
"""Sentences of an account: it has outturns and compares them with the budget of its own year."""
_BUDGET = re.compile(
    r"(?<!公共)(?<!基金)(?<!经营)(?<!年初)(?<!全年)(?<!以前年度)(?:支出|收入|收支|总|费|部门|单位)预算(?!完成|执行|管理|绩效)|安排(?:的)?预算|预算安排|当年(?:财政)?拨款|拟安排"
    r"|(?:19|20)\d{2}年预算数?(?:为|是|共)?\d|[收支][入出](?:预计)?安排(?:为)?\d"
)
"""Sentences of a budget."""
_COMPARISON = re.compile(r"(?:比|较|与|和)(?:上一?年|去年|(?:19|20)\d{2}年)[^，。；]*")
_EXECUTED = re.compile(r"[^\n预]*预算执行情况(?!.*预算)[^\n]*")
"""The title of an account of how a budget was carried out, and of no budget beside it."""
_OPENING = 3
_QUOTED = re.compile(r"《[^《》]*》")
_FUND = re.compile(r"预算(?:单位|部门)|一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算")


def type_in_title(text: str, vocabulary: Vocabulary) -> str:
    """Return the kind that the first of seeds/vocabulary/document_types.csv found in a text stands for ('' if none)."""
    plain = text.replace("“", "").replace("”", "")
    for row in vocabulary.rows("vocabulary/document_types.csv"):
        if row["keyword"].replace("“", "").replace("”", "") in plain:
            return "final_account" if row["keyword"] == "预算" and _EXECUTED.fullmatch(plain) else row["document_type"]
    return ""


def type_named(title: str, vocabulary: Vocabulary) -> str:
    """Return the kind a title names; 一般公共预算 alone is a fund and names none ('')."""
    return type_in_title(_FUND.sub("", title), vocabulary)


def type_told(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the kind that lines name or tell of: short lines without a sentence first, then the running text."""
    headings = "\n".join(line for line in lines if is_heading_line(line))
    told = type_in_title(_QUOTED.sub("", "\n".join(lines)), vocabulary)
    kinds = {"final_account", "budget"}
    opening = type_in_title(_QUOTED.sub("", "\n".join(lines[:_OPENING])), vocabulary)
    if opening and opening not in kinds:
        return opening  # 现将项目绩效自评情况报告如下
    named = type_named(headings, vocabulary)
    if named and (named not in kinds or not ("决算" in headings and "预算" in _FUND.sub("", headings))):
        return named
    text = "\n".join(lines)
    own = _COMPARISON.sub("", text)
    accounts, budgets = len(_ACCOUNT.findall(own)), len(_BUDGET.findall(_FUND.sub("", own)))
    if not accounts and not budgets:  # an account is compared with accounts, a budget with budgets
        bases = "".join(_COMPARISON.findall(text))
        accounts, budgets = bases.count("决算"), bases.count("预算")
    if accounts or budgets:
        return "final_account" if 2 * accounts >= budgets else "budget"
    return named or (told if told not in kinds else "")


def is_heading_line(line: str) -> bool:
    """Tell whether a line is short and no sentence."""
    return len(line) <= 60 and not re.search(r"[，。；]", line)
