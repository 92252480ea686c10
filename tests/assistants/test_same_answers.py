"""Two hundred questions to the tools have the answers of the command line: the same records, the same refusals."""

from __future__ import annotations

import json
import random
from itertools import product

import pytest
from assistants.conftest import plain
from conftest import run

from dateline.assistants import deadlines, events, sources

DAYS = (
    "1995",
    "fall 1999",
    "1999-12-08",
    "mid-1990s",
    "c. 1997",
    "2000-10-15",
    "[1996..1998]",
    "March 2000",
    "01/02/2000",
)
EVENTS = {
    "from": DAYS,
    "to": DAYS,
    "on": ("1999-12", "199X", "2000"),
    "around": ("union-treaty-signed", "belarus-referendum-1995", "nowhere"),
    "span": ("30 days", "a year"),
    "match": ("possible", "certain", "within"),
    "undated": (True,),
    "actor": ("Belarus", ["Russia", "belarus"], "Lukashenka", "Atlantis"),
    "members": (True,),
    "theme": ("economy", "defence/bases", "Currency"),
    "not_actor": ("russia",),
    "not_theme": ("defence",),
    "kind": ("exercise", "treaty"),
    "confidence": ("high", ["low", "medium"]),
    "place": ("Minsk", "Mosc*"),
    "source": ("moshes-2000", "nobody"),
    "text": ("treaty", "gas contr*"),
    "words": ("union", ["union", "signed"]),
    "all": (True,),
    "any": (True,),
    "stems": (True,),
    "sort": ("-date",),
    "by_source": ("moshes-2000",),
    "claimed": (True,),
}
JUDGED = {
    "as_of": ("2000-10-15", "1996", "2004-09-02", "mid-2001"),
    "known_at": ("2000-10-15", "2003"),
    "as_known_then": (True,),
    "silence": ("unknown",),
    "threshold": ("2",),
    "state": ("certainly_overdue", ["possibly_overdue", "pending"]),
    "overdue": (True,),
    "programme": ("union-state-programme-1999", "nothing"),
    "actor": ("Belarus",),
    "theme": ("economy/currency",),
    "forecasts": (True,),
    "proposals": (True,),
    "horizon": ("2001",),
    "progress": (True,),
    "derivation": (True,),
}
IDS = (
    "usp-3-1",
    "mu-1994-fund",
    "belarus",
    "economy/currency",
    "moshes-2000",
    "Lukashenko",
    "belarus-referendum-1995",
    "x",
)


def questions(table, number, seed):
    """Yield sets of arguments, each of one to three parameters of a table."""
    dice = random.Random(seed)
    for _ in range(number):
        names = dice.sample(sorted(table), dice.choice((1, 1, 2, 2, 3)))
        yield {name: dice.choice(table[name]) for name in names}


def words_of(given):
    """Return the words of a command line that ask the same."""
    free = given.get("words", [])
    found = [free] if isinstance(free, str) else list(free)
    for name, value in given.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            found.append(option)
        elif name != "words":
            found += [word for each in (value if isinstance(value, list) else [value]) for word in (option, each)]
    return found


ASKED = [
    *(("query", "query", events.ROW, each) for each in questions(EVENTS, 120, 4)),
    *(("deadlines", "deadlines", deadlines.ROW, each) for each in questions(JUDGED, 50, 5)),
    *(("conflicts", "conflicts", sources.CONFLICT_ROW, {"match": each}) for each in ("certain", "possible", "none")),
    *(
        ("conflicts", "conflicts", sources.CONFLICT_ROW, {"by": by, "source": source})
        for by, source in product(("day", "place"), ("moshes-2000", "nobody"))
    ),
    *(("date", "date", (), {"text": [text]}) for text in (*DAYS, "0044-03-15~", "Easter", "-0043", "next week")),
    *(("show", "show", events.ROW, {"id": each}) for each in IDS),
    *(("explain", "explain", (), {"id": each, "as_of": day}) for each in IDS[:2] for day in JUDGED["as_of"]),
    ("explain", "explain", (), {"id": "usp-3", "known_at": "2000"}),
]


def test_there_are_two_hundred():
    assert len(ASKED) >= 200


def named(message):
    from dateline.assistants.server import named

    return named(message)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_answers_are_those_of_the_command_line(model, loaded_url, folders):
    refused = 0
    for (tool, command, more, given), said in zip(
        ASKED, model.several([(each[0], page(each)) for each in ASKED]), strict=True
    ):
        theirs = run(command, *command_words(tool, given), url=loaded_url, env=folders)
        assert plain(json.loads(said.text)) == plain(said.data)
        if said.error:
            refused += 1
            assert theirs.code in (2, 4), (given, said.text)
            assert said.data["error"] in named(theirs.err), (given, theirs.err)
            continue
        ours = plain(said.data.get("records", [said.data.get("record")]))
        ours = [{key: value for key, value in each.items() if key not in (*more, "explanation")} for each in ours]
        expected = json.loads(theirs.out) if tool in ("show", "explain") else theirs.records
        expected = expected if isinstance(expected, list) else [expected]
        assert ours == expected[: len(ours) if tool == "query" else None], (given, theirs.err)
        if "total" in said.data:
            assert said.data["total"] == len(expected), given
    assert 10 < refused < 80


def page(asked):
    tool, _, _, given = asked
    return given | ({"limit": 100} if tool in ("query", "deadlines", "conflicts") else {})


def command_words(tool, given):
    if tool in ("date", "show", "explain"):
        first = given.get("text") or [given["id"]]
        words = [*first, *words_of({name: value for name, value in given.items() if name not in ("text", "id")})]
        return [*words, "-f", "jsonl" if tool == "date" else "json", *(["--claims"] if tool == "show" else [])]
    return [*words_of(given), "-f", "jsonl"]
