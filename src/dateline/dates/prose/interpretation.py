"""English words to EDTF: every interpretation with its rule, ranked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from dateline.dates.calendars.marks import marked
from dateline.dates.conventions import USUAL, Conventions
from dateline.dates.languages import has_accents, has_remark, in_english
from dateline.dates.prose.candidate import Candidate, Found, Rank, valid_date, with_mark
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, SEASON_NUMBERS, WEEKDAYS, normal, numbered, visible
from dateline.dates.prose.weekdays import weekday_beside
from dateline.dates.seasons import not_only_edtf
from dateline.dates.undated import RULE as NO_DATE
from dateline.dates.undated import UNDATED, says_undated, told_beside, undated
from dateline.dates.values import Date

LONGEST_TEXT = 200
"""Characters; a longer text is no date, and is not searched for one."""

_DRAFT = re.compile(r"\d[ux]|(?<![a-z. ])[ux]\d|(?<!(?<![\d-])\d\d)[?~]{2}|[?~]{3}")
"""The notation of EDTF drafts before 2019, which is refused with a hint, never read as words."""

_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?!\d)")
_MONTH_AND_TWO_DIGITS = re.compile(r"([a-z]{3,9})-(\d\d)")
"""Mar-24: spreadsheets write so a month and its year, others a day."""
_TWO_DIGITS_RULE = "two digits as a year"
_LONGEST_SHORT = 60
"""Characters of the longest text that is tried with a year of two digits."""
_PIVOTS = ((1900, 2000), (1950, 1850, 2050))
"""The hundred years that two digits are tried in; the second when the first give no two readings, as in 99-00."""
_ENGLISH = {*MONTH_NUMBERS, *SEASON_NUMBERS, *WEEKDAYS, *"winaysz", "item", "the", "and", "early", "late"}
_DASHES = "\u2012\u2013\u2014\u2015\u2212"
_MIXED = re.compile(rf"\d-\d\d[{_DASHES}]\d\d$")
_DOTS = re.compile(r"^\.\.|\.\.$")
_SIGNS = re.compile(r"[-\dXYESTZuxz:/.,\[\]{}()?~%+\s]*")

_ZEROS = re.compile(r"((?!0000)\d{4})(-0\d|-1[0-2])-00")
"""A day of 00 is not known, as in databases."""
_PLACE = re.compile(r"([^\d,()/\[]{3,30}), (?:le |den )?(?=.*\d)")
"""A place in front of a date of another calendar."""
_PARTED = re.compile(r"([^\d\[(]{2,25}?)\s*(?:[,;:–—]\s*|(?=[\[(]))(\S.+)")
_TENTH_MONTH = re.compile(r"\s*\d{1,2}[. ]+X[. ]+\d{4}\s*")
"""A day of October, whose Roman number is the only one of a month that is made of EDTF's letters."""


def in_words(text: str) -> bool:
    """Tells whether a text has words or letters of its own, and is not EDTF, well or badly spelt.

    >>> in_words("fall 2000"), in_words("-30d"), in_words("2000-13"), in_words("10/7/2008")
    (True, True, False, False)
    """
    return _SIGNS.fullmatch(text) is None or _TENTH_MONTH.fullmatch(text) is not None


def from_prose(text: str, anchor: Date | None = None, conventions: Conventions = USUAL) -> tuple[Candidate, ...]:
    """Return the dates that a text may mean, EDTF or English, likeliest first; empty when it holds none.

    `anchor` is the day or date from which relative words count ("eight months earlier"); without it they are
    not read. Words with two meanings give both: see `Rank`, and `settled` for a single answer. The conventions
    stand in docs/semantics/dates.md.

    >>> [(each.edtf, each.rule) for each in from_prose("first half of 2000")]
    [('2000-40', 'half of a year')]
    >>> [each.edtf for each in from_prose("10/7/2008")]
    ['2008-10-07', '2008-07-10']
    >>> from_prose("no date at all")
    ()
    """
    stripped = visible(text)
    if not stripped or len(stripped) > LONGEST_TEXT or _DRAFT.search(stripped):
        return ()
    if stripped[0] in _DASHES or _MIXED.search(stripped):
        return ()  # a dash in front is no minus, and one behind a hyphen no second hyphen
    if says_undated(stripped):
        return (Candidate(UNDATED, NO_DATE, Rank.MEANT, undated()),)
    if rest := told_beside(stripped):
        return from_prose(rest, anchor, conventions)
    found = _as_edtf(stripped, conventions)
    foreign = _in_another_calendar(stripped, conventions, known=bool(found))
    cut = _cut(stripped, fiscal=conventions.fiscal_start is not None) if found else None
    if foreign is not None:
        found = foreign
    elif not found or cut is not None:
        others = _in_any_language(stripped, anchor, conventions)
        found += [each._replace(rank=each.rank if cut is None else cut) for each in others if each.edtf != stripped]
    if not found and (rest := _beside_undated(stripped, conventions)):
        return from_prose(rest, anchor, conventions)
    first = {each.edtf: each for each in reversed(found)}
    unique = [each for each in found if first[each.edtf] is each]
    read = ((each, valid_date(each.edtf, conventions)) for each in unique)
    return tuple(Candidate(edtf, rule, rank, date) for (edtf, rule, rank), date in read if date)


def _beside_undated(text: str, conventions: Conventions) -> str | None:
    """Return what a text of another language says behind "undated": o. J. [um 1743]; None when it does not begin so."""
    parted = _PARTED.fullmatch(text)
    if not parted or not may_be_foreign(normal(parted[1])):
        return None
    told = _in_any_language(parted[1], None, conventions, calendars=False)
    return parted[2].strip("()") if [each.edtf for each in told] == [UNDATED] else None


def _in_any_language(
    text: str, anchor: Date | None, conventions: Conventions, *, calendars: bool = True
) -> list[Found]:
    """Read English, or what is none in the language that is set or in all that know the words."""
    plain = numbered(normal(text))
    read = partial(_read, anchor=anchor, conventions=conventions)
    english = in_english(text, conventions.language)
    later = english and conventions.language is None and has_accents(text)
    found = read(plain) if english and not later else []
    if conventions.language == "en" or (found and not has_remark(plain)):
        return found
    if conventions.language is None and not may_be_foreign(plain):
        return found or (read(plain) if later else [])
    from dateline.dates.languages.agreement import foreign

    reader = partial(_translated, read=read, conventions=conventions) if calendars else read
    found = foreign(text, conventions, reader) or found
    if later and not found:
        return read(plain)
    from dateline.dates.prose.relative import relative

    # Words that count from today are the same in every language.
    return found if found or english else list(relative(plain, anchor, conventions))


def may_be_foreign(plain: str) -> bool:
    """Tells whether a normal text has a word that is not English: some letters alone say too little."""
    return any(word not in _ENGLISH for word in re.findall(r"[^\W\d_]+", plain))


def _translated(plain: str, read: Callable[[str], list[Found]], conventions: Conventions) -> list[Found]:
    """Read English that a text of another language became, which may say both the Old and the New Style."""
    found = _in_another_calendar(plain, conventions._replace(calendar=None), known=False)
    return read(plain) if found is None else found


def _read(plain: str, anchor: Date | None, conventions: Conventions) -> list[Found]:
    # Imported late: EDTF, which most texts are, needs neither.
    from dateline.dates.prose.relative import relative
    from dateline.dates.prose.sentences import statements

    if plain == UNDATED:
        return [Found(UNDATED, NO_DATE)]
    if _DOTS.search(plain):
        return []  # EDTF's dots, without the rest of EDTF
    found = statements(plain, conventions) or list(relative(plain, anchor, conventions))
    if found and (short := _MONTH_AND_TWO_DIGITS.fullmatch(plain)):
        months = _read(f"{short[1]} '{short[2]}", anchor, conventions)
        return months if conventions.two_digit_years is not None else [*found, *months]
    if not found and conventions.two_digit_years is None and _TWO_DIGITS.search(plain) and len(plain) <= _LONGEST_SHORT:
        return _in_both_centuries(plain, anchor, conventions)
    return found


def _in_both_centuries(plain: str, anchor: Date | None, conventions: Conventions) -> list[Found]:
    """Read a text whose year has two digits in one century and in the next: two meanings, which ask."""
    settles = weekday_beside(plain) is not None
    for pivots in _PIVOTS:
        found: list[Found] = []
        for pivot in pivots:
            read = _read(plain, anchor, conventions._replace(two_digit_years=pivot))
            if not read and settles:
                continue  # the weekday tells which of them it is
            if not read:
                break
            rule = f"{_TWO_DIGITS_RULE} from {pivot} on"
            found += [each._replace(rule=f"{each.rule}; {rule}") for each in read if each.rank is not Rank.SHAPE]
        else:
            return found
    return []


def _as_edtf(text: str, conventions: Conventions) -> list[Found]:
    # A sign before a lone year says what it says behind it.
    text = re.sub(r"^([?~%])(-?[\dX]{4})([?~%]?)$", lambda found: with_mark(found[2] + found[3], found[1]), text)
    if valid_date(text, conventions):
        return [Found(text, "EDTF")]
    if (zeros := _ZEROS.fullmatch(text)) and valid_date(part := zeros[1] + zeros[2].replace("-00", ""), conventions):
        return [Found(part, "00 is not known")]
    return []


def _in_another_calendar(text: str, conventions: Conventions, *, known: bool) -> list[Found] | None:
    """Return what a text of another calendar says, None when it is of the Gregorian one."""
    assumed = conventions.calendar not in (None, "gregorian")
    if not assumed and (known or not marked(text)):
        return None
    from dateline.dates.calendars.reading import read

    def plain(part: str) -> list[tuple[str, str, int]]:
        found = _in_any_language(part, None, conventions, calendars=False)
        return [(each.edtf, each.rule, int(each.rank)) for each in found]

    text = text if in_english(text, conventions.language) else _english(text)
    found, left_out = read(text, conventions.calendar, plain), ""
    if not found and (place := _PLACE.match(text)):
        from dateline.dates.prose.remarks import is_remark

        rest = read(text[place.end() :], conventions.calendar, plain) if is_remark(normal(place[1])) else None
        found, left_out = (rest, f"; without the remark {normal(place[1])!r}") if rest else (found, "")
    return None if found is None else [Found(each.edtf, each.rule + left_out, Rank(each.rank)) for each in found]


def _english(text: str) -> str:
    """Return a text in English if every language that knows its words says the same, else as it is."""
    from dateline.dates.languages import readings

    english = {each for _, each in readings(text)}
    return english.pop() if len(english) == 1 else text


def _cut(text: str, *, fiscal: bool) -> Rank | None:
    """Return the rank of the words that valid EDTF may be too, or None.

    2020-21 is spring 2020 or two years in a row, as of schools and budgets, and must ask; 1915-21 is rather the season,
    and 1905-07 the month, though people write so of two years.
    """
    if not_only_edtf(text, months=fiscal):
        return Rank.MEANT
    found = re.fullmatch(r"\d\d(\d\d)-(\d\d)", text)
    return Rank.SHAPE if found and found[2] > found[1] else None


def settled(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """Return the one reading that needs no choice, or None: there is none, or there are several meanings.

    Filters, imports and `dateline date` all ask where this gives None.

    >>> settled(from_prose("mid-1990s")).edtf, settled(from_prose("10/7/2008")), settled(from_prose("the 1800s"))
    ('1994/1996', None, None)
    """
    meanings = [each for each in candidates if each.rank is not Rank.SHAPE]
    return meanings[0] if len(meanings) == 1 else None


def ambiguous(candidates: tuple[Candidate, ...]) -> bool:
    """Tells whether the readings are several meanings, and not shapes of one.

    >>> ambiguous(from_prose("1800s")), ambiguous(from_prose("mid-1990s"))
    (True, False)
    """
    return sum(each.rank is not Rank.SHAPE for each in candidates) > 1


def meanings(candidates: tuple[Candidate, ...]) -> str:
    """Return the hint for a text with several meanings: each with its rule, and the setting that would choose.

    >>> meanings(from_prose("10/7/2008"))
    'write 2008-10-07 (month first) or 2008-07-10 (day first)'
    """
    readings = [each for each in candidates if each.rank is not Rank.SHAPE]
    hint = "write " + " or ".join(f"{each.edtf} ({each.rule})" for each in readings)
    if any(_TWO_DIGITS_RULE in each.rule for each in readings):
        hint += "; --two-digit-years, in a mapping two_digit_years, settles such years"
    return hint
