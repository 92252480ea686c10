"""Other English forms of words: those with the same stem, by the English stemmer of Snowball.

A query asks for all forms of a word one by one, so that every engine finds the same events, whatever its own stemmer
would say, and no index of stems must be kept.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from dateline.errors import InvalidQuery
from dateline.names import wanted_words

_ENDINGS = (
    "", "s", "es", "e", "y", "ies", "ied", "ying", "ed", "ing", "ings", "er", "ers", "or", "ors", "ion", "ions",
    "ional",
    "ive", "ives", "ively", "al", "ally", "als", "ality", "ly", "ment", "ments", "ement", "ements", "ness", "iness",
    "able", "ably", "ability", "ible", "ibly", "ibility", "ate", "ates", "ated", "ating", "ately", "ation", "ations",
    "ational", "ator", "ators", "ative", "ize", "izes", "ized", "izing", "ization", "ise", "ised", "ising", "isation",
    "ism", "ity", "ities", "ier", "iest", "ic", "ics", "ical", "ically", "ance", "ances", "ence", "ences", "ency",
    "ant", "ants", "ent", "ents", "ently", "ful", "ous", "ously", "ely", "eds", "eable", "ility", "atives",
)  # fmt: skip
"""What the stemmer takes off a word."""
_DOUBLING = ("", "s", "ed", "ing", "ings", "er", "ers")
"""Endings before which the last letter may be doubled."""
_MOST = 6_000
"""So many phrases may a phrase stand for."""


def wanted_phrases(text: str) -> list[str]:
    """Return the folded phrases that `text` stands for with all forms of its words, each as `wanted_words` has it.

    A word with a star stands for itself.

    Raises:
        InvalidQuery: they are too many.
    """
    phrase = wanted_words(text)
    words, whole = phrase.split(), phrase.endswith(" ")
    forms = [(word,) if word is words[-1] and not whole else other_forms(word) for word in words]
    found = [" ".join(each) + " " * whole for each in product(*forms)] if _number(forms) <= _MOST else []
    if not found:
        raise InvalidQuery(f"--stems: {text!r} has too many words", "give each word by itself")
    return found


def _number(forms: list[tuple[str, ...]]) -> int:
    found = 1
    for each in forms:
        found *= len(each)
    return found


@cache
def other_forms(word: str) -> tuple[str, ...]:
    """Return a folded word and the words with its stem, in order of letters.

    >>> {"elected", "elections"} <= set(other_forms("election"))
    True
    """
    if not (word.isascii() and word.isalpha()):
        return (word,)
    from snowballstemmer import stemmer

    english = stemmer("english")
    stem = english.stemWord(word)
    beginnings = [stem, stem[:-1], *([f"{stem[:-1]}y"] if stem.endswith("i") else ())]
    guesses = {f"{beginning}{ending}" for beginning in beginnings if beginning for ending in _ENDINGS}
    guesses |= {f"{stem}{stem[-1:]}{ending}" for ending in _DOUBLING}
    ordered = sorted(guesses | {word})
    return tuple(guess for guess, its in zip(ordered, english.stemWords(ordered), strict=True) if its == stem)
