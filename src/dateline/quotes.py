"""Quotes compared with the texts of their sources, and checks of the places that citations give.

Nothing here reads a file or a database. Spaces, quotation marks, dashes, ligatures and words that are parted at the end
of a line are set aside; letters and their case are not. "…" and "[...]" in a quote stand for words left out. A quote
begins and ends with whole words and numbers: "3 May" does not stand in "13 May".
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from dateline.dates import Date, InvalidDate, Match, parse
from dateline.dates.prose.interpretation import from_prose
from dateline.documents.running_lines import without_running_lines

_ALIKE = {'"': "“”„«»‟", "'": "‘’‚‹›‛`´", "-": "‐‑‒–—−"}
_MARKS = str.maketrans({mark: plain for plain, marks in _ALIKE.items() for mark in marks})
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")
_IN_NUMBER = re.compile(r"\d[.,]")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_ASCII = r"(?:[!-,.-~]|-(?!\s*\n))"
_RUNS = re.compile(
    rf"(?P<parted>[-\u00ad]\s*\n\s*|\u00ad)|(?P<blank>\s+)|(?P<ascii>{_ASCII}(?: ?{_ASCII})*)|(?P<other>.)", re.DOTALL
)
_PAGES = re.compile(r"\bp(?:p|age|ages)?\.? ?(\d+)(?: ?[-–] ?(\d+))?", re.IGNORECASE)
_LINES = re.compile(r"\blines? (\d+)(?: ?[-–] ?(\d+))?", re.IGNORECASE)
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATED = re.compile(
    "(?:early |mid-|late |fall |autumn |winter |spring |summer )?"
    rf"(?:\d{{1,2}} {_MONTH},? |{_MONTH} (?:\d{{1,2}},? )?)?"
    r"\b(?:1\d|20)\d\d(?:s|\b)"
)


class Place(NamedTuple):
    """Where a quote stands: page and line, from 1; a text without form feeds has one page."""

    page: int
    line: int


class Kept:
    """The text of a source, made ready to be searched."""

    def __init__(self, text: str) -> None:
        self._pages = [0, *(found.end() for found in re.finditer("\f", text))]
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._text = text
        self.letters, self._places = _plain(text)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def find(self, quote: str) -> Place | None:
        """Return where a quote begins, None when the text does not have it.

        A hyphen at the end of a line may belong to its word or not, so what is not found is looked for without any. A
        quote may go on over the end of a page: last it is looked for without the headers and footers of pages.
        """
        parts = _parts(quote)
        found = _first(self.letters, self._places, parts)
        if found is None and self.pages > 1:
            found = _first(*self._flowing, parts)
        return None if found is None else self._place(found)

    @cached_property
    def _flowing(self) -> tuple[str, Sequence[int]]:
        return _plain(without_running_lines(self._text))

    def nearest(self, quote: str) -> str | None:
        """Return the passage that shares most words with a quote, None when it shares fewer than half of them."""
        wanted = Counter(re.findall(r"\w+", _plain(quote)[0].casefold()))
        words = [(found[0].casefold(), *found.span()) for found in re.finditer(r"\w+", self.letters)]
        size, shared, best = sum(wanted.values()), 0, (0, 0)
        seen: Counter[str] = Counter()
        for index, (word, *_) in enumerate(words):
            seen[word] += 1
            shared += seen[word] <= wanted[word]
            if index >= size:
                gone = words[index - size][0]
                shared -= seen[gone] <= wanted[gone]
                seen[gone] -= 1
            best = max(best, (shared, -index))
        if not size or best[0] * 2 < size:
            return None
        last = -best[1]
        return self.letters[words[max(0, last - size + 1)][1] : words[last][2]]

    def _place(self, place: int) -> Place:
        page = bisect_right(self._pages, place)
        line = bisect_right(self._lines, place) - bisect_right(self._lines, self._pages[page - 1])
        return Place(page, line + 1)

    def lacks(self, locator: str) -> str | None:
        """Return why a locator cannot be right, None when it may be, or tells of no page or line."""
        for pattern, number, name in ((_PAGES, self.pages, "page"), (_LINES, self.lines, "line")):
            if (name != "page" or number > 1) and (found := pattern.search(locator)):
                first, last = int(found[1]), int(found[2] or found[1])
                if not 1 <= first <= last <= number:
                    return f"the text has {number} {name}s"
        return None


class _Part(NamedTuple):
    """A part of a quote; it may begin or end within a word where something is left out right there ("inde…dence")."""

    letters: str
    begins_within: bool
    ends_within: bool


def _parts(quote: str) -> list[_Part]:
    """Return the parts of a quote between which words are left out."""
    given = _LEFT_OUT.split(quote)
    last = len(given) - 1
    found = (
        _Part(
            _plain(each)[0].strip(" "), place > 0 and not each[:1].isspace(), place < last and not each[-1:].isspace()
        )
        for place, each in enumerate(given)
    )
    return [part for part in found if part.letters]


def _first(letters: str, places: Sequence[int], parts: list[_Part]) -> int | None:
    """Return where parts of a quote begin in the text, with their hyphens or without."""
    found = _found(letters, parts)
    if found is not None:
        return places[found]
    kept = [index for index, letter in enumerate(letters) if letter != "-"]
    joined = [each._replace(letters=each.letters.replace("-", "")) for each in parts]
    found = _found(letters.replace("-", ""), [each for each in joined if each.letters])
    return None if found is None else places[kept[found]]


def _found(letters: str, parts: list[_Part]) -> int | None:
    """Return where the first part begins, when all stand there in order; None otherwise, and without any part."""
    start: int | None = None
    reached = 0
    for part in parts:
        found = letters.find(part.letters, reached)
        while found >= 0 and not _whole(letters, found, part):
            found = letters.find(part.letters, found + 1)
        if found < 0:
            return None
        start, reached = found if start is None else start, found + len(part.letters)
    return start


def _whole(letters: str, place: int, part: _Part) -> bool:
    """Tell whether what stands at a place begins and ends with a whole word or number."""
    end = place + len(part.letters)
    before, after = letters[max(0, place - 2) : place], letters[end : end + 5]
    begins = not (before and _joined(before[-1], letters[place])) and not (
        letters[place].isdigit() and _IN_NUMBER.fullmatch(before)
    )
    ends = not (after and _joined(letters[end - 1], after[0])) and not (
        letters[end - 1].isdigit() and _THOUSANDS.match(after)
    )
    return (begins or part.begins_within) and (ends or part.ends_within)


def _joined(one: str, other: str) -> bool:
    """Tell whether two letters are of one word, or two digits of one number.

    A note behind a word ("Minsk12") is no part of it, nor is a word that lost the space before its capital. Scripts
    without capitals may write words without spaces, so nothing is said of theirs.
    """
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit()
    cased = one.lower() != one.upper() and other.lower() != other.upper()
    return cased and not (one.islower() and other.isupper())


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without what does not count, and where each letter stood."""
    letters: list[str] = []
    places = array("L")  # a list takes nine times the room
    blank = True
    for found in _RUNS.finditer(text):
        kind, start, run = found.lastgroup, found.start(), found[0]
        if kind == "blank" and not blank:
            letters.append(" ")
            places.append(start)
        elif kind == "ascii":  # each letter stands for itself
            letters.append(run)
            places.extend(range(start, found.end()))
        elif kind == "other":
            marks = unicodedata.normalize("NFKC", run).translate(_MARKS)
            letters.append(marks)
            places.extend([start] * len(marks))
        blank = kind == "blank" or (kind == "parted" and blank)
    return "".join(letters), places


def dates_in(text: str) -> list[Date]:
    """Return the dates that a text names with their year.

    >>> dates_in("signed on 8 December 1999, by fall 2000 behind schedule")
    [<Date 1999-12-08>, <Date 2000-23>]
    """
    found = []
    for words in _DATED.findall(text):
        try:
            found += [candidate.date for candidate in from_prose(words.strip(" ,"))[:1]]
        except InvalidDate:
            continue
    return found


def _counted_in(quote: str) -> list[Date]:
    """Return the dates that a quote counts from another: "elected in March 2000, appointed eight months earlier"."""
    from dateline.documents.finding.finder import find_dates  # late: few quotes count

    return [parse(found.core) for found in find_dates(quote) if found.core and found.anchor]


def _counts_from_outside(quote: str) -> bool:
    """Tell whether a quote has words such as "yesterday", whose day depends on when its document was written."""
    from dateline.documents.writing_day import needing_a_day  # late: few quotes come here

    return bool(needing_a_day(quote, 1))


def bears(quote: str, date: Date) -> str | None:
    """Tell what a quote says of a date: supported, possible or contradicted; None when it names no date.

    It is supported when a date of the quote surely lies within it or the other way round, and contradicted when each of
    them is surely another time, and no word such as "yesterday" names one that the quote alone does not tell.
    """
    named = dates_in(quote)
    if not named:
        return None
    if date.kind == "undated":
        return "possible"
    written = date.unmarked  # "c. 1300" supports a record of c. 1300: what either may mean beside it does not matter
    found = {written.match(each.earliest, each.latest) for each in named}
    if found == {Match.IMPOSSIBLE}:
        counted = {written.match(each.earliest, each.latest) for each in _counted_in(quote)}
        return "possible" if counted - found or _counts_from_outside(quote) else "contradicted"
    return "supported" if Match.CERTAIN in found else "possible"
