"""PNG and PDF of texts in any script: the rasteriser breaks off at none of them."""

from __future__ import annotations

import io

import pytest

from dateline.errors import DatelineError
from dateline.formats.pictures import raster
from dateline.render.picture import Look
from dateline.render.picture.svg import svg
from dateline.wire_fields import EVENT_FIELDS

SCRIPTS = {
    "Arabic": "معاهدة الحدود بين الدولتين", "Hebrew": "הסכם גבולות", "pointed": "שָׁלוֹם", "N'Ko": "ߒߞߏ", "Adlam": "𞤀𞤣",
    "Syriac": "ܫܠܡܐ", "mixed": "Treaty of قَصْر 1999 (שלום)", "joined": "ك\u200dك", "Chinese": "条約", "Hindi": "हिन्दी में",
    "emoji": "👩‍👩‍👧 🇱🇻", "marks": "e\u0301\u0327",
}  # fmt: skip


def record(text):
    bare = dict.fromkeys(EVENT_FIELDS)
    lists: dict[str, list[str]] = {name: [] for name in ("actors", "citations", "measures")}
    return (
        bare
        | lists
        | {"id": "e", "date": "1999", "title": text, "themes": [text], "match": "certain", "description": text}
    )


@pytest.fixture(scope="module", autouse=True)
def converter():
    pytest.importorskip("vl_convert")


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_is_drawn(script):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    raster.PNG.write(EVENT_FIELDS, [record(SCRIPTS[script])], stream, look=Look(lanes="theme"))
    assert stream.buffer.getvalue().startswith(b"\x89PNG")
    raster.PDF.write(EVENT_FIELDS, [record(SCRIPTS[script])], io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert raster.png_of(svg([record(SCRIPTS[script])], [], Look())).startswith(b"\x89PNG")


def test_what_breaks_off_is_an_error_of_the_picture(monkeypatch):
    class PanicException(BaseException):
        pass

    def broken(*_, **__):
        raise PanicException

    monkeypatch.setattr("vl_convert.svg_to_png", broken)
    with pytest.raises(DatelineError, match="could not be drawn"):
        raster.png_of("<svg/>")
