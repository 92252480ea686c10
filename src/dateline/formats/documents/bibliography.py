"""Sources as bibliographies need them: each once, under a key, with the names of their authors told apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dateline.wire_fields import Record

_KEY = re.compile(r"[a-z0-9][a-z0-9:._/+-]*")
_UNFIT = re.compile(r"[^A-Za-z0-9:._/+-]+")
_LONGEST_KEY = 60


class Author(NamedTuple):
    """A family name with the given names, or a whole name alone: that of an organisation, or one not told apart."""

    family: str
    given: str | None = None

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return f"{self.given} {self.family}" if self.given else self.family


def authors(text: str | None) -> list[Author]:
    """Return the authors of a source, who stand with a semicolon between them.

    Only "Family, Given" says which name is the family's: "United Nations" and "Ann Lee" look alike, so neither is cut.

    >>> authors("Moshes, Arkady; United Nations")
    [Author(family='Moshes', given='Arkady'), Author(family='United Nations', given=None)]
    """
    return [_author(" ".join(name.split())) for name in (text or "").split(";") if name.strip()]


def _author(name: str) -> Author:
    family, comma, given = name.partition(", ")
    return Author(family, given) if comma and "," not in given and given and family else Author(name)


def cited(fields: tuple[str, ...], records: Iterable[Record], sources: Mapping[str, Record] | None) -> Iterator[Record]:
    """Yield the sources that `records` are, or that they cite, each once, in their order.

    Of a source that is not among `sources` only the id is known, which is its title then.
    """
    if "publisher" in fields:
        return iter(records)
    return _each_once((citation["source"] for record in records for citation in record["citations"]), sources or {})


def _each_once(ids: Iterable[str], sources: Mapping[str, Record]) -> Iterator[Record]:
    seen: set[str] = set()
    for identity in ids:
        if identity not in seen:
            seen.add(identity)
            yield source_of(identity, sources)


def source_of(identity: str, sources: Mapping[str, Record]) -> Record:
    """Return the record of a source, or one that has its id alone."""
    unknown = dict.fromkeys(("author", "publisher", "date", "url", "language", "note"))
    return sources.get(identity) or {"id": identity, "title": identity, **unknown}


def cited_lines(record: Record, sources: Mapping[str, Record]) -> list[str]:
    """Return a line for each citation of a record: the title of the source, the place in it, its address.

    >>> source = {"title": "A history", "url": "https://example.org"}
    >>> cites = [{"source": "a", "locator": "p. 4"}, {"source": "b", "locator": None}]
    >>> cited_lines({"citations": cites}, {"a": source})
    ['Source: A history, p. 4, https://example.org', 'Source: b']
    """
    return [f"Source: {', '.join(_cited_parts(each, sources))}" for each in record.get("citations") or ()]


def _cited_parts(citation: Record, sources: Mapping[str, Record]) -> Iterator[str]:
    source = sources.get(citation["source"], {})
    title = one_line(source.get("title") or citation["source"])
    yield title
    if citation["locator"]:
        yield one_line(citation["locator"])
    if source.get("url") and source["url"] != title:
        yield source["url"]


def key(identity: str) -> str:
    """Return the id of a source as a key that BibTeX and pandoc take; the same for the same id, and no other's.

    An id that is no key as it is gets a digest of itself behind what is left of it.

    >>> key("moshes-2000"), key("https://example.org/a b?c")
    ('moshes-2000', 'https://example.org/a-b-c-874eb142')
    """
    if _KEY.fullmatch(identity) and len(identity) <= _LONGEST_KEY:
        return identity
    plain = _UNFIT.sub("-", identity)[:_LONGEST_KEY].strip("-:./+_") or "source"
    return f"{plain}-{hashlib.sha256(identity.encode()).hexdigest()[:8]}"


def one_line(text: str) -> str:
    """Return a text without breaks of lines and doubled blanks."""
    return " ".join(text.split())
