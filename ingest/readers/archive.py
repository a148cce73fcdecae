"""Archives (.zip): unpacked once, within limits, into a folder of their own; each document in them is then a file."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ingest.document import Document
from ingest.errors import (
    EmptyFileError,
    LimitExceededError,
    UnreadableFileError,
    UnsupportedFormatError,
)
from ingest.readers import read_bytes
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.packed import ZIP, Package, zip_kind

_DEEPEST = 3  # archives in archives
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_ODD_IN_NAMES = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_LONGEST_NAME = 80  # characters; file systems allow 255 bytes, a Chinese character takes three


def read_archive(data: bytes, name: str) -> Document:
    """Read the one document an archive holds; with several, each is to be read as a file of its own."""
    if zip_kind(data, name) not in (ZIP, None):
        raise UnsupportedFormatError("认不出文件格式", file=name)
    documents = list(_members(data, name, 1))
    if not documents:
        raise EmptyFileError("压缩包里没有文件", file=name)
    if len(documents) > 1:
        raise UnsupportedFormatError(
            f"压缩包里有 {len(documents)} 个文件", file=name, advice="请解压后逐个读取，或放入文件夹一并读取"
        )
    inner, packed = documents[0]
    return read_bytes(packed, f"{name}/{inner}")


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip of files, rather than one of the document formats that are zips inside."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        return path.stat().st_size <= current_limits().file_bytes and zip_kind(path.read_bytes(), path.name) == ZIP
    except (OSError, LimitExceededError):
        return path.suffix.lower() == ".zip"


def unpack_archive(path: Path, into: Path) -> list[Path]:
    """Unpack the documents of an archive below ``into`` and return their paths; unpacked before, they stay as they are.

    They stand in ``into/<hash>/<archive's name>/``, so that :func:`~ingest.readers.packed.document_name` can
    name them after the archive.
    Raises UnreadableFileError, EncryptedFileError or LimitExceededError; then nothing is left behind.
    """
    check_limit(path.stat().st_size, current_limits().file_bytes, "文件大小", "字节", file=path.name)
    data = path.read_bytes()
    target = into / hashlib.sha256(data).hexdigest()[:16]
    root = target / _safe_part(path.name if path.suffix.lower() == ".zip" else f"{path.name}.zip")
    if not root.is_dir():
        partial = into / f".{target.name}.{os.getpid()}"
        try:
            for name, packed in _members(data, path.name, 1):
                file = partial.joinpath(root.name, *(_safe_part(part) for part in PurePosixPath(name).parts))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(packed)
            if not partial.is_dir():
                raise EmptyFileError("压缩包里没有文件", file=path.name)
            shutil.rmtree(target, ignore_errors=True)
            partial.rename(target)
        except OSError as error:
            raise UnreadableFileError(f"无法解压（{error.strerror or error}）", file=path.name) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return sorted(file for file in root.rglob("*") if file.is_file())


def _members(data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each document in an archive, through archives in it."""
    package = Package(data, name)
    limit = current_limits().file_bytes
    for member in sorted(package.names):
        parts = PurePosixPath(member.replace("\\", "/").lstrip("/")).parts
        if _LITTER.search(member) or not parts or ".." in parts:
            continue
        check_limit(package.size(member), limit, "文件大小", "字节", file=name, place=member)
        packed = package.read(member)
        inner = "/".join(parts)
        if zip_kind(packed, f"{name}/{inner}") != ZIP:
            yield inner, packed
        elif depth >= _DEEPEST:
            raise LimitExceededError("压缩包层层嵌套，超过上限", file=name, place=member)
        else:
            for deeper, content in _members(packed, f"{name}/{inner}", depth + 1):
                yield f"{inner}/{deeper}", content


def _safe_part(part: str) -> str:
    """Return one part of a path without what a file system refuses; long names keep their end, where the suffix is."""
    part = _ODD_IN_NAMES.sub("_", part).strip() or "_"
    return part if len(part) <= _LONGEST_NAME else part[: _LONGEST_NAME - 20] + part[-20:]
