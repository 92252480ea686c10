"""Actors that events mention and the store lacks: created by the data set, and numbered."""

from __future__ import annotations

from typing import Any

from dateline.formats.incoming import DataSet
from dateline.model import Participant
from dateline.names import fold
from dateline.storage.writing.fingerprints import fingerprint

COLUMNS = ("num", "id", "collection", "fingerprint", "name", "kind", "description", "date")
NAME_COLUMNS = ("folded", "actor", "seq", "name")
_Row = tuple[Any, ...]


class NewActors:
    """The numbers of actors, `known`; those that are made are `rows` of COLUMNS and `names` of NAME_COLUMNS."""

    def __init__(self, known: dict[str, int], dataset: DataSet, collection: str) -> None:
        self.known, self._dataset, self._collection = known, dataset, collection
        self._following = max(known.values(), default=0) + 1
        self.rows: list[_Row] = []
        self.names: list[_Row] = []
        self.made = 0

    def make(self, identity: str, name: str | None) -> int:
        """Make an actor, and return its number."""
        made = self._dataset.actor(Participant(identity, None, name))
        num = self.known[identity] = self._following
        self._following += 1
        self.made += 1
        date = made.date.edtf if made.date else None
        about = (made.name, made.kind, made.description, date)
        self.rows.append((num, made.id, self._collection, fingerprint(made), *about))
        self.names += names_of(num, made.id, made.name, *made.aliases)
        return num


def names_of(owner: Any, *names: str) -> list[_Row]:
    """Return (folded, owner, place, name) of what a record is called; a name that folds like one before is left out."""
    folded: dict[str, _Row] = {}
    for seq, each in enumerate(names):
        key = fold(each) or each
        folded.setdefault(key, (key, owner, seq, each))
    return list(folded.values())
