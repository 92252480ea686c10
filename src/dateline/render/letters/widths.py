"""How wide texts are in the font that pages and pictures bring, to place them before anybody draws them."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import accumulate, takewhile
from typing import Any

FONT = 'Roboto,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif'
"""The font that comes with dateline, and those that are most like it, for programs that read no font of a picture."""
REGULAR, BOLD = 400, 600
"""The weights that there are."""
_OTHER, _WIDE = 0.62, 1.0
"""The width of a letter that the font has not, in sizes of the font; the wide ones are those of East Asia."""


@cache
def facts() -> dict[str, Any]:
    """Return the table of the letters of the font, as it was made: `ranges` of its files, letters, widths by weight."""
    found: dict[str, Any] = json.loads(files("dateline.render.letters").joinpath("widths.json").read_text("utf-8"))
    return found


class _Table(dict[str, float]):
    """Widths by letter; those of letters that the font has not are worked out when they are first asked for."""

    def __missing__(self, letter: str) -> float:
        if unicodedata.combining(letter):
            found = 0.0
        else:
            found = _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER
        self[letter] = found
        return found


@cache
def _table(weight: int) -> _Table:
    known = facts()
    return _Table(zip(known["letters"], (wide / known["units"] for wide in known[str(weight)]), strict=True))


@cache
def _known() -> frozenset[str]:
    return frozenset(facts()["letters"])


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many pixels `text` is wide at a font size in pixels, without kerning."""
    return sum(map(_table(BOLD if bold else REGULAR).__getitem__, text)) * size


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return `text`, shortened to what fits in `room` pixels, with an ellipsis; empty where not even that fits."""
    if width(text, size, bold=bold) <= room:
        return text
    most = (room - width("…", size, bold=bold)) / size
    table = _table(BOLD if bold else REGULAR)
    end = sum(1 for _ in takewhile(lambda total: total <= most, accumulate(map(table.__getitem__, text))))
    return text[:end].rstrip(" ,;:–-") + "…" if end else ""


def length(text: str, size: float, bold: bool = False) -> float | None:
    """Return the width that a text keeps in whatever font it is drawn; None for letters whose width is a guess."""
    return round(width(text, size, bold=bold), 1) if text and _known().issuperset(text) else None
