"""Folding of names, and the nearest of them."""

from __future__ import annotations

import difflib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.names import fold, fold_each, nearest, wanted_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Alexander Lukashenko", "alexander lukashenko"),
        ("  Alexander\t\nLukashenko ", "alexander lukashenko"),
        ("Śiarhiej  Sidorski", "siarhiej sidorski"),
        ("ЛУКАШЕНКО", "лукашенко"),
        ("Аляксандр Лукашэнка", "аляксандр лукашэнка"),
        ("Ельцин, Борис", "ельцин борис"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("belarus-referendum-1995", "belarus referendum 1995"),
        ("energy/gas", "energy gas"),
        ("O'Neill", "o neill"),
        ("100 %", "100"),
        ("_under_", "under"),
        ("ﬁne", "fine"),
        ("!!!", ""),
        ("", ""),
        ("白俄罗斯", "白俄罗斯"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Niger", "niger "), ("Niger*", "niger"), ('"São Tomé"', "sao tome "), ("“Niger”", "niger "),
        ("„Niger*“", "niger"), ("«Niger»*", "niger"), (" Upper  Nig* ", "upper nig"), ('screen of 12"', "screen of 12 "),
        ("Côte d’Ivoire", "cote d ivoire "),
    ],
)  # fmt: skip
def test_a_star_asks_for_the_beginning_of_a_word(text, wanted):
    assert wanted_words(text) == wanted


@given(st.text())
def test_folding_leaves_no_wildcard_and_no_doubled_blank(text):
    folded = fold(text)
    assert not set("%_\\\n\t") & set(folded)
    assert folded == " ".join(folded.split())


def plainly_folded(text: str) -> str:
    """Fold as the rule says, letter by letter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


_TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aZ9 –éŚßﬁᴬ𝐀я́İ_")))


@given(_TEXTS)
def test_folding_whole_texts_is_folding_letter_by_letter(text):
    assert fold(text) == plainly_folded(text)


@given(st.lists(_TEXTS.map(lambda text: text.replace("\0", ""))))
def test_texts_folded_together_are_those_folded_one_by_one(texts):
    assert [" ".join(each.split()) for each in fold_each(texts)] == list(map(fold, texts))


NAMES = ("Russia", "Belarus", "Boris Yeltsin", "Yeltsin", "Vladimir Putin", "Ельцин", "energy/gas")


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("russa", "Russia"),
        ("RUSSIA", "Russia"),
        ("Belorus", "Belarus"),
        ("putin", "Vladimir Putin"),
        ("Yelstin", "Yeltsin"),
        ("Елцин", "Ельцин"),
        ("energy gas", "energy/gas"),
        ("gas", "energy/gas"),
    ],
)
def test_nearest_first(wanted, first):
    assert nearest(wanted, NAMES)[0] == first


@pytest.mark.parametrize("wanted", ["xyzzy", "", "!!!"])
def test_nothing_near(wanted):
    assert nearest(wanted, NAMES) == []


def test_as_many_as_asked_and_each_once():
    names = ["Ann Lee", "ann lee", "Anna Lee", "Anne Lee", "Ann Lees"]
    assert nearest("ann le", names, 2) == nearest("ann le", names)[:2]
    assert len(nearest("ann le", names)) == 3
    assert not {"Ann Lee", "ann lee"} <= set(nearest("ann le", names, 5))
    assert nearest("ann", []) == []


def _all_at_once(wanted, names, count=3):
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(fold(name), name)
    folded = fold(wanted)
    containing = sorted((f for f in by_folded if len(folded) > 2 and folded in f), key=len)[:count]
    similar = difflib.get_close_matches(folded, by_folded, n=count, cutoff=0.6)
    return [by_folded[f] for f in dict.fromkeys(containing + similar)][:count]


_NEAR_NAMES = st.text("abcC é-", max_size=7)


@given(_NEAR_NAMES, st.lists(_NEAR_NAMES, max_size=25), st.integers(1, 4))
def test_names_are_compared_one_by_one(wanted, names, count):
    """Nothing is kept of a name that is not near; what is found is what is nearest of all."""
    assert nearest(wanted, iter(names), count) == _all_at_once(wanted, names, count)
