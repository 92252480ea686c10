"""The class `Date`: the meaning of a strict EDTF text, as one immutable value."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache

from dateline.dates.bounds import Bounds
from dateline.dates.compare import Match, certain, match, possible
from dateline.dates.masks import Days

TYPE_CHECKING = False  # that of typing, whose import costs more than all that parsing needs
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, NoReturn

    from dateline.dates.comparing.allen import Allen
    from dateline.dates.conventions import Conventions

PRECISIONS = (
    "day", "month", "quarter", "season", "quadrimester", "half",
    "year", "decade", "century", "millennium", "era",
)  # fmt: skip
"""The values of `Date.precision`, finest first; `era` is anything longer than a millennium."""


class Qualifier(namedtuple("Qualifier", ("place", "part", "mark"))):
    """A doubt about one written part: `mark` is `?` uncertain, `~` approximate or `%` both.

    `place` counts the written dates from 0: the start of an interval is 0 and its end 1, the dates of a set
    follow their order, ranges counting two. `part` is year, month, day or season.
    """

    __slots__ = ()
    place: int
    part: str
    mark: str


class Member(namedtuple("Member", ("days", "bounds"))):
    """One of several alternatives or parts of a date: the days that it may stand for, and its bounds."""

    __slots__ = ()
    days: Days
    bounds: Bounds


class Date:
    """An EDTF date: immutable, hashable, and ordered by its four bounds, then its text.

    Made by `dateline.dates.parse`. Two dates are equal when text, bounds and season convention are.

    >>> from dateline.dates import parse
    >>> date = parse("1999-24?")
    >>> str(date), date.level, date.kind, date.precision, date.seasons
    ('1999-24?', 1, 'season', 'season', 'meteorological')
    >>> parse("1985") < parse("1985-02") < parse("1986")
    True
    """

    __slots__ = (
        "bounds", "circa", "edtf", "end_kind", "estimate", "kind", "level", "members",
        "precision", "qualifiers", "reader", "seasons", "sides", "start_kind",
    )  # fmt: skip

    edtf: str
    """The canonical text. Strict EDTF has one spelling for a statement, so it is the text that was read."""
    bounds: Bounds
    """The days by which the date is compared: with those around an approximate part, and certain of nothing where it
    is uncertain (docs/semantics/dates.md). `unmarked.bounds` are EDTF's own."""
    level: int
    """The lowest EDTF level that allows the text: 0, 1 or 2; of undated, which EDTF lacks, 0."""
    kind: str
    """date, season (any of the codes 21 to 41), datetime, interval, one_of (`[]`), all_of (`{}`) or undated."""
    precision: str
    """One of PRECISIONS: the finest unit written, the coarsest of several dates; a datetime has day, undated none."""
    qualifiers: tuple[Qualifier, ...]
    start_kind: str
    """known, open (`..`: none), unknown (blank: there is one) or bounded (`..1985/`: then or earlier)."""
    end_kind: str
    """Like `start_kind`, for the end."""
    seasons: str | None
    """The name of the season convention, or None when no code 21 to 24 is written."""
    estimate: int | None
    """The year written with significant digits (1950 of `1950S2`), or None; beyond 19 digits, 10**19."""
    members: tuple[Member, ...]
    """The alternatives or parts of a date with gaps; empty when `bounds` says all."""
    sides: tuple[Days, Days] | None
    """The days on which an interval may start and end when one of them has gaps; else `bounds` says all."""
    circa: tuple[int, str] | None
    """The stated spread by which approximate parts were widened, or None for one unit of each."""
    reader: Callable[[str, Conventions], Date] | None
    """What reads the text anew without its marks; None where it has none."""

    def __init__(
        self,
        edtf: str,
        bounds: Bounds,
        level: int,
        kind: str,
        precision: str,
        *,
        qualifiers: tuple[Qualifier, ...] = (),
        start_kind: str = "known",
        end_kind: str = "known",
        seasons: str | None = None,
        estimate: int | None = None,
        members: tuple[Member, ...] = (),
        sides: tuple[Days, Days] | None = None,
        circa: tuple[int, str] | None = None,
        reader: Callable[[str, Conventions], Date] | None = None,
    ) -> None:
        store = object.__setattr__
        store(self, "edtf", edtf)
        store(self, "bounds", bounds)
        store(self, "level", level)
        store(self, "kind", kind)
        store(self, "precision", precision)
        store(self, "qualifiers", qualifiers)
        store(self, "start_kind", start_kind)
        store(self, "end_kind", end_kind)
        store(self, "seasons", seasons)
        store(self, "estimate", estimate)
        store(self, "members", members)
        store(self, "sides", sides)
        store(self, "circa", circa)
        store(self, "reader", reader)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Date is immutable: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Date is immutable: {name} cannot be deleted")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, ({name: getattr(self, name) for name in self.__slots__},)

    def __str__(self) -> str:
        return self.edtf

    def __repr__(self) -> str:
        return f"<Date {self.edtf}>"

    @property
    def sort_key(self) -> tuple[Bounds, str, str]:
        """The key of order and equality: the four bounds, the text, the name of the season convention."""
        return self.bounds, self.edtf, self.seasons or ""

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __eq__(self, other: object) -> bool:
        return self.sort_key == other.sort_key if isinstance(other, Date) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.sort_key < other.sort_key if isinstance(other, Date) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.sort_key <= other.sort_key if isinstance(other, Date) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.sort_key > other.sort_key if isinstance(other, Date) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.sort_key >= other.sort_key if isinstance(other, Date) else NotImplemented

    @property
    def unmarked(self) -> Date:
        """The date without `?`, `~` and `%`; itself if it has none.

        >>> from dateline.dates import parse
        >>> parse("[1999~,2001?]").unmarked
        <Date [1999,2001]>
        """
        return _without(self.reader, self.edtf, "", self.seasons, None) if self.reader else self

    @property
    def undoubted(self) -> Date:
        """The date without `?`, approximate where it was; itself if nothing is uncertain."""
        return (
            _without(self.reader, self.edtf, "~", self.seasons, self.circa) if self.reader and self.uncertain else self
        )

    @property
    def earliest(self) -> int:
        """The first day of the date as it is written, whatever its marks, or FAR_PAST."""
        return self.unmarked.bounds.start_earliest

    @property
    def latest(self) -> int:
        """The last day of the date as it is written, whatever its marks, or FAR_FUTURE."""
        return self.unmarked.bounds.end_latest

    @property
    def gapped(self) -> bool:
        """Whether a comparison looks at its members: a date with a stated spread is judged by its bounds alone."""
        return bool(self.members) and not (self.circa and self.approximate)

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(qualifier.mark in "?%" for qualifier in self.qualifiers)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return any(qualifier.mark in "~%" for qualifier in self.qualifiers)

    def contains(self, day: int) -> bool:
        """Tells whether the date may touch a day, exactly, also where the date has gaps.

        >>> from dateline.dates import parse, parse_day
        >>> leap_day = parse("196X-02-29")
        >>> leap_day.contains(parse_day("1964-02-29")), leap_day.contains(parse_day("1964-03-01"))
        (True, False)
        """
        return self.match(day, day) is not Match.IMPOSSIBLE

    def match(self, first: int, last: int) -> Match:
        """Compare the date with the days first to last, exactly, also where the date has gaps.

        >>> from dateline.dates import parse, parse_day
        >>> parse("[1960,1970]").match(parse_day("1965-01-01"), parse_day("1965-12-31"))
        <Match.IMPOSSIBLE: 'impossible'>
        """
        rough = match(self.bounds, first, last)
        if rough is Match.IMPOSSIBLE or not self.gapped:
            return rough
        near = [member for member in self.members if _touches(member, first, last)]
        if not near:
            return Match.IMPOSSIBLE
        # Each part of "all of" happens by itself: one certain part makes the whole certain. "One of" is
        # certain only when every alternative is, which its bounds tell.
        if self.kind == "all_of" and not any(certain(member.bounds, first, last) for member in near):
            return Match.POSSIBLE
        return rough

    # Comparing two dates and stepping through one are imported late: a command that reads dates need not load them.

    def before(self, other: Date) -> Match:
        """Tells whether the date ends before another starts.

        >>> from dateline.dates import parse
        >>> parse("1999-12-08").before(parse("2000"))
        <Match.CERTAIN: 'certain'>
        """
        from dateline.dates.comparing.relations import before

        return before(self, other)

    def after(self, other: Date) -> Match:
        """Tells whether the date starts after another has ended."""
        from dateline.dates.comparing.relations import after

        return after(self, other)

    def same_day(self, other: Date) -> Match:
        """Tells whether the date and another are one and the same single day; two dates of one text need not be."""
        from dateline.dates.comparing.relations import same_day

        return same_day(self, other)

    def overlaps(self, other: Date) -> Match:
        """Tells whether the date shares a day with another."""
        from dateline.dates.comparing.relations import overlaps

        return overlaps(self, other)

    def within(self, other: Date) -> Match:
        """Tells whether the date lies wholly in another."""
        from dateline.dates.comparing.relations import within

        return within(self, other)

    def allen(self, other: Date) -> dict[Allen, Match]:
        """Return the relations of Allen that the date may have to another, in order; one alone is certain.

        >>> from dateline.dates import parse
        >>> parse("1999-12-08").allen(parse("1999-12-09"))
        {<Allen.MEETS: 'meets'>: <Match.CERTAIN: 'certain'>}
        """
        from dateline.dates.comparing.allen import Allen
        from dateline.dates.comparing.relations import relations

        found = relations(self, other)
        certain = len(found) == 1 and not (self.uncertain or other.uncertain)
        return {each: Match.CERTAIN if certain else Match.POSSIBLE for each in Allen if each in found}

    def days(self) -> Iterator[int]:
        """Return the days that the date may touch, in order; raises InvalidDate when there is no first or no last one.

        >>> from dateline.dates import day_text, parse
        >>> [day_text(day) for day in parse("1999-XX-31").days()][:3]
        ['1999-01-31', '1999-03-31', '1999-05-31']
        """
        from dateline.dates.steps import days

        return days(self)

    def months(self) -> Iterator[tuple[int, int]]:
        """Return the months (year, month) that the date may touch, in order; raises InvalidDate as `days` does."""
        from dateline.dates.steps import months

        return months(self)

    def years(self) -> Iterator[int]:
        """Return the years that the date may touch, in order; raises InvalidDate as `days` does."""
        from dateline.dates.steps import years

        return years(self)


def _restored(fields: dict[str, Any]) -> Date:
    """Make a date of its fields, for pickling and copying."""
    return Date(**fields)


@lru_cache(4096)
def _without(
    reader: Callable[[str, Conventions], Date],
    text: str,
    approximate: str,
    seasons: str | None,
    circa: tuple[int, str] | None,
) -> Date:
    """Read a date anew without some of its marks; `approximate` is what is left of `~` and `%`."""
    from dateline.dates.conventions import USUAL
    from dateline.dates.seasons import CONVENTIONS

    bare = text.translate({ord("?"): "", ord("~"): approximate, ord("%"): approximate})
    conventions = USUAL._replace(circa=circa)
    return reader(bare, conventions.with_seasons(CONVENTIONS[seasons]) if seasons else conventions)


def _touches(member: Member, first: int, last: int) -> bool:
    """Tells whether some day of a member lies in the days first to last."""
    if not possible(member.bounds, first, last):
        return False
    day = member.days.first_from(first)
    return day is not None and day <= last
