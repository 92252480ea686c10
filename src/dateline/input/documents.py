"""The text of a document: plain text, Markdown, HTML, and PDF with the extra `pdf`. Form feeds separate pages."""

from __future__ import annotations

import os
from hashlib import sha256
from html.parser import HTMLParser
from typing import NamedTuple

from dateline.errors import DatelineError, Fault, InvalidRecords, UnusableFile

LARGEST = 50_000_000
"""The most bytes of a document."""
_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
        "blockquote", "table", "ul", "ol", "dl", "dt", "dd", "pre", "hr",
    )
)  # fmt: skip
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))


class Document(NamedTuple):
    """A document as it is kept: the SHA-256 of its bytes, and its text."""

    sha256: str
    text: str


def read_document(file: str) -> Document:
    """Return the text of a file, read as its ending says.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it is too large, or not what its ending says.
        DatelineError: what reads it is not installed.
    """
    try:
        if os.path.getsize(file) > LARGEST:
            raise InvalidRecords([Fault(file, None, f"is larger than {LARGEST // 1_000_000} MB")])
        with open(file, "rb") as stream:
            content = stream.read()
    except OSError as error:
        raise UnusableFile(file, error) from error
    return Document(sha256(content).hexdigest(), _text_of(file, content))


def _text_of(file: str, content: bytes) -> str:
    if file.lower().endswith(".pdf") or content.startswith(b"%PDF-"):
        return _pdf(file, content)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\0", "")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidRecords([Fault(file, line, "is not UTF-8", "save it as UTF-8")]) from error
    return _html(text) if file.lower().endswith((".html", ".htm", ".xhtml")) else text


def _html(text: str) -> str:
    reader = _Html()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class _Html(HTMLParser):
    """Keeps what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at what stands by itself."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))


def _pdf(file: str, content: bytes) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise DatelineError(
            f"{file} is a PDF; reading it needs the package pypdf", "pip install 'dateline[pdf]'"
        ) from error
    import io

    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidRecords([Fault(file, None, f"cannot be read as PDF: {error}")]) from error
    if not any(page.strip() for page in pages):
        raise InvalidRecords(
            [
                Fault(
                    file,
                    None,
                    "contains images but no text",
                    "extract its text with another program, such as an OCR tool",
                )
            ]
        )
    return "\f".join(pages).replace("\0", "")
