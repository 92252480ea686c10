"""What the process that reads offers to make of all events of a text, while the other one writes."""

from __future__ import annotations

from typing import Any, NamedTuple

JUNCTIONS = ("event_actor", "event_theme")


class Offer(NamedTuple):
    """An offer: a file with the words of all `number` events, numbered from 1 on, and whether they can be sorted.

    There is no such file for an engine to which the words pass with the events. `digest` is that of the events, which
    stands in their batch of the history (`storage.history.digests`).
    """

    number: int
    words: str
    sorts: bool
    digest: str


class Numbers(NamedTuple):
    """What a database calls what a text names, by the places in the lists of all its files; and what is to be made.

    `actors` and `sets` are numbers, `members` the themes of each set with what they share (`schema.tables`).
    `definitions` are the statements that make the JUNCTIONS in SQLite; without these they become files of Arrow.
    """

    actors: list[int]
    sets: list[int]
    members: list[list[tuple[int, int]]]
    definitions: list[str]


class Offered:
    """An offer with the way back to who made it: `found` is what comes from there."""

    def __init__(self, offer: Offer, found: Any) -> None:
        self._found, self._answered, self._awaited = found, False, False
        self.number, self.words, self.sorts, self.digest = offer

    def sort(self, numbers: Numbers) -> None:
        """Ask for the junctions; it begins at once."""
        self._answered = self._awaited = True
        self._found.answer(tuple(numbers))

    def files(self) -> list[str]:
        """Wait for the files with the JUNCTIONS that were asked for; none where they cannot be sorted.

        Raises:
            DatabaseError: there is no room for them.
        """
        self._awaited = False
        _, _, (_, files), _ = next(self._found)
        return list(files)

    def close(self) -> None:
        """Let who made the offer go on, whatever became of it."""
        if not self._answered:
            self._answered = True
            self._found.answer(None)
        if self._awaited:
            self.files()
