"""The parts of which charts are made: elements as text, with all that is put in escaped."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

from dateline.render.letters.widths import length

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold in any way."""


class Chart(NamedTuple):
    """A chart: its title, its main figures in words, the <svg> element, and the table of its figures.

    `links` are where the rows of the table lead, one a row, or none at all.
    """

    title: str
    words: str
    svg: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    links: tuple[str, ...] = ()


class Size(NamedTuple):
    """The width and height of a chart in pixels, and the prefix of its ids, which are the page's."""

    width: int
    height: int
    name: str


def plain(text: str) -> str:
    """Return `text` escaped, without what no XML can hold."""
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def number(value: float) -> str:
    """Return a coordinate, to a tenth of a pixel.

    >>> number(3), number(2.25), number(-0.04)
    ('3', '2.2', '0')
    """
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def element(name: str, *inside: str, **attributes: object) -> str:
    """Return an element; `inside` is markup already, an attribute None is left out, `class_` and `fill_rule` are names.

    >>> element("path", class_="x", fill_rule="evenodd", d=None)
    '<path class="x" fill-rule="evenodd"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, float) else plain(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def text(x: float, y: float, words: str, class_: str | None = None, anchor: str | None = None) -> str:
    """Return a text at its baseline; `anchor` is start unless given. It stays as wide as measured in any font."""
    long = length(words, *letters(class_))
    kept = {} if long is None else {"textLength": long, "lengthAdjust": "spacingAndGlyphs"}
    return element("text", plain(words), x=float(x), y=float(y), class_=class_, text_anchor=anchor, **kept)


def letters(class_: str | None) -> tuple[float, bool]:
    """Return the size of the letters of a class in pixels, and whether they are bold, as the style sheet has them."""
    kinds = (class_ or "").split()
    size = 11 if "tick" in kinds else 13 if "name" in kinds else 12
    return size, not {"name", "strong", "on"}.isdisjoint(kinds)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """Return a straight line."""
    return element("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", class_=class_)


def rectangle(
    x: float, y: float, width: float, height: float, class_: str, *inside: str, fill: str | None = None
) -> str:
    """Return a rectangle; `inside` may be its title."""
    return element(
        "rect", *inside, x=float(x), y=float(y), width=float(max(width, 0)), height=float(max(height, 0)),
        class_=class_, fill=fill,
    )  # fmt: skip


def title(words: str) -> str:
    """Return the words that an element shows under the pointer and tells those who listen."""
    return element("title", plain(words))


def frame(size: Size, heading: str, words: str, *inside: str, linked: bool = False) -> str:
    """Return the <svg> element around a chart; one with links is a group, for an image would hide them."""
    names = f"{size.name}-t", f"{size.name}-d"
    return element(
        "svg",
        element("title", plain(heading), id=names[0]),
        element("desc", plain(words), id=names[1]),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        role="group" if linked else "img",
        aria_labelledby=" ".join(names),
        viewBox=f"0 0 {size.width} {size.height}",
        width=size.width,
        height=size.height,
    )


def hatch(name: str, class_: str, pattern: str) -> str:
    """Return the definition of a fill: `pattern` is one of the names below, its lines have the class."""
    shapes = {
        "diagonal": element("path", d="M-1 1L1 -1M0 5L5 0M4 6L6 4", class_=class_),
        "level": element("path", d="M0 2.5H5", class_=class_),
        "upright": element("path", d="M2.5 0V5", class_=class_),
        "dots": element("path", d="M1.5 2.5a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z", class_=f"{class_} dot"),
    }
    return element("pattern", shapes[pattern], id=name, width=5, height=5, patternUnits="userSpaceOnUse")
