"""The look of maps: one stylesheet for light, dark and paper, without variables, so that rasterisers read it."""

from __future__ import annotations

from dateline.render.letters.faces import lettered
from dateline.render.letters.widths import FONT
from dateline.render.picture.look import DARK, LIGHT, Colours

_SHAPES = f"""\
.map{{display:block;max-width:100%;height:auto;font:11px {FONT};font-kerning:none;text-rendering:geometricPrecision}}
.map .land path{{stroke-width:.75;stroke-linejoin:round}}
.map .sure{{fill:currentColor;stroke-width:1}}
.map .maybe{{fill:currentColor;fill-opacity:.22;stroke:currentColor;stroke-width:1.25;stroke-dasharray:3 2}}
.map .room{{fill:currentColor;fill-opacity:.13;stroke:currentColor;stroke-width:1;stroke-dasharray:3 2.5}}
.map .number{{text-anchor:middle;font-weight:600;pointer-events:none}}
.map .name{{text-anchor:middle;pointer-events:none}}
.map a{{text-decoration:none;cursor:pointer}}
.map a:focus{{outline:none}}
"""


def stylesheet(scheme: str = "auto") -> str:
    """Return the stylesheet of maps: scheme "auto", "light" or "dark"; on paper "auto" is light."""
    if scheme != "auto":
        return _SHAPES + _coloured(DARK if scheme == "dark" else LIGHT)
    return f"{_SHAPES}{_coloured(LIGHT)}@media screen and (prefers-color-scheme:dark){{\n{_coloured(DARK)}}}\n"


def standalone(svg: str, scheme: str = "light") -> str:
    """Return a map with its stylesheet in it, as a file of its own needs it."""
    head, found, rest = svg.partition(">")
    return lettered(f"{head}{found}<style>{stylesheet(scheme)}</style>{rest}")


def _coloured(of: Colours) -> str:
    rules = [
        f".map .sea{{fill:{of.paper}}}",
        f".map .land path{{fill:{of.line};fill-opacity:.45;stroke:{of.paper}}}",
        f".map .name{{fill:{of.muted}}}",
        f".map .sure{{stroke:{of.paper}}}",
        f".map .number{{fill:{of.paper}}}.map .number.maybe{{fill:{of.ink};stroke:none}}",
        f".map a:hover circle,.map a:focus-visible circle{{stroke:{of.ink};stroke-width:2}}",
        *(f".map .c{number},.key .c{number}{{color:{colour}}}" for number, colour in enumerate([*of.series, of.muted])),
    ]
    return "\n".join(rules) + "\n"
