"""GraphML: events and promises as nodes, links between them as edges, for programs that draw and count networks.

Every event that is written is a node. What a link leads to and is not among them is a node of its id and kind alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from dateline.formats.documents.atom import ILLEGAL
from dateline.model import Link
from dateline.wire_fields import Record

_NODE = ("kind", "title", "date", "earliest", "latest", "match", "place", "confidence", "sources")
_EDGE = ("type", "note", "sources")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def write(fields: tuple[str, ...], records: Iterable[Record], stream: IO[str], *, links: Sequence[Link] = ()) -> None:
    """Write a graph of events with the links that lead from or to one of them."""
    stream.write(_HEAD)
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        stream.writelines(
            f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="string"/>\n' for name in names
        )
    stream.write('<graph edgedefault="directed">\n')
    known: set[tuple[str, str]] = set()
    for record in records:
        known.add(("event", record["id"]))
        cited = "; ".join(_place(each["source"], each["locator"]) for each in record["citations"])
        stream.write(_node("event", record["id"], record | {"kind": "event", "sources": cited or None}))
    for link in chosen(links, known):
        ends = ((link.origin_kind, link.origin), (link.target_kind, link.target))
        for kind, identity in (end for end in ends if end not in known):
            known.add((kind, identity))
            stream.write(_node(kind, identity, {"kind": kind}))
        stream.write(_edge(link))
    stream.write("</graph>\n</graphml>\n")


def chosen(links: Iterable[Link], known: set[tuple[str, str]]) -> list[Link]:
    """Return the links that lead from or to one of some records, by kind and id."""
    ends = ((link, {(link.origin_kind, link.origin), (link.target_kind, link.target)}) for link in links)
    return [link for link, both in ends if not both.isdisjoint(known)]


def _node(kind: str, identity: str, said: Record) -> str:
    data = "".join(_data("node", name, said.get(name)) for name in _NODE)
    return f"<node id={_name(kind, identity)}>{data}</node>\n"


def _edge(link: Link) -> str:
    cited = "; ".join(_place(each.source, each.locator) for each in link.citations)
    said = {"type": link.type, "note": link.note, "sources": cited or None}
    data = "".join(_data("edge", name, said[name]) for name in _EDGE)
    ends = f"source={_name(link.origin_kind, link.origin)} target={_name(link.target_kind, link.target)}"
    return f"<edge id={_name('link', link.id)} {ends}>{data}</edge>\n"


def _place(source: str, locator: str | None) -> str:
    return f"{source}, {locator}" if locator else source


def _data(of: str, name: str, value: object) -> str:
    return "" if value is None else f'<data key="{of}-{name}">{escape(str(value).translate(ILLEGAL))}</data>'


def _name(kind: str, identity: str) -> str:
    return quoteattr(f"{kind}:{identity}".translate(ILLEGAL))
