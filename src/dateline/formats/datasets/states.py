"""States with their codes in four schemes and the days for which they existed.

The table is `states.tsv`: code (ISO 3166-1 alpha-3, which CAMEO follows; GMW and GME are CAMEO's two Germanies, XKX is
in use for Kosovo), FIPS 10-4 code, number of the Correlates of War project, EDTF date, name, other names, among them
the short names of ISO 3166-1.

The dates follow the State System Membership list, version 2016, of the Correlates of War Project
(https://correlatesofwar.org). A set of spans is a state that left the list and came back, as under occupation; the list
begins in 1816, so what was there then existed then or earlier, and it ends in 2016, so what was there then is taken to
go on. The list knows one Russia, with the Soviet Union, and one Yugoslavia, with Serbia, and has no Holy See: the
Soviet Union, Yugoslavia, Serbia and Montenegro, Serbia and the Holy See have the days of their founding and end.

A state is one actor, whichever data set names it and by whatever code or name: `cameo:BLR`, with its codes in the other
schemes as aliases. So "Belarus" means one actor in a database that holds several data sets.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

from dateline.dates import parse
from dateline.model import Actor, Membership
from dateline.names import fold

_ALSO = {"BUR": "MMR", "KSV": "XKX", "MTN": "MNE", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD"}
"""Codes that were given up or are used beside that of the table."""
_NOT_ISO = frozenset(("AUH", "GME", "GMW", "XKX"))
"""Codes of the table that ISO 3166-1 and 3166-3 do not have."""


class State(NamedTuple):
    """A state: `date` is EDTF, `fips` and `cow` are empty where there is no code."""

    code: str
    fips: str
    cow: str
    date: str
    name: str
    other_names: tuple[str, ...]

    @property
    def identity(self) -> str:
        """The id of the actor: the same for every data set."""
        return f"cameo:{self.code}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names and the codes; all but the first are marked with their scheme, as FIPS BO is CAMEO BLR."""
        older = (("cameo", code) for code, other in _ALSO.items() if other == self.code)
        iso = "" if self.code in _NOT_ISO else self.code
        codes = (*older, ("iso3", iso), ("fips", self.fips), ("cow", self.cow))
        return (*self.other_names, self.code, *(f"{scheme}:{code}" for scheme, code in codes if code))


@cache
def by_code() -> dict[str, State]:
    """Return the states by their codes of three letters."""
    text = resources.files("dateline.formats.datasets").joinpath("states.tsv").read_text(encoding="utf-8")
    found = {state.code: state for state in map(_state, text.splitlines())}
    return found | {code: found[other] for code, other in _ALSO.items()}


def _state(line: str) -> State:
    code, fips, cow, span, name, others = line.split("\t")
    return State(code, fips, cow, span, name, tuple(others.split(";")) if others else ())


@cache
def _by_name() -> dict[str, State]:
    return {_key(name): state for state in by_code().values() for name in (state.name, *state.other_names)}


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Return the id and the marked codes of each state, in lower case, but for codes that two states have."""
    states = dict.fromkeys(by_code().values())
    marked = {each: {code.lower() for code in (each.identity, *each.aliases) if ":" in code} for each in states}
    counts = Counter(code for codes in marked.values() for code in codes)
    return {each.identity: frozenset(code for code in codes if counts[code] == 1) for each, codes in marked.items()}


def codes_of(identity: str) -> frozenset[str]:
    """Return the codes that mean the actor with this id and no other, in lower case: of a state all that it has alone.

    >>> sorted(codes_of("cameo:SRB")), codes_of("gw:652"), codes_of("Serbia")
    (['cameo:srb', 'fips:ri', 'iso3:srb'], frozenset({'gw:652'}), frozenset())
    """
    found = _codes().get(identity)
    return found if found is not None else frozenset({identity.lower()} if ":" in identity else ())


@cache
def _identities() -> dict[str, str]:
    return {code: identity for identity, codes in _codes().items() for code in codes}


def identity_of(code: str) -> str | None:
    """Return the id of the state that has a code with its scheme, whatever the case, and no other state has.

    >>> identity_of("cow:370"), identity_of("COW:345"), identity_of("belarus")
    ('cameo:BLR', None, None)
    """
    return _identities().get(code.lower())


def named(name: str) -> State | None:
    """Return the state called `name`, whatever the case, accents and article, in its own order or that of ISO 3166.

    >>> named("cote d'ivoire").fips, named("Moldova, Republic of").code, named("the Gambia").code, named("Ruritania")
    ('IV', 'MDA', 'GMB', None)
    """
    last, comma, first = name.partition(", ")
    turned = _by_name().get(_key(f"{first} {last}")) if comma else None
    return turned or _by_name().get(_key(name))


def member_of(state: State | None) -> tuple[Membership, ...]:
    """Return that an actor belongs to a state: always, as the data set that says so gives no days."""
    return (Membership(state.identity),) if state else ()


_IN_BRACKETS = re.compile(r".*\(([^()]+)\)")
_OF = re.compile(r"(?:Government|(?:Military|Police) Forces) of (?:the )?([^()]+?)(?: \([^()]*\))*")


def within(name: str) -> State | None:
    """Return the state that the name of an actor puts it under.

    >>> within("Police (India)").code, within("Military Forces of Syria (2000-)").code, within("Rebels")
    ('IND', 'SYR', None)
    """
    for pattern in (_IN_BRACKETS, _OF):
        found = pattern.fullmatch(name)
        if found and (state := named(found[1])):
            return state
    return None


def actor(state: State) -> Actor:
    """Return the state as an actor, dated."""
    return Actor(state.identity, state.name, "state", state.aliases, date=parse(state.date))
