"""Whatever text and lines stand on a page, every character is read once, and what is laid out can be traced."""

from __future__ import annotations

from collections import Counter
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.readers.assemble import assemble_blocks
from ingest.readers.glyphs import Glyph, PageContent, Ruling
from ingest.readers.layout import lay_out
from tests.reading import check_traceable

SIZE = 10.0
TEXTS = st.sampled_from(
    ["201", "2010301", "合计", "其中：", "机关事业单位", "保险缴费支出", "1,234.50", "0.00", "—", "-3.20", "栏次",
     "1", "12", "项目", "科目编码", "小计", "支出", "（一）基本支出", "注：本表", "元"]
)  # fmt: skip
PRINTS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 24), st.integers(0, 4), TEXTS), max_size=60)
LINES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)), max_size=14)


def _glyphs(prints: list[tuple[int, int, int, str]]) -> list[Glyph]:
    """Texts on a coarse raster, some of them a few points off it; a text that would print over another is left out."""
    glyphs: list[Glyph] = []
    taken: set[tuple[int, int]] = set()
    for column, row, off, text in prints:
        x, y = 40.0 + 45 * column + off, 60.0 + 7 * row + off
        cells = {(round(x) // 5 + step, band) for step in range(2 * len(text) + 2) for band in (row - 1, row, row + 1)}
        if cells & taken:
            continue
        taken |= cells
        for char in text:
            width = SIZE if char >= "\u2e80" else SIZE / 2
            glyphs.append(Glyph(char, x, y - 8, x + width - 0.5, y, x, x + width, y, SIZE))
            x += width
    return glyphs


@settings(max_examples=60, deadline=None)
@given(PRINTS, LINES, LINES)
def test_every_character_is_read_once(
    prints: list[tuple[int, int, int, str]], flat: list[tuple[int, int, int]], upright: list[tuple[int, int, int]]
) -> None:
    content = PageContent(
        1, 650, 300, _glyphs(prints),
        [Ruling(55.0 + 15 * at, 38.0 + 45 * min(a, b), 38.0 + 45 * max(a, b)) for at, a, b in flat],
        [Ruling(38.0 + 45 * at, 55.0 + 15 * min(a, b), 55.0 + 15 * max(a, b)) for at, a, b in upright],
    )  # fmt: skip
    pages, printed = lay_out([content])
    document = Document("0" * 64, "a.pdf", "application/pdf", pages, assemble_blocks(printed, pages, has_geometry=True))
    check_traceable(document)
    read = Counter(char for char in pages[0].text if not char.isspace())
    assert read == Counter(glyph.char for glyph in content.glyphs)


def test_the_cost_of_a_crowded_page_grows_with_its_text() -> None:
    def seconds(rows: int) -> float:
        prints = [(column, 2 * row, 0, "1,234.50") for row in range(rows) for column in range(12)]
        content = PageContent(1, 650, 30.0 * rows, _glyphs(prints))
        start = perf_counter()
        lay_out([content])
        return perf_counter() - start

    seconds(20)
    assert seconds(800) < 10 * max(seconds(200), 0.02)
