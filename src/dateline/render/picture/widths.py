"""How wide texts are, to place them before anybody draws them."""

from __future__ import annotations

import unicodedata

FONT = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif'
"""Fonts with the widths of Helvetica; one of them is nearly everywhere."""

# Widths of Helvetica (Adobe Font Metrics, Core 14) in thousandths of the size, letters of one width together.
_WIDTHS = {
    **dict.fromkeys("ijl'|", 222), **dict.fromkeys(" !,./:;[\\]ftI", 278), **dict.fromkeys("()-r`", 333),
    **dict.fromkeys("cksvxyz^J\"", 500), **dict.fromkeys("abdeghnopqu0123456789_?L$#+<=>~", 570),
    **dict.fromkeys("TZF", 611), **dict.fromkeys("ABEKPSVXY&", 667), **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778), **dict.fromkeys("Mm%", 860), **dict.fromkeys("W@", 990),
}  # fmt: skip
_OTHER = 620
_WIDE = 1000


def width(text: str, size: float) -> float:
    """Return about how many pixels `text` is wide at a font size in pixels, rather more than less."""
    return sum(_WIDTHS.get(letter) or _unusual(letter) for letter in text) * size / 1000


def _unusual(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def cut(text: str, size: float, room: float) -> str:
    """Return `text`, shortened to what fits in `room` pixels, with an ellipsis; empty where not even that fits."""
    if width(text, size) <= room:
        return text
    left = room - width("…", size)
    for end, letter in enumerate(text):
        left -= width(letter, size)
        if left < 0:
            return text[:end].rstrip(" ,;:–-") + "…" if end else ""
    return text
