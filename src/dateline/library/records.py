"""Rows of an answer: records with the same keys, as values, as a table of other libraries, or as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from dateline.wire_fields import Record

if TYPE_CHECKING:
    from dateline.library.tables import ArrowTable, PandasFrame, PolarsFrame


class Records(Sequence[Record]):
    """Records with the keys `fields`, each as it is on the wire (docs/reference/commands.md)."""

    def __init__(self, fields: tuple[str, ...], records: Iterable[Record]) -> None:
        self.fields = fields
        self._records = [{name: record.get(name) for name in fields} for record in records]

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        return self._records == (other._records if isinstance(other, Records) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        from dateline.counted import counted

        return f"<{counted(len(self), 'record')} of {', '.join(self.fields)}>"

    def to_json(self) -> str:
        """Return the records as a JSON array."""
        return as_json(self._records)

    def to_arrow(self) -> ArrowTable:
        """Return a table of pyarrow; raises DatelineError where it is not installed."""
        from dateline.library.tables import arrow_of

        return arrow_of(self.fields, self._records)

    def to_pandas(self) -> PandasFrame:
        """Return a data frame of pandas; raises DatelineError where it is not installed."""
        from dateline.library.tables import pandas_of

        return pandas_of(self.to_arrow())

    def to_polars(self) -> PolarsFrame:
        """Return a data frame of Polars; raises DatelineError where it is not installed."""
        from dateline.library.tables import polars_of

        return polars_of(self.to_arrow())

    def _repr_html_(self) -> str:
        from dateline.library.shown import html_table

        return html_table(self.fields, self._records)


def as_json(records: Iterable[Any]) -> str:
    """Return records as a JSON array, letters as they are."""
    import json

    return json.dumps(list(records), ensure_ascii=False)
