"""Write one page per check from its row in seeds/rules/checks.csv and its example in docs/checks/examples.

``python docs/checks/generate.py`` writes the pages; ``python docs/checks/generate.py --check`` only tells whether they
are fresh (exit code 1 if not).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from warehouse.words import code_words

FOLDER = Path(__file__).resolve().parent
CATALOGUE = FOLDER.parent.parent / "seeds" / "rules" / "checks.csv"
MARK = "<!-- 由 docs/checks/generate.py 生成；请改 seeds/rules/checks.csv 或 docs/checks/examples 后重新生成 -->"


def pages() -> dict[str, str]:
    """Return the text of every page by file name; raise FileNotFoundError for a check without example."""
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = {f"{row['check_id']}.md": _page(row) for row in rows}
    made["README.md"] = _index(rows)
    return made


def _page(row: dict[str, str]) -> str:
    example = (FOLDER / "examples" / f"{row['check_id']}.md").read_text(encoding="utf-8").strip()
    family, severity = _words(row)
    return (
        f"{MARK}\n# {row['title']}\n\n"
        f"编号 `{row['check_id']}`　类别 {family}　不符时为{severity}　依据 {row['source']}\n\n"
        f"## 核查什么\n{row['shows']}\n\n## 例子\n{example}\n\n"
        f"## 为什么重要\n{row['why']}\n\n## 怎么办\n{row['action']}\n"
    )


def _words(row: dict[str, str]) -> tuple[str, str]:
    return code_words("family")[row["family"]], code_words("severity")[row["severity"]]


def _index(rows: list[dict[str, str]]) -> str:
    lines = [MARK, "# 核查目录", "", "| 编号 | 类别 | 核查 | 不符时 |", "|---|---|---|---|"]
    for row in rows:
        link = f"[{row['check_id']}]({row['check_id']}.md)"
        family, severity = _words(row)
        lines.append(f"| {link} | {family} | {row['title']} | {severity} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or with ``--check`` compare them."""
    fresh = pages()
    if "--check" in sys.argv[1:]:
        stale = [
            n for n, text in fresh.items() if not (FOLDER / n).is_file() or (FOLDER / n).read_text("utf-8") != text
        ]
        stale += [path.name for path in FOLDER.glob("*.md") if path.name not in fresh]
        for name in stale:
            print(f"docs/checks/{name} 不是最新，请运行 python docs/checks/generate.py")
        return int(bool(stale))
    for path in FOLDER.glob("*.md"):
        if path.name not in fresh:
            path.unlink()
    for name, text in fresh.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
