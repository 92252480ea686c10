"""A text with places: white space folded, and for each paragraph its page, its number and its heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dateline.documents.running_lines import running_lines
from dateline.light_classes import NamedTuple

_LONGEST_HEADING = 14
"""Words of a heading."""
_LONGEST = 20_000
"""Characters after which a paragraph ends with its sentence, so that no text is worked at as a whole."""
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’)]*\s+")
_TITLE = 12
"""Paragraphs that a title has at most."""
_SHORT = 0.66
"""A line shorter than this share of the text's lines ends its paragraph, unless the sentence goes on."""
_NARROW = 40
"""Characters: narrower texts have no width to speak of."""
_ENDS = (".", "!", "?", ":", ";", ",", "”", '"', ")")
_FULL_STOPS = (".", "!", "?", "”", '"')
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,3}[.)]\s+(?=[A-Z]))|\*\*|__")
_HYPHENS = ("-", "\u2010", "\u2013", "\u2014")
_BROKEN_DASH = re.compile(r"(?<=\w)- ?-(?=\w)")


class Paragraph(NamedTuple):
    """A paragraph: where it is in the folded text, its page and number from 1, and the heading above it."""

    start: int
    end: int
    page: int
    number: int
    heading: str | None
    is_heading: bool


class PlacedText:
    """A folded text whose places are known; an empty line parts its paragraphs."""

    __slots__ = ("_starts", "pages", "paragraphs", "text")

    def __init__(self, text: str, paragraphs: list[Paragraph], pages: int) -> None:
        self.text, self.paragraphs, self.pages = text, paragraphs, pages
        self._starts = [each.start for each in paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph in which a place is."""
        return self.paragraphs[max(0, bisect_right(self._starts, offset) - 1)]

    def in_title(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is part of the title of the document: nothing but headings stands before it."""
        return all(each.is_heading for each in self.paragraphs[: min(paragraph.number, _TITLE + 1)])


def placed(raw: str) -> PlacedText:
    """Return the folded text of a document; form feeds part its pages.

    >>> found = placed("Why it matters\\n\\nIn the first half of\\n2000 trade grew.")
    >>> found.text, found.paragraphs[1].heading
    ('Why it matters\\n\\nIn the first half of 2000 trade grew.', 'Why it matters')
    """
    pages = [page.splitlines() for page in raw.split("\f")]
    blocks = list(_blocks(pages))
    paragraphs: list[Paragraph] = []
    heading, start = None, 0
    for text, page in blocks:
        is_heading = _is_heading(text)
        paragraphs.append(Paragraph(start, start + len(text), page, len(paragraphs) + 1, heading, is_heading))
        heading = text if is_heading else heading
        start += len(text) + 2
    return PlacedText("\n\n".join(text for text, _ in blocks), paragraphs, len(pages))


def _is_heading(text: str) -> bool:
    words = text.split(maxsplit=_LONGEST_HEADING)
    return len(words) <= _LONGEST_HEADING and not text.endswith(_ENDS) and any(word[0].isupper() for word in words)


def _blocks(pages: list[list[str]]) -> Iterator[tuple[str, int]]:
    """Yield each paragraph with the page on which it begins; one may go on over the end of a page."""
    width, dropped = _width(pages), running_lines(pages)
    lines: list[str] = []
    begun, size = 1, 0
    for number, page in enumerate(pages, 1):
        kept = (each for place, each in enumerate(page) if place not in dropped[number - 1])
        for line in (_bare(part) for each in kept for part in _parts(each)):
            too_long = size > _LONGEST and (lines[-1].endswith(_FULL_STOPS) or size > 2 * _LONGEST)
            if lines and (too_long or _ends(lines[-1], line, width, crosses=page is not pages[begun - 1])):
                yield _joined(lines), begun
                lines, size = [], 0
            if line:
                begun = begun if lines else number
                lines.append(line)
                size += len(line)
    if lines:
        yield _joined(lines), begun


def _parts(line: str) -> Iterator[str]:
    """Yield a line, one that is longer than any paragraph in parts that end with a sentence."""
    start = 0
    while len(line) - start > _LONGEST:
        end = start + _LONGEST
        found = _SENTENCE_END.search(line, end, end + _LONGEST)
        space = line.find(" ", end)
        cut = found.end() if found else space + 1 if space >= 0 else len(line)
        yield line[start:cut]
        start = cut
    yield line[start:]


def _bare(line: str) -> str:
    return _MARKDOWN.sub("", " ".join(line.split()))


def _joined(lines: list[str]) -> str:
    """Join lines; a hyphen at the end of one is kept, because it may be that of a compound."""
    text = lines[0]
    for line in lines[1:]:
        text += line if text.endswith(_HYPHENS) and text[-2:-1].isalnum() else f" {line}"
    return _BROKEN_DASH.sub("--", text)


def _ends(last: str, line: str, width: int, *, crosses: bool) -> bool:
    """Tell whether a paragraph ends with `last`: at an empty line, unless a page ends there within a sentence."""
    if line:
        return _begins(last, line, width)
    return not (crosses and last[-1:].islower())


def _begins(last: str, line: str, width: int) -> bool:
    """Tell whether a line begins a paragraph although no empty line stands before it."""
    if width < _NARROW or len(last) > width * _SHORT or not (line[0].isupper() or line[0] in '“"‘'):
        return False
    return last.endswith((".", "!", "?", "”", '"', ":")) or (
        _is_heading(last) and len(last) + len(line.split(maxsplit=1)[0]) < width
    )


def _width(pages: list[list[str]]) -> int:
    """Return the width to which the lines of a text were broken, 0 when they were not."""
    lengths = sorted(len(line) for page in pages for line in page if line.strip())
    if len(lengths) < 10:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    return width if width <= 200 else 0
