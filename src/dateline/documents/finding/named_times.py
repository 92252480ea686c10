"""Times that are named: days, months, seasons, parts of years, years, decades, centuries."""

from __future__ import annotations

from dateline.documents.finding.context import Context
from dateline.documents.finding.meaning import Meaning, day_meaning, pointing
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings
from dateline.documents.finding.values import When, day_of_when, is_day, season
from dateline.documents.finding.years import full_year

_SOON = 3
"""Months that go on from a date to come."""
_SOON_DAYS = 90
"""Days: a day without its year that would lie further ahead lies ahead only where the sentence looks so."""
_HALF_A_YEAR = 6
"""Months: one that lies further back in the year, where a sentence looks ahead, is that of the next year."""
_SPRING = 5
"""A text in a month up to May speaks of the winter that began the year before."""
_QUARTERS = range(33, 37)
_TOLD = frozenset(("following", "ensuing", "subsequent"))
"""Words for what came next after what was told, in news too."""
WINTER_AROUND = "winter around the month of the text"


def year_of(parts: Parts, context: Context, around: Surroundings) -> int | None:
    """Return the year of an expression: its own, or that which the context gives it; None when there is none."""
    told = parts.years[-1] if parts.years else around.year_of_noun() if parts.unit is None else None
    if told is not None:
        return told
    if parts.unit == "year":
        if "z" in parts.letters and context.near is not None and not context.news:
            return context.near.year
        return None if context.now is None else context.now.year + parts.step
    if context.news and parts.months and context.near is not None and around.told_in_sentence():
        return context.near.year
    if context.written is not None and (context.news or context.year is None):
        return _nearest_year(parts, context, context.written, around)
    return context.year


def _nearest_year(parts: Parts, context: Context, written: When, around: Surroundings) -> int:
    """Return the year in which a month without one lies for who reads it on the day of the document."""
    month = parts.months[0] if parts.months else 1 + 3 * (season(parts.seasons[0]) - 21) if parts.seasons else 1
    if parts.days:
        years = [
            year for year in (written.year, written.year - 1, written.year + 1) if is_day(year, month, parts.days[0])
        ]
        here = day_of_when(written)
        far = {year: day_of_when(When(year, month, parts.days[0])) - here for year in years}
        near = min(years, key=lambda year: abs(far[year]), default=written.year)
        return near - 1 if far.get(near, 0) > _SOON_DAYS and near - 1 in far and not around.looks_ahead() else near
    here = written.real_month or 12
    coming = None if parts.step else around.told_just_before(context.history)
    if coming is not None and day_of_when(coming) > day_of_when(written):
        first = coming.real_month or 13
        if first <= month <= first + _SOON:
            return coming.year
    if "v" in parts.letters and month == here:
        return written.year - 1
    if month > here and "n" not in parts.letters and ("v" in parts.letters or not around.looks_ahead()):
        return written.year - 1
    if month < here and ("n" in parts.letters or (here - month >= _HALF_A_YEAR and around.looks_ahead())):
        return written.year + 1
    return written.year


def _main(parts: Parts, context: Context, around: Surroundings, year: int) -> bool:
    return around.main(year if parts.years else None, context.year)


def iso(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read 2000-07-10."""
    return day_meaning(parts.years[0], parts.numbers[0], parts.numbers[1], "digits: year, month, day")


def numeric(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read 10/7/2008 and 10.7.2008; None with a reference where both numbers may be the month."""
    first, second = parts.numbers[:2]
    year = parts.years[0] if parts.years else full_year(parts.numbers[2], context)
    days = {(second, first)} if "!" in parts.letters else {(first, second), (second, first)}
    real = [(month, day) for month, day in days if is_day(year, month, day)]
    written = context.written
    if written is not None and (told := (written.month, written.day)) in real and written.year == year:
        real = [told]
    if len(real) == 1:
        if first != second and "!" not in parts.letters:
            context.orders.add(real[0] == (first, second))
        return day_meaning(year, *real[0], "digits")
    if len(context.orders) != 1 or not real:
        return pointing("ambiguous", "digits that may be day or month first") if real else None
    if True in context.orders:
        return day_meaning(year, first, second, "digits, month first as before in the text")
    return day_meaning(year, second, first, "digits, day first as before in the text")


def day(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read 8 December 1999, December 8, 8 December of that year."""
    if _counts_things_of_month(parts, around):
        found = month(Parts(parts.words[:1], parts.letters[:1]), context, around)
        return None if found is None else found._replace(last=1)
    year = year_of(parts, context, around)
    if year is None:
        return pointing("none", "no year was told before")
    number = parts.days[0]
    if (parts.months[0], number) == (2, 29) and not parts.years:
        year = next((each for each in (year, year + 1, year - 1) if is_day(each, 2, 29)), year)
    rule = "day" if parts.years else "day in the year of the text"
    return day_meaning(year, parts.months[0], number, rule, main=_main(parts, context, around, year))


def short_day(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read 31-Oct-89 and Oct. 31, '89, in the year with this ending that is nearest to the text's."""
    short = int(parts.words[-1])
    year = full_year(short, context)
    rule = "two digits as a year, nearest to the text"
    return day_meaning(year, parts.months[0], parts.days[0], rule, main=around.main(year, context.year))


def _counts_things_of_month(parts: Parts, around: Surroundings) -> bool:
    """Tell whether "June the first" is the June of "in June the first pier stood"."""
    return (
        parts.letters == "MtO" and parts.words[-1].isalpha() and around.before != "on" and around.letter_behind == "."
    )


def two_days(parts: Parts, context: Context, around: Surroundings) -> list[Meaning]:
    """Read October 6-15, 1952 as two days."""
    year = year_of(parts, context, around)
    if year is None:
        return [pointing("none", "no year was told before")]
    middle = max(place for place, letter in enumerate(parts.letters) if letter in "-a/")
    found = []
    for number, (first, last) in zip(parts.days, ((0, middle), (middle + 1, None)), strict=False):
        if first and around.counts_things():
            break
        if read := day_meaning(year, parts.months[0], number, "day of a span"):
            found.append(read._replace(first=first, last=last))
    return found


def day_from_right(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the 6 of "6-15 October 1952" and the 26 June of "26 June - 4 August 1952"."""
    month, year = around.right()
    if parts.months:
        month = parts.months[0]
    year = year or context.year
    if month is None or year is None:
        return None
    year -= around.ends_span_over_new_year(month)
    return day_meaning(
        year, month, parts.days[0], "day; what it lacks stands on its right", main=around.main(year, context.year)
    )


def month_from_right(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the April of "April and June 1955"."""
    _, year = around.right()
    number = parts.months[0] if parts.months else season(parts.seasons[0])
    if year is None:
        return None
    year -= bool(parts.months) and around.ends_span_over_new_year(number)
    return Meaning(When(year, number, None, "month"), "its year stands on its right")


def month(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read March 1999, early March, last March."""
    if not parts.years and _is_no_month(parts, around):
        return None
    year = year_of(parts, context, around)
    if year is None:
        return pointing("none", "no year was told before")
    if not parts.years and parts.unit is None:
        year += 0 if context.news else _over_the_year(parts.months[0], context, around)
    if not parts.years and parts.unit is None and not context.news:
        earlier = "v" not in parts.letters or (context.month or 0) < parts.months[0]
        year += parts.step if earlier else 0
    rule = "month" if parts.years else "month in the year of the text"
    return Meaning(When(year, parts.months[0], None, "month"), rule, _main(parts, context, around, year))


def _over_the_year(month: int, context: Context, around: Surroundings) -> int:
    """Return how many years on a month without one lies: "from October to March" ends in the year after.

    The first one lies a year back where the text is in a month up to the second or tells back. January goes on from the
    December that was told last, unless the sentence tells back.
    """
    end, begun = around.month_to(), around.month_from()
    if end is not None and end < month and context.month is not None:
        return -int(context.month <= end or around.tells_back())
    near = context.near
    if near is None or near.year != context.year:
        return 0
    if begun is not None and begun > month:
        return 1
    return int(month == 1 and near.month == context.month == 12 and not around.tells_back())


def _is_no_month(parts: Parts, around: Surroundings) -> bool:
    """Tell whether "March" is one on foot: the Long March, the March to the Sea."""
    if parts.words[-1] != "march" or not around.first:
        return False
    article = parts.letters == "tM" or (around.letter_before in "tj" and parts.letters == "M")
    if article:
        return around.letter_behind in ("a", "!", "i", "c", "P")
    return parts.letters == "M" and around.letter_before in ".Q'"


def season_of_year(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read fall 2000, the summer, last spring."""
    if parts.words == ["that", "fall"] and around.letter_before == around.letter_behind == ".":
        return None  # debts that fall due
    year = year_of(parts, context, around)
    if year is None:
        return pointing("none", "no year was told before")
    if not parts.years and parts.unit is None and not context.news:
        year += parts.step
    if context.news and context.near is not None and _TOLD & set(parts.words):
        year = context.near.year + (season(parts.seasons[0]) - 21 < ((context.near.real_month or 1) - 1) // 3)
    rule = "season" if parts.years else "season in the year of the text"
    if parts.seasons[0] == "winter" and not parts.years and not parts.step and context.month is not None:
        rule, year = WINTER_AROUND, year - (context.month <= _SPRING)
    return Meaning(When(year, season(parts.seasons[0]), None, "month"), rule, _main(parts, context, around, year))


def part_of_year(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read the first half of 2000, the third quarter."""
    quarter = "q" in parts.letters
    last = {"latter", "last", "final", "closing"} & set(parts.words)
    number = parts.ordinals[-1] if parts.ordinals else (4 if quarter else 2) if last else 1
    if not (quarter or context.news or parts.years or parts.unit):
        return None
    if number > (4 if quarter else 2) or parts.unit not in (None, "year"):
        return None
    year = year_of(parts, context, around)
    if year is None:
        return None
    if context.news and not parts.years and not parts.unit and context.written:
        begins = 3 * number - 2 if quarter else 6 * number - 5
        year = context.written.year - (begins > (context.written.month or 12) and not around.looks_ahead())
        owner = context.near if around.letter_before == "Q" or around.told_since_start(context.history) else None
        year = owner.year if owner is not None and owner.unit == "year" else year
    when = When(year, (32 if quarter else 39) + number, None, "month")
    return Meaning(when, "part of a year", _main(parts, context, around, year))


def quarter_around(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the quarter", "this quarter" and "the last quarter" from the day of the document or the quarter told."""
    near, written = context.near, context.written
    told = near is not None and near.month in _QUARTERS
    if parts.letters[-1] == "T" or parts.years:
        return _same_quarter(parts, context)
    if around.behind in ("ended", "ending"):
        return None  # its end is told
    if near is not None and told and (parts.letters == "tq" or not context.news):
        anchor, number = near, near.year * 4 + (near.month or 33) - 33
    elif not context.news:
        return None
    elif written is not None and written.month is not None:
        anchor, number = written, written.year * 4 + (written.month - 1) // 3
    else:
        return None
    number += parts.step - (parts.letters == "tq" and anchor is written)
    when = When(number // 4, 33 + number % 4, None, "month")
    return Meaning(when, "quarter around the time told", main=False, anchor=anchor)


def _same_quarter(parts: Parts, context: Context) -> Meaning | None:
    """Read "the 1988 quarter" and "the latest period", the quarter of which the text tells."""
    told = context.quarter
    if told is not None and parts.words[-1] in ("quarter", "period") and (parts.years or "latest" in parts.words):
        when = told._replace(year=parts.years[0]) if parts.years else told
        return Meaning(when, "quarter of which the text tells", main=False, anchor=told)
    return Meaning(When(parts.years[0]), "year", main=False, first=1, last=2) if parts.years else None


def year_ago(parts: Parts, context: Context, around: Surroundings) -> Meaning | None:
    """Read "the year-earlier quarter" and "the year-ago period"."""
    near = context.quarter
    anchor = near or context.now
    if anchor is None or parts.unit != "year":
        return None
    when = near._replace(year=near.year - 1) if near and parts.letters[-1] in "qT" else When(anchor.year - 1)
    return Meaning(when, "counted", main=False, anchor=anchor)


READERS = {
    "iso": iso, "numeric": numeric, "day": day, "short_day": short_day, "two_days": two_days,
    "day_left": day_from_right, "right_day": day_from_right, "month_left": month_from_right,
    "season_left": month_from_right, "month": month, "season": season_of_year, "part": part_of_year,
    "quarter": quarter_around, "year_ago": year_ago,
}  # fmt: skip
"""The readers of shapes that name a part of a year."""
