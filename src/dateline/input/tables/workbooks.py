"""Sheets of workbooks as rows of texts, read by python-calamine (the extra `excel`)."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from dateline.errors import DatelineError, Fault, InvalidRecords
from dateline.formats.delimited.tabular import Row, TypedNumber
from dateline.input.contents import ODS, XLS, XLSX, Kind, has_macros

LARGEST = 200_000_000
"""The most bytes of XML of a workbook, and of an .xls file: the reader holds a sheet whole, in about twice as many."""
MOST_ROWS = {XLS.name: 65_536}
"""So many rows a sheet can have; other kinds than .xls have 16 times as many."""
MOST_CELLS = 30_000_000
"""The most cells of the area of a sheet, which the reader holds in some 30 bytes each."""
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,9})(\d{1,12})')
_ROW = re.compile(rb'(?:<row [^>]*?\br=|number-rows-repeated=)"(\d{1,12})"')
_UNSAVED = re.compile(
    rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*><f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)  # fmt: skip
_1904 = re.compile(rb'\sdate1904="(?:1|true)"')
_CHUNK = 4_000_000
_ROWS = 1_000
_WHOLE = 1e15
"""Below this number a fraction of 0 is no loss: all whole numbers have an exact float."""


class SheetRows:
    """The rows of a sheet; `notes` say what the cells do not, and `from_1904` from when plain numbers count days."""

    def __init__(self, name: str, sheet: Any, notes: list[str], *, from_1904: bool = False) -> None:
        self.name, self.notes, self.from_1904 = name, notes, from_1904
        self._sheet = sheet

    def batches(self) -> Iterator[list[Row]]:
        """Yield the rows some thousand at a time, each with its number in the sheet; empty ones are empty lists."""
        rows = enumerate(self._sheet.iter_rows(), 1)
        while True:
            found: list[Row] = [(number, _cells(row)) for number, row in islice(rows, _ROWS)]
            if not found:
                return
            yield found


def _cells(row: list[Any]) -> list[str]:
    found = [cell if type(cell) is str else cell_text(cell) for cell in row]
    return found if any(found) else []


def cell_text(value: Any) -> str:
    """Return what a cell says: a whole number without a fraction, the day of a date, `true` or `false`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else TypedNumber(value)
    if isinstance(value, datetime.datetime):  # the written day counts
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def sheet_rows(file: str, stream: IO[bytes], kind: Kind, sheet: str | None) -> SheetRows:
    """Return the rows of a sheet of a workbook, of the only one that has rows if none is chosen.

    Raises:
        InvalidRecords: it is damaged or too large, has no such sheet, or several.
        DatelineError: the package is missing.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        message = f"{file} is {kind.about}; reading it needs the package python-calamine"
        raise DatelineError(message, "pip install 'dateline[excel]', or save the sheet as CSV") from error
    unsaved = _checked_size(file, stream, kind)
    try:
        workbook = CalamineWorkbook.from_filelike(stream)
        found = _chosen(file, workbook, sheet)
    except (CalamineError, OSError, ValueError) as error:
        raise _refusal(file, f"is {kind.about} that cannot be read: {error}") from error
    except BaseException as error:  # the reader is in another language, whose failures are no exceptions of Python
        if type(error).__name__ != "PanicException":
            raise
        raise _refusal(file, f"is {kind.about} that cannot be read") from error
    notes = [*unsaved, *_notes(stream, kind, found)]
    return SheetRows(f"{file}, sheet {found.name}", found, notes, from_1904=_from_1904(stream, kind))


def _from_1904(stream: IO[bytes], kind: Kind) -> bool:
    """Tell whether a workbook counts days from 1904, as those of old Macs do."""
    if kind is not XLSX:
        return False
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive, archive.open("xl/workbook.xml") as member:
        return bool(_1904.search(member.read(_CHUNK)))


def _checked_size(file: str, stream: IO[bytes], kind: Kind) -> list[str]:
    """Refuse a workbook that does not fit into memory: by its bytes, or by the area over which its cells spread.

    Return a note of formulas without a saved value, whose cells would be empty without a word.
    """
    if kind is XLS:
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(0)
        _refuse_larger(file, size)
        return []
    unsaved = b""
    with zipfile.ZipFile(stream) as archive:
        parts = [member for member in archive.infolist() if member.filename.endswith((".xml", ".bin"))]
        _refuse_larger(file, max((member.file_size for member in parts), default=0))
        for member in parts:
            if member.filename.startswith("xl/worksheets/") or member.filename == "content.xml":
                with archive.open(member) as content:
                    unsaved = unsaved or _refuse_wider(file, content)
    stream.seek(0)
    told = "the workbook has formulas without a saved value, which are empty (first: {}): open and save it in Excel"
    return [told.format(unsaved.decode())] if unsaved else []


def _refuse_larger(file: str, size: int) -> None:
    if size > LARGEST:
        reason = (
            f"has a sheet of {size // 1_000_000:,} MB, more than the {LARGEST // 1_000_000} MB that fit into memory"
        )
        raise _refusal(file, reason, "save the sheet as CSV, which has no limit")


def _refuse_wider(file: str, content: IO[bytes]) -> bytes:
    """Refuse a sheet whose cells lie so far apart that the area between them fills the memory: all of it is held.

    Return the first cell with a formula that has no saved value, empty if there is none.
    """
    columns, rows, rest, unsaved = set[bytes](), 1, b"", b""
    while chunk := content.read(_CHUNK):
        text = rest + chunk
        cells = _CELL.findall(text)
        columns.update({letters for letters, _ in cells})
        numbers = {number for _, number in cells}.union(_ROW.findall(text))
        rows = max(rows, max(map(int, numbers), default=1))
        if not unsaved and b"<f" in text and (found := _UNSAVED.search(text)):
            unsaved = found[1]
        rest = chunk[-200:]
    width = max((_number(letters) for letters in columns), default=1)
    if width * rows > MOST_CELLS:
        reason = f"has cells that spread over {rows:,} rows and {width:,} columns, more than fit into memory"
        raise _refusal(file, reason, "delete what stands far from the table, or save the sheet as CSV")
    return unsaved


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _chosen(file: str, workbook: Any, name: str | None) -> Any:
    names = workbook.sheet_names
    if name is not None:
        if name not in names:
            raise _refusal(file, f"has no sheet {name!r}", f"its sheets are {_listed(names)}")
        return workbook.get_sheet_by_name(name)
    sheets = [workbook.get_sheet_by_name(each) for each in _shown(workbook)]
    filled = [sheet for sheet in sheets if sheet.height] or sheets
    if len(filled) != 1:
        told = f"has {len(filled)} sheets with cells: {_listed([sheet.name for sheet in filled])}"
        raise _refusal(file, told, "choose one with --sheet NAME, or sheet in the table [file] of the mapping")
    return filled[0]


def _shown(workbook: Any) -> list[str]:
    """Return the names of the sheets of cells; a sheet of charts has none."""
    return [sheet.name for sheet in workbook.sheets_metadata if str(sheet.typ).endswith("WorkSheet")]


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names[:20])) + (f" and {len(names) - 20} more" if len(names) > 20 else "")


def _notes(stream: IO[bytes], kind: Kind, sheet: Any) -> list[str]:
    notes = []
    if kind not in (XLS, ODS):
        stream.seek(0)
        if has_macros(stream):
            notes.append("the workbook contains macros, which are never run; its cells are read as they were saved")
    merged = sheet.merged_cell_ranges
    if merged:
        places = ", ".join(f"{_place(*first)}:{_place(*last)}" for first, last in merged[:5])
        more = f" and {len(merged) - 5} more" if len(merged) > 5 else ""
        notes.append(f"the sheet has merged cells ({places}{more}): only the first of each has a value")
    most = MOST_ROWS.get(kind.name, 1_048_576)
    if sheet.end and sheet.end[0] + 1 >= most:
        notes.append(f"the sheet has {most:,} rows, the most of a sheet: rows behind them may have been lost")
    return notes


def _place(row: int, column: int) -> str:
    """Return a place as Excel writes it: (0, 27) is AB1."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _refusal(file: str, message: str, hint: str | None = None) -> InvalidRecords:
    return InvalidRecords([Fault(file, None, message, hint)])
