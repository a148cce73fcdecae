"""What a line of a Chinese official document is, told from its wording alone: heading, list item, caption, note."""

from __future__ import annotations

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0xFF0E: ord(".")}
_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,4}"
_HEADINGS = (
    (0, re.compile(rf"第\s*({_HAN_NUMBER}|\d{{1,2}})\s*(部分|章|篇)")),
    (1, re.compile(rf"{_HAN_NUMBER}\s*、")),
    (2, re.compile(rf"[（(]\s*{_HAN_NUMBER}\s*[)）]")),
    (3, re.compile(r"\d{1,2}\s*([、．]|[.](?!\d))")),
    (4, re.compile(r"[（(]\s*\d{1,2}\s*[)）]")),
)
_LIST_ITEM = re.compile(
    rf"第\s*({_HAN_NUMBER}|\d{{1,3}})\s*[条节]|[①-⑳⑴-⒇❶-❿Ⅰ-Ⅻ]|\d{{1,2}}[)）]|[●■◆▲★☆※•·◇□○▪➢]\s*\S|[—-]{{2}}\s*\S"
)
_CAPTION = re.compile(
    r"(公开|附|续)?[表图]\s*[\d一二三四五六七八九十]+|附\s*[件表图]\s*[\d一二三四五六七八九十]*\s*([：:.、]|$)"
)
_FORM_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,6}\d{1,3}(?:-\d{1,2})?表|(?:公开|附件?)?表?[\d一二三四五六七八九十]{1,3}(?:-\d{1,2})?表?[:：]?|附[件表][:：]?"
)
_NOTE = re.compile(r"(备?注|说明|资料来源|数据来源|填表说明)\s*[\d一二三四五六七八九十]*\s*[：:.、]")
_DATE_LINE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*"
)
_YEAR_LINE = re.compile(r"[（(]?(?:19|20)\d{2}年度?[)）]?")
_UNIT_NOTE = re.compile(
    r"(?<![\u4e00-\u9fff])((?:人民币|金额|计量|货币|数据)?\s*单\s*位\s*[：:]\s*[^\s，。；、：:（）()]{0,12}"
    r"(?:元|人|个|辆|次|%|％|吨|公里|平方米|台|套|件|户|项|名|分))"
)
_KEY_VALUE = re.compile(r"[^，。；：:]{2,14}[：:]\s*[^，。；]{0,30}")
_FORM_FIELD = re.compile(
    r"[^，。；：:]{0,10}(单位|部门|日期|时间|人|名称|电话|编号|编码|单位名称)\s*(（[^）]{1,8}）|\([^)]{1,8}\))?\s*[：:]\s*[^，。；]{0,40}"
)
_NUMBER = re.compile(r"[-－—+]?\s*[¥￥]?[\d０-９][\d０-９,，.．]*\s*[%％]?")
_NOTHING = re.compile(r"[-－—–/\\]{1,3}|无")
_NUMBER_AT_END = re.compile(r"[\d０-９][\d０-９,，.．]*$")
_NUMBER_AT_START = re.compile(r"[\d０-９,，.．]*[\d０-９]")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,6})[%％]?")
_AMOUNT_BEFORE_ITEM = re.compile(rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d{{2}}(?=[（(]{_HAN_NUMBER}[)）]|{_HAN_NUMBER}、)")
_ONE_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?")
_WHOLE_NUMBER = re.compile(r"[\d,]+\.\d{2,}|(?:19|20)\d{2}")
_SENTENCE_END = re.compile(r"[。！？!?；;：:][”’\"'）)》】\]]*$")
_NUMBERING = {"栏次", "栏", "次", "行次", "甲", "乙", "丙"}
_PAIRS = (("（(", "）)"), ("《", "》"), ("【[", "】]"), ("“", "”"))
_LONGEST_HEADING = 42
_MOST_HEAD_ROWS, _LONGEST_NAME = 4, 24
_LEADERS = re.compile(r"([.．·…。]\s*){4,}|-{5,}|—{5,}|_{5,}")


def plain_digits(text: str) -> str:
    """Return text with full-width digits and points as ASCII; length is kept."""
    return text.translate(_FULL_WIDTH)


def heading_level(text: str) -> int | None:
    """Return 0 for 第一部分/第一章, 1 for 一、, 2 for （一）, 3 for 1., 4 for (1), None where the text is no heading.

    A numbered passage that holds whole sentences is a list item, not a heading.
    """
    text = plain_digits(text.strip())
    if len(text) > _LONGEST_HEADING or has_leader_dots(text):
        return None
    for level, pattern in _HEADINGS:
        found = pattern.match(text)
        if found:
            body = text[found.end() :].strip()
            return level if body and not re.search(r"[。；;，：:]", body.rstrip("。：:")) else None
    return None


def starts_item(text: str) -> bool:
    """Tell whether a line opens a heading, a list item, a caption or a note, so that no earlier line goes on in it."""
    text = plain_digits(text[:24].strip())
    patterns = (*(pattern for _, pattern in _HEADINGS), _LIST_ITEM, _CAPTION, _NOTE)
    return any(pattern.match(text) for pattern in patterns) or bool(_UNIT_NOTE.match(text))


def is_numbered(text: str) -> bool:
    """Tell whether text opens with a heading's or list item's number."""
    text = plain_digits(text[:24].strip())
    return any(pattern.match(text) for _, pattern in _HEADINGS) or bool(_LIST_ITEM.match(text))


def starts_with_han_number(text: str) -> bool:
    """Tell whether text opens with 第一部分, 一、 or （一）: signs of a heading, never of a wrapped line."""
    text = plain_digits(text[:24].strip())
    return any(pattern.match(text) for level, pattern in _HEADINGS if level < 3)


def is_caption(parts: list[str]) -> bool:
    """Tell whether a line (its parts between wide blanks) is a table's number and title: 表1  收支情况表."""
    return len(parts) == 2 and bool(_CAPTION.fullmatch(plain_digits(parts[0]))) and not is_number(parts[1])


def is_year_line(text: str) -> bool:
    """Tell whether the line is the year of a form alone: （2024年度）, below its title."""
    return bool(_YEAR_LINE.fullmatch(plain_digits("".join(text.split()))))


def is_date_line(text: str) -> bool:
    """Tell whether the line is a date alone, as below a signature."""
    return bool(_DATE_LINE.fullmatch(plain_digits(text.strip())))


def is_key_value(text: str) -> bool:
    """Tell whether the line is a form field such as 填报人：张三."""
    return bool(_KEY_VALUE.fullmatch(text.strip()))


def is_form_field(text: str) -> bool:
    """Tell whether the line is a field that names who, where or when, filled or blank, such as 编制单位：."""
    return bool(_FORM_FIELD.fullmatch(text.strip())) or (is_key_value(text) and not text.rstrip().endswith(("：", ":")))


def is_form_number(text: str) -> bool:
    """Tell whether the text is the number that a form prints in its corner (公开01表, 预算02-1表, 表五), no title."""
    return bool(_FORM_NUMBER.fullmatch(plain_digits("".join(text.split()))))


def has_leader_dots(text: str) -> bool:
    """Tell whether the line is an entry of a table of contents."""
    return bool(_LEADERS.search(text))


def unit_note(text: str) -> str:
    """Return the printed 单位：… note in this text ('' if none); 编制单位：… names an organisation and is none."""
    found = _UNIT_NOTE.search(text) if len(text) <= 120 else None
    return found.group(1).strip() if found else ""


def is_unit_line(parts: list[str]) -> bool:
    """Tell whether a line (its parts between wide blanks) is the note line above a table: 编制单位：…  单位：万元."""
    return len(parts) <= 3 and any(part.strip("（）() ") == note for part in parts if (note := unit_note(part)))


def is_number(text: str) -> bool:
    """Tell whether text is a number, a percentage, or a mark that stands for none in a table (—, 无)."""
    return bool(_NUMBER.fullmatch(text.strip())) or is_nothing(text)


def is_nothing(text: str) -> bool:
    """Tell whether text is a mark that stands for no number in a table (—, 无)."""
    return bool(_NOTHING.fullmatch(text.strip()))


def is_figure(text: str) -> bool:
    """Tell whether text is a number or a code; marks for none are no figure, they stand in titles too."""
    return bool(_NUMBER.fullmatch(text.strip()))


def opens_row(text: str) -> bool:
    """Tell whether text opens a row of a table, so that it is not the rest of the label above it."""
    return starts_item(text) or text.startswith("其中")


def is_amount(text: str) -> bool:
    """Tell whether text is a number with decimals or grouped digits, as amounts are printed in tables."""
    return bool(_AMOUNT.fullmatch(plain_digits(text).replace("，", ",")))


def ends_of_amounts(text: str) -> list[int]:
    """Return where the number of the next row label follows an amount without a blank: 1,200.00（二）其他收入."""
    return [found.end() for found in _AMOUNT_BEFORE_ITEM.finditer(text)]


def is_column_numbering(texts: list[str]) -> bool:
    """Tell whether a row only numbers the columns (栏次 1 2 3): such marks stand anywhere in their column."""
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= 2]
    rest = [text for text in texts if not text.isdecimal()]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1)) and set(rest) <= _NUMBERING


def is_table_head(texts: list[str], row_count: int) -> bool:
    """Tell whether the cells of a small table only name columns: short texts, no number among them."""
    filled = [text.strip() for text in texts if text.strip()]
    return (
        row_count <= _MOST_HEAD_ROWS
        and len(filled) > 1
        and all(len(text) <= _LONGEST_NAME and not is_number(text) for text in filled)
    )


def may_be_one_number(before: str, after: str) -> bool:
    """Tell whether digits at the end of a line and at the start of the next can be one number broken in two.

    True where no digits meet. A number with its decimals, or a year, is whole, and what the two parts make together
    must be a number as accounts print it: two numbers must never become one.
    """
    ending, opening = _NUMBER_AT_END.search(before), _NUMBER_AT_START.match(after)
    if ending is None or opening is None:
        return True
    first = plain_digits(ending.group()).replace("，", ",")
    second = plain_digits(opening.group()).replace("，", ",")
    return not _WHOLE_NUMBER.fullmatch(first) and bool(_ONE_NUMBER.fullmatch(first + second))


def breaks_off(text: str) -> bool:
    """Tell whether the number at the end of a text is no whole one: its thousands break off (82,808,57)."""
    ending = _NUMBER_AT_END.search(text)
    return ending is not None and not _ONE_NUMBER.fullmatch(plain_digits(ending.group()).replace("，", ","))


def is_contents(rows: list[list[str]]) -> bool:
    """Tell whether rows are a table of contents: headings, each with a page number that never falls."""
    if any(len(row) != 2 or not row[1].strip().isdecimal() for row in rows):
        return False
    numbers = [int(row[1]) for row in rows]
    headed = sum(1 for row in rows if is_numbered(row[0]))
    return numbers == sorted(numbers) and numbers[-1] < 1000 and 2 * headed >= len(rows)


def ends_sentence(text: str) -> bool:
    """Tell whether text ends where a sentence, or a clause that a list follows, ends."""
    return bool(_SENTENCE_END.search(text[-24:].rstrip()))


def has_open_bracket(text: str) -> bool:
    """Tell whether a bracket or quotation mark that text opens is still open at its end."""
    for openers, closers in _PAIRS:
        opened = sum(text.count(mark) for mark in openers)
        if opened and opened > sum(text.count(mark) for mark in closers):
            last = max(text.rfind(mark) for mark in openers)
            return all(text.find(mark, last) < 0 for mark in closers)
    return False


def is_running_text(text: str) -> bool:
    """Tell whether text reads like part of a sentence: it holds a clause mark, or breaks off at one."""
    text = text.rstrip()
    if text.endswith(("、", "，", ",")):
        return True
    marks = "，。；" if heading_level(text) is not None else "，。；、"
    return any(mark in text for mark in marks)
