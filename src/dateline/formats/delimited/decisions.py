"""What a person decided about pairs of events, in a table with a row for each pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, NamedTuple

from dateline.errors import Fault, InvalidRecords
from dateline.formats.delimited.first_line import Peeked
from dateline.formats.delimited.header import Headed, Uneven
from dateline.formats.delimited.tabular import Sheet
from dateline.formats.incoming import Rejected

ONE, OTHER, DIFFERENT = "keep one", "keep other", "different"
WORDS = (ONE, OTHER, DIFFERENT)
"""What may be decided: they are one event, of which one record stays, or two."""
_COLUMNS = ("one", "other", "decision")
_WHAT = f"add it, with {', '.join(map(repr, WORDS))} or nothing in each row"
_SAME = ("same", "yes", "one event", "duplicate")


class Decision(NamedTuple):
    """That `one` and `other` are two events, or one, of which the record `kept` stays; `line` is that of the row."""

    line: int
    one: str
    other: str
    kept: str | None

    @property
    def gone(self) -> str | None:
        """The record that becomes a part of the other, None where both stay."""
        return None if self.kept is None else self.one if self.kept == self.other else self.other


class Decisions(NamedTuple):
    """The decisions of a table in the order of its rows, and how many rows decide nothing."""

    file: str
    taken: list[Decision]
    undecided: int


def read_decisions(stream: IO[str] | Sheet) -> Decisions:
    """Read a table as `duplicates` writes it, with a column `decision`; its other columns mean nothing here.

    A text may have the separator with which a spreadsheet saved it: a comma, a semicolon or a tab.

    Raises:
        InvalidRecords: a column is missing, or a row cannot be read; all faults are told.
    """
    text = stream if isinstance(stream, Sheet) else Peeked(stream)
    headed, uneven = Headed(text, text.separator if isinstance(text, Peeked) else ","), Uneven()
    headed.need(*_COLUMNS[:2], of="a table of pairs", otherwise="write it with: dateline duplicates -o pairs.csv")
    if _COLUMNS[2] not in headed.names:
        raise InvalidRecords([Fault(headed.file, 1, f"there is no column {_COLUMNS[2]}", _WHAT)])
    places = [headed.place(name) for name in _COLUMNS]
    taken, faults, undecided = list[Decision](), list[Fault](), 0
    for line, cells in headed.rows:
        if isinstance(cells, Rejected) or not uneven.fits(line, cells, len(headed.names)):
            faults.append(
                Fault(headed.file, line, cells.reason if isinstance(cells, Rejected) else "has too many cells")
            )
            continue
        one, other, word = (cells[place].strip() for place in places)
        if not word:
            undecided += bool(one or other)
        elif fault := _wrong(one, other, " ".join(word.lower().split())):
            faults.append(Fault(headed.file, line, *fault))
        else:
            word = " ".join(word.lower().split())
            taken.append(Decision(line, one, other, {ONE: one, OTHER: other}.get(word)))
    if faults:
        raise InvalidRecords(faults)
    return Decisions(headed.file, taken, undecided)


def _wrong(one: str, other: str, word: str) -> tuple[str, str | None] | None:
    """Return what is wrong with the cells of a row, with a hint."""
    if word in _SAME:
        return f"decision {word!r} does not say which record stays", f"write {ONE!r} or {OTHER!r}"
    if word not in WORDS:
        return f"there is no decision {word!r}", f"write one of {', '.join(map(repr, WORDS))}, or leave it empty"
    if not one or not other:
        return "names only one event", "give the ids of both in one and other"
    return None


def contradictions(decisions: Sequence[Decision]) -> Iterator[tuple[int, str, str | None]]:
    """Yield the line of each decision that another one contradicts, what is wrong, and a hint."""
    pairs: dict[frozenset[str], Decision] = {}
    gone: dict[str, Decision] = {}
    for each in decisions:
        both = frozenset((each.one, each.other))
        earlier = pairs.setdefault(both, each)
        if len(both) == 1:
            yield each.line, f"{each.one!r} is one record, on both sides", None
        elif earlier is not each and earlier.kept != each.kept:
            yield each.line, f"line {earlier.line} decides otherwise about this pair", "leave one of the two empty"
        elif each.gone is not None:
            before = gone.setdefault(each.gone, each)
            if before.kept != each.kept:
                yield (
                    each.line, f"{each.gone!r} goes into {before.kept!r} by line {before.line}",
                    f"let both go into one of them, and decide {before.kept!r} and {each.kept!r} too",
                )  # fmt: skip
    for each in decisions:
        if each.kept in gone:
            line = gone[each.kept].line
            yield each.line, f"{each.kept!r} stays here, and goes by line {line}", "let all go into the one that stays"
    yield from _apart(decisions, {each: decision.kept or "" for each, decision in gone.items()})


def _apart(decisions: Iterable[Decision], into: dict[str, str]) -> Iterator[tuple[int, str, str | None]]:
    """Yield the decisions that two events differ which others make one."""
    for each in decisions:
        ends = {into.get(end, end) for end in (each.one, each.other)}
        if each.kept is None and each.one != each.other and len(ends) == 1:
            yield each.line, f"other lines make one event of {each.one!r} and {each.other!r}", "leave one of them empty"
