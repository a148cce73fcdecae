"""Zip containers (Office files, OFD, archives) opened with bounds, and their XML parsed without surprises."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from lxml import etree

from ingest.errors import (
    EncryptedFileError,
    LimitExceededError,
    MingzhangError,
    TruncatedFileError,
    UnreadableFileError,
)
from ingest.readers.limits import MEBIBYTE, check_limit, current_limits

ZIP = "application/zip"
_SMALL = 16 * MEBIBYTE  # what unpacks to no more than this harms nobody, however well it was packed
_CHUNK = 256 * 1024
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)
_UTF8_NAME_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


class Package:
    """A zip container: member names as printed, members read within the limits."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open it.

        Raises TruncatedFileError or UnreadableFileError where it is broken, LimitExceededError where it declares too
        much.
        """
        self.file = file
        self._unpacked = 0
        limits = current_limits()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _ZIP_FAULTS as error:
            if b"PK\x05\x06" not in data[-66_000:]:  # where the directory of a zip ends
                raise TruncatedFileError("压缩结构没有结尾", file=file) from error
            raise UnreadableFileError("压缩结构损坏，无法打开", file=file) from error
        check_limit(len(entries), limits.members, "包内文件数", "个", file=file)
        declared = sum(entry.file_size for entry in entries)
        check_limit(declared, limits.unpacked_bytes, "解压后大小", "字节", file=file)
        if declared > _SMALL:
            check_limit(declared / max(len(data), 1), limits.unpack_ratio, "压缩比", "倍", file=file)
        self._entries = {member_name(entry): entry for entry in entries if not entry.is_dir()}

    @property
    def names(self) -> list[str]:
        """Names of the packed files, in the order of the container."""
        return list(self._entries)

    def main_part(self, usual: str) -> str:
        """Return the part that an Office file names as its document, ``usual`` where it names none."""
        if "_rels/.rels" in self:
            for relation in self.xml("_rels/.rels"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if (attribute(relation, "Type") or "").endswith("/officeDocument") and target in self:
                    return target
        return usual

    def __contains__(self, name: str) -> bool:
        """Tell whether a file of this name is packed."""
        return name in self._entries

    def size(self, name: str) -> int:
        """Return the declared size of a packed file, in bytes."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Return a packed file's bytes; a size beyond the declared one counts as well (zip bombs lie)."""
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableFileError(f"缺少组成部分 {name}", file=self.file)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedFileError("压缩包带有密码", file=self.file, place=name)
        room = current_limits().unpacked_bytes - self._unpacked
        parts: list[bytes] = []
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    parts.append(chunk)
                    room -= len(chunk)
                    self._unpacked += len(chunk)
                    if room < 0:
                        raise LimitExceededError("解压后大小超过上限", file=self.file, place=name)
        except MingzhangError:
            raise
        except RuntimeError as error:  # zipfile's word for a missing password
            raise EncryptedFileError("压缩包带有密码", file=self.file, place=name) from error
        except _ZIP_FAULTS as error:
            raise UnreadableFileError("包内文件损坏", file=self.file, place=name) from error
        return b"".join(parts)

    def xml(self, name: str) -> etree._Element:
        """Return the root element of a packed XML file."""
        return parse_xml(self.read(name), file=self.file, place=name)


def zip_kind(data: bytes, file: str = "") -> str | None:
    """Return the media type of a zip by what it holds: Office document, OFD or plain archive; None where it is none.

    Raises LimitExceededError, which names ``file``, where it declares too much.
    """
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    try:
        names = {name.lower() for name in Package(data, file).names}
    except (UnreadableFileError, TruncatedFileError):
        return None
    if "ofd.xml" in names:
        return "application/ofd"
    if "[content_types].xml" in names or "_rels/.rels" in names:
        for folder, kind in (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet")):
            if any(name.startswith(folder) for name in names):
                return f"application/vnd.openxmlformats-officedocument.{kind}"
        return "application/vnd.openxmlformats-package"  # slides, drawings: nothing that is read
    if "mimetype" in names and "content.xml" in names:
        return "application/vnd.oasis.opendocument"
    return ZIP


def document_name(path: Path) -> str:
    """Return the name a document is shown under: its file name, after its archive's where it was unpacked from one."""
    for index, part in enumerate(path.parts[:-1]):
        if part.lower().endswith(".zip"):
            return "/".join(path.parts[index:])
    return path.name


def member_name(entry: zipfile.ZipInfo) -> str:
    """Return the printed name of a packed file: without the UTF-8 flag, Chinese systems write GBK."""
    if entry.flag_bits & _UTF8_NAME_FLAG:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def parse_xml(data: bytes, *, file: str, place: str = "") -> etree._Element:
    """Parse XML: no entity is expanded, nothing is fetched, depth is bounded, slightly broken XML is refused.

    Raises UnreadableFileError for broken XML and LimitExceededError for a document type declaration with entities,
    which no Office or OFD file needs and which is how entity bombs are made.
    """
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        advice = "请用办公软件打开确认后另存为新文件"
        raise LimitExceededError("含有 XML 实体声明，可能是恶意文件", file=file, place=place, advice=advice)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise LimitExceededError("XML 嵌套层数超过上限", file=file, place=place) from error
        raise UnreadableFileError("XML 内容损坏", file=file, place=place) from error
    if root is None:
        raise UnreadableFileError("XML 内容为空", file=file, place=place)
    return root


def local_name(element: etree._Element) -> str:
    """Return the element's name without its namespace ('' for comments and the like)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its local name, whatever namespace the writer put it in."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
