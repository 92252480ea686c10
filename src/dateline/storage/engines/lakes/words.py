"""Words in a lake: which events have the phrases of a pattern, by the index of words.

The index is the table `event_text`, a row for each word of each event, sorted by words: an engine reads of it only the
row groups that can hold a word. A statement asks `SELECT event FROM event_text WHERE asked = $words`; before it runs,
`spread` puts a SELECT in the place of this for the phrases that the pattern `words` asks for. Its words are parameters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from dateline.storage.engines.engine import Column
from dateline.storage.statements.shapes import ASKED

_ASKED = re.compile(re.escape(ASKED.format("")) + r"([:$])(\w+)")
_LAST = "\U0010ffff"
"""What follows the beginning of a word is before this one, by code points."""


def pattern(column: Column, phrases: Iterable[Sequence[str]], every: bool) -> str:
    """Return which column is asked for any, or every, of the phrases, each in one of its forms, as JSON."""
    return json.dumps([column, every, list(map(list, phrases))])


def spread(sql: str, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a statement that asks the index for the words of its patterns, and the values of their parameters.

    A pattern without a value is left as it is.
    """
    words: dict[str, str] = {}

    def selected(found: re.Match[str]) -> str:
        mark, name = found.groups()
        return _Selects(mark, name, words).of(values[name]) if name in values else found.group()

    return _ASKED.sub(selected, sql), words


class _Selects:
    """Writes the SELECT of a pattern, and adds the values of its parameters, whose names begin alike, to `words`."""

    def __init__(self, mark: str, name: str, words: dict[str, str]) -> None:
        self._mark, self._name, self._words = mark, name, words
        self._number = 0

    def of(self, text: str) -> str:
        """Return a SELECT of the events that have the phrases of a pattern; an event may come several times.

        It has no brackets around it: Spark takes `IN ((SELECT …))` for a list of one value.
        """
        self._column, every, phrases = json.loads(text)
        parts = [self._phrase(forms) for forms in phrases]
        if not every or len(parts) == 1:
            return " UNION ALL ".join(parts)
        return " INTERSECT ".join(f"({part})" for part in parts)

    def _phrase(self, forms: Sequence[str]) -> str:
        return " UNION ALL ".join(self._in_a_row(*each) for each in _places(forms))

    def _in_a_row(self, places: Sequence[Sequence[str]], whole: bool) -> str:
        """Return a SELECT of the events with one of the words of each place, side by side; the last word may go on."""
        last = len(places) - 1
        tables = [f"event_text w{i}" for i in range(len(places))]
        follows = [f" ON w{i}.event = w0.event AND w{i}.nth = w0.nth + {i}" for i in range(1, len(places))]
        joined = " JOIN ".join([tables[0], *(f"{table}{on}" for table, on in zip(tables[1:], follows, strict=True))])
        wanted = [self._word(f"w{i}", words, whole or i < last) for i, words in enumerate(places)]
        return f"SELECT w0.event FROM {joined} WHERE {' AND '.join(wanted)}"

    def _word(self, table: str, words: Sequence[str], whole: bool) -> str:
        if not whole:
            going_on = (f"{table}.word BETWEEN {self._value(w)} AND {self._value(w + _LAST)}" for w in words)
            found = f"({' OR '.join(going_on)})"
        elif len(words) == 1:
            found = f"{table}.word = {self._value(words[0])}"
        else:
            found = f"{table}.word IN ({', '.join(map(self._value, words))})"
        return f"{table}.field = '{self._column}' AND {found}"

    def _value(self, word: str) -> str:
        name = f"{self._name}_{self._number}"
        self._number += 1
        self._words[name] = word
        return f"{self._mark}{name}"


def _places(forms: Sequence[str]) -> Iterator[tuple[list[list[str]], bool]]:
    """Yield the words that can stand at each place of a phrase, and whether its last word is whole.

    The forms of a phrase are those of each of its words with those of every other (`word_forms`); where they are not,
    each of them is a phrase of its own. A phrase without words is in no event.
    """
    alike: dict[tuple[int, bool], list[tuple[str, ...]]] = {}
    for form in forms:
        if words := tuple(form.split()):
            alike.setdefault((len(words), form.endswith(" ")), []).append(words)
    for (_, whole), several in alike.items():
        places = [list(dict.fromkeys(words)) for words in zip(*several, strict=True)]
        if set(several) == set(product(*places)):
            yield places, whole
        else:
            yield from (([[word] for word in each], whole) for each in several)
