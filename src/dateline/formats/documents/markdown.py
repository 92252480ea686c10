"""A Markdown table for reports; lists joined as in CSV, line breaks and bars escaped, and no link made by a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO

from dateline.formats.delimited.event_cells import cell
from dateline.wire_fields import Record

_LINK = re.compile(r"\](?=[(\[:])")
"""The sign that would make a link, a picture or a reference of the brackets before it."""


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str]) -> None:
    """Write a table with a row for each record."""
    stream.write("| " + " | ".join(fields) + " |\n")
    stream.write("|" + "---|" * len(fields) + "\n")
    for record in records:
        stream.write("| " + " | ".join(_escaped(cell(record[field])) for field in fields) + " |\n")


def _escaped(text: str) -> str:
    """Return `text` so that a Markdown reader shows it as it is, in one cell."""
    for raw, written in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("\n", "<br>")):
        text = text.replace(raw, written)
    return _LINK.sub(r"\]", text)
