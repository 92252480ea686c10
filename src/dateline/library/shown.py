"""How answers show themselves in a notebook: HTML without scripts, light and dark as the notebook is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Any

from dateline.counted import counted
from dateline.wire_fields import Record

_ROWS = 20
_SHORT, _LONG = 24, 90
"""Letters of a text that stays on its line, and of one that needs a wide column."""
_EVENT = ("match", "date", "title", "actors", "themes", "id")


def html_table(fields: Sequence[str], records: Iterable[Record], most: int = _ROWS, more: str = "") -> str:
    """Return the first records as a table of HTML, in which every text of a record is escaped; `more` stands below."""
    rows = list(records)
    shown = rows[:most]
    head = "".join(f"<th{_look(name, shown)}>{escape(name.replace('_', ' '))}</th>" for name in fields)
    body = "".join(f"<tr>{''.join(_cell(name, row, shown) for name in fields)}</tr>" for row in shown)
    told = more or (f"the first {most} of {counted(len(rows), 'row')}" if len(rows) > most else "")
    below = f"<p>{escape(told)}</p>" if told else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _cell(name: str, row: Record, rows: Sequence[Record]) -> str:
    return f"<td{_look(name, rows)}>{escape(cell_text(row[name]))}</td>"


def _look(name: str, rows: Sequence[Record]) -> str:
    """Return the look of a column: notebooks set all to the right, in the middle, and break days at hyphens."""
    texts = [cell_text(row[name]) for row in rows if not isinstance(row[name], int | float | None)]
    if not texts:
        return ' style="vertical-align:top"'
    longest = max(map(len, texts))
    width = "white-space:nowrap" if longest <= _SHORT else "min-width:24em" if longest > _LONG else "min-width:10em"
    return f' style="text-align:left;vertical-align:top;{width}"'


def cell_text(value: Any) -> str:
    """Return a value of a record for people: names in lists, nothing for None, words without underscores."""
    if value is None:
        return ""
    if isinstance(value, list):
        listed: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return ", ".join(map(cell_text, listed))
    if isinstance(value, dict):
        named: Record = value  # pyright: ignore[reportUnknownVariableType]
        return str(named.get("name") or named.get("source") or named.get("id") or named)
    return f"{value:g}" if isinstance(value, float) else str(value)


def events_html(first: Iterable[Record], certain: int, possible: int) -> str:
    """Return the first events as a table, and below it how many there are."""
    rows = [record | {"match": "?" if record["match"] == "possible" else ""} for record in islice(first, _ROWS)]
    mark = f", {possible:,} of them only possibly in range (?)" if possible else ""
    shown = f"the first {len(rows)} of " if len(rows) < certain + possible else ""
    return html_table(_EVENT, rows, _ROWS, f"{shown}{counted(certain + possible, 'event')}{mark}")


def framed(svg: str) -> str:
    """Return a picture as an image of HTML that holds it."""
    return f'<img alt="" style="max-width:100%" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
