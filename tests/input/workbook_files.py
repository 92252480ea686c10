"""Workbooks made of the least XML that they need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>'
DAY, TIME = 1, 2
"""The styles of days, and of days with a time."""


def text(value: str) -> str:
    """Return a cell of text."""
    return f't="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is>'


def number(value: float, style: int = 0) -> str:
    """Return a cell of a number, which may be a date."""
    return f's="{style}"><v>{value}</v>'


def row(line: int, *cells: str) -> str:
    """Return a row; a cell of nothing is left out."""
    found = (f'<c r="{chr(65 + i)}{line}" {cell}</c>' for i, cell in enumerate(cells) if cell)
    return f'<row r="{line}">{"".join(found)}</row>'


def xlsx(sheets: Mapping[str, Iterable[str]], merged: str = "", **more: bytes) -> bytes:
    """Return a workbook with sheets of rows, and with further members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        related = "".join(
            f'<Relationship Id="r{i}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i, _ in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{related}<Relationship Id="s" Type="{_OFFICE}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for i, rows in enumerate(sheets.values(), 1):
            with archive.open(f"xl/worksheets/sheet{i}.xml", "w") as member:
                member.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for each in rows:
                    member.write(each.encode())
                member.write(f"</sheetData>{merged}</worksheet>".encode())
        for name, content in more.items():
            archive.writestr(f"xl/{name}.bin", content)
    return target.getvalue()


def ods(rows: Sequence[Sequence[str]], *, locked: bool = False) -> bytes:
    """Return an OpenDocument spreadsheet of cells of text."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in each
        )
        + "</table:table-row>"
        for each in rows
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        mark = "<manifest:encryption-data/>" if locked else ""
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">{mark}</manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Sheet">{body}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return target.getvalue()
