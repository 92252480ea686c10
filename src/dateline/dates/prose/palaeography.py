"""Centuries in Roman numerals, as palaeographers write them: s. xiv in., xii2/4, s. xiii/xiv, XIX century.

The conventions are those of the catalogues of Western manuscripts (N. R. Ker, "Medieval Manuscripts in British
Libraries", I, 1969, p. vii): in., med. and ex. for beginning, middle and end, raised figures for halves and quarters,
and xiii/xiv for the turn of two centuries.
"""

from __future__ import annotations

import re

from dateline.dates.prose.number_words import roman
from dateline.dates.prose.vocabulary import ordinal

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
