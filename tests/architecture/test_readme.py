"""The two READMEs tell people the same commands, and the files they point to exist."""

from __future__ import annotations

import re

from tests.conftest import ROOT

ENGLISH, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"


def commands(text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_give_the_same_commands() -> None:
    english = commands(ENGLISH.read_text(encoding="utf-8"))
    assert english
    assert english == commands(CHINESE.read_text(encoding="utf-8"))


def test_every_file_the_readmes_link_to_exists() -> None:
    for readme in (ENGLISH, CHINESE):
        for target in re.findall(r"\]\(([^)#]+)\)", readme.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{readme.name} links to {target}, which is not there"
