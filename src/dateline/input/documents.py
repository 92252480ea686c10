"""The text of a document: text, Markdown, HTML, PDF, Word, OpenDocument, e-mail. Form feeds separate pages."""

from __future__ import annotations

import io
import os
import zipfile
from hashlib import sha256
from typing import NamedTuple

from dateline.errors import Fault, InvalidRecords, UnusableFile
from dateline.input.contents import Kind, kind_of_file

LARGEST = 50_000_000
"""The most bytes of a document."""
_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = frozenset(("text", "json", "html", "pdf", "docx", "odt"))


class Document(NamedTuple):
    """A document as it is kept: the SHA-256 of its bytes, its text, and the day of writing that its markup states."""

    sha256: str
    text: str
    written: str | None = None


def read_document(file: str, *, article: bool = False) -> Document:
    """Return the text of a file, read as its content and its ending say.

    Of a web page that is all that is seen, or, for `article`, what is left without menus and footers.

    Raises:
        UnusableFile: it cannot be read.
        InvalidRecords: it is too large, of another kind, protected, or not what its ending says.
        DatelineError: what reads it is not installed.
    """
    try:
        if os.path.getsize(file) > LARGEST:
            raise InvalidRecords([Fault(file, None, f"is larger than {LARGEST // 1_000_000} MB")])
        with open(file, "rb") as stream:
            content = stream.read()
    except OSError as error:
        raise UnusableFile(file, error) from error
    text, written = _text_of(file, content, article=article), None
    if article and file.lower().endswith(_PAGES):
        from dateline.input.document_kinds.html import stated_day

        written = stated_day(content.decode("utf-8-sig"))
    return Document(sha256(content).hexdigest(), text, written)


def _text_of(file: str, content: bytes, *, article: bool) -> str:
    ending = os.path.splitext(file)[1].lower()
    kind = _kind_of(file, content)
    if ending == ".pdf" or kind.name == "pdf":
        from dateline.input.document_kinds.pdf import pdf_text

        return pdf_text(file, content)
    if kind.name in ("docx", "odt") or ending in (".docx", ".odt"):
        from dateline.input.document_kinds import zipped

        return (zipped.odt_text if kind.name == "odt" or ending == ".odt" else zipped.docx_text)(file, content)
    if ending == ".eml":
        from dateline.input.document_kinds.mail import mail_text

        return mail_text(file, content)
    if kind.name not in _TEXTS:
        raise InvalidRecords([Fault(file, None, f"is {kind.about}, not a document that can be read")])
    return _plain(file, content, page=ending in _PAGES, article=article)


def _kind_of(file: str, content: bytes) -> Kind:
    try:
        return kind_of_file(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise InvalidRecords([Fault(file, None, f"is a damaged archive: {error}")]) from error


def _plain(file: str, content: bytes, *, page: bool, article: bool) -> str:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\0", "")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidRecords([Fault(file, line, "is not UTF-8", "save it as UTF-8")]) from error
    if not page:
        return text
    from dateline.input.document_kinds.html import main_text, visible_text

    return main_text(file, text) if article else visible_text(text)
