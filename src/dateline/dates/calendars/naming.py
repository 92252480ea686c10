"""Which calendar a folded text says that it is of, and the text without the words that say it."""

from __future__ import annotations

import re

from dateline.dates.calendars.marks import MONTH_WORDS, words_in
from dateline.dates.calendars.spellings import months_in
from dateline.dates.calendars.systems import system_named

_AH = r"(?:a ?h|anno hegirae?|hijr[aiy]h?(?: qamari)?|hijrah|hidjri|hegira|(?:islamic|muslim) (?:calendar|era|year))"
_MARTYRS = r"(?:coptic|anno martyrum|era of (?:the )?martyrs)(?: (?:calendar|era))?"
_MUNDI = r"(?:anno mundi|(?:hebrew|jewish) (?:calendar|era|year))"
_MUNDI_YEAR = r"[345]\d{3}"
_REPUBLIC = r"(?:french )?(?:republic|republique|republican(?: calendar| era)?)"
_ERAS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("islamic", re.compile(rf"\b{_AH}\b ?|\bah(?=\d)|(?<=\d)ah\b")),
    ("coptic", re.compile(rf"\b(?:a ?m )?{_MARTYRS}\b ?(?:a ?m\b)?")),
    ("ethiopian", re.compile(r"\b(?:e ?c )?(?:ethiopian|ethiopic)(?: (?:calendar|era))?\b ?(?:e ?c\b)?")),
    ("hebrew", re.compile(rf"\b{_MUNDI}\b|\ba ?m\b(?= ?{_MUNDI_YEAR}\b)|(?<={_MUNDI_YEAR}) ?a ?m\b")),
    ("french-republican", re.compile(rf"\b(?:(?:of|de) (?:the |la )?)?{_REPUBLIC}\b")),
)
_OLD = r"(?:o ?s|old style|st(?:ile)? vet|stilo vetere|julian(?: calendar)?|in the julian calendar)"
_NEW = r"(?:n ?s|new style|gregorian(?: calendar)?|stilo novo|in the gregorian calendar)"
_OLD_STYLE = re.compile(rf"[(\[]\s*{_OLD}\s*[)\]]|\b{_OLD}\b,?")
_NEW_STYLE = re.compile(rf"[(\[]\s*{_NEW}\s*[)\]]|\b{_NEW}\b,?")
_ESCAPE = re.compile(r"@#d(gregorian|julian|hebrew|french r|roman|unknown|[a-z ]+)@ ?")
_ESCAPED = {"french r": "french-republican"}
_NOTHING = r"(?!)"
_ERA_LEFT = {
    "hebrew": r"\ba ?m\b",
    "coptic": r"\ba ?m\b",
    "ethiopian": r"\be ?c\b",
    "islamic": _NOTHING,
    "french-republican": _NOTHING,
}
"""What may say the era beside a month of the calendar, which alone could be something else."""
_ABBREVIATED = 5  # letters: a longer name is a whole one
_LEAST_YEAR = 100  # a lesser number beside a month is rather a day
_REPUBLICAN_YEAR = re.compile(r"\ban(?:nee)? (?:[ivx]+|\d{1,2})\b(?! ?(?:a[pv]|j ?c|de j))")
_GREGORIAN_ERA = re.compile(r"\b(?:a ?d|c ?e|m|gregorian|ce)\b|(?<=\d)(?:ce|ad|m)\b|\bad(?=\d)")


def escaped(text: str) -> tuple[str | None, str]:
    """Return the calendar of the escapes of GEDCOM (@#DJULIAN@) and the text without them, or None and the text."""
    names = {each.strip() for each in _ESCAPE.findall(text)}
    if len(names) != 1:
        return None, text
    name = names.pop()
    return _ESCAPED.get(name, name), _ESCAPE.sub("", text).strip()


def style(text: str) -> tuple[bool, bool, str]:
    """Return whether a text says Old Style, whether New Style, and the text without those words.

    >>> style("14 dec 1825 (os)"), style("25 october 1917 (7 november 1917 ns)")
    ((True, False, '14 dec 1825'), (False, True, '25 october 1917 (7 november 1917)'))
    """
    text, old = _OLD_STYLE.subn(" ", text)
    text, new = _NEW_STYLE.subn(" ", text)
    text = re.sub(r"([(\[])\s+", r"\1", re.sub(r",?\s*([)\]])", r"\1", text))
    return bool(old), bool(new), " ".join(text.split()).strip(" ,")


def named(text: str) -> tuple[str, str] | None:
    """Return the calendar that a text says by an era or by its months, and the text without the era; None for none.

    >>> named("15 muharram 1271 ah"), named("am 5563"), named("1 tout 1716 am"), named("5 am")
    (('islamic', '15 muharram 1271'), ('hebrew', '5563'), ('coptic', '1 tout 1716'), None)
    """
    for name, pattern in _ERAS:
        if pattern.search(text):
            return name, _without(text, pattern, name)
    for name in ("islamic", "hebrew", "french-republican", "coptic", "ethiopian"):
        if _has_month(text, name):
            return name, _without(text, re.compile(_ERA_LEFT[name]), name)
    if _REPUBLICAN_YEAR.search(text):
        return "french-republican", text
    return None


def _has_month(text: str, name: str) -> bool:
    """Tells whether a text has a month of a calendar and a year that dates in it have.

    Some months are words of other languages ("ab 1920"), so that a month alone decides little.
    """
    if MONTH_WORDS[name].isdisjoint(words_in(text)):
        return False
    found = months_in(name).search(text)
    if found is None:
        return False
    numbers = [int(each) for each in re.findall(r"\d{1,4}", text[: found.start()] + " " + text[found.end() :])]
    if name == "french-republican":
        return len(found[0]) > _ABBREVIATED and (bool(numbers) or re.search(r"\b[ivx]+\b", text) is not None)
    usual = any(each in system_named(name).years for each in numbers if each >= _LEAST_YEAR)
    return usual and (name in ("islamic", "hebrew") or len(numbers) > 1 or re.search(_ERA_LEFT[name], text) is not None)


def _without(text: str, pattern: re.Pattern[str], name: str) -> str:
    text = re.sub(_ERA_LEFT[name], " ", pattern.sub(" ", text))
    return re.sub(r"\s+,", ",", " ".join(re.sub(r"[(\[]\s*[)\]]", " ", text).split())).strip(" ,")


def common_era(text: str) -> tuple[bool, str]:
    """Return whether a text says that its years are of the common era, and the text without those words."""
    text, count = _GREGORIAN_ERA.subn(" ", text)
    return bool(count), " ".join(text.split()).strip(" ,=")
