"""Write small OFD documents for tests: text and lines in millimetres from the top left."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class OfdWriter:
    """A document of pages of drawn objects."""

    width: float = 210.0
    height: float = 297.0
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    template: list[str] = field(default_factory=list)
    picture: bytes = b""

    def text(self, x: float, baseline: float, text: str, size: float = 4.0, extra: str = "") -> None:
        """Print text; ``extra`` are more attributes of the object."""
        steps = "g " + f"{len(text) - 1} {size}" if text.isascii() is False else " ".join(["2"] * (len(text) - 1))
        delta = f' DeltaX="{steps}"' if len(text) > 1 else ""
        self.pages[-1].append(
            f'<ofd:TextObject ID="1" Boundary="{x} {baseline - size} {size * len(text)} {size * 1.2}" Font="2" '
            f'Size="{size}" {extra}><ofd:TextCode X="0" Y="{size}"{delta}>{escape(text)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.pages[-1].append(
            f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def image(self, data: bytes) -> None:
        """Show one picture over the whole page, as a scan does."""
        self.picture = data
        self.pages[-1].append(f'<ofd:ImageObject ID="4" Boundary="0 0 {self.width} {self.height}" ResourceID="7"/>')

    def table(self, x: float, y: float, widths: list[float], rows: list[list[str]], height: float = 8.0) -> None:
        """Draw a ruled table of one-line cells."""
        right, bottom = x + sum(widths), y + height * len(rows)
        for index in range(len(rows) + 1):
            self.line(x, y + index * height, right, y + index * height)
        left = x
        for width in [0.0, *widths]:
            left += width
            self.line(left, y, left, bottom)
        for row, texts in enumerate(rows):
            left = x
            for text, width in zip(texts, widths, strict=True):
                if text:
                    self.text(left + 1, y + row * height + 5.5, text)
                left += width

    def save(self) -> bytes:
        """Return the document's bytes."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(
                "OFD.xml",
                f'<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
                "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            )
            listed = "".join(
                f'<ofd:Page ID="{10 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(self.pages))
            )
            resources = ""
            if self.picture:
                resources = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
                package.writestr("Doc_0/Res/scan.png", self.picture)
                package.writestr(
                    "Doc_0/DocumentRes.xml",
                    f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
                    "<ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
                )
            template = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if self.template else ""
            package.writestr(
                "Doc_0/Document.xml",
                f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {self.width} "
                f"{self.height}</ofd:PhysicalBox></ofd:PageArea>{template}{resources}</ofd:CommonData>"
                f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            )
            use = '<ofd:Template TemplateID="5"/>' if self.template else ""
            if self.template:
                package.writestr("Doc_0/Tpls/Tpl_0/Content.xml", _page(self.template, ""))
            for number, objects in enumerate(self.pages):
                package.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", _page(objects, use))
        return buffer.getvalue()


def _page(objects: list[str], use: str) -> str:
    layer = f"<ofd:Layer ID='3'>{''.join(objects)}</ofd:Layer>"
    return f"<ofd:Page {NAMESPACE}>{use}<ofd:Content>{layer}</ofd:Content></ofd:Page>"
