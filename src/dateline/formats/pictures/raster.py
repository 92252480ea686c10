"""PNG and PDF: the SVG picture drawn by resvg, which vl-convert-python contains. A PDF keeps text as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any, cast

from dateline.errors import DatelineError
from dateline.formats.pictures.selection import drawing
from dateline.formats.pictures.smaller_png import packed
from dateline.render.letters.faces import folder
from dateline.render.picture import Look
from dateline.wire_fields import Record


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
        draw = getattr(_converter(), self._function)
        picture = _for_rasteriser(fields, records, deadlines, look)
        cast("IO[bytes]", cast(Any, stream).buffer).write(packed(draw(picture, **self._settings)))


PNG = Raster("svg_to_png", scale=2)
"""Two pixels for each of the width."""
PDF = Raster("svg_to_pdf")


def png_of(svg: str) -> bytes:
    """Return a picture as PNG, with two pixels for each of its own.

    Raises:
        DatelineError: vl-convert-python is not installed.
    """
    return packed(_converter().svg_to_png(svg, scale=2))


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
