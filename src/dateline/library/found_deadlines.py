"""The deadlines of a question, judged for two days: read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.library.opened import Opened
from dateline.library.records import as_json
from dateline.storage.reading.listed_deadline import Listed
from dateline.wire_fields import DEADLINE_FIELDS, DERIVATION_FIELDS, PROGRESS_FIELDS, Record

if TYPE_CHECKING:
    from dateline.deadlines.clocks import Clocks
    from dateline.deadlines.counting.periods import Period
    from dateline.library.pictures import Picture
    from dateline.library.tables import ArrowTable, PandasFrame, PolarsFrame
    from dateline.operations.deadlines import Found
    from dateline.storage.reading.deadline_lists import Question

JudgedDeadline = Listed
"""A deadline with its state, as a frozen value: the fields of the wire, `cutoff` in days, and `record`."""


class Overdue(NamedTuple):
    """How many deadlines there are, and how many of them are certainly, and how many possibly, overdue."""

    total: int
    certain: int
    possible: int


class Deadlines:
    """The deadlines of a question by last day, which is asked anew whenever something is taken from it.

    `clocks` are the days judged. Iteration gives `JudgedDeadline`.
    """

    def __init__(
        self, opened: Opened, question: Question, clocks: Clocks, horizon: str | None, stalled_after: Period | None,
        *, progress: bool, derivation: bool,
    ) -> None:  # fmt: skip
        self._opened, self._question, self.clocks = opened, question, clocks
        self._horizon, self._stalled_after = horizon, stalled_after
        self._progress, self._derivation = progress, derivation

    def __iter__(self) -> Iterator[JudgedDeadline]:
        with self._opened.reading() as connection:
            yield from self._opened.while_open(self._found(connection))

    def __len__(self) -> int:
        return self.count().total

    def __repr__(self) -> str:
        total, certain, possible = self.count()
        return f"<Deadlines: {total:,}, {certain:,} certainly overdue, {possible:,} possibly>"

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the keys of the records, in order."""
        more: tuple[str, ...] = ("horizon",) if self._horizon is not None else ()
        more += PROGRESS_FIELDS if self._progress else ()
        return (*DEADLINE_FIELDS, *more, *(DERIVATION_FIELDS if self._derivation else ()))

    def count(self) -> Overdue:
        """Return how many there are, and how many are certainly and possibly overdue."""
        with self._opened.reading() as connection:
            found = self._found(connection)
            for _ in found:
                pass
            return Overdue(found.number, found.degrees["yes"], found.degrees["maybe"])

    def records(self) -> Iterator[Record]:
        """Yield the records on the wire, in order.

        Raises:
            NotFound, Ambiguous: a name in the question stands for none or for several.
            InvalidQuery: the horizon is no day and no known happening, or the database was closed.
        """
        with self._opened.reading() as connection:
            yield from self._opened.while_open(self._found(connection).records())

    def _found(self, connection: Any) -> Found:
        from dateline.operations.deadlines import Found, beside_states
        from dateline.storage.reading.horizon_lookup import horizon_of

        beyond = horizon_of(connection, self._horizon, self.clocks, self._opened.date) if self._horizon else None
        beside = beside_states(self.clocks, self._stalled_after) if self._progress else None
        derived = self.clocks if self._derivation else None
        return Found(connection, self._question, beyond, beside=beside, derived=derived)

    def to_json(self) -> str:
        """Return the records as a JSON array."""
        return as_json(self.records())

    def to_arrow(self) -> ArrowTable:
        """Return a table of pyarrow with the columns of a Parquet file; raises DatelineError where it is missing."""
        from dateline.library.tables import arrow_of

        return arrow_of(self.fields, list(self.records()))

    def to_pandas(self) -> PandasFrame:
        """Return a data frame of pandas; raises DatelineError where it is not installed."""
        from dateline.library.tables import pandas_of

        return pandas_of(self.to_arrow())

    def to_polars(self) -> PolarsFrame:
        """Return a data frame of Polars; raises DatelineError where it is not installed."""
        from dateline.library.tables import polars_of

        return polars_of(self.to_arrow())

    def board(self, *, width: int | None = None, scheme: str | None = None, title: str | None = None) -> Picture:
        """Return a picture of the deadlines along time, with their states at the end of the day judged."""
        from dateline.library.pictures import board

        look = {"width": width, "scheme": scheme, "title": title}
        return board(self.records(), self.fields, self._opened, self.clocks.as_of, **look)

    def _repr_html_(self) -> str:
        from dateline.library.shown import html_table

        shown = ("state", "cutoff_from", "cutoff_to", "title", "actors", "id")
        return html_table(shown, self.records(), more=repr(self)[1:-1])
