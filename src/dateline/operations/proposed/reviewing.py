"""A review of proposals: one at a time, filtered, with a way back; every verdict is in the file at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.dates import parse
from dateline.documents.candidate import KINDS
from dateline.documents.proposal import VERDICTS, Proposal, Proposals, ProposedDocument
from dateline.errors import InvalidQuery
from dateline.formats.proposals.reading import read_proposals
from dateline.names import fold, nearest
from dateline.operations.proposed.changes import Change, key_of, with_changes
from dateline.operations.proposed.proposing import file_to_oneself, save_proposals, text_of_file

EDITABLE = (
    "title", "date", "date_text", "kind", "actors", "themes", "place", "programme", "due_rule", "within",
    "counted_from", "after", "of", "event", "why",
)  # fmt: skip
"""The fields that a reviewer may change."""
FILTERS = ("state", "date", "actor", "rule", "source")
_LISTS = ("actors", "themes")


class Review:
    """A file of proposals under review; `shown` are the places of those that the filters leave."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._text = text_of_file(file)
        self._found = read_proposals(file, self._text)
        self._done: list[tuple[int, list[Change]]] = []
        self.filters: dict[str, str] = {}
        self.place = 0
        self.shown: list[int] = []
        self._show()
        self.next_open()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Return all proposals."""
        return self._found.proposals

    @property
    def documents(self) -> tuple[ProposedDocument, ...]:
        """Return the documents that they are from."""
        return self._found.documents

    @property
    def current(self) -> Proposal | None:
        """Return the proposal under review, None when the filters leave none."""
        return self.proposals[self.shown[self.place]] if self.shown else None

    @property
    def decided(self) -> int:
        """Return how many proposals have a verdict."""
        return sum(each.verdict != "open" for each in self.proposals)

    def step(self, count: int) -> None:
        """Go on or back by so many of those shown; the ends hold."""
        self.place = max(0, min(len(self.shown) - 1, self.place + count))

    def next_open(self) -> None:
        """Go to the next open proposal from here on, round to the first; stay when none is open."""
        order = [*range(self.place, len(self.shown)), *range(self.place)]
        self.place = next((place for place in order if self.proposals[self.shown[place]].verdict == "open"), self.place)

    def go_to(self, identity: str, source: str | None = None) -> None:
        """Go to a proposal by its id, and by its source where several have the id; without filters that hide it."""
        places = [place for place, each in enumerate(self.proposals) if each.id == identity]
        if not places:
            raise InvalidQuery(f"there is no proposal {identity!r}")
        at = next((place for place in places if self.proposals[place].source == source), places[0])
        if at not in self.shown:
            self.filters = {}
            self._show()
        self.place = self.shown.index(at)

    def decide(self, verdict: str, why: str = "") -> None:
        """Give the current proposal a verdict and go on to the next open one."""
        if verdict not in VERDICTS:
            raise InvalidQuery(f"{verdict!r} is no verdict: {', '.join(VERDICTS)}")
        self._change(verdict=verdict, **({"why": why} if why else {}))
        self.next_open()

    def edit(self, field: str, value: str) -> None:
        """Change a field of the current proposal, which is edited then.

        Raises:
            InvalidQuery: there is no such field, or it cannot have this value.
            InvalidDate: it is no date.
        """
        self.edit_all({field: value})

    def edit_all(self, fields: Mapping[str, str]) -> None:
        """Change fields of the current proposal, all of them or none; raises as `edit` does."""
        self._change(verdict="edited", **_values(fields))

    def merge(self, event: str = "", fields: Mapping[str, str] | None = None) -> None:
        """Make the current proposal a claim on an event that exists, by default the one that it resembles; go on.

        `fields` are changed with it.
        """
        event = event or self._needed().event
        if not event:
            raise InvalidQuery("it resembles no event", "name the id of the event that it speaks of")
        self._change(**{**_values(fields or {}), "verdict": "accepted", "event": event})
        self.next_open()

    def accept_new(self, fields: Mapping[str, str] | None = None) -> None:
        """Accept the current proposal as a new event, whatever it resembles, with `fields` changed, and go on."""
        self._change(**{**_values(fields or {}), "verdict": "accepted", "event": ""})
        self.next_open()

    def split(self) -> None:
        """Add a copy of the current proposal behind it, for a sentence that tells two things."""
        current = self._needed()
        ids = {each.id for each in self.proposals}
        copy = next(name for number in range(2, len(ids) + 3) if (name := f"{current.id}-{number}") not in ids)
        made = current._replace(id=copy, verdict="edited")
        self._put([Change(key_of(made), None, made, key_of(current))])
        self._show()

    def accept_shown(self) -> int:
        """Accept all open proposals that the filters leave, which must be fewer than all; return how many."""
        if not self.filters:
            raise InvalidQuery("choose first what to accept: all at once is no review", "filter by date, actor or rule")
        chosen = [each for place in self.shown if (each := self.proposals[place]).verdict == "open"]
        self._put([Change(key_of(each), each, each._replace(verdict="accepted")) for each in chosen])
        return len(chosen)

    def undo(self) -> bool:
        """Take back the last change; tell whether there was one.

        Raises:
            InvalidQuery: somebody else has changed the same proposal since.
        """
        if not self._done:
            return False
        place, changes = self._done.pop()
        self._write([each.undone for each in reversed(changes)])
        self._show()
        self.place = min(place, max(0, len(self.shown) - 1))
        return True

    def filter(self, name: str, value: str) -> None:
        """Show only what has a value in its state, date, actor, rule or source; an empty value shows all again."""
        if name not in FILTERS:
            raise InvalidQuery(f"there is no filter {name!r}: {', '.join(FILTERS)}")
        self.filters = {key: each for key, each in {**self.filters, name: value}.items() if each}
        self._show()
        self.place = 0
        self.next_open()

    def values(self, name: str) -> list[str]:
        """Return what a filter can choose among."""
        return sorted({value for each in self.proposals for value in _filtered(each)[name] if value})

    def _needed(self) -> Proposal:
        if self.current is None:
            raise InvalidQuery("no proposal is shown", "clear the filters")
        return self.current

    def _change(self, **fields: Any) -> None:
        current = self._needed()
        self._put([Change(key_of(current), current, current._replace(**fields))])

    def _put(self, changes: list[Change]) -> None:
        place = self.place
        self._write(changes)
        self._done.append((place, changes))

    def _write(self, changes: list[Change]) -> None:
        """Make changes in the file as it is now; somebody else may have reviewed or edited it since."""
        with file_to_oneself(self.file):
            text, current = text_of_file(self.file), self.current
            there = self._found if text == self._text else read_proposals(self.file, text)
            try:
                found = there._replace(proposals=with_changes(there.proposals, changes))
            except InvalidQuery:
                self._text = text
                self._take(there, current)
                raise
            self._text = save_proposals(self.file, found)
        self._take(found, current)

    def _take(self, found: Proposals, current: Proposal | None) -> None:
        """Show the proposals of the file, those that were shown as far as they are there."""
        shown = {key_of(self.proposals[place]) for place in self.shown}
        had = {key_of(each) for each in self.proposals}
        self._found = found
        places = enumerate(found.proposals)
        self.shown = [
            place
            for place, each in places
            if key_of(each) in shown or (key_of(each) not in had and _passes(each, self.filters))
        ]
        keys = [key_of(found.proposals[place]) for place in self.shown]
        at = keys.index(key_of(current)) if current is not None and key_of(current) in keys else self.place
        self.place = max(0, min(at, len(self.shown) - 1))

    def _show(self) -> None:
        self.shown = [place for place, each in enumerate(self.proposals) if _passes(each, self.filters)]
        self.place = max(0, min(self.place, len(self.shown) - 1))


def _values(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return fields as a proposal has them; raises as `Review.edit` does."""
    found: dict[str, Any] = {}
    for field, value in fields.items():
        if field not in EDITABLE:
            hint = ", ".join(nearest(field, EDITABLE)) or ", ".join(EDITABLE)
            raise InvalidQuery(f"there is no field {field!r} to edit", hint)
        if field in ("date", "after") and value:
            parse(value)
        if field == "kind" and value not in KINDS:
            raise InvalidQuery(f"kind {value!r} is none of {', '.join(KINDS)}")
        parts = tuple(part for each in value.split(",") if (part := each.strip()))
        found[field] = parts if field in _LISTS else value
    return found


def _filtered(each: Proposal) -> dict[str, tuple[str, ...]]:
    """Return what each filter looks at."""
    return {
        "state": (each.verdict,),
        "date": (each.date,),
        "actor": tuple(actor.partition(" ")[0] for actor in each.actors),
        "rule": (*each.rule.split("; "), each.kind),
        "source": (each.source,),
    }


def _passes(each: Proposal, filters: dict[str, str]) -> bool:
    values = _filtered(each)
    return all(any(fold(wanted) in fold(value) for value in values[name]) for name, wanted in filters.items())
