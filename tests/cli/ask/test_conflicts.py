"""`conflicts` over databases: seeded conflicts among many events are found, near misses are not certain."""

from __future__ import annotations

import json
import random

import pytest

from dateline.dates import FAR_FUTURE, FAR_PAST, parse, within
from dateline.dates.calendar import AFTER_ALL, BEFORE_ALL

EVENTS, SEEDED = 2_000, 40
CONFLICTING = [
    ("1999-05-03", "1999-05-04"), ("1999-05", "1999-06-01"), ("1999-21", "1999-22"), ("[1994,1996]", "1995-07"),
    ("1994/1996", "1997"), ("199X-12-24", "1999-12-25"), ("1999-05-03~", "1999-05-05"), ("-0044", "-0043"),
]  # fmt: skip
NEAR = [
    ("1999-05", "1999-05-31"), ("1999-05-03~", "1999-05-04"), ("1999-05-03?", "2001"), ("[1994,1996]", "1996-07"),
    ("1994/1996", "1996-12-31"), ("../1995", "1980"), ("199X-12-24", "1999-12"), ("1999-05-03", "1999-05-03"),
]  # fmt: skip


def event(number, dates, **more):
    """Return an event on the wire whose sources give these dates."""
    cited = [{"source": f"s{(number + i) % 7}", "locator": f"p. {i}"} for i in range(len(dates))]
    claims = [{"citation": i, "date": date, **more} for i, date in enumerate(dates)]
    return {"id": f"e{number}", "title": f"E {number}", "date": dates[0], "citations": cited, "claims": claims}


@pytest.fixture
def seeded(cli, url, tmp_path):
    """Return a database of made-up events, and the ids of those whose sources certainly conflict."""
    chance = random.Random(40)
    places = chance.sample(range(EVENTS), 2 * SEEDED)
    events = []
    for number in range(EVENTS):
        day = f"{chance.randint(1500, 2000)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        events.append(event(number, [day, chance.choice([day, day[:7], day[:4], f"{day[:3]}X"])]))
    for i, place in enumerate(places):
        kinds = CONFLICTING if i < SEEDED else NEAR
        events[place] = event(place, kinds[i % len(kinds)])
    measured = events[places[0]] = event(places[0], ["1999", "1999"])
    for claim, low in zip(measured["claims"], (1, 5), strict=True):
        claim["measures"] = [{"name": "deaths", "low": low, "high": low + 3}]
    file = tmp_path / "seeded.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in events))
    assert cli("import", "jsonl", file, url=url).code == 0
    return url, {f"e{place}" for place in places[:SEEDED]}


def test_all_seeded_conflicts_are_found_and_no_other(cli, seeded):
    url, wanted = seeded
    found = cli("conflicts", "--match", "certain", "-f", "jsonl", url=url).records
    assert {each["event"] for each in found if each["other"]} == wanted
    assert {each["event"] for each in found} == wanted
    counted = cli("conflicts", "--by-source", "-f", "jsonl", url=url).records
    assert sum(each["certain"] for each in counted) == 2 * SEEDED


@pytest.fixture
def filled(cli, url, tmp_path):
    rows = [
        event(1, ["1999-05-03", "1999-05", "1999-06"], place="Minsk"),
        {**event(2, ["1999-05-03"]), "date": "2001", "place": "Minsk", "title": "Another day"},
        {"id": "e3", "title": "No claims", "date": "1999", "citations": [{"source": "s3"}]},
    ]
    rows[0]["claims"][2]["place"] = "Moscow"
    file = tmp_path / "few.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in rows))
    assert cli("import", "jsonl", file, url=url).code == 0
    return url


def test_pairs_the_days_that_all_share_and_who_is_in_doubt(cli, filled):
    found = cli("conflicts", "e1", "--match", "none", "-f", "jsonl", url=filled).records
    days = [(each["one"], each["other"], each["conflict"]) for each in found if each["by"] == "day"]
    assert days == [
        ("s1, p. 0", "s2, p. 1", "possible"), ("s1, p. 0", "s3, p. 2", "certain"), ("s1, p. 0", None, "none"),
        ("s2, p. 1", "s3, p. 2", "certain"), ("s2, p. 1", None, "possible"), ("s3, p. 2", None, "certain"),
    ]  # fmt: skip
    assert all(each["doubted"] == ["s3"] for each in found)
    assert [each["conflict"] for each in found if each["by"] == "place"] == ["none", "possible", "possible"]
    against = cli("conflicts", "--match", "certain", "--by", "day", "--source", "s2", "-f", "jsonl", url=filled).records
    assert [(each["event"], each["one"], each["other"]) for each in against] == [
        ("e1", "s2, p. 1", "s3, p. 2"),
        ("e2", "s2, p. 0", None),
    ]
    assert against[1]["other_says"] == "2001"
    text = cli("conflicts", "e1", url=filled)
    assert "no day" in text.out
    assert "in 1 event with claims of sources" in text.err


def test_how_often_a_source_is_against_the_others(cli, filled):
    rows = {each["source"]: each for each in cli("conflicts", "--by-source", "-f", "jsonl", url=filled).records}
    assert rows["s3"] == {
        "source": "s3", "events": 1, "certain": 2, "possible": 2, "none": 0, "verdict": 1, "doubted": 1,
    }  # fmt: skip
    assert rows["s2"]["events"] == 2


def test_an_unknown_event_or_source_is_refused(cli, filled):
    assert cli("conflicts", "nothing", url=filled).code != 0
    assert "nothing" in cli("conflicts", "nothing", url=filled).err
    assert cli("conflicts", "--source", "nothing", url=filled).code != 0
    assert cli("conflicts", "--source", "s1", "--by-source", url=filled).code == 2


def test_where_nobody_says_anything_there_is_no_conflict(cli, url, tmp_path):
    file = tmp_path / "plain.jsonl"
    file.write_text(json.dumps({"id": "a", "title": "A", "date": "1999"}) + "\n")
    assert cli("import", "jsonl", file, url=url).code == 0
    result = cli("conflicts", url=url)
    assert (result.code, result.out) == (0, "")
    assert "0 conflicts, in 0 events with claims of sources" in result.err


DATES = ("1999-05-03", "1999-05", "1999", "[1994,1996]", "1994/1996", "199X~", "2000?", "1998-12/1999-02", "../1995")
RANGES = ("", "--from 1995 --to 1995", "--on 1999-05", "--from 1999-05-03", "--to 1994")
MODES = ("", "--match certain", "--match within")


@pytest.fixture
def said(cli, url, tmp_path):
    """Return a database of events with random claims, and these."""
    chance, events = random.Random(7), []
    for number in range(120):
        cited = [{"source": f"s{chance.randrange(3)}", "locator": f"{i}"} for i in range(chance.randint(0, 3))]
        claims = [{"citation": i, "date": chance.choice(DATES)} for i in range(len(cited)) if chance.random() < 0.6]
        own = chance.choice([*DATES, "undated"])
        place = chance.choice(["Minsk", "Brest", None])
        events.append(
            {"id": f"e{number}", "title": "E", "date": own, "place": place, "citations": cited, "claims": claims}
        )
    file = tmp_path / "said.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in events))
    assert cli("import", "jsonl", file, url=url).code == 0
    return url, events


def days_of(words):
    given = dict(zip(words.split()[::2], words.split()[1::2], strict=True))
    given |= {"--from": given["--on"], "--to": given["--on"]} if "--on" in given else {}
    first = parse(given["--from"]).earliest if "--from" in given else BEFORE_ALL
    last = parse(given["--to"]).latest if "--to" in given else AFTER_ALL
    if words:
        return max(first, FAR_PAST), min(last, FAR_FUTURE)
    return first, last


def judged(dates, days, mode):
    matches = [parse(each).match(*days) for each in dates]
    surely = all(each == "certain" for each in matches)
    inside = all(within(parse(each).bounds, *days) for each in dates)
    if all(each == "impossible" for each in matches):
        return None
    if (mode and not surely) or ("within" in mode and not inside):
        return None
    return "certain" if surely else "possible"


def expected(events, source, days, mode):
    found = {}
    for each in events:
        own = judged([each["date"]], days, mode)
        said = [c["date"] for c in each["claims"] if source in (None, each["citations"][c["citation"]]["source"])]
        if source is not None and source not in [c["source"] for c in each["citations"]]:
            continue
        if source is not None:
            match = judged(said, days, mode) if said else own
        else:
            match = own or ("possible" if not mode and said and judged(said, days, "") else None)
        if match:
            found[each["id"]] = match
    return found


@pytest.mark.in_part(2)
@pytest.mark.parametrize("words", RANGES)
def test_the_dates_of_sources_against_python(cli, said, words):
    url, events = said
    for mode in MODES:
        for option, source in (("--by-source s1", "s1"), ("--claimed", None)):
            asked = [*words.split(), *mode.split(), *option.split()]
            wanted = expected(events, source, days_of(words), mode)
            records = cli("query", "-f", "jsonl", *asked, url=url).records
            assert {each["id"]: each["match"] for each in records} == wanted, asked
            firsts = [parse(each["date"]).bounds.start_earliest for each in records]
            assert firsts == sorted(firsts)
            assert cli("query", *asked, "--count", url=url).out.strip() == str(len(wanted))
            newest = cli("query", "-f", "jsonl", *asked, "--sort", "-date", "--limit", "9", url=url).records
            assert len(newest) == min(9, len(wanted))
            in_minsk = cli("query", "-f", "jsonl", *asked, "--place", "minsk", url=url).ids
            assert set(in_minsk) == {e["id"] for e in events if e["place"] == "Minsk"} & set(wanted)


@pytest.mark.parametrize(
    "words", ["--by-source s1 --claimed", "--by-source s1 --source s2", "--claimed --by year", "--claimed --undated"]
)
def test_what_cannot_be_asked_by_dates_of_sources(cli, filled, words):
    assert cli("query", *words.split(), url=filled).code == 2


def test_an_unknown_source_is_not_found(cli, filled):
    result = cli("query", "--by-source", "nobody", url=filled)
    assert result.code == 2
    assert "there is no source 'nobody'" in result.err
