"""The JSON API: the records of the command line, under /api/."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from typing import IO, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dateline.claims.records import in_full
from dateline.errors import InvalidQuery
from dateline.event_fields import CLAIMED
from dateline.formats import format_named
from dateline.formats.documents import jsonl
from dateline.measures.sums import side_by_side, wanted_measures
from dateline.operations import deadlines, searching
from dateline.operations.deadline_groups import QUESTIONS, Question, group_records
from dateline.operations.records import record
from dateline.question_options import DEADLINE_FILTERS
from dateline.storage.engines.connection import Connection
from dateline.storage.reading.completions import beginning
from dateline.storage.reading.events import Place, Reader
from dateline.web.api.options import MOST, OPTIONS, SINGLE
from dateline.web.comparing.sides import FIELDS, compared
from dateline.web.deadline_requests import beside, clocks, horizon, question
from dateline.web.faults import NoPage
from dateline.web.lists import LISTINGS, Listing
from dateline.web.parameters import Asked, asked
from dateline.web.record_pages import existing, identity_in
from dateline.web.request_thread import Endpoint, reads
from dateline.web.streams import streamed
from dateline.web.viewing.view import query_in
from dateline.wire_fields import EVENT_FIELDS, Record

_PLACE = re.compile(r"(-?\d{1,16})\.(\d{1,18})", re.ASCII)


class Slice(NamedTuple):
    """Some of many records, and the parameters that lead to those behind them."""

    records: list[Record]
    following: dict[str, str] | None

    def answer(self, request: Request, found: Asked, **more: Any) -> Response:
        """Return {records, next} and `more`; `next` is the address of what follows, or null, as a Link header says."""
        following = found.link(request.url.path, **self.following) if self.following else None
        answer = JSONResponse({"records": self.records, **more, "next": following})
        if following:
            answer.headers["Link"] = f'<{following}>; rel="next"'
        return answer


def events(request: Request, connection: Connection) -> Response:
    """Answer with the events of the filters, page by page."""
    found = asked(request, OPTIONS["events"])
    claims = found.values["claims"]
    page = Reader(connection, claims=claims).page(_query(found), _limit(found), behind=_place(found))
    following = {"after": f"{page.last[0]}.{page.last[1]}"} if page.last else None
    return Slice(list(in_full(page.records)) if claims else page.records, following).answer(request, found)


def _query(found: Asked) -> Any:
    return query_in(Asked({"limit": None, "sort": "date", **found.values} | {"limit": None}, found.given))


def _limit(found: Asked) -> int:
    limit = int(found.values["limit"])
    if not 1 <= limit <= MOST:
        raise InvalidQuery(f"limit must be from 1 to {MOST:,}", "use format=jsonl to get all records")
    return limit


def _place(found: Asked) -> Place | None:
    text = found.values["after"]
    if text is None:
        return None
    place = _PLACE.fullmatch(text)
    if place is None:
        raise InvalidQuery(f"after: {text!r} is not a place in a list", "follow the address that `next` gives")
    return int(place[1]), int(place[2])


async def event_list(request: Request) -> Response:
    """Answer with a page of events, or with all of them as JSON Lines."""
    found = asked(request, OPTIONS["events"])
    if found.values["form"] == "json":
        return await reads(events)(request)
    for name in ("limit", "after"):
        if found.first(name):
            raise InvalidQuery(f"{name} needs format=json", "JSON Lines contain all events")
    query = _query(found)

    def write(connection: Connection, stream: IO[str]) -> None:
        reader = Reader(connection, many=True, claims=found.values["claims"])
        reader.resolve(query)
        if found.values["claims"]:
            jsonl.write((*EVENT_FIELDS, *CLAIMED), in_full(reader.events(query)), stream)
        else:
            jsonl.write(EVENT_FIELDS, reader.events(query), stream)

    return await streamed(request, write, {"Content-Type": "application/x-ndjson"})


def event(request: Request, connection: Connection) -> Response:
    """Answer with one event."""
    asked(request, ())
    identity = identity_in(request)
    return JSONResponse(existing(connection, "event", identity, Reader(connection).event(identity)))


def _single(kind: str) -> Endpoint:
    def answer(request: Request, connection: Connection) -> Response:
        asked(request, ())
        identity = identity_in(request)
        known = list(beginning(connection, kind, identity, 1)) if identity else []
        found = record(connection, identity, kind)[0] if known and known[0][0] == identity else None
        return JSONResponse(existing(connection, kind, identity, found))

    return reads(answer)


def counts(request: Request, connection: Connection) -> Response:
    """Answer with the number of events, or with the numbers or sums by year, month, actor or theme."""
    found = asked(request, OPTIONS["counts"])
    query, by = _query(found), found.values["by"]
    if texts := found.values["summed"]:
        reader = Reader(connection)
        several = [reader.sums(query, by, wanted) for wanted in wanted_measures(texts, by)]
        return JSONResponse({"records": side_by_side(several)})
    if by:
        return JSONResponse({"records": Reader(connection).facets(query, by)})
    number = Reader(connection).count(query)
    return JSONResponse({"records": [{**number, "total": sum(number.values())}]})


async def deadline_list(request: Request) -> Response:
    """Answer with a page of judged deadlines, or with all of them as JSON Lines."""
    found = asked(request, OPTIONS["deadlines"])
    if found.values["form"] == "json":
        return await reads(_deadlines)(request)

    def write(connection: Connection, stream: IO[str]) -> None:
        stream.writelines(f"{line}\n" for line in _listed(request, connection, found).lines())

    return await streamed(request, write, {"Content-Type": "application/x-ndjson"})


def _deadlines(request: Request, connection: Connection) -> Response:
    found = asked(request, OPTIONS["deadlines"])
    return _sliced(found, _listed(request, connection, found).records()).answer(request, found)


def _listed(request: Request, connection: Connection, found: Asked) -> deadlines.Found:
    """Return the deadlines asked for; with a horizon those beyond it, each with its place."""
    days = clocks(request, found)
    beyond = horizon(request, connection, found.values["horizon"], days)
    wider = found.values["progress"] or found.values["stalled_after"]
    wanted = beside(found.values, days) if wider else None
    derived = days if found.values["derivation"] else None
    return deadlines.Found(connection, question(found.values, days), beyond, beside=wanted, derived=derived)


def _groups(question_: Question) -> Endpoint:
    """Return what answers with what the deadlines of each party, programme or theme came to."""

    def answer(request: Request, connection: Connection) -> Response:
        found = asked(request, OPTIONS[question_])
        values, days = found.values, clocks(request, found)
        filters = {option.name: values[option.name] for option in DEADLINE_FILTERS}
        records = group_records(connection, question_, filters, days, values["by"], then=values["as_known_then"])
        if values["form"] == "json":
            return JSONResponse({"records": records})
        return _as_csv(question_, tuple(records[0]) if records else (), records)

    return reads(answer)


def comparison(request: Request, connection: Connection) -> Response:
    """Answer with two sides: each of their deadlines as it is on both."""
    found = asked(request, OPTIONS["compare"])
    pair = compared(request, connection, found)
    if pair is None:
        raise InvalidQuery("nothing is compared", "give one of programme, actor, theme or as_of twice")
    if found.values["form"] == "csv":
        return _as_csv("compare", FIELDS, pair.records())
    return JSONResponse({"records": pair.records(), "sides": [side.record for side in pair.sides]})


def _as_csv(name: str, fields: tuple[str, ...], records: list[Record]) -> Response:
    text = StringIO(newline="")
    format_named("csv").write(fields, records, text)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), media_type="text/csv", headers=headers)


def found_records(request: Request, connection: Connection) -> Response:
    """Answer with what has all words: a slice of the records of all kinds, and how many there are of each."""
    found = asked(request, OPTIONS["search"])
    limit, offset, kind = _limit(found), int(found.values["offset"]), found.values["kind"]
    groups = searching.search(connection, found.values["q"] or "", (kind,) if kind else (), 0)
    some, passed = list[Record](), 0
    for group in groups:
        skip, lacking = max(0, offset - passed), limit - len(some)
        if lacking > 0 and skip < group.number:
            (of_kind,) = searching.search(connection, found.values["q"], (group.kind,), lacking, skip)
            some += [hit.record() for hit in of_kind.hits]
        passed += group.number
    following = {"offset": str(offset + limit)} if offset + limit < passed else None
    counts_ = [{"kind": group.kind, "number": group.number} for group in groups]
    return Slice(some, following).answer(request, found, counts=counts_)


def _sliced(found: Asked, records: Any) -> Slice:
    """Return the records behind `offset`, up to `limit`."""
    offset, limit, kept = int(found.values["offset"]), _limit(found), list[Record]()
    for number, each in enumerate(records):
        if number == offset + limit:
            return Slice(kept, {"offset": str(offset + limit)})
        if number >= offset:
            kept.append(each)
    return Slice(kept, None)


def _listing(listing: Listing) -> Endpoint:
    def answer(request: Request, connection: Connection) -> Response:
        found = asked(request, OPTIONS[listing.kind])
        return _sliced(found, listing.records(connection, found)).answer(request, found)

    return reads(answer)


def description(request: Request) -> Response:
    """Answer with the description of the API, OpenAPI 3.1."""
    from dateline.web.api.openapi import document

    return Response(json.dumps(document(), ensure_ascii=False, indent=1), media_type="application/json")


def nothing(request: Request) -> Response:
    """Refuse an address under /api/ that there is not."""
    raise NoPage("there is nothing at this address", "see /api/openapi.json for all addresses")


_PAGES: dict[str, Callable[..., Any]] = {
    "events": event_list,
    "deadlines": deadline_list,
    "counts": reads(counts),
    "search": reads(found_records),
    "compare": reads(comparison),
}
ROUTES = (
    *(Route(f"/api/{name}", endpoint) for name, endpoint in _PAGES.items()),
    *(Route(f"/api/{question_}", _groups(question_)) for question_ in QUESTIONS),
    *(Route(f"/api/{listing.kind}", _listing(listing)) for listing in LISTINGS),
    Route("/api/events/{identity:path}", reads(event)),
    *(Route(f"/api/{kind}s/{{identity:path}}", _single(kind)) for kind in SINGLE),
    Route("/api/openapi.json", description),
    Route("/api/{rest:path}", nothing),
    Route("/api", nothing),
)
