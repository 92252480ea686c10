"""Two statements about one event compared: certainly against each other, possibly, or not (docs/semantics/claims.md).

A date, a place, parties or measures of a statement stand for several worlds. Two statements conflict for certain if
they agree in no pair of worlds, not at all if they agree in every pair, and possibly otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from dateline.dates import Date, Match
from dateline.measures import bounds
from dateline.model import Measure, Participant
from dateline.names import fold


class Conflict(StrEnum):
    """Whether two statements are against each other; the greater, the surer."""

    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


def by_day(one: Date, other: Date) -> Conflict:
    """Return whether two dates share no day; nothing is certain of a date that its source calls uncertain.

    >>> from dateline.dates import parse
    >>> spring, third, autumn = map(parse, ("1999-21", "1999-05-03", "1999-23"))
    >>> [str(by_day(third, each)) for each in (third, spring, autumn)]
    ['none', 'possible', 'certain']
    >>> str(by_day(third, parse("2001?")))
    'possible'
    """
    found = one.overlaps(other)
    if found is Match.CERTAIN:
        return Conflict.NONE
    sure = found is Match.IMPOSSIBLE and not (one.uncertain or other.uncertain)
    return Conflict.CERTAIN if sure else Conflict.POSSIBLE


def by_place(one: str, other: str) -> Conflict:
    """Return whether two places have names of which neither contains the other: one place may have two names.

    >>> str(by_place("Minsk", "Minsk, Belarus")), str(by_place("Minsk", "Moscow"))
    ('none', 'possible')
    """
    words, others = (f" {fold(each)} " for each in (one, other))
    return Conflict.NONE if words in others or others in words else Conflict.POSSIBLE


def by_party(one: Iterable[Participant], other: Iterable[Participant], same: Mapping[str, Collection[str]]) -> Conflict:
    """Return whether two lists of parties name others in one role, or give one party two roles; no list is complete.

    `same` has for an actor the others that it may stand for, as a state for its president.
    """
    ones, others = (_by_role(each) for each in (one, other))
    for role in ones.keys() & others.keys():
        if not (_covered(ones[role], others[role], same) or _covered(others[role], ones[role], same)):
            return Conflict.POSSIBLE
    roles, other_roles = (_by_actor(each) for each in (ones, others))
    if any(roles[actor].isdisjoint(other_roles[actor]) for actor in roles.keys() & other_roles.keys()):
        return Conflict.POSSIBLE
    return Conflict.NONE


def _by_role(parties: Iterable[Participant]) -> dict[str | None, set[str]]:
    found: dict[str | None, set[str]] = {}
    for each in parties:
        found.setdefault(each.role, set()).add(each.actor)
    return found


def _by_actor(roles: Mapping[str | None, set[str]]) -> dict[str, set[str]]:
    """Return the roles of those whose every part has one."""
    named = {role: actors for role, actors in roles.items() if role is not None}
    found: dict[str, set[str]] = {}
    for role, actors in named.items():
        for actor in actors - roles.get(None, set()):
            found.setdefault(actor, set()).add(role)
    return found


def _covered(actors: set[str], others: set[str], same: Mapping[str, Collection[str]]) -> bool:
    return all(actor in others or not others.isdisjoint(same.get(actor, ())) for actor in actors)


def by_measure(one: Measure, other: Measure) -> Conflict:
    """Return whether two measures of one name cannot be the same number; in two units nobody can say.

    >>> found = [Measure("deaths", 3), Measure("deaths", 25, 20, 40), Measure("deaths", None, 20)]
    >>> [str(by_measure(found[0], each)) for each in found], str(by_measure(*found[1:]))
    (['none', 'certain', 'certain'], 'possible')
    """
    if one.unit != other.unit:
        return Conflict.POSSIBLE
    (low, high), (least, most) = (bounds(each.value, each.low, each.high) for each in (one, other))
    if high < least or most < low:
        return Conflict.CERTAIN
    return Conflict.NONE if low == high == least == most else Conflict.POSSIBLE
