"""Texts of other calendars to EDTF: every interpretation with its rule, ranked."""

from __future__ import annotations

import re

from dateline.dates.calendars.assumed import assumed
from dateline.dates.calendars.expressions import statements
from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.folding import folded
from dateline.dates.calendars.naming import escaped, named, style
from dateline.dates.calendars.pairs import Plain, century_pair, paired
from dateline.dates.calendars.spellings import months_in
from dateline.dates.calendars.styles import both_days, from_both_to_both, single_years
from dateline.dates.calendars.systems import system_named
from dateline.dates.calendars.writing import Reading
from dateline.dates.faults import UnreadableError
from dateline.dates.strict import read_date

_HIJRI = re.compile(r"(?<=\d) ?(?:H|AH)\b\.?")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_MOST_SIGNS = 12  # no date has as many, and every one is a place at which a text may be cut in two
_OF_SEVERAL_ERAS = re.compile(r"am (?:[0126-9]\d{3}|\d{3})|(?:[0126-9]\d{3}|\d{3}) am|e ?c \d{3,4}|\d{3,4} e ?c")
"""AM and E.C. that may be of several eras; the first is no German "am"."""
_SOLAR_HIJRI = re.compile(r"\bsolar\b|\bshamsi\b")
"""The Persian years of the Hijra, which are not those of the Islamic calendar."""
_TWO_DAYS = re.compile(r"\d.*[(\[/].*\d.*[a-z]|[a-z].*[(\[/].*[a-z].*\d")
"""A text that gives two days, one of which English would leave out."""
_BESIDE = re.compile(
    r"(?P<before>(?:(?:on or |in or )?(?:before|after)|by|until|since|from|circa|ca?|about|around|probably|possibly|"
    r"perhaps|not (?:before|after)|no (?:later|earlier) than|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) )?"
    r"(?P<days>\S.*?)(?P<behind> or (?:later|earlier)| onwards| ?\?)?"
)
_UNCONVERTED = ("roman", "unknown")


def read(text: str, calendar: str | None, plain: Plain) -> list[Reading] | None:
    """Return what a text of another calendar may mean, likeliest first.

    `calendar` is that of texts that name none, None for the Gregorian. `plain` reads words without calendars. None
    means that the text is of no other calendar; an empty list that it is, and says no date that can be read.

    >>> [each.edtf for each in read("25 October 1917 (O.S.)", None, lambda text: [])]
    ['1917-11-07']
    """
    try:
        found = explained(text, calendar, plain)
    except ImpossibleError:
        return []
    return None if found is None else [each for each in found if _is_valid(each.edtf)]


def _is_valid(edtf: str) -> bool:
    """Tells whether EDTF can write a reading: it has no days in years beyond four digits, and no empty interval."""
    try:
        read_date(edtf)
    except UnreadableError:
        return False
    return True


def explained(text: str, calendar: str | None, plain: Plain) -> list[Reading] | None:
    """Do what `read` does, but raise ImpossibleError with the reason for a day that cannot be."""
    plain_text = folded(_HIJRI.sub(" AH", text)).strip(" .;")
    if sum(map(plain_text.count, "-/=([")) > _MOST_SIGNS:
        return None
    if found := _BRACKETS.fullmatch(plain_text):
        plain_text = found[1].strip()
    if _OF_SEVERAL_ERAS.fullmatch(plain_text) or _SOLAR_HIJRI.search(plain_text):
        return []
    name, rest = escaped(plain_text)
    if name is not None:
        return _escaped(name, rest, plain)
    if plain_text.startswith("j:"):
        return statements(plain_text[2:].strip(), "julian", numeric=True)
    for reader in (_styled, _of_an_era):
        found_readings = reader(plain_text, plain, calendar)
        if found_readings is not None:
            return found_readings
    return assumed(plain_text, calendar, plain) if calendar not in (None, "gregorian") and calendar else None


def _escaped(name: str, text: str, plain: Plain) -> list[Reading] | None:
    if name == "gregorian":
        return _gregorian(text, plain)
    if name in _UNCONVERTED:
        return []
    if name == "julian":
        _, texts = single_years(text, julian=True) or ("", [text])
        return [each for single in texts for each in _julian(single, plain)]
    try:
        system_named(name)
    except KeyError:
        return []
    return statements(text, name)


def _gregorian(text: str, plain: Plain) -> list[Reading]:
    return [Reading(edtf, f"Gregorian calendar, {rule}", rank, 0, 0) for edtf, rule, rank in plain(text)]


def _styled(text: str, plain: Plain, calendar: str | None) -> list[Reading] | None:
    """Read the Old and New Style, both days, and double years."""
    old, new, rest = style(text)
    both = both_days(rest, styled=old or new) or from_both_to_both(rest)
    both = both or _beside_both(rest, plain, styled=old or new)
    if both is not None:
        return both
    double = single_years(rest, julian=old)
    if double is not None:
        reader = _gregorian if new or double[0] == "gregorian" else _julian
        return [each for single in double[1] for each in reader(single, plain)]
    if (old or new) and _TWO_DAYS.search(rest):
        return []
    if old == new:
        return [] if old and re.search(r"\d", rest) else None
    if not re.search(r"\d", rest):
        return None
    return _julian(rest, plain) if old else _gregorian(rest, plain)


def _beside_both(text: str, plain: Plain, *, styled: bool) -> list[Reading] | None:
    """Read words of doubt or a bound beside the days of both calendars: before 3/15 June 1843."""
    found = _BESIDE.fullmatch(text.replace("(?)", "?"))
    both = both_days(found["days"], styled=styled) if found and any(found.group("before", "behind")) else None
    if not found or not both:
        return None
    texts = ((each, f"{found['before'] or ''}{each.edtf}{found['behind'] or ''}") for each in both)
    return [
        Reading(edtf, f"{each.rule}; {rule}", rank, 0, 0) for each, said in texts for edtf, rule, rank in plain(said)
    ]


def _julian(text: str, plain: Plain) -> list[Reading]:
    found = statements(text, "julian", numeric=True)
    return found or assumed(text, "julian", plain) or []


def _of_an_era(text: str, plain: Plain, calendar: str | None) -> list[Reading] | None:
    """Read a date of a calendar that the text names by its era or month, alone or beside a Gregorian date."""
    said = named(text)
    if (said is None or said[0] == "islamic") and (centuries := century_pair(text, plain)):
        return centuries
    if said is None and calendar not in (None, "gregorian", "hebrew"):
        return None
    pair = paired(text, plain)
    if pair is not None or said is None:
        return pair
    name, rest = said
    return statements(rest, name) or _by_words(rest, name, plain)


def _by_words(text: str, name: str, plain: Plain) -> list[Reading]:
    """Read English years as those of the calendar; a text that then still says nothing has no reading."""
    if months_in(name).search(text):
        return []  # English would leave the month out as a remark
    return assumed(text, name, plain) or []
