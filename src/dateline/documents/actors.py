"""Actors that a text names: by name, alias or surname, in other forms of them, by demonym and capital."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from dateline.light_classes import NamedTuple
from dateline.model import Actor

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_CODE = re.compile(r"^[a-z0-9_-]+:")
_SHORTEST = 3
"""Letters of a name; shorter ones count only in capitals."""
_STEM = 4
"""Letters that a form of a Slavic name has in common with it at least."""
_ENDING = 3
"""Letters in which such a form may differ at its end."""
_PAIR = re.compile(
    r"\b(?:both (?:countries|states|sides|nations|parties|governments|republics)|"
    r"(?:the )?two (?:countries|states|sides|nations|parties|republics)|bilateral|each other)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\)?\s*(?:dollars?|rou?bles?|rubles?|francs?|pounds?)\b", re.IGNORECASE)
_TIME = re.compile(r"\s+(?:period|era|times|years|days|language|origin)\b", re.IGNORECASE)
"""What follows a name or a demonym that speaks of no state: US dollars, the Soviet period."""
_INITIALS = 3
"""Words of a name whose initials are a name too, such as CIS."""
_PLACE_BEFORE = frozenset(("in", "to", "from", "at", "near", "of", "via"))


class Mention(NamedTuple):
    """An actor at a place of a text, and how it is named: name, demonym, capital, pair or context."""

    actor: str
    start: int
    end: int
    how: str


@cache
def _peoples() -> dict[str, tuple[tuple[str, ...], str]]:
    """Return the demonyms and the capital of states by their names."""
    lines = files("dateline.documents").joinpath("peoples.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {name: (tuple(demonyms.split("|")), capital) for name, demonyms, capital in rows}


class Names:
    """The names of all actors, ready to be looked for."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self._inflected: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        self.states: set[str] = set()
        self.people: set[str] = set()
        self.states_of: dict[str, set[str]] = {}
        surnames: Counter[str] = Counter()
        people: list[tuple[str, str]] = []
        for actor in actors:
            for name in dict.fromkeys((actor.name, *actor.aliases)):
                self._add(name, actor.id, "name")
            self.states_of[actor.id] = {each.actor for each in actor.member_of}
            if actor.kind == "person":
                self.people.add(actor.id)
            if actor.kind == "person" and " " in actor.name:
                people.append((actor.name.split()[-1], actor.id))
                surnames[people[-1][0]] += 1
            if actor.kind not in ("person", "state"):
                self._add_initials(actor)
            if actor.kind == "state":
                self.states.add(actor.id)
                self._add_state(actor)
        self._shared: dict[str, set[str]] = {}
        for surname, identity in people:
            if surnames[surname] == 1:
                self._add(surname, identity, "name")
            else:
                self._shared.setdefault(surname, set()).add(identity)
        shared = "|".join(map(re.escape, self._shared))
        self._sharing = re.compile(rf"\b(?:{shared})\b") if shared else None

    def _add_initials(self, actor: Actor) -> None:
        words = [word for word in _WORD.findall(actor.name) if word[0].isupper()]
        if len(words) >= _INITIALS:
            self._add("".join(word[0] for word in words), actor.id, "name")

    def _add_state(self, actor: Actor) -> None:
        for name in (actor.name, *actor.aliases):
            demonyms, capital = _peoples().get(name, ((), ""))
            for demonym in demonyms:
                self._add(demonym, actor.id, "demonym")
                self._add(f"{demonym}s", actor.id, "demonym")
            if capital:
                self._add(capital, actor.id, "capital")

    def _add(self, name: str, identity: str, how: str) -> None:
        words = tuple(_WORD.findall(name))
        if not words or _CODE.match(name) or (len(name) < _SHORTEST and not name.isupper()):
            return
        if how == "name" and not any(word[0].isupper() for word in words):
            return
        entry = (words, identity, how)
        known = self._names.setdefault(words[0], [])
        if entry not in known:
            known.append(entry)
            known.sort(key=lambda each: -len(each[0]))
        if not name.isascii() and len(words[0]) >= _STEM:
            self._inflected.setdefault(words[0][:_STEM].lower(), []).append(entry)

    def mentions(self, text: str, start: int, end: int) -> Iterator[Mention]:
        """Yield the actors that a stretch of a text names, in order; the longest name at each place."""
        words = [(found[0], *found.span()) for found in _WORD.finditer(text, start, end)]
        place = 0
        while place < len(words):
            found = self._at(words, place)
            if found is None:
                place += 1
                continue
            (names, identity, how), first, last = found, words[place][1], words[place + len(found[0]) - 1][2]
            place += len(names)
            if _MONEY.match(text, last) or (
                how == "demonym" and (_TIME.match(text, last) or self._describes(words, place))
            ):
                continue
            before = words[place - len(names) - 1][0].lower() if place > len(names) else ""
            if how == "capital" and before in _PLACE_BEFORE and not _owns(text, last):
                how = "place"
            yield Mention(identity, first, last, how)

    def shared_surnames(self, text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], set[str]]]:
        """Yield where a stretch has a surname that several people have, and who they are."""
        for found in self._sharing.finditer(text, start, end) if self._sharing else ():
            yield found.span(), self._shared[found[0]]

    def _describes(self, words: list[tuple[str, int, int]], place: int) -> bool:
        """Tell whether a demonym describes a person who is named right behind it: "Russian leader Putin"."""
        for ahead in range(place, min(place + 3, len(words))):
            found = self._at(words, ahead)
            if found is not None:
                return found[1] in self.people and found[2] == "name"
            if words[ahead][1] - words[ahead - 1][2] > 1:
                return False
        return False

    def _at(self, words: list[tuple[str, int, int]], place: int) -> tuple[tuple[str, ...], str, str] | None:
        word = words[place][0]
        for entry in self._names.get(word, ()):
            names = entry[0]
            if tuple(each for each, _, _ in words[place : place + len(names)]) == names:
                return entry
        for entry in self._inflected.get(word[:_STEM].lower(), ()) if not word.isascii() else ():
            names = entry[0]
            there = [each for each, _, _ in words[place : place + len(names)]]
            if len(there) == len(names) and all(map(_is_form, there, names)):
                return entry
        return None


def _owns(text: str, end: int) -> bool:
    """Tell whether a name is followed by 's: then it acts, and is no place."""
    return text[end : end + 2] in ("'s", "\u2019s")


def _is_form(word: str, name: str) -> bool:
    """Tell whether a word may be a form of a name, which differs from it at its end alone."""
    common = next((place for place, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), None)
    common = min(len(word), len(name)) if common is None else common
    return common >= _STEM and max(len(word), len(name)) - common <= _ENDING


def pair_named(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return where a stretch speaks of two parties without their names, such as "both countries"."""
    return _PAIR.search(text, start, end)
