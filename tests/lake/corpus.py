"""Made-up events with everything that is awkward: dates of every kind, letters that are escaped, actors named twice."""

from __future__ import annotations

import json

DATES = (
    "1999-12-08", "1999-12-08", "1999-12", "1999", "199X", "19XX", "1994/1996", "1999-12-08/2000-01-02", "[1994,1996]",
    "{1994-07-20,1994-08}", "[1994..1996]", "../1995", "1999-03/..", "/1995", "1999-12-08~", "1999?", "1999-21",
    "-0044-03-15", "0000", "-0001-12-31/0001-01-01", "Y-170000002", "Y12000", "1999-1X", "1999-12-XX", "XXXX-12-24",
    "1999~", "1999-12-08?", "1999-12%", "1998?/2000", "1994/1996?", "[1994~,1999]", "{1994?,1999~}", "199X-12-08~",
    "1999-~12", "1999-?12", "1999?/..", "/1999~", "2000-02-29", "1600-02-29/2000-02-29", "9999-12-31", "Y10001", "1996-02",
    "undated",
)  # fmt: skip
_TITLES = ("Talks", "Élections — “présidentielles”", "=1+1", "Сочи: переговоры", 'a,b;c\t"quoted"', "back\\slash")
_PLACES = (None, "Minsk", "São Tomé", "Sochi; the port")
_ROLES = (None, "host", "a (b); c", "x\\y")
_THEMES = ("energy", "energy/gas", "energy/gas/transit", "defence", "Ökonomie/währung", "a b/c")


def events(number: int = 140) -> list[dict[str, object]]:
    """Return so many events on the wire."""
    return [_event(i) for i in range(number)]


def _event(i: int) -> dict[str, object]:
    taken = [
        {"id": f"actor-{(i * k) % 7}", "name": f"Actor {(i * k) % 7}", "role": _ROLES[(i + k) % 4]} for k in (1, 3)
    ]
    cited = [{"source": f"source-{i % 3}", "locator": "p. 4; note (b)", "quote": 'he said "no"; twice\\once'}]
    return {
        "id": f"e;{i:03}", "date": DATES[i % len(DATES)], "date_text": None if i % 3 else "in those days",
        "title": f"{_TITLES[i % len(_TITLES)]} {i}", "description": None if i % 4 else f"The joint talks, round {i}.",
        "kind": (None, "meeting")[i % 2], "place": _PLACES[i % 4], "latitude": (None, 53.9, 0.0)[i % 3],
        "longitude": (None, 27.5, 0.0)[i % 3], "actors": taken[: i % 3],
        "themes": sorted({_THEMES[(i * k) % len(_THEMES)] for k in range(i % 4)}),
        "citations": cited[: i % 2], "confidence": (None, "high", "low")[i % 3], **_claims(i),
    }  # fmt: skip


def _claims(i: int) -> dict[str, object]:
    """Return what the source of every seventh event with one says, in all forms, and a verdict."""
    if i % 14 != 1:
        return {}
    claim: dict[str, object] = {"citation": 0, "date": DATES[(i + 5) % 40], "date_text": 'ÿ; \\ "then"'}
    more = ({"place": "São; (b)"}, {"actors": [{"id": f"witness-{i}", "role": "a (b); c"}]}, {"language": "be"})
    measured = {"measures": [{"name": "deaths", "low": 3, "unit": "people"}]}
    return {"verdict": ("editor", "best source", None)[i % 3], "claims": [claim | more[i // 14 % 3] | measured]}


def lines(records: list[dict[str, object]]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
