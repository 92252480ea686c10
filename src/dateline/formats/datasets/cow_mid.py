"""Militarized Interstate Disputes of the Correlates of War Project: table A (disputes) and table B (their parties).

Columns are found by name (MID 5.0 and 4.x, codebook of MID 5.0). -9 is what is not known: a day of -9 leaves the month,
a month of -9 the year. A dispute lasts from its start to its end. In table B each row, the part of a state in a dispute
with days of its own, is an event; the state is that of all data sets, found by the number of the project, `cow:370`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import IO

from dateline.dates import Date
from dateline.dates.calendar import year_text
from dateline.formats import incoming
from dateline.formats.datasets import states
from dateline.formats.datasets.news_reports import check_year
from dateline.formats.delimited.cell_values import UnfitError, edtf, sentences, whole
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed
from dateline.formats.incoming import Incoming, Item
from dateline.formats.missing import MISSING
from dateline.model import Actor, Citation, Event, Participant, Source, Theme

_YEARS = range(1816, 2100)
_UNKNOWN = MISSING | {"-9", "-9.0", "-99", "-999"}
_OLDER = {"dispnum": ("dispnum", "dispnum3", "dispnum4")}
_HOSTILITY = {1: "no militarized action", 2: "threat", 3: "display of force", 4: "use of force", 5: "war"}
_SIDES = {0: "side_b", 1: "side_a"}
_DEATHS = {0: "none", 1: "1–25", 2: "26–100", 3: "101–250", 4: "251–500", 5: "501–999", 6: "more than 999"}
_SOURCE = Source(
    "cow-mid",
    "Militarized Interstate Disputes",
    publisher="Correlates of War Project",
    url="https://correlatesofwar.org/data-sets/mids/",
    note="Cite the article on the version that was used, as https://correlatesofwar.org/data-sets/mids/ asks.",
)
_THEMES = {"cow-mid": "Militarized interstate disputes"} | {
    f"cow-mid/{level}-{name.replace(' ', '-')}": name.capitalize() for level, name in _HOSTILITY.items()
}


def events(stream: IO[str]) -> Iterator[Item]:
    """Yield the disputes of table A, or the parts of states in them of table B.

    Raises:
        InvalidRecords: the header is not that of either.
    """
    text = Peeked(stream)
    table = Headed(text, text.separator)
    number = next((name for name in _OLDER["dispnum"] if name in table.names), "dispnum")
    table.need(number, "stday", "stmon", "styear", "endday", "endmon", "endyear", of="table A or B of MID")
    if "ccode" in table.names:
        return table.items(_party, {"dispnum": number}, _UNKNOWN)
    return table.items(_dispute, {"dispnum": number}, _UNKNOWN)


def _dispute(
    line: int, dispnum: str, stday: str, stmon: str, styear: str, endday: str, endmon: str, endyear: str, fatality: str,
    hostlev: str, ongo2014: str,
) -> Incoming:  # fmt: skip
    number = _number(dispnum)
    date = _date(stday, stmon, styear, endday, endmon, endyear)
    event = Event(
        f"cow-mid:{number}",
        f"Militarized dispute {number}",
        date,
        description=sentences(*_levels(fatality, hostlev), "Went on at the end of 2014" if ongo2014 == "1" else None),
        kind="dispute",
        themes=_themes(hostlev),
        citations=(Citation(_SOURCE.id, f"dispute {number}"),),
    )
    return Incoming(line, event)


def _party(
    line: int, dispnum: str, stabb: str, ccode: str, stday: str, stmon: str, styear: str, endday: str, endmon: str,
    endyear: str, sidea: str, fatality: str, hostlev: str,
) -> Incoming:  # fmt: skip
    number, code = _number(dispnum), whole(ccode, "ccode")
    if code is None:
        raise UnfitError("ccode is missing")
    date = _date(stday, stmon, styear, endday, endmon, endyear)
    state = by_number().get(code)
    identity, name = (state.identity, state.name) if state else (f"cow:{code}", stabb.strip() or str(code))
    side = _code(sidea, "sidea", _SIDES)
    role = None if side is None else _SIDES[side]
    event = Event(
        f"cow-mid:{number}:{code}:{date.edtf.partition('/')[0]}",
        f"Militarized dispute {number}: {name}",
        date,
        description=sentences(*_levels(fatality, hostlev)),
        kind="dispute",
        actors=(Participant(identity, role, name),),
        themes=_themes(hostlev),
        citations=(Citation(_SOURCE.id, f"dispute {number}"),),
    )
    return Incoming(line, event)


def _number(text: str) -> int:
    found = whole(text, "dispnum")
    if found is None:
        raise UnfitError("dispnum is missing")
    return found


@cache
def by_number() -> dict[int, states.State]:
    """Return the states by their numbers of the Correlates of War Project."""
    return {int(state.cow): state for state in states.by_code().values() if state.cow}


@lru_cache(16_384)
def _date(*cells: str) -> Date:
    start, end = _side("st", *cells[:3]), _side("end", *cells[3:])
    if start is None:
        raise UnfitError("styear is missing")
    if end is None or start == end:
        return edtf(start)
    if edtf(start).earliest > edtf(end).latest:
        raise UnfitError(f"the start {start} is after the end {end}")
    return edtf(f"{start}/{end}")


def _side(which: str, day: str, month: str, year: str) -> str | None:
    """Return the day, month or year that is known, None for none."""
    parts = [whole(cell, f"{which}{name}") for cell, name in ((year, "year"), (month, "mon"), (day, "day"))]
    if parts[0] is None:
        return None
    check_year(parts[0], str(parts[0]), f"{which}year", _YEARS)
    known = parts[1 : parts.index(None)] if None in parts else parts[1:]
    return "-".join((year_text(parts[0]), *(f"{part:02d}" for part in known if part is not None)))


@lru_cache(1_024)
def _levels(fatality: str, hostility: str) -> tuple[str | None, str | None]:
    deaths, level = _code(fatality, "fatality", _DEATHS), _code(hostility, "hostlev", _HOSTILITY)
    return (
        None if deaths is None else f"Deaths: {_DEATHS[deaths]}",
        None if level is None else f"Hostility level {level}, {_HOSTILITY[level]}",
    )


def _code(text: str, name: str, known: Mapping[int, str]) -> int | None:
    """Return a code of the code book, None for an empty cell; raises UnfitError for any other number."""
    found = whole(text, name)
    if found is not None and found not in known:
        raise UnfitError(f"{name} {found} is not one of {', '.join(map(str, known))}")
    return found


@lru_cache(64)
def _themes(hostility: str) -> tuple[str, ...]:
    level = _code(hostility, "hostlev", _HOSTILITY)
    return ("cow-mid",) if level is None else (f"cow-mid/{level}-{_HOSTILITY[level].replace(' ', '-')}",)


def actor(participant: Participant) -> Actor:
    """Return a state, dated and with its codes as aliases, or an actor that only its number names."""
    state = states.by_code().get(participant.actor.removeprefix("cameo:"))
    return states.actor(state) if state else Actor(participant.actor, participant.name or participant.actor, "state")


def theme(identity: str) -> Theme:
    """Return a level of hostility."""
    return Theme(identity, _THEMES[identity]) if identity in _THEMES else incoming.theme(identity)


def themes() -> tuple[Theme, ...]:
    """Return the levels of hostility."""
    return tuple(Theme(identity, title) for identity, title in _THEMES.items())


def source(identity: str) -> Source:
    """Return the data set."""
    return _SOURCE if identity == _SOURCE.id else incoming.source(identity)
