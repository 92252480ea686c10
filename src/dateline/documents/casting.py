"""Who takes part in what a clause says: named there, or understood from its sentence and what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from dateline.documents.actors import Mention, Names, pair_named
from dateline.documents.roles import bound, roles
from dateline.documents.texts import PlacedText

_SIGNING = re.compile(r"\b(?:sign(?:ed|s)?|concluded?|ratified|initialled)\b", re.IGNORECASE)
_VISITING = re.compile(r"\b(?:visit(?:ed|s)?|trip|travel(?:led|ed)|came|went|talks|met|summit)\b", re.IGNORECASE)
_MAIN = 0.15
"""So large a share of all mentions of states has each of the two that a document is about."""


class Cast:
    """The actors of a document."""

    def __init__(self, text: PlacedText, names: Names) -> None:
        self._text, self._names = text, names
        self._full_names: list[tuple[int, str]] = []
        self._named: list[tuple[int, str]] = []
        for paragraph in text.paragraphs:
            for each in names.mentions(text.text, paragraph.start, paragraph.end):
                if each.actor in names.states:
                    self._named.append((each.start, each.actor))
                elif each.actor in names.people:
                    self._full_names.append((each.start, each.actor))
        self._main = self._main_states()

    def _main_states(self) -> list[str]:
        """Return the two states that the document is about, or none."""
        counts = Counter(actor for _, actor in self._named)
        found = [state for state, number in counts.most_common(2) if number >= max(3, _MAIN * len(self._named))]
        return sorted(found) if len(found) == 2 else []

    def _of(self, start: int, end: int) -> list[Mention]:
        found = list(self._names.mentions(self._text.text, start, end))
        shared = [
            Mention(person, *place, "surname")
            for place, people in self._names.shared_surnames(self._text.text, start, end)
            if not any(each.start <= place[0] < each.end for each in found) and (person := self._met(people, place[0]))
        ]
        return sorted((*found, *shared), key=lambda each: each.start) if shared else found

    def _met(self, people: set[str], before: int) -> str | None:
        """Return whom of several people with one surname the text named in full last."""
        behind = bisect_left(self._full_names, (before, ""))
        return next((person for _, person in reversed(self._full_names[:behind]) if person in people), None)

    def actors(self, sentence: tuple[int, int], clause: tuple[int, int], *, promise: bool = False) -> list[str]:
        """Return the actors of a clause in order, some with a role; of a `promise` those whom it binds or benefits."""
        mentions = [each for each in self._of(*sentence) if each.how != "place"]
        within = [each for each in mentions if clause[0] <= each.start < clause[1]]
        found = [each.actor for each in within] or [each.actor for each in mentions]
        if pair_named(self._text.text, *sentence):
            found += self._pair(sentence[0])
        if promise:
            return self._bound(clause, within, found)
        found += self._understood(found)
        hosts = self._hosts(clause)
        with_roles = self._with_roles([each for each in dict.fromkeys(found) if each not in hosts], clause, within)
        return [*with_roles, *(f"{each} (host)" for each in hosts)]

    def _bound(self, clause: tuple[int, int], within: list[Mention], found: list[str]) -> list[str]:
        """Return the parties of a promise: those named for it, else all of its sentence, else the main states."""
        named = bound(self._text.text, clause, within)
        if any(role != "beneficiary" for role in named.values()):
            return [f"{actor} ({role})" if role != "obligor" else actor for actor, role in named.items()]
        others = [each for each in dict.fromkeys((*found, *self._understood(found))) if each not in named]
        told = [f"{each} (co-obligor)" if len(others) > 1 else each for each in others]
        return [*told, *(f"{actor} ({role})" for actor, role in named.items())]

    def _hosts(self, clause: tuple[int, int]) -> list[str]:
        """Return the states to whose capitals a visit goes."""
        if not _VISITING.search(self._text.text, *clause):
            return []
        return list(dict.fromkeys(each.actor for each in self._of(*clause) if each.how == "place"))

    def _pair(self, before: int) -> list[str]:
        """Return the states that "both countries" are: the main two, or the last two named before."""
        if self._main:
            return self._main
        behind = bisect_left(self._named, (before, ""))
        last: list[str] = []
        while behind and len(last) < 2:
            behind -= 1
            last += [actor] if (actor := self._named[behind][1]) not in last else []
        return sorted(last) if len(last) == 2 else []

    def _understood(self, found: list[str]) -> list[str]:
        """Return the main states, where a clause names no person; not those whose bodies it names."""
        if set(found) & self._names.people:
            return []
        own = set[str]().union(*(self._names.states_of.get(each, set()) for each in found))
        return [each for each in self._main if each not in own]

    def _with_roles(self, actors: list[str], clause: tuple[int, int], within: list[Mention]) -> list[str]:
        if _SIGNING.search(self._text.text, *clause) and len(actors) > 1:
            return [f"{each} (signatory)" for each in actors]
        told = roles(self._text.text, clause, within)
        return [f"{each} ({told[each]})" if each in told else each for each in actors]
