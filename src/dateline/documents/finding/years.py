"""Years of their own: lone numbers, decades, centuries, years before Christ and of budgets."""

from __future__ import annotations

from collections.abc import Callable

from dateline.documents.finding.context import Context
from dateline.documents.finding.meaning import Meaning, pointing
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings
from dateline.documents.finding.values import When, season

_EARLIEST, _LATEST = 1400, 2049
"""A lone number is a year from the first to the last of these."""
FISCAL = "fiscal year, whose first day the text does not give"
_FAR = 700
"""Years between two low years of one text."""
_MODERN = 1500
"""A text in a year before this one may speak of years of the Middle Ages."""
_LONGEST_SPAN = 60
"""Years that 1990-94 may span; 1990-05 is a month rather than a span."""


def full_year(short: int, context: Context) -> int:
    """Return the year with these last two digits that is nearest to that of the text or its document."""
    base = context.year or (context.written.year if context.written else 2000)
    return min((base // 100 * 100 + short + step for step in (-100, 0, 100)), key=lambda year: abs(year - base))


def before_christ(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read 480 BC, April 480 BC, spring of 480 BC."""
    year = 1 - (parts.numbers or parts.years)[-1]
    month = parts.months[0] if parts.months else season(parts.seasons[0]) if parts.seasons else None
    unit = "year" if month is None else "month"
    return Meaning(When(year, month, None, unit), "before Christ", around.main(year, context.year))


def decade_before_christ(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read the 470s BC."""
    return Meaning(When(-parts.years[0], unit="decade"), "decade", main=False)


def century(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read the 19th century, the 4th century BC."""
    number = parts.ordinals[-1]
    year = (-100 * (number - 1) or -1) if parts.era else 100 * (number - 1)
    return Meaning(When(year, unit="century"), "century", main=False)


def era(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read AD 79."""
    return Meaning(When((parts.numbers or parts.years)[0]), "year of an era")


def _is_medieval(context: Context, around: Surroundings) -> bool:
    """Tell whether a low number is a year: where the text is in such years, or says "in" of it."""
    there = context.year is not None and 0 < context.year < _MODERN
    return (there or around.before in ("in", "since", "until")) and not around.counts_things()


def low_year(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "in 878" in a text whose years are about as low."""
    there, number = context.year, parts.numbers[0]
    if there is None or there > _MODERN or around.before != "in" or around.counts_things():
        return None
    if there < 0:
        return Meaning(When(1 - number), "year before Christ, as those before in the text") if number < -there else None
    return Meaning(When(number), "year") if abs(number - there) < _FAR else None


def fiscal(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "fiscal 1989" and "fiscal first quarter": they begin on a day that the words do not tell."""
    if parts.years:
        return Meaning(When(parts.years[0]), FISCAL, main=False)
    return pointing("none", FISCAL)


def year_span(parts: Parts, context: Context, around: Surroundings) -> list[Meaning]:
    """Read 2007-08 as two years."""
    year = parts.years[0]
    found = [Meaning(When(year), "first year of a span", around.main(year, context.year), None, 0, 1)]
    other = year // 100 * 100 + (parts.numbers[0] if parts.numbers else -1)
    if year < other < year + _LONGEST_SPAN:
        found.append(Meaning(When(other), "last year of a span", False, None, 2, 3))
    return found


def short_year(parts: Parts, context: Context, around: Surroundings) -> Meaning:
    """Read '99 as the year with this ending that is nearest to the text's."""
    year = full_year(parts.numbers[0], context)
    return Meaning(When(year), "two digits as a year, nearest to the text", around.main(year, context.year))


def year(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read a number of four digits that counts nothing."""
    number = parts.years[0]
    if not (_EARLIEST <= number <= _LATEST or (number < _EARLIEST and _is_medieval(context, around))):
        return None
    if parts.letters == "Y" and around.counts(number):
        return None
    return Meaning(When(number), "year", around.main(number, context.year))


def decade(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the 1990s, the '90s."""
    first = parts.years[0]
    if first < 100:
        if context.year is None and context.written is None:
            return None
        first = full_year(first, context)
    return Meaning(When(first, unit="decade"), "decade", main=False) if first >= 1000 else None


READERS: dict[str, Callable[[Parts, Context, Surroundings], Meaning | list[Meaning] | None]] = {
    "bc_month": before_christ, "bc_season": before_christ, "bc_year": before_christ, "bc_left": before_christ,
    "bc_decade": decade_before_christ, "century": century, "era": era, "year_span": year_span,
    "short_year": short_year, "year": year, "decade": decade, "low_year": low_year,
    "fiscal": fiscal,
}  # fmt: skip
"""The readers of shapes that are years."""
