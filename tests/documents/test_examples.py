"""The examples are what their README says: every file named, every file readable, the known errors found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read_document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = sorted(path for path in EXAMPLES.iterdir() if path.is_file() and path.suffix not in (".md", ".csv"))


def test_readme_names_the_agency_and_year_of_every_example() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        if path.is_file() and path.suffix not in (".md", ".csv"):
            agency, year, _ = path.name.split("_", 2)
            assert f"| {agency}_{year}_….{path.suffix[1:]} | {agency} | {year}" in text, path.name


def test_examples_cover_twelve_agencies_three_years_and_five_formats() -> None:
    names = [path.name.split("_") for path in REPORTS]
    assert len({name[0] for name in names}) >= 12
    assert len({name[1] for name in names}) >= 3
    assert {path.suffix for path in REPORTS} == {".txt", ".pdf", ".html", ".docx", ".xlsx"}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_example_is_read_without_a_warning(path: Path) -> None:
    document = read_document(path)
    assert document.blocks
    assert document.warnings == ()


@pytest.mark.parametrize("source", sorted((EXAMPLES / "sources").glob("*.md")), ids=lambda path: path.stem)
def test_every_number_of_a_source_stands_in_the_file_made_from_it(source: Path) -> None:
    document = read_document(EXAMPLES / source.stem)
    made = "".join(page.text for page in document.pages).replace(",", "")
    for row in source.read_text(encoding="utf-8").splitlines():
        if row.startswith("|"):
            for cell in row.strip("| ").split("|"):
                text = cell.strip().replace(",", "")
                assert text in ("", "<", "^") or text in made, f"{source.stem}: {text}"
