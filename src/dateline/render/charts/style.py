"""The look of charts: one stylesheet for light, dark and paper, without variables, so that rasterisers read it."""

from __future__ import annotations

from dateline.render.charts.drawing import rectangle
from dateline.render.letters.faces import lettered
from dateline.render.letters.widths import FONT
from dateline.render.picture.look import DARK, LIGHT, Colours
from dateline.render.state_marks import COLOURED

_SHAPES = f"""\
.chart{{display:block;max-width:100%;height:auto;font:12px {FONT};font-kerning:none;text-rendering:geometricPrecision}}
.chart .tick{{font-size:11px}}
.chart .name{{font-size:13px;font-weight:600}}
.chart .grid,.chart .axis,.chart .now,.chart .edge,.chart .rule,.chart .thread{{fill:none;stroke-width:1}}
.chart .now{{stroke-dasharray:2 3}}
.chart .thread{{stroke-width:1}}
.chart .trace{{fill:none;stroke-width:1.75;stroke-linejoin:round}}
.chart .late{{stroke-dasharray:5 3}}
.chart .band{{fill-opacity:.16;stroke:none}}
.chart .tint{{fill-opacity:.22}}
.chart .bare,.chart .plain{{stroke-width:1}}
.chart .bare,.chart .hit{{fill:none}}
.chart .hit{{pointer-events:all}}
.chart .area{{fill-opacity:.85}}
.chart .wide{{stroke-width:2}}
.chart .day{{fill:none;stroke-width:1.5}}
.chart .strong{{font-weight:600}}
.chart a:focus-visible{{outline:2px solid;outline-offset:1px}}
.chart .state{{fill-rule:evenodd}}
"""
"""What is the same in every scheme."""


def _colours(of: Colours) -> str:
    rules = [
        f".chart text{{fill:{of.ink}}}",
        f".chart .tick,.chart .quiet{{fill:{of.muted}}}",
        f".chart .grid{{stroke:{of.line}}}",
        f".chart .axis,.chart .rule,.chart .now{{stroke:{of.muted}}}",
        f".chart .thread{{stroke:{of.muted};stroke-opacity:.45}}",
        f".chart .ground{{fill:{of.paper}}}",
        f".chart .field{{fill:{of.line};fill-opacity:.5}}",
        f".chart .edge{{stroke:{of.paper}}}",
        f".chart .unknown{{fill:{of.muted}}}",
        f".chart .strokes-unknown{{stroke:{of.muted}}}",
        f".chart .outline-unknown{{fill:none;stroke:{of.muted};stroke-width:.75}}",
        f".chart .day{{stroke:{of.ink}}}",
        f".chart .tick.strong{{fill:{of.ink}}}",
        f".chart .tick.on{{fill:{of.paper};font-weight:600}}",
    ]
    for kind in COLOURED:
        colour = getattr(of, kind)
        rules += [
            f".chart .{kind}{{fill:{colour}}}",
            f".chart .strokes-{kind}{{stroke:{colour}}}",
            f".chart .outline-{kind}{{fill:none;stroke:{colour};stroke-width:.75}}",
            f".chart .strokes-{kind}.dot{{fill:{colour};stroke:none}}",
        ]
    for place, colour in enumerate(of.series):
        rules += [
            f".chart .s{place}{{fill:{colour}}}",
            f".chart .strokes-s{place}{{stroke:{colour}}}",
            f".chart .outline-s{place}{{fill:none;stroke:{colour};stroke-width:.75}}",
            f".chart .band.s{place}{{fill:{colour}}}",
        ]
    return "\n".join(rules) + "\n"


def stylesheet(scheme: str = "auto") -> str:
    """Return the stylesheet of charts: scheme "auto", "light" or "dark"; on paper "auto" is light."""
    if scheme != "auto":
        return _SHAPES + _colours(DARK if scheme == "dark" else LIGHT)
    return f"{_SHAPES}{_colours(LIGHT)}@media screen and (prefers-color-scheme:dark){{\n{_colours(DARK)}}}\n"


def standalone(svg: str, scheme: str = "light") -> str:
    """Return a chart with its stylesheet in it and a ground below it, as a file of its own needs them."""
    head, found, rest = svg.partition("</desc>")
    ground = rectangle(0, 0, 10_000, 10_000, "ground")
    return lettered(f"{head}{found}<style>{stylesheet(scheme)}</style>{ground}{rest}")
