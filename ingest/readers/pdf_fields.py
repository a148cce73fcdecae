"""What is typed into the fields of a PDF form is printed with the page: make it part of the page's text."""

from __future__ import annotations

import pypdfium2.raw as pdfium

_PRINTED = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)
_MOST_ANNOTATIONS = 5000


def printed_with_fields(document: object, page: object, index: int) -> object:
    """Return the page with its filled fields and typed-on text as contents; the page given is closed where it changes.

    Comments and pop-ups stay out: they are not printed. A field whose program left its appearance to the reader of the
    file gets the one that pdfium gives it.
    """
    if not _has_printed(page):
        return page
    _give_appearances(document, page)
    for kind in range(pdfium.FPDFPage_GetAnnotCount(page) - 1, -1, -1):
        if _subtype(page, kind) not in _PRINTED:
            pdfium.FPDFPage_RemoveAnnot(page, kind)
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    pdfium.FPDF_ClosePage(page)
    return pdfium.FPDF_LoadPage(document, index)


def _give_appearances(document: object, page: object) -> None:
    environment = pdfium.FPDF_FORMFILLINFO(version=2)  # must outlive the form
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, environment)
    if form:
        pdfium.FORM_OnAfterLoadPage(page, form)
        pdfium.FORM_OnBeforeClosePage(page, form)
        pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def _has_printed(page: object) -> bool:
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)
    return any(_subtype(page, index) in _PRINTED for index in range(count))


def _subtype(page: object, index: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return -1
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(annotation))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)
