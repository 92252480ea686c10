"""A timeline as one HTML file: the picture, the same in a table, and a script to explore both.

The file needs nothing from elsewhere.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from dateline.counted import counted
from dateline.dates import day_text
from dateline.render.letters.faces import embedded
from dateline.render.letters.widths import FONT
from dateline.render.picture.listing import Sources, table
from dateline.render.picture.look import DARK, LIGHT, Colours, Look
from dateline.render.picture.shapes import written
from dateline.render.picture.style import stylesheet
from dateline.render.picture.svg import svg
from dateline.wire_fields import Record

_FORM = (
    '<form id="explore" hidden><label>Search <input type="search" autocomplete="off"></label>{choices}'
    '<span><button type="button" data-zoom="in" aria-label="Zoom in">+</button> '
    '<button type="button" data-zoom="out" aria-label="Zoom out">−</button> '
    '<button type="button" data-zoom="all">All</button></span><output aria-live="polite"></output></form>'
)
HINT = (
    '<p class="hint" id="explore-hint" hidden>Zoom with + and −, with Ctrl and the wheel, or two fingers; drag to '
    "move. Arrows go from event to event, Enter opens one.</p>"
)
"""How to explore a picture, below it; without a script it stays hidden."""
CONTROLS = _FORM.format(
    choices='<label>Theme <select data-column="3"><option value="">all</select></label>'
    '<label>Actor <select data-column="2"><option value="">all</select></label>'
)
"""What a script needs to explore a picture; without a script it stays hidden."""
ZOOM = _FORM.format(choices="")
"""The same for a page that has filters of its own."""
_SCRIPTS = ("view.js", "days.js", "marks.js", "layout.js", "timeline.js", "ties.js", "overview.js", "print.js")
"""The parts of the script in their order; each uses what those before it define."""
_REMARK = re.compile(r"(?:^|\s+)// .*")


def page(events: Iterable[Record], deadlines: Iterable[Record], look: Look, sources: Sources) -> str:
    """Return a whole page of events and deadlines on the wire; `sources` are records of sources by id.

    Its content policy allows the style and the script by their hashes, and no request at all.
    """
    events, deadlines = list(events), list(deadlines)
    title = written(look.title or "Timeline")
    picture = svg(events, deadlines, look._replace(title=None), styled=False, named=False)
    listed = table(events, deadlines, look, sources)
    style, script = embedded(f"{title}{picture}{listed}") + page_style(look.scheme), timeline_script()
    allowed = f"style-src {policy_of(style)}; script-src {policy_of(script)}"
    policy = f"default-src 'none'; {allowed}; font-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body>'
        f'<a class="skip" href="#listing">Skip the picture</a><header><h1>{title}</h1>'
        f'<p class="lead">{_lead(events, deadlines, look.as_of)}</p></header><main>{CONTROLS}'
        f'<figure>{picture}</figure>{HINT}<section id="panel" hidden aria-label="Details"></section>'
        f'<div id="listing">{listed}</div></main>'
        f"<footer>Made with dateline.</footer><script>{script}</script></body></html>\n"
    )


def _lead(events: list[Record], deadlines: list[Record], as_of: int | None) -> str:
    """Return what the page holds, in a sentence or two; deadlines alone need no events."""
    possible = sum(record["match"] == "possible" for record in events)
    perhaps = f", {possible} of them only possibly in range (?)" if possible else ""
    judged = "" if as_of is None else f" at the end of {day_text(as_of)}"
    due = f"{counted(len(deadlines), 'deadline')}{judged}." if deadlines else ""
    told = f"{counted(len(events), 'event')}{perhaps}." if events or not deadlines else ""
    return f"{told} {due}".strip()


def policy_of(text: str) -> str:
    """Return what a content policy says to allow a style sheet or a script within a page."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def page_style(scheme: str) -> str:
    """Return the CSS of a page with a picture, in one of SCHEMES."""
    rules = _file("page.css").replace("FONT", FONT)
    made = _coloured(rules, DARK if scheme == "dark" else LIGHT)
    if scheme == "auto":
        dark = "".join(line for line in map(_only_colours, rules.splitlines()) if line)
        made += f"@media screen and (prefers-color-scheme:dark){{{_coloured(dark, DARK)}}}\n"
    return made + stylesheet(scheme)


def _only_colours(rule: str) -> str:
    """Return a rule with only those of its properties that have a colour, or nothing."""
    selector, brace, rest = rule.partition("{")
    if not brace or selector.startswith("@"):
        return ""
    kept = [each for each in rest.rstrip("}").split(";") if any(name in each for name in _COLOURS)]
    return f"{selector}{{{';'.join(kept)}}}" if kept else ""


_COLOURS = ("INK", "PAPER", "MUTED", "ACCENT", "LINE", "TINT")


def _coloured(rules: str, colours: Colours) -> str:
    found = (colours.ink, colours.paper, colours.muted, colours.series[0], colours.line, colours.line)
    for name, colour in zip(_COLOURS, found, strict=True):
        rules = rules.replace(name, colour)
    return rules


@cache
def timeline_script() -> str:
    """Return the script that lets readers explore a picture and the table under it, where there is a picture."""
    parts = "\n".join(map(_file, _SCRIPTS))
    return f'(() => {{\n"use strict";\nif (!document.querySelector("svg.dl[data-first]")) return;\n{parts}\n}})();'


def _file(name: str) -> str:
    """Return a file beside this one, on its way to a reader."""
    return on_its_way(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def on_its_way(script: str) -> str:
    """Return a script without the blanks at the beginning of lines and its comments: a browser needs neither.

    A comment is a line of its own, or follows a line behind a blank.
    """
    lines = (_REMARK.sub("", line) for line in map(str.strip, script.splitlines()))
    return "\n".join(filter(None, lines))
