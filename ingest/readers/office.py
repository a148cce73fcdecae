"""What only an office program reads (.doc, .wps, .rtf, Office 2003 XML): converted by LibreOffice if installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from xlrd.compdoc import CompDoc

from ingest.document import Document
from ingest.errors import EncryptedFileError, LimitExceededError, UnreadableFileError, UnsupportedFormatError
from ingest.readers.conversions import CONVERTED, conversion_made
from ingest.readers.docx import read_docx
from ingest.readers.limits import current_limits
from ingest.readers.sniff import EXCEL_XML, OLE, RTF, WORD_XML
from ingest.readers.xls import read_xls
from ingest.readers.xlsx import read_xlsx

DOC = "application/msword"
# Macros never run and links are never followed, whatever the document asks for.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>1</value></prop></item>
</oor:items>
"""


def read_doc(data: bytes, name: str) -> Document:
    """Read a Word document of the format before 2007, also as WPS writes it."""
    return _read_converted(data, name, OLE, DOC)


def read_rtf(data: bytes, name: str) -> Document:
    """Read a Rich Text document."""
    return _read_converted(data, name, RTF)


def read_word_xml(data: bytes, name: str) -> Document:
    """Read a Word 2003 XML document."""
    return _read_converted(data, name, WORD_XML)


def read_excel_xml(data: bytes, name: str) -> Document:
    """Read an Excel 2003 XML workbook."""
    return _read_converted(data, name, EXCEL_XML)


def read_ole(data: bytes, name: str) -> Document:
    """Read an OLE file by the stream it holds: a Word document, a workbook, or an encrypted Office package."""
    streams = _root_streams(data)
    if "EncryptedPackage" in streams:
        raise EncryptedFileError("文件带有密码", file=name)
    if "WordDocument" in streams:
        return read_doc(data, name)
    if streams & {"Workbook", "Book"}:
        return read_xls(data, name)
    raise UnsupportedFormatError("认不出这个旧版办公文件的内容", file=name)


def _root_streams(data: bytes) -> set[str]:
    """Return which of the known streams stand at the top of an OLE file; those of embedded objects do not count."""
    known = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
    try:
        directory = CompDoc(data, logfile=StringIO())
        return {name for name in known if directory.locate_named_stream(name)[0] is not None}
    except Exception:  # a broken directory: its names may still be there
        return {name for name in known if name.encode("utf-16-le") + b"\x00\x00" in data}


def find_office() -> str | None:
    """Return the path of LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _read_converted(data: bytes, name: str, found: str, media_type: str = "") -> Document:
    suffix, target = CONVERTED[found]
    converted = convert(data, name, suffix, target)
    document = read_docx(converted, name) if target == "docx" else read_xlsx(converted, name)
    return replace(document, document_id=sha256(data).hexdigest(), media_type=media_type or found)


def convert(data: bytes, name: str, suffix: str, target: str) -> bytes:
    """Return the document converted to ``target`` (docx or xlsx), as made beforehand or now.

    Raises UnsupportedFormatError where LibreOffice is not installed, UnreadableFileError where it refuses the file.
    """
    if (made := conversion_made(data, target)) is not None:
        return made
    with TemporaryDirectory(prefix="mingzhang-") as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        convert_files([source], target, Path(folder), name)
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise UnreadableFileError("LibreOffice 无法打开该文件（可能损坏或带有密码）", file=name)
        return result.read_bytes()


def convert_files(sources: Sequence[Path], target: str, folder: Path, name: str) -> None:
    """Convert files into ``folder`` with one start of LibreOffice, in a profile of its own, within the time limit.

    A file it refuses is left out. ``name`` is for messages. Raises UnsupportedFormatError where it is not installed.
    """
    program = find_office()
    if program is None:
        raise UnsupportedFormatError(
            "读取这种格式需要 LibreOffice，本机没有安装",
            file=name,
            advice="请安装 LibreOffice，或把文件另存为 .docx / .xlsx / PDF",
        )
    with TemporaryDirectory(prefix="mingzhang-") as home:
        profile = Path(home) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
            *("--convert-to", target, "--outdir", str(folder), *map(str, sources)),
        ]
        _run(command, name, home)


def _run(command: list[str], name: str, home: str) -> None:
    seconds = current_limits().seconds * 0.9  # before the process that reads the document is ended
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise LimitExceededError(f"转换时间超过上限 {seconds:g} 秒", file=name) from error
    finally:
        if process.poll() is None and hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)  # its own session: nothing else is in the group
        process.wait()
