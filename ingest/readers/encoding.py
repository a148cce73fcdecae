"""Which characters bytes stand for: UTF-8, UTF-16 with its mark, GB18030, or lines of the two kinds in one file."""

from __future__ import annotations

import re

_MIXED = "文件混用 UTF-8 与 GB18030 编码，已逐行识别"
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·]")
_GB_NAMES = frozenset(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"))


def decode_plain(data: bytes) -> tuple[str, tuple[str, ...], int]:
    """Return the text, warnings, and the first line (1-based) that no encoding fits, 0 where all do.

    GB18030 reads nearly any bytes: a UTF-8 line in such a file would turn into other characters without an error. So
    each line is taken as UTF-8 where that gives Chinese.
    """
    try:
        return data.decode("utf-8"), (), 0
    except UnicodeDecodeError:
        pass
    lines: list[str] = []
    kinds: set[str] = set()
    bad = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            lines.append(line.decode("ascii"))
            continue
        for encoding in ("utf-8", "gb18030"):
            try:
                text = line.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding == "utf-8" and not _reads_chinese(text):
                continue
            kinds.add(encoding)
            lines.append(text)
            break
        else:
            bad = bad or number
            lines.append(line.decode("gb18030", "replace"))
    return "\n".join(lines), (_MIXED,) if len(kinds) > 1 else (), bad


def is_gb(encoding: str) -> bool:
    """Tell whether a stated encoding is one of the GB family, each of which GB18030 contains."""
    return encoding.lower() in _GB_NAMES


def _reads_chinese(text: str) -> bool:
    """Tell whether what is not ASCII in a line is Chinese: bytes of GB18030 that happen to be UTF-8 are not."""
    other = [character for character in text if not character.isascii()]
    return 2 * len(_CHINESE.findall(text)) >= len(other)
