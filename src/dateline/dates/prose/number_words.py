"""Numbers in words and in Roman numerals: one thousand nine hundred and forty-seven, nineteen ninety-nine, MDCCCLII.

Centuries in Roman numerals are those of palaeographers: s. xiv in., xii2/4, s. xiii/xiv. The conventions are those of
the catalogues of Western manuscripts (N. R. Ker, "Medieval Manuscripts in British Libraries", I, 1969, p. vii): in.,
med. and ex. for beginning, middle and end, raised figures for halves and quarters, and xiii/xiv for the turn of two
centuries.
"""

from __future__ import annotations

import re

from dateline.dates.prose.vocabulary import CARDINALS, ordinal

_WORDS = {word: number for word, number in CARDINALS.items() if word not in ("a", "an")}
_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + "|hundred|thousand|oh)"
_RUN = re.compile(rf"\b{_WORD}(?:(?:[ -]| and ){_WORD})+\b")
_HUNDREDS = re.compile(r"\b((?:[a-z]+teen|eleven|twelve)) hundreds\b")
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LAST_CENTURY = 21
_SAECULUM = r"(?:saeculo|saec|sec|ss|s) ?(?=[ivx]{1,6}(?:in|inc|med|medio|ex|ineunte|exeunte|\d|[^a-z]|$))"
_SUFFIX = (
    r" ?(?:(?P<of>[1-4]) ?/ ?(?P<parts>[234])|(?P<half>[12])(?!\d)|(?P<word>ineunte|exeunte|inc|in|medio|med|ex)(?!\w))"
)
_TOKEN = re.compile(rf"(?<![\w'])(?P<numeral>[ivx]{{1,6}}){_SUFFIX}?(?![\w'])")
_SHORT_SUFFIX = "(?:in|med|ex|[1-4]/[234])"
_INHERITED = re.compile(rf"([ivx]{{1,6}}) ?({_SHORT_SUFFIX})( ?(?:-|/|or|and) ?)({_SHORT_SUFFIX})(?!\w)")
"""xv2/4-med says xv once."""
_PAIR = re.compile(r"(?<![\w'])([ivx]{1,6}) ?/ ?([ivx]{1,6})(?![\w'])(?! ?\d)")
_PAIR_IN_SPAN = re.compile(r"^(?:[ivx]{1,6}(?:in|med|ex)? ?- ?)?[ivx]{1,6}/[ivx]{1,6}(?: ?- ?[ivx]|$)")
_STATED = re.compile(rf"^(?:(?:c(?:a|irca)?|early|mid|late|possibly|between|before|after) ?)?{_SAECULUM}")
_SUFFIXED = re.compile(rf"^(?:c(?:a|irca)? ?)?[ivx]{{1,6}}{_SUFFIX}(?![\w'])")
_NAMED = re.compile(
    r"(?<![\w'])(?<!\d )(?<!\ds )[ivx]{1,6}(?:th|st|nd|rd)?(?:[-/ ]|or|and|to)*(?:centur(?:y|ies)|cent|c)(?!\w)"
)
_LONE = re.compile(r"(?<![\w'])(?<!\d )(?<!\ds )([ivx]{1,6})(?:th|st|nd|rd)?(?![\w'])")
_EDGES = {
    "in": "early", "inc": "early", "ineunte": "early", "med": "mid", "medio": "mid", "ex": "late", "exeunte": "late",
}  # fmt: skip
_FRACTIONS = {"2": "half", "3": "third", "4": "quarter"}


def with_years_in_digits(text: str) -> str:
    """Write the years that a normal text spells out in digits; other numbers stay words.

    >>> with_years_in_digits("30th day of october one thousand nine hundred and forty-seven")
    '30th day of october 1947'
    >>> with_years_in_digits("nineteen ninety-nine, eight months earlier")
    '1999, eight months earlier'
    """
    text = _HUNDREDS.sub(lambda found: f"{_WORDS[found[1]]}00s", text)
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


def with_centuries_in_words(text: str) -> str:
    """Write the Roman centuries of a normal text as words; Roman numerals without a sign of a century stay.

    >>> with_centuries_in_words("s xiv in"), with_centuries_in_words("s xii3/4")
    ('early 14th century', '3rd quarter of the 12th century')
    >>> with_centuries_in_words("s xiii/xiv"), with_centuries_in_words("xix century")
    ('late 13th century to early 14th century', '19th century')
    """
    text = re.sub(r"(?<=[ivx ])cc\b", "centuries", text)
    if re.fullmatch(_PAIR, text) or _PAIR_IN_SPAN.search(text) or _STATED.search(text) or _SUFFIXED.search(text):
        text = _INHERITED.sub(r"\1\2\3\1\4", re.sub(rf"(?<!\w){_SAECULUM}", "", text))
        return _TOKEN.sub(_century, _PAIR.sub(_turn, text))
    if _NAMED.search(text):
        return _LONE.sub(_number, text)
    return text


def _century(found: re.Match[str]) -> str:
    number = roman(found["numeral"])
    if not number or number > _LAST_CENTURY:
        return found[0]
    words = f"{ordinal(number)} century"
    if found["word"]:
        return f"{_EDGES[found['word']]} {words}"
    if found["half"]:
        return f"{ordinal(int(found['half']))} half of the {words}"
    if found["of"]:
        return f"{ordinal(int(found['of']))} {_FRACTIONS[found['parts']]} of the {words}"
    return words


def _turn(found: re.Match[str]) -> str:
    first, second = roman(found[1]), roman(found[2])
    if not first or second != first + 1 or second > _LAST_CENTURY:
        return found[0]
    # Beside another date of a span, the turn is only its start or its end.
    if found.string[found.end() :].lstrip().startswith("-"):
        return f"late {ordinal(first)} century"
    if found.string[: found.start()].rstrip().endswith("-"):
        return f"early {ordinal(second)} century"
    return f"late {ordinal(first)} century to early {ordinal(second)} century"


def _number(found: re.Match[str]) -> str:
    number = roman(found[1])
    return ordinal(number) if number and number <= _LAST_CENTURY else found[0]
