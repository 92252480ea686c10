"""The English words of dates, and the normalisation of a text before it is read."""

from __future__ import annotations

import re

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
    "jany": 1, "janry": 1, "feby": 2, "febry": 2, "apl": 4, "aprl": 4, "augt": 8, "septr": 9, "sepr": 9, "octr": 10,
    "novr": 11, "decr": 12, "7ber": 9, "8ber": 10, "9ber": 11, "10ber": 12, "xber": 12, "7bre": 9, "8bre": 10,
    "9bre": 11, "10bre": 12, "xbre": 12,
}  # fmt: skip
"""January, Jan, Sept and so on, in lower case, to 1-12; old abbreviations too, such as Feby and 7ber."""

SEASON_NUMBERS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
"""The place of a season in the year, to be added to 21, 25 (northern) or 29 (southern)."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DEEDS = (
    "(?:dated|born|died|built|made|created|signed|written|founded|established|completed|issued|released|"
    "effective|valid|due|expires?|painted|drawn|engraved|photographed|filmed|produced|performed|recorded|composed|done|"
    "executed|designed|modell?ed|carved|woven|registered|patented|minted|struck|conceived|manufactured|fabricated|"
    "bap|bapt|baptised|baptized|bp|christened|chr|bur|buried|married|marr|will(?: dated| proved)?|proved|probate|"
    "adopted|ratified|enacted|promulgated|approved|concluded|(?:entry|entered|came|coming) into (?:force|effect)|"
    "in (?:force|effect)|effective|commissioned|launched|opened|model|negative|amended|revised|filed|granted)"
)
"""What gives a thing a date of its own: beside another date, neither may be left out."""

ACTIVITY = (
    f"(?:{DEEDS}|re-?made|print(?:ed)?|re-?printed|published|re-?published|re-?created|re-?issued|exhibited|cast|"
    "reproduced|refabricated|reconstructed|reworked|edited|editioned|copied|restored|assembled|posthumous(?:ly)?|"
    "inscribed|hallmarked|postmarked|stamped|received|altered|pub|copyright(?: date)?)"
)
"""What is done to a thing on a date, as catalogues say it."""

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

CARDINALS = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
}
"""Number words to numbers: one, twelve, twenty."""

DECADES = {
    "tens": 10, "teens": 10, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
"""The words of decades to the year that they begin with, within a century."""


def _ordinal_words() -> dict[str, str]:
    """Return the words of 1st to 31st, and of the tens beyond."""
    words = {word: number for number, word in enumerate(_ORDINALS, 1)}
    words |= {f"{tens[:-1]}ieth": 10 * number for number, tens in enumerate(_TENS, 2)}
    words |= {
        f"{tens} {word}": 10 * number + unit
        for number, tens in enumerate(_TENS, 2)
        for unit, word in enumerate(_ORDINALS[:9], 1)
    }
    return {word: ordinal(number) for word, number in words.items()}


def ordinal(number: int) -> str:
    """Write a number as 1st, 2nd, 3rd, 4th.

    >>> ordinal(1), ordinal(12), ordinal(22)
    ('1st', '12th', '22nd')
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_ORDINAL_WORDS = _ordinal_words()
# The longest first, so that "twenty first" is not read as a "first".
_ORDINAL_WORD = re.compile(r"\b(" + "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True)) + r")\b")
# A dash between two numbers is no hyphen of EDTF or of a date in digits: it becomes one with spaces.
_DASH = re.compile(
    r"(?<=\d)(?<![\u2010-\u2015-]\d\d)[\u2012-\u2015\u2212](?=\??(?:c\.? ?)?\d)(?!\d\d[\u2010-\u2015-]\d)"
    r"|(?<=[a-z])(?:(?<!mid)(?<!early)(?<!late)[\u2012-\u2015\u2212](?=\d)|(?<!mid)[\u2012-\u2015](?=\d\d?(?:st|nd|rd|th)))"
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **{raised: str(number) for number, raised in enumerate("\u2070\u00b9\u00b2\u00b3\u2074")},
        "\u2044": "/",
        "\u00bc": "1/4",
        "\u00bd": "1/2",
        "\u00be": "3/4",
        "\u2153": "1/3",
        "\u2154": "2/3",
        **dict.fromkeys("\u2018\u2019\u02bc`", "'"),
        **dict.fromkeys("\u2248\u223c", "~"),
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u00b4": "'",
        **dict(zip("\u02b0\u02b3\u02e2\u1d48\u1d49\u1d57\u207f", "hrsdetn", strict=True)),
    }
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
"""Characters that show nothing: soft hyphens, joiners, marks of direction and of the byte order."""


class Pattern:
    """A regular expression that is compiled when it is first tried: one text needs few of them."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._compiled: re.Pattern[str] | None = None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole of a text, or return None."""
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled.fullmatch(text)


def visible(text: str) -> str:
    """Return a text without the characters that show nothing, and without white space around it.

    >>> visible("\ufeff1743\u200b ")
    '1743'
    """
    return (text if text.isascii() else text.translate(_INVISIBLE)).strip()


def normal(text: str) -> str:
    """Write a text in lower case, with plain dashes, quotes and spaces, and without dots after letters.

    >>> normal("Sept. 1999 \u2013 A.D. 2001"), normal("c.1920"), normal("1909\u201310")
    ('sept 1999 - ad 2001', 'c 1920', '1909 - 10')
    """
    if not text.isascii():
        text = _DASH.sub(" - ", text).translate(_SIGNS)
    text = " ".join(text.lower().split())
    if "'s" in text:
        text = re.sub(r"(?<=\d0)'s\b", "s", text)
    return re.sub(r"(?<=[a-z])\.(?!\.)", _without_dot, text) if "." in text else text


def _without_dot(found: re.Match[str]) -> str:
    # C18 is a century, c.18 is circa.
    before, behind = found.string[: found.start()], found.string[found.end() :]
    return " " if behind[:1].isdigit() and before.endswith("c") and not before[-2:-1].isalpha() else ""


def numbered(text: str) -> str:
    """Write ordinal words as numbers.

    >>> numbered("the twenty-first century"), numbered("first quarter")
    ('the 21st century', '1st quarter')
    """
    text = re.sub(r"\b(" + "|".join(_TENS) + r")-(?=[a-z]+(st|nd|rd|th)\b)", r"\1 ", text)
    return _ORDINAL_WORD.sub(lambda found: _ORDINAL_WORDS[found[1]], text)
