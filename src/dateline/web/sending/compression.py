"""Answers and files compressed: with brotli for clients that take it, which makes pages smaller, else with gzip."""

from __future__ import annotations

from functools import cache
from typing import Any

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

_EFFORT, _ZLIB_EFFORT = 7, 5
"""Of brotli and of zlib; with more a page takes longer and is hardly smaller."""
_MOST_EFFORT = 11
"""For files, which are compressed once."""
_DENSE = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf", "application/vnd.apache.parquet")
"""What compression does not make smaller."""
_TEXTS = (
    "text/csv",
    "text/tab-separated-values",
    "application/x-ndjson",
    "application/x-bibtex",
    "application/vnd.citationstyles.csl+json",
    "application/graphml+xml",
)
"""Further types that the middleware is told to compress."""


def compressing(app: ASGIApp) -> ASGIApp:
    """Return `app` with its answers compressed; by gzip alone where the extra `web` is older than brotli in it."""
    try:
        from starlette_compress import CompressMiddleware, add_compress_type
    except ImportError:
        return GZipMiddleware(app, compresslevel=_ZLIB_EFFORT, exclude_content_types=_DENSE)
    for kind in _TEXTS:
        add_compress_type(kind)
    return CompressMiddleware(app, zstd=False, brotli_quality=_EFFORT, gzip_level=_ZLIB_EFFORT)


def takes_brotli(accepted: str) -> bool:
    """Tell whether the header Accept-Encoding names brotli, and brotli is there."""
    return "br" in [each.strip() for each in accepted.split(",")] and _brotli() is not None


@cache
def densest(content: bytes) -> bytes:
    """Return a file compressed with brotli as far as can be; it is kept, so that this is done once."""
    return bytes(_brotli().compress(content, quality=_MOST_EFFORT))


@cache
def _brotli() -> Any:
    try:
        import brotli
    except ImportError:
        return None
    return brotli
