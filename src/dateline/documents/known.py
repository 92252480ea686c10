"""What a database knows that a document may speak of: actors, themes, places and events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.dates import Date
from dateline.documents.actors import Names
from dateline.documents.finding.letters import word_set
from dateline.model import Actor, Event, Theme

_WORD = re.compile(r"[^\W_]{3,}")
_EMPTY = word_set(
    "the and for with from into that this which its their his her was were are has have had not but who whom than then "
    "over under after before between about during within all any some more most other another first last new own "
    "being been also both each year years month months day days time signed"
)
"""Words that say nothing of a subject."""
_COMMON, _LIKELY = 2, 0.5
"""So many words of its title, and so large a share, has what resembles an event at a date that may be the same."""


def subject(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say what it is about."""
    return frozenset(_stem(word) for word in (each.lower() for each in _WORD.findall(text)) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s", "y", "e", "al"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Known:
    """The records of a database, ready to be compared with a text; empty where there is none."""

    def __init__(
        self, actors: Iterable[Actor] = (), themes: Iterable[Theme] = (), events: Iterable[Event] = ()
    ) -> None:
        self.names = Names(actors)
        self._themes = [(theme.id, [subject(name) for name in (theme.title, *theme.aliases)]) for theme in themes]
        self._events = [
            (event, subject(f"{event.title} {event.description or ''}"), subject(event.title)) for event in events
        ]
        places = sorted({event.place for event, *_ in self._events if event.place}, key=len, reverse=True)
        names = "|".join(map(re.escape, places))
        self._place = re.compile(rf"\b(?:in|at|near|to|over) (?:the )?({names})\b") if places else None

    def themes_of(self, words: frozenset[str]) -> list[str]:
        """Return the themes all of whose title or of one alias stands in words of a text, the deepest alone."""
        found = [identity for identity, names in self._themes if any(name and name <= words for name in names)]
        return [each for each in found if not any(other != each and other.startswith(f"{each}/") for other in found)]

    def place_in(self, text: str) -> str | None:
        """Return the place of an event that a text names behind "in", "at", "near" or "to"."""
        found = self._place.search(text) if self._place else None
        return found[1] if found else None

    def resembling(self, date: Date, actors: Sequence[str], words: frozenset[str]) -> Event | None:
        """Return the event that a happening most resembles: dates that may be the same, actors and words in common."""
        best: tuple[float, Event] | None = None
        for event, every, title in self._events:
            if date.latest < event.date.earliest or event.date.latest < date.earliest:
                continue
            common = title & words
            shared = len(common) / max(1, len(title)) + 0.1 * len({each.actor for each in event.actors} & set(actors))
            shared += 0.2 * len(every & words) / max(1, len(every))
            if len(common) >= _COMMON and shared >= _LIKELY and (best is None or shared > best[0]):
                best = (shared, event)
        return best[1] if best else None

    def named_time(self, phrase: Sequence[str]) -> str | None:
        """Return the date of the one event whose title has all the words of a phrase; None of several or none."""
        words = subject(" ".join(phrase[:5]))
        found = [event for event, _, title in self._events if words and words <= title]
        return found[0].date.edtf if len(found) == 1 else None
