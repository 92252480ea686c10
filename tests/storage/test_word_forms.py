"""Other forms of a word are those with its stem: what a list of the words of the collection finds too."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from snowballstemmer import stemmer

from dateline.errors import InvalidQuery
from dateline.storage.reading.word_forms import other_forms, wanted_phrases

TEXTS = sorted((Path(__file__).parents[2] / "events").rglob("*.toml"))


def test_the_forms_of_every_word_of_the_collection_are_found():
    words = {word for file in TEXTS for word in re.findall(r"[a-z]{3,}", file.read_text("utf-8").lower())}
    english, alike = stemmer("english"), defaultdict(set)
    for word in words:
        alike[english.stemWord(word)].add(word)
    several = {word: found for found in alike.values() if len(found) > 1 for word in found}
    assert len(several) > 400
    missing = {word: found - set(other_forms(word)) for word, found in several.items()}
    assert {word: found for word, found in missing.items() if found} == {}


@pytest.mark.parametrize(
    ("word", "found", "other"),
    [
        ("election", {"elected", "elects", "elections", "election"}, {"electron", "select"}),
        ("treaties", {"treaty", "treaties"}, {"treat", "treated"}),
        ("banned", {"ban", "bans", "banning"}, {"bank", "band"}),
        ("sign", {"signed", "signing"}, {"signal", "signature"}),
        ("1999", {"1999"}, {"1999s"}),
        ("договор", {"договор"}, set()),
    ],
)
def test_forms(word, found, other):
    assert found <= set(other_forms(word))
    assert not other & set(other_forms(word))


def test_a_phrase_stands_for_all_forms_of_its_words():
    assert {"gas talks ", "gas talk "} <= set(wanted_phrases("gas talks"))
    assert all(phrase.endswith(" contr") for phrase in wanted_phrases("gases contr*"))
    assert all(not phrase.endswith(" ") for phrase in wanted_phrases("gas contr*"))
    with pytest.raises(InvalidQuery, match="too many words"):
        wanted_phrases("election agreement president")
