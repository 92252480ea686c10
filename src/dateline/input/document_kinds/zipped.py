"""The texts of Word documents and of text documents of OpenDocument, which are XML in a zip."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dateline.errors import InvalidRecords
from dateline.input.document_kinds.refusals import bounded, missing, unreadable

_TIMES, _FROM = 200, 100_000_000
"""An archive may unpack to so many times its size, and in any case to so many bytes."""
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLOCKS = (f"{_TEXT}note-body", f"{_TEXT}h", f"{_TEXT}p")
"""What may stand within a paragraph and has paragraphs of its own."""
_SPACES = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")


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
        DatelineError: lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise missing(file, "a text document of OpenDocument", "lxml") from error
    _refuse_bomb(file, content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("content.xml"), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, zlib.error) as error:
        raise unreadable(file, f"cannot be read as a text document: {error}") from error
    blocks = (each for each in root.iter(f"{_TEXT}h", f"{_TEXT}p") if each.getparent().tag not in _BLOCKS)
    return _joined(file, ("".join(_pieces(each)) for each in blocks))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the texts below an element; spaces and ends of lines are elements of their own there."""
    yield element.text or ""
    for child in element:
        yield " " if child.tag in _SPACES else ""
        yield from _pieces(child)
        yield child.tail or ""


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
