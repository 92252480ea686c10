"""The slides of a TimelineJS document with the lines on which they end, and the words in their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import IO, Any, NamedTuple, NoReturn

from dateline.errors import Fault, InvalidRecords
from dateline.safe_parsing import Unreadable, json_piece

_BLANK = re.compile(r"[ \t\r\n]*")
_TAG = re.compile(r"<[^>]*>")
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5",
        "h6", "li", "ol", "p", "pre", "table", "tr", "ul",
    )
)  # fmt: skip
_HIDDEN = frozenset(("script", "style"))


class Slide(NamedTuple):
    """An element of the list `events` or `eras`, or the `title`, as `part` says, and the 1-based line of its end."""

    part: str
    line: int
    content: Any


def slides(stream: IO[str]) -> Iterator[Slide]:
    """Yield the events and eras of a document in their order.

    Raises:
        InvalidRecords: the text is not JSON, or not that of TimelineJS.
    """
    document = _Document(stream.read(), str(getattr(stream, "name", "standard input")))
    try:
        yield from document.slides()
    except Unreadable as error:
        document.refuse(error.message, error.hint, error.line)


class _Document:
    """Reads an object piece by piece: a JSON reader for the whole would not tell the lines."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text.removeprefix("\ufeff"), file
        self._at, self._line, self._counted = 0, 1, 0

    def refuse(self, message: str, hint: str | None = None, line: int | None = None) -> NoReturn:
        """Raise the fault of the whole document."""
        raise InvalidRecords([Fault(self._file, line or self.line, message, hint)]) from None

    @property
    def line(self) -> int:
        """Return the line that has been read up to."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def slides(self) -> Iterator[Slide]:
        """Yield the elements of the lists `events` and `eras`."""
        if self._next() != "{":
            self.refuse("is not a TimelineJS document: it is not a JSON object")
        found = set()
        for key in self._keys():
            if key in found:
                self.refuse(f"gives the key {key!r} twice", "omit one of them")
            found.add(key)
            if key in ("events", "eras"):
                yield from (Slide(key, self.line, content) for content in self._elements(key))
            elif key == "title":
                content = self._value()
                yield Slide(key, self.line, content)
            else:
                self._value()
        if "events" not in found:
            old = (
                "it was written for a version before TimelineJS 3"
                if "timeline" in found
                else 'it needs "events": [...]'
            )
            self.refuse("is not a TimelineJS document: it has no events", old)

    def _keys(self) -> Iterator[str]:
        """Yield the keys of the object; each value must be read before the next key."""
        for _ in self._pieces("{", "}"):
            key = self._value()
            self._sign(":")
            yield str(key)

    def _elements(self, key: str) -> Iterator[Any]:
        if self._next() != "[":
            self.refuse(f"{key} must be a list")
        for _ in self._pieces("[", "]"):
            yield self._value()

    def _pieces(self, opened: str, closed: str) -> Iterator[None]:
        """Stop before each piece between two brackets, separated by commas."""
        self._sign(opened)
        if self._next() != closed:
            yield
            while self._next() == ",":
                self._sign(",")
                yield
        self._sign(closed)

    def _value(self) -> Any:
        self._next()
        value, self._at = json_piece(self._text, self._at)
        return value

    def _next(self) -> str:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at
        return self._text[self._at : self._at + 1]

    def _sign(self, sign: str) -> None:
        if self._next() != sign:
            raise Unreadable(f"is not JSON: expecting {sign!r}", self.line)
        self._at += 1


def words(html: object) -> str:
    """Return the text of HTML, with paragraphs and breaks as line ends; "" for what is no text.

    >>> words("<p>Ten &amp; <b>ten</b></p><p>more</p>"), words("a < b"), words(None)
    ('Ten & ten\\n\\nmore', 'a < b', '')
    """
    if not isinstance(html, str):
        return ""
    parser = _Words()
    try:
        parser.feed(html)
        parser.close()
        text = "".join(parser.parts)
    except AssertionError:  # html.parser on broken declarations, "<![x"
        text = _TAG.sub(" ", html)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        if tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.parts.append(re.sub(r"\s", " ", data))
