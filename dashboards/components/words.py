"""The Chinese words the dashboard uses for codes, and in which order it shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SEVERITIES: Final = {"error": "差错", "warning": "警示", "hint": "提示", "rounding": "尾差"}
STATUSES: Final = {
    "pass": "通过",
    "rounding": "尾差",
    "fail": "不符",
    "not_assessable": "无法判断",
    "not_applicable": "不适用",
}
TRUST_STATES: Final = {
    "verified": "已核对",
    "reconciled": "尾差内",
    "disputed": "有争议",
    "unverified": "未核对",
}
TRUST_MEANINGS: Final = {
    "verified": "与其有关的检查全部通过",
    "reconciled": "差异在四舍五入的范围内",
    "disputed": "至少有一项检查不符，请先看异常再引用",
    "unverified": "没有可以与之核对的数字",
}
FAMILIES: Final = {
    "sum": "加总",
    "ratio": "比率",
    "difference": "增减",
    "contradiction": "前后矛盾",
    "unit": "单位",
    "score": "得分",
    "grade": "等级",
    "rescore": "复算得分",
    "continuity": "跨年衔接",
    "count": "计数",
    "completeness": "完整性",
    "outlier": "离群",
    "pace": "进度",
}
VERDICTS: Final = {"accept": "认可", "dispute": "异议", "explain": "已说明"}
VERDICT_FILTERS: Final = {"open": "待下结论", "settled": "已有结论"}
REVIEW_REASONS: Final = {"stale_correction": "更正过期", "unmapped": "未识别", "low_confidence": "把握不足"}
REVIEW_MEANINGS: Final = {
    "stale_correction": "原文已变，更正没有采用",
    "unmapped": "没有规则认出它的项目",
    "low_confidence": "认出它的规则常常不准",
}
CORRECTION_STATES: Final = {
    "applied": "生效",
    "stale": "过期",
    "superseded": "被后来的更正取代",
    "withdrawn": "已撤回",
    "absent": "文件不在库中",
}
STATEMENTS: Final = {
    "revenue": "收入",
    "expenditure": "支出",
    "three_public": "“三公”经费",
    "procurement": "政府采购",
    "carryover": "结转结余",
    "assets": "资产",
    "staffing": "人员",
    "score": "得分",
    "target": "绩效目标",
    "execution": "预算执行",
    "structure": "机构",
    "": "其他",
}
METRICS: Final = {
    "amount": "金额",
    "count": "数量",
    "score": "得分",
    "weight": "分值",
    "share": "占比",
    "rate": "比率",
    "change_amount": "增减额",
    "change_rate": "增减幅度",
}


def other_side(finding: Mapping[str, Any]) -> str:
    """Return what the second number of a finding is: what follows from others, or only another printing."""
    if finding["family"] == "contradiction":
        return "另一处写"
    return "应为" if finding["severity"] in ("error", "warning", "rounding") else "对照"


NOT_READ: Final = "未读到"
"""Shown where nothing was read; a printed zero is shown as 0."""


def word(words: dict[str, str], code: str | None) -> str:
    """Return the Chinese word of a code; an unknown code stands for itself, none is a dash."""
    return words.get(code or "", code or "—")
