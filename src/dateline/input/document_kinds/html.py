"""The text of a web page: all that is seen, or the article alone."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
        "blockquote", "table", "ul", "ol", "dl", "dt", "dd", "pre", "hr",
    )
)  # fmt: skip
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
