"""Automatic numbers of Word paragraphs are counted and printed as Word does."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.readers.docx_numbering import chinese_number, format_number, read_numbering

NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_levels_count_on_and_start_again_below_a_new_parent() -> None:
    numbering = read_numbering(etree.fromstring(NUMBERING))
    labels = [numbering.label("1", depth) for depth in (0, 1, 1, 0, 1, 2)]
    assert labels == ["一、", "（一）", "（二）", "二、", "（一）", "2.1.1"]


def test_bullets_and_unknown_lists_print_nothing_and_a_start_can_be_overridden() -> None:
    numbering = read_numbering(etree.fromstring(NUMBERING))
    assert numbering.label("2", 0) == ""
    assert numbering.label("99", 0) == ""
    assert numbering.label("3", 0) == "五、"


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (12, "chineseCountingThousand", "十二"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (1, "ideographTraditional", "甲"),
        (10, "ideographDigital", "一〇"),
        (15, "chineseLegalSimplified", "拾伍"),
    ],
)
def test_each_number_format_prints_its_own_digits(number: int, number_format: str, printed: str) -> None:
    assert format_number(number, number_format) == printed


@pytest.mark.parametrize(("number", "printed"), [(10, "十"), (20, "二十"), (105, "一百零五"), (1010, "一千零一十")])
def test_chinese_numbers_say_zero_where_a_place_is_empty(number: int, printed: str) -> None:
    assert chinese_number(number) == printed
