"""How a picture of a timeline is to look, and the colours that pictures, charts and pages share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.light_classes import NamedTuple

LANES = ("theme", "actor", "programme", "source", "none")
"""By what events are put into lanes."""
SCHEMES = ("auto", "light", "dark")
"""Light or dark; auto is what the reader's screen prefers."""

Names = Mapping[str, Mapping[str, str]]
"""Titles by kind of record (theme, programme, source) and id."""


class Tie(NamedTuple):
    """A link in a picture: its type, such as "causes", and the kinds (event, deadline) and ids of its ends."""

    type: str
    origin_kind: str
    origin: str
    target_kind: str
    target: str


class Look(NamedTuple):
    """Options of a picture: lanes by one of LANES, a width in pixels, one of SCHEMES.

    `first` and `last` are the days shown, None as far as the records reach. `as_of` is the day by whose end deadlines
    were judged; `horizon` are the days [first, last] of a horizon, with its name. In `link` and `deadline_link` {id}
    is the id of the record, escaped for URLs.
    """

    lanes: str = "theme"
    width: int = 1200
    scheme: str = "auto"
    title: str | None = None
    first: int | None = None
    last: int | None = None
    as_of: int | None = None
    horizon: tuple[int, int, str] | None = None
    link: str = "#{id}"
    deadline_link: str = "#{id}"
    names: Names = MappingProxyType({})
    ties: tuple[Tie, ...] = ()

    def name(self, kind: str, identity: str) -> str:
        """Return the title of a record, or its id where no title is known."""
        return self.names.get(kind, {}).get(identity, identity)


class Colours(NamedTuple):
    """The colours of one scheme: text, ground, hairlines, quiet text, series, states of deadlines."""

    ink: str
    paper: str
    line: str
    muted: str
    series: tuple[str, ...]
    overdue: str
    maybe: str
    met: str
    pending: str
    abandoned: str
    waived: str


# The series stay apart for readers who see few colours, and have a contrast of 3:1 and more on their ground.
LIGHT = Colours(
    "#1b1f24", "#ffffff", "#d9dde2", "#5a6470",
    ("#0b6e99", "#b3541e", "#2e7d4f", "#8a4fa3", "#9a6b00", "#b0304f", "#4a5fb8", "#5f6b1f"),
    overdue="#b3261e", maybe="#9a6b00", met="#2e7d4f", pending="#4a5fb8", abandoned="#8a4fa3", waived="#5a6470",
)  # fmt: skip
DARK = Colours(
    "#e6e8eb", "#15181c", "#343a41", "#a3adb8",
    ("#5db7e0", "#f0995c", "#6cc792", "#c797dc", "#e0b040", "#f0839c", "#98a9f0", "#b9c766"),
    overdue="#ff8a80", maybe="#e0b040", met="#6cc792", pending="#98a9f0", abandoned="#c797dc", waived="#a3adb8",
)  # fmt: skip
OTHERS = len(LIGHT.series)
"""The number of the series for all that has no colour of its own; it is drawn in the colour of quiet text."""
