"""The texts of Word documents and of text documents of OpenDocument, which are XML in a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.errors import InvalidRecords
from dateline.input.document_kinds.refusals import bounded, missing, unreadable

_TIMES, _FROM = 200, 100_000_000
"""An archive may unpack to so many times its size, and in any case to so many bytes."""
_HEADINGS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def docx_text(file: str, content: bytes) -> str:
    """Return the paragraphs of a Word document and the rows of its tables, an empty line between them.

    Raises:
        InvalidRecords: it is damaged, or unpacks to far more than its size.
        DatelineError: python-docx is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise missing(file, "a Word document", "python-docx") from error
    _refuse_bomb(file, content)
    try:
        document = docx.Document(io.BytesIO(content))
        return _joined(file, _blocks(document))
    except InvalidRecords:
        raise
    except (OpcError, zipfile.BadZipFile, ValueError, KeyError, SyntaxError, AttributeError) as error:
        raise unreadable(file, f"cannot be read as a Word document: {error}") from error


def _blocks(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield block.text


def odt_text(file: str, content: bytes) -> str:
    """Return the headings and paragraphs of a text document of OpenDocument, an empty line between them.

    Raises:
        InvalidRecords: it is damaged or protected, or unpacks to far more than its size.
        DatelineError: odfpy is not installed.
    """
    try:
        from odf import teletype
        from odf.opendocument import load
    except ImportError as error:
        raise missing(file, "a text document of OpenDocument", "odfpy") from error
    _refuse_bomb(file, content)
    try:
        root = load(io.BytesIO(content)).text
        wanted = {(_HEADINGS, "h"), (_HEADINGS, "p")}
        return _joined(file, (teletype.extractText(each) for each in _elements(root, wanted)))
    except InvalidRecords:
        raise
    except Exception as error:
        raise unreadable(file, f"cannot be read as a text document: {error}") from error


def _elements(element: Any, wanted: set[tuple[str, str]]) -> Iterator[Any]:
    for child in element.childNodes:
        if getattr(child, "qname", None) in wanted:
            yield child
        elif child.hasChildNodes():
            yield from _elements(child, wanted)


def _joined(file: str, blocks: Iterator[str]) -> str:
    found: list[str] = []
    length = 0
    for block in blocks:
        if text := block.strip():
            found.append(text)
            length += len(text)
            bounded(file, length)
    return "\n\n".join(found).replace("\0", "")


def _refuse_bomb(file: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise unreadable(file, "is protected by a password", "save it without a password")
    except zipfile.BadZipFile as error:
        raise unreadable(file, f"is damaged: {error}") from error
    if unpacked > max(_FROM, _TIMES * len(content)) or unpacked > 4 * _FROM:
        raise unreadable(file, f"unpacks to {unpacked // 1_000_000:,} MB, far more than a document has")
