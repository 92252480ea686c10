"""Make the letters of pages and pictures of Roboto: faces for browsers and rasterisers, and the table of widths.

    pip install fontpkg-roboto fonttools brotli
    python docs/maintainers/make_letters.py src/dateline/render/letters

fontpkg-roboto 3.15 contains Roboto (SIL Open Font License 1.1, no reserved name) with axes of weight and width. Of each
of the two weights there are a face with the letters of Western Europe, one with all others, and both in one for
rasterisers, which know no woff2.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,"
    "U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2264-2265"
)
MORE = "U+0100-0130,U+0132-0151,U+0154-024F,U+0300-0328,U+0370-03FF,U+0400-052F,U+1E00-1EFF"
WEIGHTS = (400, 600)


def main() -> None:
    """Write all files into the folder that is named."""
    folder, source = Path(sys.argv[1]), files("fontpkg_roboto")
    widths = {}
    for weight in WEIGHTS:
        for name, letters, flavour in (
            ("latin", LATIN, "woff2"),
            ("more", MORE, "woff2"),
            ("all", LATIN + "," + MORE, None),
        ):
            font = face(str(source / "files" / "Roboto[wdth,wght].ttf"), weight, letters)
            font.flavor = flavour
            font.save(folder / f"roboto-{weight}-{name}.{flavour or 'ttf'}")
        widths[weight] = advances(font)
    letters = "".join(map(chr, sorted(widths[400])))
    made = {"source": "Roboto of fontpkg-roboto 3.15, in units of an em", "units": font["head"].unitsPerEm}
    made |= {"ranges": {"latin": LATIN, "more": MORE}, "letters": letters}
    made |= {str(weight): [widths[weight][ord(letter)] for letter in letters] for weight in WEIGHTS}
    (folder / "widths.json").write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    (folder / "OFL.txt").write_text((source / "LICENSE").read_text("utf-8"), "utf-8")


def face(path: str, weight: int, letters: str) -> TTFont:
    """Return a weight of the font with only these letters, kerned, and of its own name and weight."""
    font = instancer.instantiateVariableFont(TTFont(path), {"wdth": 100, "wght": weight}, updateFontNames=True)
    options = subset.Options(
        layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[*range(7), 13, 14, 16, 17]
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(letters))
    subsetter.subset(font)
    return font


def advances(font: TTFont) -> dict[int, int]:
    """Return the width of each letter by its number."""
    return {letter: font["hmtx"][name][0] for letter, name in font.getBestCmap().items()}


main()
