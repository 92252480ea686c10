"""What comparisons and steps need of a date, as a protocol, so that they need not import `Date`."""

from __future__ import annotations

from typing import Protocol

from dateline.dates.bounds import Bounds
from dateline.dates.masks import Days


class Part(Protocol):
    """One of several alternatives or parts of a date."""

    @property
    def days(self) -> Days:
        """The days that it may stand for."""

    @property
    def bounds(self) -> Bounds:
        """The four days between which it lies."""


class Mark(Protocol):
    """A mark of one written part."""

    @property
    def place(self) -> int:
        """Which of the written dates bears it, from 0."""

    @property
    def mark(self) -> str:
        """`?`, `~` or `%`."""


class Imprecise(Protocol):
    """A date as `dateline.dates.values.Date` describes it, attribute by attribute."""

    edtf: str
    bounds: Bounds
    kind: str
    start_kind: str
    end_kind: str
    sides: tuple[Days, Days] | None

    @property
    def members(self) -> tuple[Part, ...]:
        """The alternatives or parts of a date with gaps; empty when `bounds` says all."""

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""

    @property
    def qualifiers(self) -> tuple[Mark, ...]:
        """Its marks."""

    @property
    def unmarked(self) -> Imprecise:
        """The date without marks."""

    @property
    def undoubted(self) -> Imprecise:
        """The date without `?`, approximate where it was."""

    @property
    def earliest(self) -> int:
        """The first day that the date may touch."""

    @property
    def latest(self) -> int:
        """The last day that the date may touch."""
