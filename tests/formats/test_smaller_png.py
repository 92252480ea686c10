"""PNG pictures packed again have the same pixels, in fewer bytes."""

from __future__ import annotations

import zlib
from struct import unpack_from

import pytest
from drawing import event

from dateline.formats.pictures.raster import png_of
from dateline.formats.pictures.smaller_png import packed
from dateline.render.picture import Look
from dateline.render.picture.svg import svg


def chunks(picture):
    """Return (kind, content) of each chunk, whose sums of bytes must be right: PNG (ISO/IEC 15948), 5.3."""
    place, found = 8, []
    while place < len(picture):
        size, kind = unpack_from(">I4s", picture, place)
        content = picture[place + 8 : place + 8 + size]
        assert unpack_from(">I", picture, place + 8 + size)[0] == zlib.crc32(kind + content)
        found.append((kind, content))
        place += 12 + size
    return found


def pixels(picture):
    return zlib.decompress(b"".join(content for kind, content in chunks(picture) if kind == b"IDAT"))


def test_the_same_pixels_take_a_third_at_most():
    vl_convert = pytest.importorskip("vl_convert")
    picture = svg([event(f"20{year:02}-03-01", f"Treaty {year}") for year in range(30)], [], Look())
    after = png_of(picture)  # first, for it registers the font
    before = bytes(vl_convert.svg_to_png(picture, scale=2))
    assert pixels(after) == pixels(before)
    assert len(after) < len(before) / 3
    kinds = [kind for kind, _ in chunks(after)]
    assert (kinds[0], kinds[-1], kinds.count(b"IDAT")) == (b"IHDR", b"IEND", 1)
    assert [each for each in chunks(after) if each[0] != b"IDAT"] == [
        each for each in chunks(before) if each[0] != b"IDAT"
    ]
    assert packed(after) == after


def test_what_is_no_picture_stays():
    assert packed(b"<svg/>") == b"<svg/>"
