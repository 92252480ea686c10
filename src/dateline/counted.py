"""Numbers with nouns: 1 event, 2 events, 1,200 batches. All messages count with this, so none says "1 events have"."""

from __future__ import annotations

_VERBS = {
    "have": "has", "are": "is", "belong": "belongs", "come": "comes", "lie": "lies", "say": "says", "refer": "refers",
    "disagree": "disagrees", "differ": "differs", "give": "gives", "begin": "begins", "gave": "gave",
    "match": "matches",
}  # fmt: skip
"""What is said of several, and of one."""


def counted(number: int, noun: str, verb: str = "") -> str:
    """Return a number with what is counted, and perhaps a verb, which is given as for several: `have`, `are`.

    >>> counted(1, "event"), counted(1200, "batch"), counted(1, "row", "have"), counted(2, "century")
    ('1 event', '1,200 batches', '1 row has', '2 centuries')
    """
    said = f"{number:,} {noun if number == 1 else plural(noun)}"
    return f"{said} {_VERBS[verb] if number == 1 else verb}" if verb else said


def plural(noun: str) -> str:
    """Return a noun for several; only its last word changes."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "s", "x")) else f"{noun}s"


def of_one(sentence: str) -> str:
    """Return a sentence about several things, "events have no day", as it is for one: "event has no day".

    Its first word, or the one behind an adjective, is what is counted.
    """
    words = sentence.split(" ")
    noun = 0 if words[0].endswith("s") else 1
    words[noun] = _singular(words[noun])
    verbs = [place for place, word in enumerate(words) if word in _VERBS]
    for place in verbs:
        if place == verbs[0] or words[place - 1] == "and":
            words[place] = _VERBS[words[place]]
    return " ".join(words)


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if noun.endswith(("ches", "shes", "xes")) else noun.removesuffix("s")


def sentence(number: int, said: str) -> str:
    """Return a number with a sentence about so many things, which is given as for several.

    >>> sentence(1, "events have bounds out of order"), sentence(2, "events have bounds out of order")
    ('1 event has bounds out of order', '2 events have bounds out of order')
    """
    return f"{number:,} {of_one(said) if number == 1 else said}"
