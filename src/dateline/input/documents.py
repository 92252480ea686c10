"""The text of a document: text, Markdown, HTML, PDF, Word, OpenDocument, e-mail. Form feeds separate pages."""

from __future__ import annotations

import io
import os
import re
import zipfile
from hashlib import sha256
from typing import NamedTuple

from dateline.errors import Fault, InvalidRecords, UnusableFile
from dateline.input.contents import Kind, kind_of_file

LARGEST = 50_000_000
"""The most bytes of a document."""
_HEAD = 4_000
"""In so many bytes a page declares its encoding."""
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)=["']?\s*([\w-]+)""", re.IGNORECASE)
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

        written = stated_day(_decoded(file, content, page=True))
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
    text = _decoded(file, content, page=page).replace("\r\n", "\n").replace("\0", "")
    if not page:
        return text
    from dateline.input.document_kinds.html import main_text, visible_text

    return main_text(file, text) if article else visible_text(text)


def _decoded(file: str, content: bytes, *, page: bool) -> str:
    """Return the letters of a text: UTF-8, or what a mark at its start or the head of a page says.

    Raises:
        InvalidRecords: it is of another encoding.
    """
    from dateline.input.encodings import encoding_of_mark, explained_faults

    try:
        return content.decode(encoding_of_mark(content[:4]) or "utf-8-sig")
    except UnicodeDecodeError as error:
        if page and (found := _as_declared(content)):
            return found
        fault = Fault(file, content[: error.start].count(b"\n") + 1, "is not UTF-8")
        raise InvalidRecords(explained_faults([fault], lambda: content, None, mapped=False)) from error


def _as_declared(content: bytes) -> str | None:
    """Return a page in the encoding that its head declares, None if it declares none that fits."""
    found = _DECLARED.search(content[:_HEAD])
    name = found[1].decode("ascii").lower() if found else ""
    try:
        # Pages that say Latin-1 are Windows-1252, as every browser reads them.
        return content.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name)
    except (LookupError, UnicodeError):
        return None
