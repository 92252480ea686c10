"""Dates in words of seven languages: what each says, what is rejected, and that nothing unknown is left out."""

import pytest
from dates.languages.cases import LANGUAGES, PARALLEL, SAMPLES, in_language
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates.conventions import Conventions
from dateline.dates.languages import readings, translated
from dateline.dates.prose.interpretation import LONGEST_TEXT, ambiguous, from_prose, settled

TEXTS = [(language, row[2 + place]) for row in PARALLEL for place, language in enumerate(LANGUAGES)]
TEXTS += [(language, text) for language, rows in SAMPLES.items() for text, wanted in rows if wanted != "?"]


@pytest.mark.parametrize("place", range(len(LANGUAGES)), ids=LANGUAGES)
def test_the_same_dates_in_all_languages(place):
    """Each text gives the EDTF that was worked out by hand; where that depends on the English, the same English."""
    language = LANGUAGES[place]
    wrong = []
    for english, edtf, *texts in PARALLEL:
        text = texts[place]
        good = translated(text, language) == english if edtf == "=" else in_language(text, language) == [edtf]
        if not good:
            wrong.append((text, translated(text, language), in_language(text, language), english, edtf))
    assert wrong == []
    assert len(PARALLEL) >= 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_footnotes_and_catalogues(language):
    wrong = []
    for text, wanted in SAMPLES[language]:
        english = wanted.startswith("= ")
        found = [f"= {translated(text, language)}"] if english else in_language(text, language) or ["?"]
        if found != [wanted]:
            wrong.append((text, found, wanted))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_setting_the_same_is_read_or_asked(language):
    """No text of a sample is settled as something else when the language is not set."""
    wrong = []
    for text, wanted in SAMPLES[language]:
        found = in_language(text, None)
        if not wanted.startswith(("=", "?")) and wanted not in found:
            wrong.append((text, found, wanted))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "edtf", "rule"),
    [
        ("осень 2000", "2000-23", "Russian: season and year"),
        ("8 de diciembre de 1999", "1999-12-08", "Spanish: day, month, year"),
        ("mai 1999", "1999-05", "French or German: month and year"),
        ("1999, mai", "1999-05", "French or German: month and year"),
        ("VI w.", "05XX", "Polish: century by its hundreds"),
    ],
)
def test_the_rule_names_the_language(text, edtf, rule):
    chosen = settled(from_prose(text))
    assert (chosen.edtf, chosen.rule) == (edtf, rule)


def test_languages_that_disagree_ask():
    """French v. is vers, about; German v. is vor, before."""
    found = from_prose("v. 1900")
    assert ambiguous(found)
    assert settled(found) is None
    assert [each.rule.partition(":")[0] for each in found] == ["French", "German"]
    assert in_language("v. 1900", "fr") == ["1900~"]


def test_english_is_read_first_and_other_languages_only_without_a_setting():
    assert from_prose("mai 1999", conventions=Conventions(language="en")) == ()
    assert from_prose("8 December 1999")[0].rule == "day, month, year"
    assert from_prose("8 December 1999", conventions=Conventions(language="ru")) == ()
    assert in_language("8.12.1999", "ru") == ["1999-12-08"]
    assert in_language("1999-12", "ru") == ["1999-12"]


def test_words_that_count_from_today_are_read_whatever_the_language():
    anchor = from_prose("2000-10-15")[0].date
    for text, edtf in (("today", "2000-10-15"), ("-30d", "2000-09-15")):
        assert from_prose(text, anchor, Conventions(language="ru"))[0].edtf == edtf


@pytest.mark.parametrize(
    ("language", "text", "english"),
    [
        ("ru", "25 октября (7 ноября) 1917 г.", "25 october (7 november) 1917"),
        ("ru", "25 октября 1917 г. (7 ноября 1917 г.)", "25 october 1917 (7 november 1917)"),
        ("ru", "8 (20) мая 1899", "8 (20) may 1899"),
        ("ru", "12/24 марта 1801", "12/24 march 1801"),
        ("ru", "28 янв./9 февр. 1837 г.", "28 january/9 february 1837"),
        ("ru", "14 декабря 1825 г. (ст. ст.)", "14 december 1825 os"),
        ("uk", "22 січня 1918 року за новим стилем", "22 january 1918 ns"),
        ("be", "25 сакавіка 1918 г. (н. ст.)", "25 march 1918 ns"),
        ("fr", "25 octobre (7 novembre) 1917", "25 october (7 november) 1917"),
        ("de", "25. Oktober 1917 a. St.", "25 october 1917 os"),
        ("es", "25 de octubre (7 de noviembre) de 1917", "25 october (7 november) 1917"),
        ("pl", "22 stycznia 1863 r. n. st.", "22 january 1863 ns"),
    ],
)
def test_days_in_two_calendars_keep_both(language, text, english):
    """How they are counted is not the business of a language."""
    assert translated(text, language) == english


REJECTED = {
    "ru": ["20 лет", "1990 гг.", "май XIX века", "XXXV век", "в 1999 при царе", "весна осень 1999", "с", "конец", "1900 ст. ст.", "май (июнь) 1999", "8) 20 ( мая 1899", "20-е числа мая 1945", "1999 декабрь 2000"],
    "uk": ["20 років", "від 15 до 20 років", "травень XIX століття", "за царя 1654", "1990 рр.", "кінець", "перші роки XX ст."],
    "be": ["20 гадоў", "май XIX стагоддзя", "пры цару 1654", "1990 гг.", "канец"],
    "fr": ["20 années", "années 1980-1990", "le 18 brumaire an VIII", "mai du XIXe siècle", "sous Louis XIV", "fin", "dernières décennies du XIXe siècle"],
    "de": ["20 Jahre", "17. Juni 1953 (Mittwoch)", "Ostern 1525", "Mai 19. Jahrhundert", "unter Karl V.", "Ende", "die letzten Jahrzehnte des 19. Jahrhunderts"],
    "es": ["20 años", "años 1950-1960", "mayo del siglo XIX", "reinado de Carlos V", "fin", "de"],
    "pl": ["20 lat", "lata 1999", "maj XIX wieku", "za króla 1569", "koniec", "z"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_date_is_not_read(language):
    read = {text: translated(text, language) for text in REJECTED[language]}
    assert {text: found for text, found in read.items() if found and in_language(text, language)} == {}


@given(st.sampled_from(TEXTS), st.integers(0, 30), st.sampled_from(["pomidor", "кукуруза", "№", "@", "12345"]))
def test_a_text_with_one_unknown_word_is_not_translated(pair, place, word):
    """Nothing is left out in silence."""
    language, text = pair
    words = text.split()
    place = min(place, len(words))
    assert translated(" ".join((*words[:place], word, *words[place:])), language) is None


@given(st.sampled_from(TEXTS))
def test_accents_and_spaces_change_nothing(pair):
    import unicodedata

    language, text = pair
    wanted = translated(text, language)
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    assert translated(bare, language) == wanted
    assert translated(f"  {text.replace(' ', '  ')} ", language) == wanted
    assert translated(text.replace(" ", "\u00a0"), language) == wanted


@given(st.sampled_from(TEXTS))
def test_capitals_change_nothing(pair):
    """But for Roman numbers, which a lone letter in capitals is."""
    language, text = pair
    upper = " ".join(word if len(word.strip(".,()[]")) == 1 else word.upper() for word in text.split())
    assert translated(upper, language) in (translated(text, language), None)
    if text[1:2].isalpha():
        assert translated(text[:1].upper() + text[1:], language) == translated(text, language)


@given(st.sampled_from(TEXTS))
def test_the_english_of_each_translation_is_read_alike(pair):
    """A translation is plain ASCII, and a text in its language is read as its English is."""
    language, text = pair
    english = translated(text, language) or ""
    assert english.isascii()
    assert english == english.lower()
    if found := from_prose(english):
        assert in_language(text, language) == [each.edtf for each in found if each.rank == 0]


@given(st.sampled_from(LANGUAGES), st.text("0123456789XVIхгеrs.-/,?() []дпнabйéß²١\ud800", max_size=LONGEST_TEXT))
def test_any_text_is_translated_or_not_without_an_error(language, text):
    found = translated(text, language)
    assert found is None or found.isascii()


@given(
    st.sampled_from(LANGUAGES),
    st.lists(st.sampled_from([word for _, text in TEXTS for word in text.split()]), max_size=30),
)
def test_words_of_dates_in_any_order_are_translated_or_not_without_an_error(language, words):
    found = translated(" ".join(words), language)
    assert found is None or found.isascii()


def test_only_languages_of_the_script_are_tried():
    assert {language for language, _ in readings("май 1999 г.")} <= {"ru", "uk", "be"}
    assert readings("12/24") == []
    assert readings("May 1999", "en") == []
