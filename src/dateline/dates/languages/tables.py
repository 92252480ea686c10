"""The tables of words: each phrase of a language to what it means in a date."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from dateline.dates.languages.folding import folded

Meaning = dict[str, Any]
"""Kind to value of one word or number, such as {"month": 12}; a word with two meanings has two kinds."""

LAST = -1
"""The number of "last", as in the last quarter."""

SECTIONS = {
    "months": "month",
    "weekdays": "weekday",
    "seasons": "season",
    "ordinals": "n",
    "cardinals": "n",
    "decades": "dec",
    "parts": "part",
    "units": "unit",
    "bounds": "bound",
    "tails": "tail",
    "doubts": "doubt",
    "compounds": "compound",
    "eras": "era",
    "styles": "style",
    "links": "",
    "years": "",
}
"""The sections of a table and the kind of their words; where it is empty, the key is the kind."""

KEYS: dict[str, tuple[str, ...]] = {
    "months": tuple(map(str, range(1, 13))),
    "weekdays": tuple(map(str, range(1, 8))),
    "seasons": ("spring", "summer", "autumn", "winter"),
    "ordinals": (*map(str, range(1, 32)), "last"),
    "cardinals": tuple(map(str, range(1, 32))),
    "decades": tuple(map(str, range(10, 100, 10))),
    "parts": ("early", "mid", "late"),
    "units": ("century", "decade", "millennium", "half", "third", "quarter"),
    "bounds": ("before", "after", "by", "until", "since", "not before"),
    "tails": ("or earlier", "or later", "to present"),
    "doubts": ("circa", "possibly"),
    "compounds": tuple(
        f"{part} {season}" for part in ("early", "mid", "late") for season in ("spring", "summer", "autumn", "winter")
    ),
    "eras": ("bc", "ad"),
    "styles": ("os", "ns"),
    "links": ("from", "to", "between", "and", "or", "turn"),
    "years": ("year", "years"),
}
"""The keys that each section may have."""


class Vocabulary(NamedTuple):
    """The words of one language; `phrases` has the phrases that begin with a word, the longest first."""

    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]]
    decade_suffixes: frozenset[str]
    ordinal_suffixes: frozenset[str]
    apostrophe: str


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language; its table is read once.

    Raises:
        FileNotFoundError: there is no table of that language.
    """
    return _vocabulary(table(language))


def table(language: str) -> dict[str, Any]:
    """Return the table of a language as it is written."""
    import tomllib
    from pkgutil import get_data  # costs 5 ms less than importlib.resources

    data = get_data("dateline.dates.languages", f"{language}.toml") or b""
    return tomllib.loads(data.decode("utf-8"))


def _vocabulary(words: dict[str, Any]) -> Vocabulary:
    writing = words["writing"]
    apostrophe = "" if writing["apostrophe_joins"] else " "
    meanings: dict[tuple[str, ...], Meaning] = {}
    for phrase, kind, value in _entries(words):
        for spelling in spellings(phrase):
            key = tuple(folded(spelling, apostrophe).lower().replace("-", " ").replace(".", " ").split())
            meanings.setdefault(key, {})[kind] = value
    for meaning in meanings.values():
        if "n" in meaning:
            meaning["word"] = True
        if "years" in meaning and writing["years_before_decade"]:
            meaning["led"] = True
    return Vocabulary(
        _by_first_word(meanings),
        frozenset(folded(each, apostrophe) for each in writing["decade_suffixes"]),
        frozenset(folded(each, apostrophe) for each in writing["ordinal_suffixes"]),
        apostrophe,
    )


def _entries(words: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return phrase, kind and value of all words of a table."""
    found: list[tuple[str, str, Any]] = [(phrase, "noise", True) for phrase in words["words"]["nothing"]]
    found += [(phrase, "undated", True) for phrase in words["words"]["undated"]]
    for section, kind in SECTIONS.items():
        for key, phrases in words[section].items():
            value = LAST if key == "last" else int(key) if key.isdigit() else key
            found += [(phrase, kind or key, value) for phrase in phrases]
    return found


def spellings(phrase: str) -> list[str]:
    """Return the spellings of an entry: a stem with its endings between strokes, umlauts also as two letters.

    >>> spellings("начал/о/а/е"), spellings("März"), spellings("Jahr//e/en")
    (['начало', 'начала', 'начале'], ['März', 'Maerz'], ['Jahr', 'Jahre', 'Jahren'])
    """
    stem, *endings = phrase.split("/")
    forms = [stem + ending for ending in endings] if endings else [stem]
    return [each for form in forms for each in dict.fromkeys((form, form.translate(_UMLAUTS)))]


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _by_first_word(meanings: dict[tuple[str, ...], Meaning]) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for key in sorted(meanings, key=len, reverse=True):
        phrases.setdefault(key[0], []).append((key, meanings[key]))
    return phrases
