"""A judged deadline of a list, as a record on the wire or as a line of JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from json.encoder import encode_basestring as _quoted

from dateline.deadlines.states import Certainty, State, WorldState
from dateline.light_classes import NamedTuple
from dateline.model import Days, Lateness
from dateline.wire_fields import DEADLINE_FIELDS, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dateline.deadlines.kept.progress import Progress

Party = tuple[str, str, str | None]
"""An actor's id and name, and the role."""


class Listed(NamedTuple):
    """A judged deadline: the fields of the wire in their order, then the cutoff in force on the day judged, if any.

    `progress` is what stands beside the state, if that was asked for.
    """

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
    days_overdue: Lateness | None
    ever_overdue: Certainty
    vs_original: State
    hindsight: bool
    forecast: bool
    actors: tuple[Party, ...]
    themes: tuple[str, ...]
    why: str
    cutoff: Days | None
    progress: Progress | None = None

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
        (
            identity, programme, title, due, due_text, first, last, state, overdue, possible, late, ever_overdue,
            vs_original, hindsight, forecast, actors, themes, why, *_,
        ) = self  # fmt: skip
        return _mould(state, overdue, possible, ever_overdue, vs_original, hindsight, forecast) % (
            _quoted(identity),
            _quoted(programme),
            _quoted(title),
            "null" if due is None else _quoted(due),
            "null" if due_text is None else _quoted(due_text),
            # Days hold nothing that is written otherwise in JSON.
            "null" if first is None else f'"{first}"',
            "null" if last is None else f'"{last}"',
            "null" if late is None else f"[{late[0]}, {'null' if late[1] is None else late[1]}]",
            _parties_text(actors),
            _list_text(themes),
            _quoted(why),
        )


# The same states, lists and actors come again and again.


@lru_cache(1024)
def _mould(
    state: State,
    overdue: Certainty,
    possible: tuple[WorldState, ...],
    ever_overdue: Certainty,
    vs_original: State,
    hindsight: bool,
    forecast: bool,
) -> str:
    """Return a line with what a judgement says, and a place for each other field."""
    said = {
        "state": state, "overdue": overdue, "possible": possible, "ever_overdue": ever_overdue,
        "vs_original": vs_original, "hindsight": hindsight, "forecast": forecast,
    }  # fmt: skip
    return "{" + ", ".join(f'"{f}": {json.dumps(said[f]) if f in said else "%s"}' for f in DEADLINE_FIELDS) + "}"


@lru_cache(1024)
def _list_text(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


@lru_cache(1024)
def _parties_text(parties: tuple[Party, ...]) -> str:
    written = [{"id": actor, "name": name, "role": role} for actor, name, role in parties]
    return json.dumps(written, ensure_ascii=False)
