"""PNG and PDF: the SVG picture drawn by resvg, which vl-convert-python contains. A PDF keeps text as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any, cast

from dateline.errors import DatelineError
from dateline.formats.pictures.selection import drawing
from dateline.formats.pictures.smaller_png import packed
from dateline.render.letters.faces import folder
from dateline.render.picture import Look
from dateline.wire_fields import Record

_LEFTWARD = re.compile(
    "<text(?=[^>]*>[^<]*[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff])"
)
"""Texts with letters that are written from right to left."""
_KERNED = '<text style="font-kerning:auto"'
"""In a font without these letters resvg breaks off (usvg 0.45.1), unless it kerns them."""


class Raster:
    """A format that vl-convert-python makes of an SVG picture by its function `function`."""

    def __init__(self, function: str, **settings: Any) -> None:
        self._function, self._settings = function, settings

    def write(
        self,
        fields: tuple[str, ...],
        records: Iterable[Record],
        stream: IO[str],
        *,
        look: Look | None = None,
        deadlines: Iterable[Record] = (),
    ) -> None:
        """Write a picture of the records, and of `deadlines` below them, to the bytes below the text stream.

        Raises:
            DatelineError: vl-convert-python is not installed, or there are too many records.
        """
        picture = _for_rasteriser(fields, records, deadlines, look)
        cast("IO[bytes]", cast(Any, stream).buffer).write(_drawn(self._function, picture, **self._settings))


PNG = Raster("svg_to_png", scale=2)
"""Two pixels for each of the width."""
PDF = Raster("svg_to_pdf")


def png_of(svg: str) -> bytes:
    """Return a picture as PNG, with two pixels for each of its own.

    Raises:
        DatelineError: vl-convert-python is not installed.
    """
    return _drawn("svg_to_png", svg, scale=2)


def _drawn(function: str, svg: str, **settings: Any) -> bytes:
    """Return what a function of vl-convert-python makes of a picture.

    Raises:
        DatelineError: vl-convert-python is not installed, or breaks off, as it does by a panic.
    """
    draw = getattr(_converter(), function)
    try:
        return packed(draw(_LEFTWARD.sub(_KERNED, svg), **settings))
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DatelineError("the picture could not be drawn", "choose svg or html") from error


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise DatelineError("PNG and PDF need the package vl-convert-python", "pip install 'dateline[plots]'") from None
    vl_convert.register_font_directory(str(folder()))
    return vl_convert


def _for_rasteriser(
    fields: tuple[str, ...], records: Iterable[Record], deadlines: Iterable[Record], look: Look | None
) -> str:
    """Return the picture for a rasteriser, which knows no reader's preference: light unless dark is asked for."""
    chosen = look or Look()
    return drawing(fields, records, deadlines, chosen._replace(scheme="dark" if chosen.scheme == "dark" else "light"))
