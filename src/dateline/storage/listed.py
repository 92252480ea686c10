"""A deadline in a list of judged ones: a record on the wire, or the same as a line of JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NamedTuple

from dateline.deadlines.evaluate import Certainty, State
from dateline.deadlines.timeline import WorldState
from dateline.fields import DEADLINE_FIELDS, Record
from dateline.model import Days

Party = tuple[str, str, str | None]
"""An actor's id and name, and the role."""
_LINE = "{" + ", ".join(f'"{field}": %s' for field in DEADLINE_FIELDS) + "}"
_BOOLEANS = {True: "true", False: "false"}


class Listed(NamedTuple):
    """A judged deadline: the fields of the wire in their order, then the cutoff in force on the day judged, if any."""

    id: str
    programme: str
    title: str
    due: str | None
    due_text: str | None
    cutoff_from: str | None
    cutoff_to: str | None
    state: State
    overdue: Certainty
    possible: tuple[WorldState, ...]
    days_overdue: Days | None
    ever_overdue: Certainty
    vs_original: State
    hindsight: bool
    forecast: bool
    actors: tuple[Party, ...]
    themes: tuple[str, ...]
    why: str
    cutoff: Days | None

    @property
    def record(self) -> Record:
        """The deadline on the wire."""
        values = dict(zip(DEADLINE_FIELDS, self, strict=False))
        late = None if self.days_overdue is None else list(self.days_overdue)
        actors = [{"id": actor, "name": name, "role": role} for actor, name, role in self.actors]
        return values | {
            "possible": list(self.possible), "days_overdue": late, "actors": actors, "themes": list(self.themes)
        }  # fmt: skip

    @property
    def line(self) -> str:
        """The record as JSON, to the letter what `json.dumps` makes of it, which takes several times as long."""
        late = self.days_overdue
        return _LINE % (
            *map(_quoted, self[:9]),
            _list_text(self.possible),
            "null" if late is None else f"[{late[0]}, {late[1]}]",
            _quoted(self.ever_overdue),
            _quoted(self.vs_original),
            _BOOLEANS[self.hindsight],
            _BOOLEANS[self.forecast],
            f"[{', '.join(map(_party_text, self.actors))}]",
            _list_text(self.themes),
            encode_basestring(self.why),
        )


def _quoted(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)


# The same lists and actors come again and again.


@lru_cache(1024)
def _list_text(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(1024)
def _party_text(party: Party) -> str:
    identity, name, role = map(_quoted, party)
    return f'{{"id": {identity}, "name": {name}, "role": {role}}}'
