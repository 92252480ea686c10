"""The API gives the records of the command line, and keeps to its own description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from dateline.formats.registry import names
from dateline.web import exports
from dateline.web.api import openapi
from dateline.web.api.options import OPTIONS
from dateline.web.drawings import files as drawings

NEEDED: dict[str, Any] = {"search": {"q": "gas"}, "compare": {"actor": ["belarus", "russia"]}}
"""What some addresses do not answer without."""
AS_OF = ("--as-of", "2000-10-15")


@pytest.fixture(scope="module")
def document(client) -> dict[str, Any]:
    answer = client.get("/api/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def test_the_description_is_valid(document):
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_every_file_that_the_server_offers_is_described(document):
    files = {route.path for route in (*drawings.ROUTES, *exports.ROUTES) if "{" not in route.path}
    assert files <= set(document["paths"])
    assert {f"/export.{name}" for name in names()} <= set(document["paths"])
    chart = document["paths"]["/charts/states.csv"]["get"]
    assert "as_of" in [each["name"] for each in chart["parameters"]]
    assert list(chart["responses"]["200"]["content"]) == ["text/csv"]


def schema_of(document, path) -> Draft202012Validator:
    content = document["paths"][path]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": document["components"]})


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("/api/events", "/api/events"),
        ("/api/events?limit=3&sort=-date", "/api/events"),
        ("/api/events/subsidy-mechanism-mid-1990s", "/api/events/{id}"),
        ("/api/counts", "/api/counts"),
        ("/api/counts?by=year", "/api/counts"),
        ("/api/counts?by=month&actor=Russia", "/api/counts"),
        ("/api/counts?by=actor", "/api/counts"),
        ("/api/counts?by=theme", "/api/counts"),
        ("/api/deadlines", "/api/deadlines"),
        ("/api/deadlines?as_of=2000-10-15&forecasts=1&proposals=1", "/api/deadlines"),
        ("/api/deadlines?as_of=2000-10-15&horizon=2004", "/api/deadlines"),
        ("/api/tally?as_of=2005", "/api/tally"),
        ("/api/levels?as_of=2002&by=party", "/api/levels"),
        ("/api/scores?as_of=2002", "/api/scores"),
        ("/api/deadlines?as_of=2000-10-15&progress=1&stalled_after=1+year&threshold=2", "/api/deadlines"),
        ("/api/compare?as_of=1999&as_of=2000", "/api/compare"),
        ("/api/compare?actor=belarus&actor=russia&as_of=2000-10-15", "/api/compare"),
        ("/api/search?q=belarus", "/api/search"),
        ("/api/search?q=gas&kind=event&limit=2", "/api/search"),
        ("/api/actors", "/api/actors"),
        ("/api/themes", "/api/themes"),
        ("/api/sources", "/api/sources"),
        ("/api/programmes", "/api/programmes"),
    ],
)
def test_answers_are_as_described(client, document, path, of):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    schema_of(document, of).validate(answer.json())
    assert answer.json().get("records", [1])


def test_a_wrong_answer_would_be_found(client, document):
    answer = client.get("/api/events?limit=1").json()
    answer["records"][0]["match"] = "perhaps"
    assert not schema_of(document, "/api/events").is_valid(answer)


def test_every_parameter_is_described(client, document):
    for name, options in OPTIONS.items():
        described = {each["name"]: each["schema"] for each in document["paths"][f"/api/{name}"]["get"]["parameters"]}
        assert len(described) == len(options)
        for parameter, schema in described.items():
            for value in schema.get("enum", [])[:2]:
                needed = NEEDED.get(name, {})
                assert client.get(f"/api/{name}", params={**needed, parameter: value}).status_code == 200


def test_errors_are_as_described(client, document):
    error = Draft202012Validator({**document["components"]["schemas"]["Error"], "components": document["components"]})
    for path in (
        "/api/events?actor=nobody",
        "/api/events/none",
        "/api/x",
        "/api",
        "/api/counts?by=day",
        "/api/events?limit=0",
    ):
        answer = client.get(path)
        assert answer.status_code in (400, 404)
        error.validate(answer.json())


def test_schemas_hold_what_is_on_the_wire():
    assert all(schema["additionalProperties"] is False for schema in openapi.SCHEMAS.values())


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/api/events", ("query",)),
        ("/api/events?actor=Belarus&from=1995&to=1996", ("query", "--actor", "Belarus", "--from", "1995", "--to", "1996")),
        ("/api/counts?by=year", ("query", "--by", "year")),
        ("/api/counts?by=theme&from=1999", ("query", "--by", "theme", "--from", "1999")),
        ("/api/counts?theme=economy", ("query", "--theme", "economy", "--count")),
        ("/api/deadlines?as_of=2000-10-15&known_at=2001-01-01", ("deadlines", *AS_OF, "--known-at", "2001-01-01")),
        (
            "/api/deadlines?as_of=2001-10-15&as_known_then=1&stalled_after=6+months&threshold=2",
            ("deadlines", "--as-of", "2001-10-15", "--as-known-then", "--stalled-after", "6 months", "--threshold", "2"),
        ),
        (
            "/api/deadlines?as_of=2000-10-15&as_known_then=1&overdue=1&programme=union-state-programme-1999",
            ("deadlines", *AS_OF, "--as-known-then", "--overdue", "--programme", "union-state-programme-1999"),
        ),
        (
            "/api/deadlines?as_of=2000-10-15&known_at=2001&silence=unknown&state=possibly_overdue&state=pending&theme=economy",
            ("deadlines", *AS_OF, "--known-at", "2001", "--silence", "unknown", "--state", "possibly_overdue",
             "--state", "pending", "--theme", "economy"),
        ),
        (
            "/api/deadlines?as_of=2000-12-01&known_at=2001-01-01&horizon=next+presidential+election",
            ("deadlines", "--as-of", "2000-12-01", "--known-at", "2001-01-01", "--horizon", "next presidential election"),
        ),
        (
            "/api/deadlines?as_of=2000-12-01&known_at=2001-01-01&derivation=1&progress=1",
            ("deadlines", "--as-of", "2000-12-01", "--known-at", "2001-01-01", "--derivation", "--progress"),
        ),
        (
            "/api/events?any=1&actor=Putin&text=election&stems=1&from=1999",
            ("query", "--any", "--actor", "Putin", "--text", "election", "--stems", "--from", "1999"),
        ),
        (
            "/api/counts?by=year&any=1&actor=Belarus&members=1&text=gas&to=1999",
            ("query", "--by", "year", "--any", "--actor", "Belarus", "--members", "--text", "gas", "--to", "1999"),
        ),
        ("/api/tally?as_of=2005&known_at=2006&by=programme", ("deadlines", "tally", "--as-of", "2005", "--known-at", "2006", "--by", "programme")),
        (
            "/api/levels?as_of=2002&as_known_then=1&by=theme&threshold=2",
            ("deadlines", "levels", "--as-of", "2002", "--as-known-then", "--by", "theme", "--threshold", "2"),
        ),
        ("/api/scores?as_of=2002&known_at=2006&by=party", ("deadlines", "score", "--as-of", "2002", "--known-at", "2006", "--by", "party")),
        ("/api/actors", ("actors",)),
        ("/api/actors?text=лукаш", ("actors", "лукаш")),
        ("/api/actors?kind=body", ("actors", "--kind", "body")),
        ("/api/themes", ("themes",)),
        ("/api/sources?text=kommersant", ("sources", "kommersant")),
        ("/api/programmes", ("programmes",)),
    ],
)  # fmt: skip
def test_the_same_records_as_the_command_line(client, cli, loaded_url, path, command):
    done = cli(*command, "-f", "jsonl", url=loaded_url)
    answer = client.get(path)
    assert (done.code, answer.status_code) == (0, 200), (done.err, answer.text)
    assert answer.json()["records"] == done.records
    assert answer.json().get("next") is None


@pytest.mark.parametrize(
    ("kind", "identity"),
    [
        ("event", "belarus-referendum-1995"),
        ("actor", "belarus"),
        ("theme", "economy/currency"),
        ("source", "moshes-2000"),
        ("programme", "union-state-programme-1999"),
        ("deadline", "usp-3-1"),
    ],
)
def test_a_record_is_that_of_show(client, cli, loaded_url, document, kind, identity):
    shown = json.loads(cli("show", identity, "--kind", kind, "-f", "json", url=loaded_url).out)
    assert client.get(f"/api/{kind}s/{identity}").json() == shown
    assert client.get(f"/api/{kind}s/{identity[:-1]}").status_code == 404
    assert f"/api/{kind}s/{{id}}" in document["paths"]


def test_every_export_is_described(client, document):
    described = {path.removeprefix("/export.") for path in document["paths"] if path.startswith("/export.")}
    assert described >= {"csv", "jsonl", "geojson", "svg", "ics"}
    for name in described - {"png", "pdf", "parquet"}:
        answer = client.get(f"/export.{name}?theme=economy/currency")
        assert answer.status_code == 200
        content = document["paths"][f"/export.{name}"]["get"]["responses"]["200"]["content"]
        assert list(content) == [answer.headers["content-type"].partition(";")[0]]


@pytest.mark.parametrize(
    "path",
    [
        "/api/events?limit=50",
        "/api/events?sort=-date&limit=49",
        "/api/deadlines?limit=7",
        "/api/actors?limit=30",
        "/api/themes?limit=1000",
    ],
)
def test_next_leads_through_all(client, path):
    whole = client.get(path.partition("?")[0] + ("?sort=-date" if "sort" in path else "")).json()["records"]
    found, address = [], path
    while address:
        answer = client.get(address)
        address = answer.json()["next"]
        assert address is None or f"<{address}>" in answer.headers["link"]
        found += answer.json()["records"]
    assert found == whole
    assert len(found) > 5


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/api/events?format=jsonl&theme=economy", ("query", "--theme", "economy")),
        (
            "/api/deadlines?format=jsonl&as_of=2000-10-15&known_at=2001-01-01",
            ("deadlines", *AS_OF, "--known-at", "2001-01-01"),
        ),
        (
            "/api/deadlines?format=jsonl&as_of=2000-10-15&known_at=2001-01-01&derivation=1",
            ("deadlines", *AS_OF, "--known-at", "2001-01-01", "--derivation"),
        ),
    ],
)
def test_json_lines_are_those_of_the_command_line(client, cli, loaded_url, path, command):
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.text == cli(*command, "-f", "jsonl", url=loaded_url).out


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/api/events?actor=Lukashenkka", "Lukashenk"),
        ("/api/events?limit=10001", "jsonl"),
        ("/api/events?after=1", "next"),
        ("/api/events?after=1.2%0A", "next"),
        ("/api/events?format=jsonl&limit=5", "JSON Lines"),
        ("/api/counts?by=day", None),
        ("/api/counts?limit=5", None),
        ("/api/deadlines?known_at=2000&as_known_then=1", None),
        ("/api/deadlines?as_of=2000/..", None),
        ("/api/deadlines?horizon=never", None),
        ("/api/deadlines?horizon=never&format=jsonl", None),
        ("/api/deadlines?state=late", None),
        ("/api/deadlines?programme=nothing", "dateline programmes"),
        ("/api/sources?offset=-1", None),
        ("/api/events/belarus-referendum-195", "belarus-referendum-1995"),
    ],
)
def test_refusals(client, path, hint):
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert set(answer.json()) == {"error", "hint"}
    assert hint is None or hint in answer.json()["hint"]


def test_a_name_with_a_letter_that_no_address_has(client):
    assert client.get("/api/events", params={"actor": "Лукашенко", "limit": 1}).json()["records"]
