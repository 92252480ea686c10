"""What PNG and PDF have in common: the SVG picture, drawn by resvg, which vl-convert-python brings along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any, cast

from dateline.errors import DatelineError
from dateline.formats.pictures.selection import drawing
from dateline.render.picture import Look
from dateline.wire_fields import Record


def converter() -> Any:
    """Return the module that draws.

    Raises:
        DatelineError: it is not installed.
    """
    try:
        import vl_convert
    except ImportError:
        raise DatelineError("PNG and PDF need the package vl-convert-python", "pip install 'dateline[plots]'") from None
    return vl_convert


def plain(fields: tuple[str, ...], records: Iterable[Record], deadlines: Iterable[Record], look: Look | None) -> str:
    """Return the picture for a rasteriser, which knows no reader's preference: light unless dark is asked for."""
    chosen = look or Look()
    return drawing(fields, records, deadlines, chosen._replace(scheme="dark" if chosen.scheme == "dark" else "light"))


def below(stream: IO[str]) -> IO[bytes]:
    """Return the bytes below a text stream."""
    return cast("IO[bytes]", cast(Any, stream).buffer)
