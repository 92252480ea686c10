"""The text of a PDF, page by page."""

from __future__ import annotations

import io
import logging

from dateline.input.document_kinds.refusals import bounded, missing, unreadable

MOST_PAGES = 10_000
"""A PDF with more pages is refused."""


def pdf_text(file: str, content: bytes) -> str:
    """Return the text of a PDF; form feeds separate its pages.

    Raises:
        InvalidRecords: it is damaged, protected, longer than any document, or has images alone.
        DatelineError: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise missing(file, "a PDF", "pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it warns of is told here, or is of no use to a reader
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise unreadable(file, "is a PDF protected by a password", "save it without a password")
        if len(reader.pages) > MOST_PAGES:
            raise unreadable(file, f"has more than {MOST_PAGES:,} pages", "split it")
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            bounded(file, length)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ImportError) as error:
        raise unreadable(file, f"cannot be read as PDF: {error}") from error
    if not any(page.strip() for page in pages):
        hint = "extract its text with another program, such as an OCR tool"
        raise unreadable(file, "contains images but no text", hint)
    return "\f".join(pages).replace("\0", "")
