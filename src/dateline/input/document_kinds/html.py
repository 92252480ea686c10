"""The text of a web page: all that is seen, or the article alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
        "blockquote", "table", "ul", "ol", "dl", "dt", "dd", "pre", "hr",
    )
)  # fmt: skip
_DATED = ("article:published_time", "datepublished", "dc.date.issued", "dc.date", "pubdate", "date", "dcterms.date")
"""Names of tags that state when a page was published, the clearest first."""
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))


def visible_text(text: str) -> str:
    """Return what a reader of a page sees, one line for each block."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class _Html(HTMLParser):
    """Keeps what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at what stands by itself."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))


def stated_day(text: str) -> str | None:
    """Return the day on which a page says in its head that it was published, None where it does not say so."""
    reader = _Head()
    reader.feed(text)
    return next((day for name in _DATED if (day := reader.dates.get(name))), None)


class _Head(HTMLParser):
    """Keeps the days that the head of a page states."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dates: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the date of a tag `meta`."""
        given = dict(attrs)
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        found = _DAY.match(given.get("content") or "") if tag == "meta" and name in _DATED else None
        if found is not None:
            self.dates.setdefault(name, found[0])


def main_text(file: str, text: str) -> str:
    """Return the article of a page without its menus and footers, an empty line between paragraphs.

    Raises:
        InvalidRecords: it has no article.
        DatelineError: trafilatura is not installed.
    """
    from dateline.input.document_kinds.refusals import missing, unreadable

    try:
        import trafilatura
    except ImportError as error:
        raise missing(file, "a web page", "trafilatura") from error
    found = trafilatura.extract(text, output_format="markdown", include_comments=False, include_formatting=False)
    if not found:
        raise unreadable(file, "is a web page without an article", "save the text of the page")
    return "\n\n".join(line for line in found.splitlines() if line.strip())
