"""OFD (GB/T 33190-2016), the Chinese fixed-layout format: pages of positioned text and lines in a zip of XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from ingest.document import Document
from ingest.errors import EmptyFileError, MingzhangError, NoTextLayerError, UnreadableFileError
from ingest.readers.assemble import assemble_blocks
from ingest.readers.glyphs import PageContent
from ingest.readers.layout import lay_out
from ingest.readers.limits import check_limit, current_limits
from ingest.readers.ocr import image_reader
from ingest.readers.ofd_page import POINTS, OfdPage, numbers, read_layers
from ingest.readers.packed import Package, attribute, local_name

MEDIA_TYPE = "application/ofd"
_A4 = [0.0, 0.0, 210.0, 297.0]  # millimetres
_FEW_CHARACTERS = 40  # a page number or a running head over a scan
_MOST_OF_PAGE = 0.5


@dataclass(slots=True)
class _Body:
    """One document of the package: its page area, templates, pages and resources."""

    package: Package
    area: list[float]
    pages: list[str] = field(default_factory=list)
    templates: dict[str, str] = field(default_factory=dict)
    units: dict[str, etree._Element] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    parsed: dict[str, etree._Element] = field(default_factory=dict)

    def template(self, identifier: str) -> etree._Element | None:
        """Return a template page, parsed once."""
        part = self.templates.get(identifier)
        if part is None or part not in self.package:
            return None
        if part not in self.parsed:
            self.parsed[part] = self.package.xml(part)
        return self.parsed[part]


def read_ofd(data: bytes, name: str) -> Document:
    """Read an OFD; a page that is only a picture goes to OCR where that is installed.

    Raises EmptyFileError (no page), UnreadableFileError, LimitExceededError and NoTextLayerError.
    """
    package = Package(data, name)
    contents: list[PageContent] = []
    warnings: list[str] = []
    for body in _bodies(package):
        check_limit(len(contents) + len(body.pages), current_limits().pages, "页数", "页", file=name)
        for part in body.pages:
            contents.append(_read_page(body, part, len(contents) + 1, name, warnings))
    if not contents:
        raise EmptyFileError("OFD 没有任何页面", file=name)
    if not any(content.glyphs for content in contents):
        raise NoTextLayerError("OFD 只有图片，没有文字", file=name)
    pages, printed = lay_out(contents)
    blocks = assemble_blocks(printed, pages, has_geometry=True)
    return Document(sha256(data).hexdigest(), name, MEDIA_TYPE, pages, blocks, tuple(warnings))


def _bodies(package: Package) -> Iterator[_Body]:
    entry = next((name for name in package.names if name.lower() == "ofd.xml"), "OFD.xml")
    for element in package.xml(entry).iter():
        if local_name(element) == "DocRoot" and element.text:
            yield _body(package, _target("", element.text))


def _target(base: str, location: str) -> str:
    """Return the packed file a location names: absolute, or beside the file that refers to it."""
    location = location.strip().replace("\\", "/")
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))


def _body(package: Package, part: str) -> _Body:
    root = package.xml(part)
    body = _Body(package, _A4)
    for element in root.iter():
        match local_name(element):
            case "PageArea":
                body.area = _physical_box(element) or body.area
            case "TemplatePage":
                body.templates[attribute(element, "ID") or ""] = _target(part, attribute(element, "BaseLoc") or "")
            case "Page":
                body.pages.append(_target(part, attribute(element, "BaseLoc") or ""))
            case "PublicRes" | "DocumentRes" if element.text:
                _read_resources(body, _target(part, element.text))
    return body


def _physical_box(area: etree._Element) -> list[float] | None:
    for element in area:
        if local_name(element) == "PhysicalBox":
            try:
                box = numbers(element.text)
            except ValueError:
                return None
            return box if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    return None


def _read_resources(body: _Body, part: str) -> None:
    """Keep composite graphics (they may hold text) and pictures; fonts and colours are not needed."""
    if part not in body.package:
        return
    root = body.package.xml(part)
    folder = _target(part, (attribute(root, "BaseLoc") or ".") + "/x")
    for element in root.iter():
        identifier = attribute(element, "ID") or ""
        if local_name(element) == "CompositeGraphicUnit":
            content = next((child for child in element if local_name(child) == "Content"), None)
            if content is not None:
                body.units[identifier] = content
        elif local_name(element) == "MultiMedia":
            for child in element:
                if local_name(child) == "MediaFile" and child.text:
                    body.media[identifier] = _target(folder, child.text)


def _read_page(body: _Body, part: str, number: int, name: str, warnings: list[str]) -> PageContent:
    root = body.package.xml(part)
    area = body.area
    page = OfdPage()
    for element in root:
        if local_name(element) == "Area":
            area = _physical_box(element) or area
        elif local_name(element) == "Template":
            template = body.template(attribute(element, "TemplateID") or "")
            if template is not None:
                read_layers(template, page, body.units, name)
    read_layers(root, page, body.units, name)
    if page.slanted:
        warnings.append(f"第 {number} 页的斜排文字（水印）未读取")
    content = page.content(number, area[2] * POINTS, area[3] * POINTS)
    if not page.pictures or not _is_picture(page, content):
        return content
    return _read_picture(body, page, content, name) or _unread(content, warnings)


def _is_picture(page: OfdPage, content: PageContent) -> bool:
    """Tell whether the page is a picture: it has no text, or but a page number or a stamp over a scan."""
    if not content.glyphs:
        return True
    largest = max((picture.x1 - picture.x0) * (picture.y1 - picture.y0) for picture in page.pictures)
    covers = largest > _MOST_OF_PAGE * content.width * content.height
    return covers and len(content.glyphs) <= _FEW_CHARACTERS and not content.horizontals


def _unread(content: PageContent, warnings: list[str]) -> PageContent:
    warnings.append(f"第 {content.number} 页是图片，未能读取")
    return content


def _read_picture(body: _Body, page: OfdPage, content: PageContent, name: str) -> PageContent | None:
    """Read the largest picture of a page by OCR and place what it says where the picture stands."""
    ocr = image_reader()
    picture = max(page.pictures, key=lambda p: (p.x1 - p.x0) * (p.y1 - p.y0))
    part = body.media.get(picture.resource, "")
    if ocr is None or part not in body.package:
        return None
    try:
        return ocr(body.package.read(part), content.number, picture.x1 - picture.x0, picture.y1 - picture.y0)
    except UnreadableFileError:
        return None
    except MingzhangError as error:
        error.file = error.file or name
        raise
