"""The tables of words are whole: every language has every kind, and no word means two things of one kind."""

import pytest
from dates.languages.cases import LANGUAGES

from dateline.dates.convention_settings import LANGUAGES as SETTINGS
from dateline.dates.languages import translated
from dateline.dates.languages.folding import folded
from dateline.dates.languages.tables import KEYS, SECTIONS, _entries, spellings, table, vocabulary
from dateline.dates.languages.tokens import tokens

OPTIONAL = {"ordinals", "cardinals", "compounds"}
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def test_the_setting_has_the_same_languages():
    assert set(SETTINGS) == {"en", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_kind(language):
    words = table(language)
    assert set(words) == {"writing", "words", *SECTIONS}
    assert set(words["writing"]) == {"apostrophe_joins", "decade_suffixes", "ordinal_suffixes", "years_before_decade"}
    assert set(words["words"]) == {"nothing", "undated"}
    for section, keys in KEYS.items():
        assert set(words[section]) <= set(keys), section
        if section not in OPTIONAL:
            assert [key for key in keys if not words[section].get(key)] == [], section
    assert {str(number) for number in range(1, 21)} | {"last"} <= set(words["ordinals"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_means_two_things_of_one_kind(language):
    words = table(language)
    apostrophe = vocabulary(language).apostrophe
    seen: dict = {}
    for phrase, kind, value in _entries(words):
        for spelling in spellings(phrase):
            seen.setdefault((folded(spelling, apostrophe).lower(), kind), set()).add(value)
    assert {key: values for key, values in seen.items() if len(values) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_the_names_of_cldr_are_known(language, width, context):
    dates = pytest.importorskip("babel.dates")
    for number, name in dates.get_month_names(width, context, language).items():
        assert translated(f"{name} 1999", language) == f"{MONTHS[number - 1]} 1999"
    for number, name in dates.get_day_names(width, context, language).items():
        assert [each["weekday"] for each in tokens(name, vocabulary(language)) or []] == [number + 1]


@pytest.mark.parametrize("language", ["ru", "uk", "be", "de", "pl"])
def test_every_day_of_a_month_has_a_word(language):
    """The first 31 ordinals, some of which are two words."""
    words = table(language)["ordinals"]
    month = {"ru": "мая", "uk": "травня", "be": "мая", "de": "Mai", "pl": "maja"}[language]
    for number in range(1, 32):
        key = str(number)
        text = spellings(words[key][0])[0] if key in words else _sum(language, number)
        assert translated(f"{text} {month} 1999", language) == f"{number} may 1999"


def _sum(language, number):
    words = table(language)
    tens = words["cardinals"][str(number // 10 * 10)][0]
    return f"{tens} {spellings(words['ordinals'][str(number % 10)][0])[0]}"


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_day_of_a_month_has_a_number(language):
    month = {"fr": "mai", "es": "de mayo de"}[language]
    for number in range(1, 32):
        for phrase in table(language)["cardinals"][str(number)]:
            assert translated(f"{phrase} {month} 1999", language) == f"{number} may 1999"
