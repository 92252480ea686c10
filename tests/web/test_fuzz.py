"""Whatever stands in an address, the server answers, and never with a fault of its own."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.parameters.schemas import parameter
from dateline.question_options import CLOCKS, FILTERS
from dateline.web.viewing.view import VIEW

PATHS = (
    "/", "/timeline", "/actors", "/themes", "/sources", "/programmes", "/export.csv", "/export.svg", "/export.md",
    "/feed.atom", "/feed.ics", "/search", "/api/search", "/api/events", "/api/counts", "/api/deadlines", "/api/actors", "/api/sources",
    "/event/", "/actor/", "/theme/", "/source/", "/export.", "/api/", "/api/events/", "/static/",
)  # fmt: skip
NAMES = sorted(
    {parameter(option) for option in (*FILTERS, *CLOCKS, *VIEW)} | {"by", "format", "after", "offset", "kind", "q"}
)
WORDS = st.sampled_from(
    ["1995", "fall 1999", "-0043", "[1994..1996]", "../2005", "1985/", "Y17E7", "today", "3 months ago", "russia",
     "economy", "possible", "within", "-date", "1", "0", "year", "actor", "jsonl", "none", "999999999", "1.2", "treaty",
     "' OR 1=1 --", "\"", "%", "*", "NEAR(a b)", "a AND", "\\", "﷽", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)  # fmt: skip
VALUES = WORDS | st.text(max_size=30)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    path=st.sampled_from(PATHS),
    tail=st.just("") | st.text(max_size=12),
    pairs=st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=6), VALUES), max_size=5),
)
def test_no_query_is_a_fault(client, path, tail, pairs):
    address = path + (quote(tail, safe="") if path.endswith(("/", ".")) else "")
    answer = client.get(f"{address}?{urlencode(pairs)}")
    assert answer.status_code in (200, 303, 308, 400, 404, 414), answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "query",
    [
        "from=%FF%FE",
        "%80=1",
        "=",
        "&&&",
        "actor=%00",
        "from=%ED%A0%80",
        "a%5B%5D=1",
        "from",
        "?",
        "from=1995;to=1996",
        "+=+",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/events", "/export.csv"])
def test_bytes_that_are_no_text(client, path, query):
    assert client.get(f"{path}?{query}").status_code in (200, 303, 400)
