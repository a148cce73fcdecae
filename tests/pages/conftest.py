"""A small warehouse built from a few examples by the real models, once for all page tests."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import duckdb
import pytest
import streamlit as st
import xlwt
from openpyxl import Workbook
from rich.console import Console

from tests.documents.ofd_writer import OfdWriter
from warehouse import versions
from warehouse.build import build_database
from warehouse.refresh import ingest
from warehouse.report import Reporter
from warehouse.settings import Settings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHOSEN = ("广州市科学技术局_2023*", "广州市科学技术协会_2023*", "上海市普陀区规划和自然资源局_2024*", "审计署_2010*")

VERDICTS = (("accept", "in_force"), ("dispute", "in_force"), ("explain", "in_force"), ("accept", "reopened"))
CORRECTIONS = ("applied", "stale")


def write_workbook_with_hidden_sheet(path: Path) -> None:
    """Write a report of which a part cannot be seen, and is therefore not read."""
    book = Workbook()
    for row in (["某某市档案馆2022年度“三公”经费支出表"], ["单位：万元"], ["项目", "决算数"], ["公务接待费", 1.5]):
        book.active.append(row)
    book.create_sheet("底稿").sheet_state = "hidden"
    book.save(path)


OTHER_FORMATS = ("docx", "xls", "mht", "ofd", "zip/内.html")
RECEPTION = "1.37"
"""What each of the reports in another format prints as 公务接待费."""
_ROWS = (("项目", "决算数"), ("公务接待费", RECEPTION), ("会议费", "2.00"))


def write_reports_in_other_formats(folder: Path) -> None:
    """Write one small report in each of the formats that the examples leave out."""
    for suffix in OTHER_FORMATS:
        agency = f"某某市档案馆{OTHER_FORMATS.index(suffix) + 1}分馆"
        above = (f"{agency}2022年度部门决算", "支出表", "单位：万元")
        html = "".join(f"<p>{line}</p>" for line in above)
        html += "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in _ROWS)
        html = f'<html><head><meta charset="utf-8"></head><body>{html}</table></body></html>'
        if suffix == "docx":
            word = docx.Document()
            for line in above:
                word.add_paragraph(line)
            table = word.add_table(len(_ROWS), 2)
            for row, texts in enumerate(_ROWS):
                for col, text in enumerate(texts):
                    table.cell(row, col).text = text
            word.save(str(folder / "报告.docx"))
        elif suffix == "xls":
            book = xlwt.Workbook()
            sheet = book.add_sheet("表")
            for row, texts in enumerate([*((line,) for line in above), *_ROWS]):
                for col, text in enumerate(texts):
                    sheet.write(row, col, text)
            book.save(str(folder / "报告.xls"))
        elif suffix == "mht":
            head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
            page = f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--B--\r\n"
            (folder / "报告.mht").write_bytes(page.encode())
        elif suffix == "ofd":
            ofd = OfdWriter()
            for number, line in enumerate(above):
                ofd.text(30, 20 + 8 * number, line)
            ofd.table(30, 46, [50, 40], [list(row) for row in _ROWS])
            (folder / "报告.ofd").write_bytes(ofd.save())
        else:
            with zipfile.ZipFile(folder / "报告.zip", "w") as archive:
                archive.writestr("内.html", html)


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one published version: the models and checks are real, the quality gate is left out."""
    home = tmp_path_factory.mktemp("home")
    inbox = tmp_path_factory.mktemp("inbox")
    for pattern in CHOSEN:
        for report in EXAMPLES.glob(pattern):
            shutil.copy(report, inbox)
    (inbox / "空文件.pdf").touch()
    write_workbook_with_hidden_sheet(inbox / "有隐藏表.xlsx")
    write_reports_in_other_formats(inbox)
    settings = Settings(home=home, workers=1)
    reporter = Reporter(Console(file=io.StringIO()))
    ingest(settings, [inbox], reporter)
    version_id = versions.new_version_id(settings)
    folder = versions.building_folder(settings)
    settings.runs.mkdir(parents=True, exist_ok=True)
    with reporter.bar("") as bar:
        built = build_database(settings, folder, bar)
    assert not built.broken, built.output
    versions.complete(settings, folder, versions.Manifest(version_id, "2025-01-01T00:00:00", "passed", ""))
    versions.publish(settings, version_id)
    return home


@pytest.fixture(scope="session")
def decided_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same home after a reviewer: each kind of verdict, one of them reopened, and corrections of each state."""
    copied = tmp_path_factory.mktemp("decided") / "home"
    shutil.copytree(built_home, copied, symlinks=True)
    with duckdb.connect(str(copied / "current" / "mingzhang.duckdb")) as connection:
        connection.execute("""
            create temp table numbered as
            select finding_id, row_number() over (order by severity, finding_id) as position from checks.fct_findings
        """)
        for position, (verdict, state) in enumerate(VERDICTS, start=1):
            connection.execute(
                """
                update checks.fct_findings
                set verdict = ?, verdict_state = ?, verdict_by = '李某', verdict_at = '2025-03-01T08:00:00+00:00',
                    verdict_reason = '理由' || ?
                where finding_id = (select finding_id from numbered where position = ?)
                """,
                [verdict, state, position, position],
            )
        for number, state in enumerate(CORRECTIONS):
            connection.execute(
                """
                insert into marts.fct_corrections by name
                select 'c' || ? as correction_id, document_id, figure_id, raw_text as evidence_text,
                    'correct' as correction_action, ? as correction_state, 2021 as fiscal_year,
                    fiscal_year as read_fiscal_year, '王某' as decided_by,
                    '2025-03-02' as decided_at, '指上年' as reason
                from marts.fct_figures where raw_text = '99.81' limit 1
                """,
                [number, state],
            )
        connection.execute("""
            insert into marts.fct_review_items by name
            select 'w-' || figure_id as review_id, document_id, figure_id, 'unmapped' as review_reason, raw_text,
                snippet, page, line
            from marts.fct_figures where raw_text = '99.81' limit 1
        """)
    return copied


@pytest.fixture
def home(built_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built home, set as the one in force."""
    monkeypatch.setenv("MINGZHANG_HOME", str(built_home))
    return built_home


@pytest.fixture
def reviewed(decided_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home after a reviewer, set as the one in force; answers kept of the other home do not leak in or out."""
    monkeypatch.setenv("MINGZHANG_HOME", str(decided_home))
    st.cache_data.clear()
    yield decided_home
    st.cache_data.clear()
