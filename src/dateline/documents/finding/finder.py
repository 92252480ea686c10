"""Finds the dates of a text and says what each means, by which rule, and what it counts from."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.documents.finding.context import Context, NamedTimes
from dateline.documents.finding.grammar import NAMES, SHAPE
from dateline.documents.finding.letters import places, split
from dateline.documents.finding.manner import is_news
from dateline.documents.finding.meaning import Meaning
from dateline.documents.finding.meanings import meanings
from dateline.documents.finding.parts import Parts
from dateline.documents.finding.surroundings import Surroundings
from dateline.documents.finding.values import When
from dateline.light_classes import NamedTuple

_STRETCH = 200_000
"""Characters that are read together; a paragraph is never parted."""


class Found(NamedTuple):
    """A date in a text: where it stands, its words, its core as EDTF, and the rule that read it.

    The core leaves out words such as "early" and "since". It is None for words that name no time; `reference` then is
    past, present, future, ambiguous, anchored or none. `anchor` is the EDTF of what it counts from.
    """

    start: int
    end: int
    text: str
    core: str | None
    rule: str
    unit: str = "year"
    reference: str | None = None
    anchor: str | None = None


def find_dates(
    text: str, written: When | None = None, *, news: bool | None = None, named: NamedTimes | None = None
) -> Iterator[Found]:
    """Yield the dates of a text in order.

    `written` is the day, month or year of the document. In `news` words count from it, in a narrative from what the
    text told last; None finds out which it is. `named` gives the time of an event from words for it ("the treaty").
    """
    context: Context | None = None
    for begin, stretch in _stretches(text):
        words, letters = split(stretch)
        if context is None:
            context = Context(written, named, news=is_news(words, letters, written) if news is None else news)
        context.history.clear()  # its tokens are those of the stretch before
        if SHAPE.search(letters) is not None:
            yield from _of_stretch(stretch, begin, words, letters, context)


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in parts, with where each begins: the words of a whole book would take much memory."""
    begin = 0
    while begin < len(text):
        end = text.find("\n\n", begin + _STRETCH)
        end = len(text) if end < 0 else end
        yield begin, text[begin:end]
        begin = end


def _of_stretch(text: str, begin: int, words: list[str], letters: str, context: Context) -> Iterator[Found]:
    starts = places(text)
    for match in SHAPE.finditer(letters):
        first, last = match.span()
        parts = Parts(words[first:last], letters[first:last])
        around = Surroundings(words, letters, first, last)
        for meaning in meanings(NAMES[match.lastindex or 0], parts, context, around):
            if meaning.when is not None:
                context.told(meaning.when, first, main=meaning.main)
            end = last if meaning.last is None else first + meaning.last
            start, stop = starts[first + meaning.first], starts[end - 1] + len(words[end - 1])
            yield _found(text[start:stop], begin + start, meaning)


def _found(words: str, start: int, meaning: Meaning) -> Found:
    when, anchor = meaning.when, meaning.anchor
    core, unit = (when.edtf, when.unit) if when else (None, "year")
    counted = meaning.named or (anchor.edtf if anchor else None)
    return Found(start, start + len(words), words, core, meaning.rule, unit, meaning.reference, counted)
