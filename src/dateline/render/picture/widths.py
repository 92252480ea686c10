"""How wide texts are, to place them before anybody draws them."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, takewhile

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


class _Table(dict[str, int]):
    """Widths by letter; those of other letters are worked out when they are first asked for."""

    def __missing__(self, letter: str) -> int:
        if unicodedata.combining(letter):
            found = 0
        else:
            found = _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER
        self[letter] = found
        return found


_width_of = _Table(_WIDTHS).__getitem__


def width(text: str, size: float) -> float:
    """Return about how many pixels `text` is wide at a font size in pixels, rather more than less."""
    return sum(map(_width_of, text)) * size / 1000


def cut(text: str, size: float, room: float) -> str:
    """Return `text`, shortened to what fits in `room` pixels, with an ellipsis; empty where not even that fits."""
    if width(text, size) <= room:
        return text
    most = (room - width("…", size)) * 1000 / size
    end = sum(1 for _ in takewhile(lambda total: total <= most, accumulate(map(_width_of, text))))
    return text[:end].rstrip(" ,;:–-") + "…" if end else ""
