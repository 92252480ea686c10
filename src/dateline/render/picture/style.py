"""The style sheet of a picture; no variables and no inline styles, for rasterisers and strict content policies."""

from __future__ import annotations

from dateline.render.letters.widths import FONT
from dateline.render.picture.look import DARK, LIGHT, OTHERS, Colours
from dateline.render.state_marks import COLOURED

_FIXED = f"""\
.dl{{font:12px {FONT};font-kerning:none;text-rendering:geometricPrecision}}
.dl .tick,.dl .ctx,.dl .note{{font-size:11px}}
.dl .lane{{font-size:13px;font-weight:600}}
.dl .head{{font-size:17px;font-weight:600}}
.dl .tick{{text-anchor:middle}}
.dl .e{{text-anchor:end}}
.dl .l text{{paint-order:stroke;stroke-width:3;stroke-linejoin:round}}
.dl a{{color:inherit;text-decoration:none;cursor:pointer}}
.dl a:focus{{outline:none}}
.dl .grid,.dl .rule{{fill:none;stroke-width:1}}
.dl circle,.dl .b,.dl .a,.dl .g,.dl .u{{fill:currentColor}}
.dl .u{{fill-opacity:.13;stroke:currentColor;stroke-width:1;stroke-dasharray:3 2.5}}
.dl .r,.dl .q{{fill:none;stroke:currentColor;stroke-width:1.5}}
.dl .q{{stroke-dasharray:2 1.6}}
.dl .x{{fill:none;stroke:currentColor;stroke-width:1.5}}
.dl .t{{fill:none;stroke-width:1;stroke-opacity:.8}}
.dl .t:hover{{stroke-width:2.5}}
.dl .now{{fill:none;stroke-width:1.5}}
.dl .hz{{fill-opacity:.12}}
.dl .late{{fill-opacity:.8}}
.overview{{display:block;cursor:crosshair;touch-action:none;user-select:none}}
.overview .density{{fill:none;stroke-width:1;stroke-opacity:.55}}
.overview .brush{{fill-opacity:.16;stroke-width:1;cursor:grab}}
.dl .b{{fill-opacity:.38}}
.dl .g{{fill-opacity:.6}}
.dl .k{{fill:currentColor;fill-opacity:.55}}
.dl .l .in{{stroke:none}}
.dl .m{{clip-path:url(#dl-seen)}}
.dl [hidden]{{display:none}}
.dl.slice{{display:none}}
@media print{{.overview.overview.overview,.dl .stuck{{display:none}}.dl{{max-width:100%;height:auto}}
.dl .l text:not(.in){{stroke:none!important}}
figure .dl.slice{{display:block;break-inside:avoid}}
figure .dl.sliced{{position:absolute;width:0;height:0;overflow:hidden}}}}
"""


def stylesheet(scheme: str) -> str:
    """Return the CSS of pictures in one of SCHEMES."""
    rules = _FIXED + _fading() + _coloured(DARK if scheme == "dark" else LIGHT)
    if scheme != "auto":
        return rules
    return rules + f"@media screen and (prefers-color-scheme:dark){{{_coloured(DARK)}}}\n"


def _coloured(colours: Colours) -> str:
    rules = [
        f".dl .paper{{fill:{colours.paper}}}",
        f".dl text{{fill:{colours.ink}}}.dl .l text{{stroke:{colours.paper}}}",
        f".dl .tick,.dl .ctx,.dl .note{{fill:{colours.muted}}}",
        f".dl .grid,.dl .rule{{stroke:{colours.line}}}",
        f".dl .t{{stroke:{colours.muted}}}",
        f".overview .density{{stroke:{colours.muted}}}",
        f".overview .brush{{fill:{colours.series[0]};stroke:{colours.series[0]}}}",
        f".dl .now{{stroke:{colours.overdue}}}.dl .hz{{fill:{colours.pending}}}",
        ".dl a:focus-visible text,.dl a:hover text{text-decoration:underline}",
        f"{_focused('rect', 'circle', 'path')}{{stroke:{colours.ink};stroke-width:2}}",
        *(f".dl .c{number}{{color:{colour}}}" for number, colour in enumerate([*colours.series, colours.muted])),
        *(f".dl .{state}{{fill:{getattr(colours, state)}}}" for state in COLOURED),
        f".dl .unknown{{fill:{colours.muted}}}",
    ]
    return "".join(rules)


def _focused(*shapes: str) -> str:
    return ",".join(f".dl a:focus-visible {shape}" for shape in shapes)


def _fading() -> str:
    """Return the rules of the fading ends, in (i) and out (o), of every series."""
    return "".join(f".dl .c{number} .{end}{{fill:url(#{end}{number})}}" for number in range(OTHERS + 1) for end in "io")


def gradients(shapes: str) -> str:
    """Return the gradients of the fading ends in these shapes: in (i) and out (o), of the series that have such."""
    made = []
    for number in range(OTHERS + 1):
        for name, ends in (("i", (0, 0.38)), ("o", (0.38, 0))):
            stops = "".join(
                f'<stop offset="{at}" stop-color="currentColor" stop-opacity="{much}"/>'
                for at, much in zip((0, 1), ends, strict=True)
            )
            made.append(f'<linearGradient id="{name}{number}" class="c{number}">{stops}</linearGradient>')
    return f"<defs>{''.join(made)}</defs>" if 'class="i"' in shapes or 'class="o"' in shapes else ""
