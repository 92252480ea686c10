"""A text in one language as the meanings of its words, numbers and signs."""

from __future__ import annotations

import re

from dateline.dates.languages.folding import folded
from dateline.dates.languages.tables import Meaning, Vocabulary

_TOKEN = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])|[0-9]{1,2}([./])[0-9]{1,2}\2[0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,2}[./][0-9]{4}(?![0-9]))|(?P<number>[0-9]{1,12})(?:[-.]?(?P<suffix>[^\W\d_]{1,4})(?![^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+)|(?P<dash>\s*-+\s*)|(?P<space>[\s.]+)|(?P<sign>[?~,()/\[\]])"
)
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_WITH_SUFFIX = re.compile(r"([IVX]+|[ivx]+)([^\W\d_]{1,4})")
_ROMAN_MONTH = re.compile(r"\b([0-9]{1,2})[-/]([IVX]{1,4})[-/]([0-9]{4})\b")
_SIGN_MEANINGS: dict[str, Meaning] = {
    "?": {"doubt": "possibly"},
    "~": {"doubt": "circa"},
    ",": {"comma": True},
    "/": {"slash": True},
    "(": {"open": True},
    ")": {"close": True},
}
_MOST_TOKENS = 60
_LOOK_ALIKES = str.maketrans("ХхІі", "XxIi")
"""Cyrillic letters that keyboards put for those of Roman numbers."""
_LAST_ORDINAL = 31
_NOT_OF_YEARS = {
    "а", "я", "е", "a", "e", "d", "o", "as", "da", "de", "do", "er", "es", "nd", "os", "re", "ta", "to",
    "era", "ero", "nde",
}  # fmt: skip
"""Endings that the word for year has in no language; behind more than a day they are decades of another one."""

Raw = tuple[str, str]
"""The kind of a piece of text (word, number, suffixed, dash, date, sign), and its text."""


def tokens(text: str, table: Vocabulary) -> list[Meaning] | None:
    """Return what each word, number and sign of a text means; None when something is unknown."""
    raw = _raw(_without_brackets(folded(text, table.apostrophe)), table)
    if raw is None or len(raw) > _MOST_TOKENS:
        return None
    found: list[Meaning] = []
    place = 0
    while place < len(raw):
        meaning, taken = _meaning(raw, place, table)
        if meaning is None:
            return None
        found.append(meaning)
        place += taken
    return _with_sums(_without_joints(found))


def _without_brackets(text: str) -> str:
    """Take off the brackets around a whole text, and those around a question mark."""
    text = _ROMAN_MONTH.sub(r"\1 \2 \3", text)
    text = re.sub(r"[(\[]\s*\?\s*[)\]]", "?", text.strip().strip('"\u00ab\u00bb\u201e\u201c\u201d'))
    found = re.fullmatch(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)", text)
    return (found[1] or found[2] or "") if found else text


def _raw(text: str, table: Vocabulary) -> list[Raw] | None:
    pieces: list[Raw] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            return None
        kind = str(found.lastgroup)
        if found["number"] and place and text[place - 1].islower():
            return None  # l999 is a slip of the pen
        place = found.end()
        if kind == "suffix":
            if not _is_suffix(found["suffix"].lower(), table):
                pieces.append(("number", found["number"]))
                place = found.end("number")
                continue
            pieces.append(("suffixed", f"{found['number']} {found['suffix'].lower()}"))
        elif kind != "space":
            pieces.append((kind, found[0]))
    return pieces


def _is_suffix(text: str, table: Vocabulary) -> bool:
    return text in table.decade_suffixes or text in table.ordinal_suffixes


def _meaning(raw: list[Raw], place: int, table: Vocabulary) -> tuple[Meaning | None, int]:
    """Return what the pieces from a place on mean, and how many they are."""
    kind, text = raw[place]
    if kind == "word":
        return _of_word(raw, place, table)
    if kind == "number":
        return ({"n": int(text), "digits": text} if len(text) <= 4 else None), 1
    if kind == "suffixed":
        digits, suffix = text.split()
        return _with_suffix(digits, suffix, table), 1
    if kind == "dash":
        return {"dash": "tight" if text == "-" else "loose"}, 1
    if kind == "date":
        return {"date": text}, 1
    return _SIGN_MEANINGS.get(text), 1


def _with_suffix(digits: str, suffix: str, table: Vocabulary) -> Meaning | None:
    """Read 1990-х, 1990er, 2-я, 1er: a decade, an ordinal, or either."""
    number = int(digits)
    meaning: Meaning = {"digits": digits}
    if suffix in table.decade_suffixes and number % 10 == 0:
        meaning["dec"] = number
    if suffix in table.ordinal_suffixes and not (number > _LAST_ORDINAL and suffix in _NOT_OF_YEARS):
        meaning["n"] = number
    return meaning if len(meaning) > 1 else None


def _of_word(raw: list[Raw], place: int, table: Vocabulary) -> tuple[Meaning | None, int]:
    text = raw[place][1]
    roman = _roman(text, table)
    for phrase, meaning in table.phrases.get(text.lower(), ()):
        taken = _matched(raw, place, phrase)
        if taken and not (len(phrase) == 1 and ((roman and text.isupper()) or _is_lost(raw, place, meaning))):
            return dict(meaning), taken
    if not roman:
        return None, 1
    if place + 2 < len(raw) and raw[place + 1] == ("dash", "-") and raw[place + 2][1].lower() in table.ordinal_suffixes:
        return roman, 3
    return roman, 1


def _is_lost(raw: list[Raw], place: int, meaning: Meaning) -> bool:
    """Tells whether a lone letter for "circa" has nothing behind it, as in 1240 d. C."""
    return "doubt" in meaning and len(raw[place][1]) == 1 and place == len(raw) - 1


def _matched(raw: list[Raw], place: int, phrase: tuple[str, ...]) -> int:
    """Return how many pieces a phrase takes from a place on, 0 when it is not there.

    A hyphen may join its words, and a stroke its single letters (s/f).
    """
    start = place
    for number, word in enumerate(phrase):
        if number and place < len(raw) and (raw[place] == ("dash", "-") or (raw[place][1] == "/" and len(word) == 1)):
            place += 1
        if place >= len(raw) or raw[place][0] != "word" or raw[place][1].lower() != word:
            return 0
        place += 1
    return place - start


def _roman(text: str, table: Vocabulary) -> Meaning | None:
    """Read a Roman number up to 39, alone or with the ending of an ordinal: XIX, xix, XIXe."""
    number = _roman_number(text.translate(_LOOK_ALIKES))
    if number and (text.isupper() or len(text) > 1):
        return {"n": number, "roman": True}
    found = _ROMAN_WITH_SUFFIX.fullmatch(text)
    if found and found[2].lower() in table.ordinal_suffixes and (number := _roman_number(found[1])):
        return {"n": number, "roman": True}
    return None


def _roman_number(text: str) -> int:
    found = _ROMAN.fullmatch(text.upper())
    if not found or not text:
        return 0
    units = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    return 10 * len(found[1]) + units[found[2]]


def _without_joints(found: list[Meaning]) -> list[Meaning]:
    """Leave out hyphens that join words: mi-1990, 90er-Jahre, 8-Dez-1999."""
    inner = range(1, len(found) - 1)
    tight = [place for place in inner if found[place].get("dash") == "tight"]
    joints = {place for place in tight if _joins(found[place - 1], found[place + 1])}
    return [each for place, each in enumerate(found) if place not in joints]


def _joins(left: Meaning, right: Meaning) -> bool:
    if "unit" in right or "years" in right or "year" in right:
        return True
    if left.get("part") == "mid" and "part" not in right:
        return True
    if "n" in left and "month" in right:
        return len(left.get("digits", "")) <= 2
    return "month" in left and len(right.get("digits", "")) == 4


def _with_sums(found: list[Meaning]) -> list[Meaning]:
    """Join the words of numbers such as "двадцать первого"."""
    kept: list[Meaning] = []
    for each in found:
        before = kept[-1] if kept else {}
        if "word" in each and "word" in before and before.get("n") in (20, 30) and 0 < each.get("n", 0) < 10:
            kept[-1] = {"n": before["n"] + each["n"], "word": True}
        else:
            kept.append(each)
    return kept
