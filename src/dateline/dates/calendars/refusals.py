"""Why a text that was not read is perhaps a date of another calendar or era, and what would settle it."""

from __future__ import annotations

import re

from dateline.dates.calendars.faults import ImpossibleError
from dateline.dates.calendars.folding import folded
from dateline.dates.calendars.marks import marked
from dateline.dates.calendars.naming import escaped, named, style
from dateline.dates.calendars.reading import explained
from dateline.dates.calendars.systems import system_named

_PERSIAN = "farvardin|ordibehesht|khordad|mordad|shahrivar|mehr|aban|azar|bahman|esfand"
_REIGNS = "geo|eliz|hen|edw|chas|jac|ric|vict|will|gul"
_KINDS: tuple[tuple[str, str], ...] = (
    (rf"\bpersian (?:calendar|era)|\d ?sh\b|\bsh ?\d|shamsi|solar hijri|\b(?:{_PERSIAN})\b.*\d|\d.*\b(?:{_PERSIAN})\b",
     "the Persian calendar (SH)"),
    (r"seleuci|\bof the greeks\b|anno graecorum|\d ?se\b|\ba ?g ?\d", "the Seleucid era"),
    (r"\d ?\(?(?:cal )?b ?p\b|before present", "BP: years before present, counted from 1950"),
    (rf"regnal|\breign of\b|\byear of (?:king|queen|the reign|(?:{_REIGNS})\w* [ivx]+\b)|\b\d+ (?:{_REIGNS})\w* |"
     rf"^temp [a-z]|\br ?y ?\d|^\d{{1,2}} (?:anne|mary|{_REIGNS})\w*$|\b\d+ (?:car|jac)(?:olus)? [ivx]+\b|"
     rf"\byear \d{{1,3}} of [a-z]|\b\d{{1,2}}(?:st|nd|rd|th) year of (?!the )[a-z]|"
     rf"^[a-z]+(?: [ivx]+)?,? (?:the )?year \d{{1,2}}$|^year \d{{1,2}}(?:, | \()[a-z]", "regnal years"),
    (r"\b(?:saka|shaka)\b|\bsamvat\b|\bvikram|\bv ?s \d|bengali|fasli", "an Indian era (Saka, Vikram Samvat, Bengali)"),
    (r"\b(?:meiji|taisho|showa|heisei|reiwa|kansei|bunka|bunsei|tenpo|keio|genroku)\b", "a Japanese era"),
    (r"minguo|chinese calendar|kangxi|qianlong|guangxu|jiajing|wanli", "a Chinese era"),
    (r"\d ?b ?e\b|\bb ?e ?\d{4}|buddhist", "the Buddhist era"),
    (r"byzantine|\ba ?m ?[67]\d{3}\b|\b[67]\d{3} ?a ?m\b|\bлет[оаe]\w* [67]\d{3}|сотворен|"
     r"\d,? \(?(?:from|since|after) (?:the )?creation",
     "the Byzantine era of the world"),
    (r"\b(?:old|lunar|solar) calendar|\((?:lunar|solar)\)", "a calendar that it does not name"),
    (r"armenian", "the Armenian era"),
    (r"olympiad|\ba ?u ?c\b|ab urbe condita", "the Roman or Greek count of years"),
    (r"indiction", "an indiction, a cycle of fifteen years"),
    (r"^\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}\.\d{1,2}$", "the Maya long count"),
    (r"\bj ?d ?\d{7}|julian day", "Julian day numbers"),
    (r"\b(?:kal|calends?|kalends?|nones?|non|ides?|id) (?:of )?"
     r"(?:ian|jan|feb|mar|apr|mai|may|iun|jun|iul|jul|aug|sep|oct|nov|dec)",
     "the Roman calendar of Kalends, Nones and Ides"),
    (r"\b(?:1\d{3}|\d{1,3}) ?a ?m\b|\ba ?m (?:1\d{3}|\d{1,3})\b(?! ?:)",
     "AM, which may be Anno Mundi (Hebrew) or Anno Martyrum (Coptic)"),
    (r"\b\d{3,4} ?e ?c\b|\be ?c ?\d{3,4}\b",
     "E.C., which may be the Ethiopian calendar or, in Spanish, the common era"),
)  # fmt: skip
_SEARCHES = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)? ?a ?m\b|\b[0-2]?\d:[0-5]\d")
_EITHER = ", which may be "
_CLOCK_BESIDE = re.compile(r"^\d{1,2} ?a ?m\b.*[a-z]{3}.*\d{4}|[a-z]{3}.*\d{4}.* \d{1,2} ?a ?m$")
_SETTLES = "write it in the Gregorian calendar"


def seems(text: str, calendar: str | None = None) -> str | None:
    """Return why a text that was not read has no date, None when it seems to be of no other calendar or era.

    The reason is that of a day that cannot be ("February 1700 has 29 days ...") or the kind of date that the text seems
    to be. `calendar` is that of texts that name none.

    >>> seems("30 February 1700 O.S.")
    'February 1700 has 29 days in the Julian calendar, not 30'
    >>> seems("1811 Seleucid era"), seems("hello")
    ('it seems to be of the Seleucid era, which dateline does not convert: write it in the Gregorian calendar', None)
    """
    if len(text) > _LONGEST or not any(each.isalnum() for each in text):
        return None
    plain = folded(text)
    # An era that is not converted comes first: the Byzantine year 6800 would be a Hebrew one far ahead.
    if kind := _unconverted(plain):
        return kind
    assumed = calendar not in (None, "gregorian")
    if not assumed and not marked(text):
        return None
    try:
        explained(text, calendar, lambda part: [])
    except ImpossibleError as error:
        return str(error)
    name = _calendar_of(plain) or (calendar if assumed and re.search(r"\d", plain) else None)
    return f"it seems to be of the {system_named(name).title}, but dateline reads no date in it" if name else None


_LONGEST = 200
"""Characters; a longer text is no date."""


def _unconverted(plain: str) -> str | None:
    if not re.search(r"\d|[a-z]{4}", plain):
        return None
    kind = next((kind for pattern, kind in _SEARCHES if pattern.search(plain)), None)
    if kind is None or (_EITHER in kind and (_CLOCK.fullmatch(plain) or _CLOCK_BESIDE.search(plain) or named(plain))):
        return None
    verb = "in" if kind.startswith(("BP", "regnal", "Julian")) else "of"
    if _EITHER in kind:
        return f"it seems to be in {kind}: write the name of the calendar or of a month"
    return f"it seems to be {verb} {kind}, which dateline does not convert: {_SETTLES}"


def _calendar_of(plain: str) -> str | None:
    name, _ = escaped(plain)
    if name in ("julian", "hebrew", "french-republican"):
        return name
    if style(plain)[0] and re.search(r"\d", plain):
        return "julian"
    said = named(plain)
    return said[0] if said else None
