"""BibTeX for biblatex: the sources, or those that records cite.

What is known of a source decides its type: with an address it is `@online`, otherwise `@misc`; nobody says whether it
is a book or a report. `date` is EDTF of levels 0 and 1, as biblatex takes it; what needs level 2 stands in words in
`year`, with `sortyear` beside it. Texts are TeX, addresses are verbatim (biblatex manual, 2.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from dateline.dates import FAR_FUTURE, FAR_PAST, parse, to_prose
from dateline.dates.calendar import year_of
from dateline.formats.documents.bibliography import Author, authors, cited, key, one_line
from dateline.wire_fields import Record

_TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
)
_LONE_BRACES = _TEX | {ord("{"): "\\textbraceleft{}", ord("}"): "\\textbraceright{}"}
"""For BibTeX a brace counts even behind a backslash, so that one without the other must have a name."""
LANGUAGES = {
    "be": "belarusian", "bg": "bulgarian", "cs": "czech", "de": "german", "en": "english", "es": "spanish",
    "et": "estonian", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "ja": "japanese",
    "lt": "lithuanian", "lv": "latvian", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sk": "slovak", "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
    "zh": "chinese",
}  # fmt: skip
"""The languages of BCP 47 by the names that babel has for them."""


def write(
    fields: tuple[str, ...],
    records: Iterable[Record],
    stream: IO[str],
    *,
    sources: Mapping[str, Record] | None = None,
) -> None:
    """Write an entry for each source.

    Raises:
        DatelineError: the records neither are sources nor cite any.
    """
    between = ""
    for source in cited(fields, records, sources):
        kind = "online" if source["url"] else "misc"
        lines = (f"  {name} = {{{value}}},\n" for name, value in _fields(source) if value)
        stream.write(f"{between}@{kind}{{{key(source['id'])},\n{''.join(lines)}}}\n")
        between = "\n"


def _fields(source: Record) -> Iterator[tuple[str, str | None]]:
    yield "author", " and ".join(map(_name, authors(source["author"])))
    yield "title", _title(source["title"])
    yield "organization", _tex(source["publisher"])
    yield from _dated(source["date"])
    yield "url", _address(source["url"])
    yield "langid", LANGUAGES.get((source["language"] or "").lower().partition("-")[0])
    yield "annotation", _tex(source["note"])


def _tex(text: str | None) -> str:
    return one_line(text or "").translate(_signs(text or ""))


def _signs(text: str) -> dict[int, str]:
    """Return how the signs of TeX are written in a text."""
    rest, braces = None, re.sub(r"[^{}]", "", text)
    while rest != braces:
        rest, braces = braces, braces.replace("{}", "")
    return _LONE_BRACES if braces else _TEX


def _name(author: Author) -> str:
    """Return a name; one that is not told apart stands in braces, and so do words that would part names."""
    return f"{_part(author.family)}, {_part(author.given)}" if author.given else f"{{{_tex(author.family)}}}"


def _part(text: str) -> str:
    written = _tex(text)
    return f"{{{written}}}" if re.search(r"\band\b", text, re.IGNORECASE) else written


def _title(text: str) -> str:
    """Return a title whose capitals are kept: styles write the others small."""
    words, signs = one_line(text).split(" "), _signs(text)
    kept = (
        f"{{{word.translate(signs)}}}" if _is_named(word, n) else word.translate(signs) for n, word in enumerate(words)
    )
    return " ".join(kept)


def _is_named(word: str, number: int) -> bool:
    """Tell whether a word has capitals that are not those of the beginning of a sentence."""
    letters = [letter for letter in word if letter.isalpha()]
    return any(letter != letter.lower() for letter in letters[int(number == 0) :])


def _address(url: str | None) -> str | None:
    if url is None:
        return None
    return re.sub(r"[\s{}\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _dated(text: str | None) -> Iterator[tuple[str, str]]:
    if text is None:
        return
    date = parse(text)
    if date.level < 2:
        yield "date", date.edtf
        return
    yield "year", _tex(to_prose(date))
    known = [day for day in (date.earliest, date.latest) if FAR_PAST < day < FAR_FUTURE]
    if known:
        yield "sortyear", str(year_of(known[0]))
