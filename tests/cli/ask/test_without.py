"""Filters that leave out, and those by kind and confidence, against a filter in Python: the same on every engine."""

from __future__ import annotations

import random

import pytest

ACTORS, THEMES, KINDS = ("ann", "bob", "cem"), ("a", "a/b", "a/b/c", "d"), ("talks", "Treaty", "")
FILTERS = (
    *(("--not-actor", name) for name in ACTORS), *(("--not-theme", name) for name in THEMES),
    ("--kind", "talks"), ("--kind", "Treaty"), ("--confidence", "high"), ("--confidence", "low"), ("--actor", "ann"),
    ("--actor", "bob"), ("--theme", "a"), ("--theme", "d"), ("--from", "1995"), ("--to", "2001"), ("--text", "peace"),
    ("--match", "certain"), ("--sort", "-date"), ("--limit", "3"), ("--on", "1999"),
)  # fmt: skip


def made(seed):
    """Return events as fields: id, date, title, kind, actors, themes, confidence."""
    some = random.Random(seed)
    dates = ("1990", "1999-05", "1999-05-03", "1994/2003", "[1998,2000]", "2001~", "undated", "1980/..")
    return [
        {
            "id": f"e{i:02}", "date": some.choice(dates), "title": some.choice(("peace", "war")), "kind": some.choice(KINDS),
            "actors": some.sample(ACTORS, some.randrange(3)), "themes": some.sample(THEMES, some.randrange(3)),
            "confidence": some.choice(("high", "medium", "low", "")),
        }
        for i in range(60)
    ]  # fmt: skip


def csv_of(events):
    lines = ["id,date,title,kind,actors,themes,confidence"]
    for event in events:
        cells = (event[name] for name in ("id", "date", "title", "kind", "actors", "themes", "confidence"))
        lines.append(",".join(f'"{"; ".join(cell) if isinstance(cell, list) else cell}"' for cell in cells))
    return "\n".join(lines) + "\n"


def below(theme, wanted):
    return theme == wanted or theme.startswith(f"{wanted}/")


def passes(event, words):
    """Return whether an event has none of what is left out, and one of each kind of what is asked for."""
    asked = {option: [value for each, value in words if each == option] for option, _ in words}
    of = asked.get
    return (
        not set(event["actors"]) & set(of("--not-actor", ()))
        and not any(below(theme, wanted) for theme in event["themes"] for wanted in of("--not-theme", ()))
        and ("--kind" not in asked or event["kind"] in asked["--kind"])
        and ("--confidence" not in asked or event["confidence"] in asked["--confidence"])
    )


NEW = ("--not-actor", "--not-theme", "--kind", "--confidence")


@pytest.fixture(params=["sqlite", "postgresql", "duckdb"])
def database(request, cli, tmp_path):
    (tmp_path / "a.csv").write_text(csv_of(made(1)), "utf-8")
    if request.param == "duckdb":
        pytest.importorskip("duckdb")
        assert cli("lake", "create", tmp_path / "lake").code == 0
        assert cli("lake", "add", tmp_path / "lake", "csv", tmp_path / "a.csv").code == 0
        yield f"lake:{tmp_path / 'lake'}"
        return
    postgres = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{tmp_path / 'x.db'}"
    assert cli("import", "csv", tmp_path / "a.csv", url=url).code == 0
    yield url
    if postgres:
        postgres.drop(url)


def test_it_is_what_python_finds(cli, database):
    events = {event["id"]: event for event in made(1)}
    some = random.Random(2)
    for _ in range(15):
        words = some.sample(FILTERS, some.randint(1, 4))
        if ("--on", "1999") in words:
            words = [each for each in words if each[0] not in ("--from", "--to")]
        single = [each for each in words if each[0] not in ("--match", "--sort", "--limit")]
        words = [*single, *{each[0]: each for each in words if each not in single}.values()]
        old = [part for each in words if each[0] not in (*NEW, "--limit") for part in each]
        every = cli("query", *old, "-f", "jsonl", url=database).ids
        wanted = [identity for identity in every if passes(events[identity], words)]
        limited = wanted[:3] if ("--limit", "3") in words else wanted
        flat = [part for each in words for part in each]
        assert cli("query", *flat, "-f", "jsonl", url=database).ids == limited, flat
        if ("--limit", "3") not in words:
            counted = cli("query", *flat, "--count", url=database).out.strip()
            assert counted == str(len(wanted)), flat
            by = cli("query", *flat, "--by", "actor", "-f", "jsonl", url=database).records
            taken = {name: sum(name in events[each]["actors"] for each in wanted) for name in ACTORS}
            assert {row["actor"]: row["certain"] + row["possible"] for row in by} == {
                k: v for k, v in taken.items() if v
            }


def test_a_kind_that_no_event_has_is_rejected(cli, database):
    result = cli("query", "--kind", "treaty", url=database)
    assert (result.code, result.out) == (2, "")
    assert "no event is of the kind 'treaty'" in result.err
    assert "did you mean Treaty?" in result.err
    assert cli("query", "--not-actor", "an", url=database).code == 2
    assert cli("query", "--confidence", "some", url=database).code == 2
