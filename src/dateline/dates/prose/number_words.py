"""Numbers in words and in Roman numerals: one thousand nine hundred and forty-seven, nineteen ninety-nine, MDCCCLII."""

from __future__ import annotations

import re

from dateline.dates.prose.vocabulary import CARDINALS

_WORDS = {word: number for word, number in CARDINALS.items() if word not in ("a", "an")}
_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + "|hundred|thousand|oh)"
_RUN = re.compile(rf"\b{_WORD}(?:(?:[ -]| and ){_WORD})+\b")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def with_years_in_digits(text: str) -> str:
    """Write the years that a normal text spells out in digits; other numbers stay words.

    >>> with_years_in_digits("30th day of october one thousand nine hundred and forty-seven")
    '30th day of october 1947'
    >>> with_years_in_digits("nineteen ninety-nine, eight months earlier")
    '1999, eight months earlier'
    """
    return _RUN.sub(_in_digits, text)


def _in_digits(found: re.Match[str]) -> str:
    words = re.findall(_WORD, found[0])
    number = _counted(words) if {"hundred", "thousand"} & set(words) else _paired(words)
    return str(number) if number else found[0]


def _counted(words: list[str]) -> int | None:
    """Return the number of words with hundreds or thousands: two thousand and twenty-two, nineteen hundred and five."""
    total, part = 0, 0
    for word in words:
        if word in ("hundred", "thousand"):
            if not part:
                return None
            part *= 100 if word == "hundred" else 1000
            if word == "thousand":
                total, part = total + part, 0
        elif word == "oh" or (part % 100 and not (part % 10 == 0 and part % 100 >= 20 and _WORDS[word] < 10)):
            return None
        else:
            part += _WORDS[word]
    return total + part


def _paired(words: list[str]) -> int | None:
    """Return the year of two pairs of digits: nineteen ninety-nine, twenty twenty-two, nineteen oh five."""
    head, rest = _WORDS.get(words[0], 0), words[1:]
    if not 10 <= head <= 20:
        return None
    if rest[0] == "oh" and len(rest) == 2 and 1 <= _WORDS.get(rest[1], 0) <= 9:
        return 100 * head + _WORDS[rest[1]]
    numbers = [_WORDS.get(word, 0) for word in rest]
    if len(numbers) == 1 and numbers[0] >= 10:
        return 100 * head + numbers[0]
    if len(numbers) == 2 and numbers[0] >= 20 and 1 <= numbers[1] <= 9:
        return 100 * head + sum(numbers)
    return None


def roman(text: str) -> int | None:
    """Return the number of a Roman numeral in lower case, or None when it is none.

    >>> roman("xiv"), roman("mdccclii"), roman("iiii")
    (14, 1852, None)
    """
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def counted_in_words(text: str) -> int | None:
    """Return the number that a text counts: a, twelve, twenty four, one hundred and eighty; None when it is none.

    >>> counted_in_words("ninety"), counted_in_words("one hundred and eighty"), counted_in_words("four twenty")
    (90, 180, None)
    """
    words = text.replace("-", " ").split()
    if len(words) == 1:
        return CARDINALS.get(words[0])
    if len(words) > 1 and words[0] in ("a", "an"):
        words[0] = "one"
    counts = [word for word in words if word != "and"]
    if not counts or not all(word in _WORDS or word in ("hundred", "thousand") for word in counts):
        return None
    return _counted(counts)
