"""The parameters of an address mean what the options of the command line mean."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from dateline.dates import parse
from dateline.errors import Ambiguous, DatelineError, InvalidDate, InvalidQuery
from dateline.parameters.schemas import parameter
from dateline.question_options import CLOCKS, FILTERS
from dateline.web.parameters import Asked, asked
from dateline.web.request_thread import Site

OPTIONS = (*FILTERS, *CLOCKS)


def read(query: str) -> Asked:
    site = SimpleNamespace(state=SimpleNamespace(site=Site("", lambda: "2001-01-01")))
    return asked(Request({"type": "http", "query_string": query.encode(), "headers": [], "app": site}), OPTIONS)


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("from=1995", "start", parse("1995")),
        ("from=fall+1999", "start", parse("1999-23")),
        ("to=3+months+ago", "end", parse("2000-10-01")),
        ("on=", "on", None),
        ("", "match", "possible"),
        ("match=within", "match", "within"),
        ("actor=Russia&actor=Belarus", "actors", ("Russia", "Belarus")),
        ("actor=Russia&actor=++", "actors", ("Russia",)),
        ("", "actors", ()),
        ("members=1", "members", True),
        ("members=ON", "members", True),
        ("all=no", "every", False),
        ("limit=20", "limit", 20),
        ("", "limit", None),
        ("as-of=2000", "as_of", parse("2000")),
        ("as_of=2000", "as_of", parse("2000")),
        ("as_known_then=yes", "as_known_then", True),
    ],
)
def test_values(query: str, name: str, value: object) -> None:
    assert read(query).values[name] == value


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("from=soon", InvalidDate, "from: 'soon' is not a date"),
        ("from=1800s", Ambiguous, "from: '1800s' has several meanings"),
        ("actr=Russia", InvalidQuery, "there is no filter 'actr'"),
        ("from=1995&from=1996", InvalidQuery, "from is given 2 times"),
        ("&".join(["actor=a"] * 9), InvalidQuery, "actor is given 9 times"),
        ("match=maybe", InvalidQuery, "match: 'maybe' is not one of"),
        ("members=perhaps", InvalidQuery, "members: 'perhaps' is not one of"),
        ("limit=-1", InvalidQuery, "limit: '-1' is not a number"),
        ("limit=%D9%A3", InvalidQuery, "is not a number"),
        ("limit=99999999999", InvalidQuery, "is not a number"),
        ("text=" + "x" * 201, InvalidQuery, "text: a text of 201 characters"),
        ("text=a%00b", InvalidQuery, "text: a text of"),
    ],
)
def test_refusals(query: str, error: type[DatelineError], message: str) -> None:
    with pytest.raises(error) as found:
        read(query)
    assert message in found.value.message


def test_the_nearest_parameter_is_the_hint() -> None:
    with pytest.raises(InvalidQuery) as found:
        read("actr=Russia")
    assert found.value.hint == "did you mean actor?"


def test_links_say_the_same_again() -> None:
    found = read("from=1995&actor=R%26D&actor=B&to=&as-of=2000")
    assert found.link("/x") == "/x?from=1995&actor=R%26D&actor=B&as_of=2000"
    assert found.link("/x", actor=None, page=2) == "/x?from=1995&as_of=2000&page=2"
    assert (found.first("from"), found.first("to"), found.all("actor")) == ("1995", "", ["R&D", "B"])


def test_every_option_has_a_parameter_of_its_own() -> None:
    names = [parameter(option) for option in OPTIONS]
    assert len(set(names)) == len(names)
    assert {"from", "to", "on", "match", "actor", "members", "theme", "all", "as_of", "known_at"} <= set(names)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/timeline/", "/timeline"),
        ("/actor/belarus/", "/actor/belarus"),
        ("/theme/economy/energy/", "/theme/economy/energy"),
        ("/api/events/?limit=3", "/api/events?limit=3"),
        ("/event/a%20b%3Fc/", "/event/a%20b%3Fc"),
        ("//elsewhere.example/", "/elsewhere.example"),
        ("/\\elsewhere.example//", "/elsewhere.example"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without_it(client: TestClient, path: str, target: str) -> None:
    answer = client.get(f"http://localhost{path}")
    assert (answer.status_code, answer.headers["location"]) == (308, target)
