"""What a file is, found from its content: the first bytes, the members of a zip, the streams of an old Office file."""

from __future__ import annotations

import os
import zipfile
from typing import IO

from dateline.errors import Fault, InvalidRecords
from dateline.light_classes import NamedTuple

HEAD = 4_096
"""So many bytes tell what a file is."""
_LATE_HEAD = 4_000_000
"""An old Office file lists its streams somewhere in its first megabytes, or at its end."""


class Kind(NamedTuple):
    """What a file is: `name` is a word for programs, `about` is for people, such as "a Word document"."""

    name: str
    about: str


TEXT = Kind("text", "a text")
JSON = Kind("json", "JSON")
ZIP = Kind("zip", "a zip archive")
GZIP = Kind("gzip", "compressed by gzip")
XLSX = Kind("xlsx", "an Excel workbook (.xlsx)")
XLS = Kind("xls", "an Excel workbook (.xls)")
XLSB = Kind("xlsb", "an Excel workbook (.xlsb)")
ODS = Kind("ods", "an OpenDocument spreadsheet (.ods)")
XML_SPREADSHEET = Kind("xml-spreadsheet", "an Excel workbook (XML of 2003)")
LOCKED = Kind("locked", "protected by a password")
WORKBOOKS = (XLSX, XLS, XLSB, ODS)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF-", Kind("pdf", "a PDF document")),
    (b"\x89PNG\r\n\x1a\n", Kind("image", "an image (PNG)")),
    (b"\xff\xd8\xff", Kind("image", "an image (JPEG)")),
    (b"GIF87a", Kind("image", "an image (GIF)")),
    (b"GIF89a", Kind("image", "an image (GIF)")),
    (b"II*\0", Kind("image", "an image (TIFF)")),
    (b"MM\0*", Kind("image", "an image (TIFF)")),
    (b"\x1f\x8b", GZIP),
    (b"PAR1", Kind("parquet", "a Parquet file")),
    (b"SQLite format 3\0", Kind("sqlite", "a SQLite database")),
    (b"{\\rtf", Kind("rtf", "a document in RTF")),
    (b"7z\xbc\xaf\x27\x1c", Kind("7z", "a 7z archive")),
    (b"Rar!\x1a\x07", Kind("rar", "a RAR archive")),
    (b"BZh", Kind("bzip2", "compressed by bzip2")),
    (b"\xfd7zXZ\0", Kind("xz", "compressed by xz")),
    (b"\x28\xb5\x2f\xfd", Kind("zstd", "compressed by Zstandard")),
    (b"\x7fELF", Kind("program", "a program")),
    (b"MZ\x90\0", Kind("program", "a program (.exe)")),
    (b"\xcf\xfa\xed\xfe", Kind("program", "a program")),
    (b"\xca\xfe\xba\xbe", Kind("program", "a program")),
    (b"\0asm", Kind("program", "a program (WebAssembly)")),
    (b"ID3", Kind("media", "a sound file (MP3)")),
    (b"OggS", Kind("media", "a sound or video file (Ogg)")),
    (b"fLaC", Kind("media", "a sound file (FLAC)")),
    (b"RIFF", Kind("media", "a sound, video or image file (RIFF)")),
    (b"\x1a\x45\xdf\xa3", Kind("media", "a video (Matroska, WebM)")),
    (b"%!PS", Kind("ps", "a PostScript document")),
    (b"\x89HDF\r\n\x1a\n", Kind("data", "a file of HDF5")),
    (b"ARROW1", Kind("data", "a file of Apache Arrow")),
    (b"\x93NUMPY", Kind("data", "an array of NumPy")),
    (b"<stata_dta>", Kind("data", "a file of Stata")),
    (b"$FL2", Kind("data", "a file of SPSS")),
    (b"RDX2\n", Kind("data", "a file of R")),
    (b"RDX3\n", Kind("data", "a file of R")),
    (b"\0\1\0\0Standard ", Kind("data", "a database of Access")),
)
_LETTERS = (b"ID3", b"OggS", b"fLaC", b"RIFF", b"ARROW1", b"DUCK", b"ftyp", b"ustar")
"""Signs that a text may have too."""
_LATER = (
    (4, b"ftyp", Kind("media", "a video or an image (MP4, HEIC)")),
    (8, b"DUCK", Kind("data", "a database of DuckDB")),
    (257, b"ustar", Kind("tar", "a tar archive")),
)
"""Signs behind the first byte: where they are, and what they say."""
_BINARY = Kind("binary", "binary data")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b")
_MOST_CONTROL = 0.1
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
"""What UTF-16 and UTF-32 begin with."""
_PARTS = (
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSB),
    ("word/", Kind("docx", "a Word document")),
    ("ppt/", Kind("pptx", "a PowerPoint presentation")),
)
_TYPES = {
    "application/vnd.oasis.opendocument.spreadsheet": ODS,
    "application/vnd.oasis.opendocument.text": Kind("odt", "a text document of OpenDocument (.odt)"),
    "application/epub+zip": Kind("epub", "a book in EPUB"),
}
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", Kind("doc", "a Word document")),
    ("PowerPoint Document", Kind("ppt", "a PowerPoint presentation")),
    ("Workbook", XLS),
    ("Book", XLS),
)
_OTHER_OFFICE = Kind("ole", "a file of an old Office program")


def refuse_other_kind(file: str) -> None:
    """Refuse a file that no reader of texts can take, such as a workbook; what cannot be opened is left to the reader.

    Raises:
        InvalidRecords: the file is of another kind.
    """
    if file.endswith((".zip", ".gz")) or not os.path.isfile(file):
        return
    try:
        with open(file, "rb") as stream:
            found = kind_of_file(stream)
    except (OSError, zipfile.BadZipFile):
        return
    if found not in (TEXT, JSON) and found.name not in ("html", "parquet"):
        hint = "use: dateline import table FILE --map FILE.toml" if found in WORKBOOKS else None
        hint = f"give it a name that ends in .{'gz' if found is GZIP else 'zip'}" if found in (GZIP, ZIP) else hint
        raise InvalidRecords([Fault(file, None, f"is {found.about}, not a text", hint)])


def kind_of_start(start: bytes) -> Kind:
    """Return what a file is by its first bytes; a zip and an old Office file need more (see `kind_of_file`)."""
    if signed := _signed(start):
        return signed
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if start.startswith(_OLD_OFFICE):
        return _OTHER_OFFICE
    return _BINARY if is_binary(start) else _kind_of_text(start)


def _kind_of_text(start: bytes) -> Kind:
    utf16 = start.startswith(_MARKS[:2])
    bare = (start.decode("utf-16", "ignore").encode() if utf16 else start.removeprefix(b"\xef\xbb\xbf")).lstrip()
    if bare.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in bare:
        return XML_SPREADSHEET
    if bare.startswith(b"<") and b"<html" in bare.lower():
        return Kind("html", "a web page (HTML)")
    return JSON if bare.startswith((b"{", b"[")) else TEXT


def _signed(start: bytes) -> Kind | None:
    """Return the kind whose sign a file has; a sign of mere letters may also be the beginning of a text."""
    for place, sign, kind in (*((0, *each) for each in _STARTS), *_LATER):
        if start.startswith(sign, place) and (sign not in _LETTERS or _CONTROL & set(start)):
            return kind
    return None


def is_binary(start: bytes) -> bool:
    """Tell whether bytes can be those of no text: many are control characters, wherever they are.

    In UTF-16 without a mark at the start they are every second byte.
    """
    if start.startswith(_MARKS):
        return False
    places = [place for place, byte in enumerate(start) if byte in _CONTROL]
    if len(places) <= _MOST_CONTROL * len(start):
        return False
    odd = sum(place % 2 for place in places)
    return max(odd, len(places) - odd) < 0.9 * len(places)


def kind_of_file(stream: IO[bytes]) -> Kind:
    """Return what a file is; the stream can be sought, and stands at its beginning afterwards."""
    found = kind_of_start(stream.read(HEAD))
    stream.seek(0)
    if found is ZIP:
        found = _kind_of_zip(stream)
    elif found is _OTHER_OFFICE:
        found = _kind_of_old(stream)
    stream.seek(0)
    return found


def has_macros(stream: IO[bytes]) -> bool:
    """Return whether a workbook in a zip contains macros; the stream stands at its beginning afterwards."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return any(name.endswith("vbaProject.bin") for name in archive.namelist())
    finally:
        stream.seek(0)


def _kind_of_zip(stream: IO[bytes]) -> Kind:
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        for part, kind in _PARTS:
            if any(name.startswith(part) for name in names) and "[Content_Types].xml" in names:
                return kind
        if "mimetype" in names:
            with archive.open("mimetype") as member:
                found = _TYPES.get(member.read(200).decode("ascii", "replace").strip(), ZIP)
            return LOCKED if found is ODS and _is_locked(archive) else found
    return ZIP


def _is_locked(archive: zipfile.ZipFile) -> bool:
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    with archive.open("META-INF/manifest.xml") as member:
        return b"encryption-data" in member.read(_LATE_HEAD)


def _kind_of_old(stream: IO[bytes]) -> Kind:
    start = stream.read(_LATE_HEAD)
    stream.seek(0, 2)
    stream.seek(max(len(start), stream.tell() - _LATE_HEAD))
    start += stream.read(_LATE_HEAD)
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in start:
            return kind
    return _OTHER_OFFICE
