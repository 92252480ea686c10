"""File formats, in wings: `registry` describes them all, and a module below writes and reads each.

A module of a format has `write(fields, records, stream)` and, if it can be read, `read(stream)`, which yields
(line, wire record), which are what was written. Streams are text; a binary format takes the bytes below the text,
`stream.buffer`. What is read in bulk offers `events` (see dateline.formats.incoming).

Other packages add formats through the entry point group `dateline.formats`. Their modules also have `EXTENSIONS` (file
name endings) and `READS` (whether `read` gives back what was written), and may have BINARY = True, NEEDS_SOURCES = True
(`write` takes `sources`, the records of all sources by id) and DRAWN = True (`write` takes a `look`, see
dateline.render.picture.Look, and `deadlines` to draw beside events).
"""

from dateline.formats.registry import (
    FORMATS,
    Format,
    data_set,
    format_named,
    format_of_file,
    formats,
    names,
    readable,
    written,
)

__all__ = [
    "FORMATS", "Format", "data_set", "format_named", "format_of_file", "formats", "names", "readable", "written",
]  # fmt: skip
