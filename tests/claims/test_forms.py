"""What a citation says that its source says comes through every form, and what is wrong with it is told."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.forms import claims_text, verdict_of, with_actors_as, with_claims
from dateline.claims.records import cell_of, claim_records, in_full
from dateline.dates import parse
from dateline.dates.calendar import CALENDARS
from dateline.event_fields import CLAIMED, VERDICTS, WIRE
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.writing import text_of
from dateline.measures import in_order, measure
from dateline.model import Citation, Claim, Event, Participant, Programme
from dateline.prepared_events import FINGERPRINT, entry_of
from dateline.storage.writing.fingerprints import fingerprint
from dateline.wire import citation_record, event_from_record, event_record

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
    lambda text: text == text.strip()
)
DATES = st.sampled_from(["1999", "1999-05-03", "1999-21", "1994/1996", "[1994,1996]", "199X~", "../1995", "Y12000"])
MEASURES = st.dictionaries(st.sampled_from(["deaths", "tone", "injured"]), st.integers(-5, 5), max_size=3)


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    date = draw(st.none() | DATES.map(parse))
    said = st.none() if date is None else st.none() | TEXTS
    calendar = st.none() if date is None else st.none() | st.sampled_from(CALENDARS)
    actors = st.lists(st.builds(Participant, st.sampled_from(["belarus", "a:b"]), st.none() | TEXTS), max_size=2)
    numbers = draw(MEASURES)
    return Claim(
        date, draw(said), draw(calendar), draw(said), draw(TEXTS if date is None else st.none() | TEXTS),
        tuple(draw(actors)), in_order(measure(name, value, unit="x") for name, value in numbers.items()),
    )  # fmt: skip


CITED = st.lists(
    st.builds(Citation, st.sampled_from(["memo", "gazette"]), st.none() | TEXTS, st.none(), st.none() | claims()),
    max_size=4,
).map(tuple)


def plain(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(Citation(each.source, each.locator, each.quote) for each in citations)


@given(CITED, st.none() | st.sampled_from(VERDICTS))
def test_claims_come_through_text_wire_cells_and_toml(cited, verdict):
    text = claims_text(cited)
    assert with_claims(plain(cited), text) == cited
    records = claim_records(text, [citation_record(each) for each in cited])
    assert with_claims(plain(cited), records) == cited
    assert cell_of(records) == (text or "[]")
    event = Event("a-1", "Talks", parse("1999"), citations=cited, verdict=verdict, confidence="high")
    whole = event_record(event, "certain") | {"verdict": verdict, "claims": records}
    assert event_from_record(whole) == event
    found = read_text("a.toml", text_of(event), imported=True)
    assert found.faults == []
    assert found.records["event"]["a-1"] == event


@given(CITED)
def test_only_what_has_claims_has_another_fingerprint(cited):
    event = Event("a-1", "Talks", parse("1999"), citations=cited)
    bare = Event("a-1", "Talks", parse("1999"), citations=plain(cited))
    same = entry_of(event).row[FINGERPRINT] == entry_of(bare).row[FINGERPRINT]
    assert same == (event == bare)


def test_the_keys_on_request_stand_behind_those_of_every_event():
    (record,) = in_full([event_record(Event("a", "T", parse("1999")), "certain")])
    assert tuple(record) == (*WIRE, *CLAIMED)
    assert (record["verdict"], record["claims"]) == (None, [])


def test_actors_of_claims_get_other_ids():
    text = claims_text((Citation("memo", claim=Claim(actors=(Participant("old", "host"), Participant("b")))),))
    assert json.loads(with_actors_as(text, lambda each: {"old": "new"}.get(each, each)) or "")[0]["actors"] == [
        {"id": "new", "role": "host"},
        {"id": "b"},
    ]


ONE = (Citation("memo"),)
WRONG = {
    "claims are not JSON": "{",
    "claims must be a list": {"citation": 0},
    "claim 1 has no citation: 1 is not the place of one (there are 0 to 0)": [{"citation": 1, "date": "1999"}],
    "claim 1 has no citation: None": [{"date": "1999"}],
    "claim 1 has no citation: True": [{"citation": True, "date": "1999"}],
    "claim 2: the citation 0 has a claim already": [{"citation": 0, "date": "1999"}, {"citation": 0, "place": "x"}],
    "claim 1 is of 'gazette', but the citation 0 is of 'memo'": [{"citation": 0, "source": "gazette", "date": "1999"}],
    "claim 1: date '1999-13' is not a date": [{"citation": 0, "date": "1999-13"}],
    "claim 1: cannot be undated": [{"citation": 0, "date": "undated"}],
    "claim 1: has no date, so it has no date_text": [{"citation": 0, "date_text": "spring"}],
    "claim 1: says nothing": [{"citation": 0}],
    "claim 1 has an unknown key 'dat'": [{"citation": 0, "dat": "1999"}],
    "claim 1: calendar 'maya' is not one of": [{"citation": 0, "date": "1999", "calendar": "maya"}],
    "claim 1: place must be a text": [{"citation": 0, "place": 4}],
    "claim 1: actors must be objects": [{"citation": 0, "actors": ["belarus"]}],
    "claim 1: measure deaths comes twice": [{"citation": 0, "measures": [{"name": "deaths", "value": 1}] * 2}],
}


@pytest.mark.parametrize("message", WRONG)
def test_a_claim_that_cannot_be_is_refused_with_its_place(message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        with_claims(ONE, WRONG[message])


def test_a_verdict_is_one_of_some_words():
    assert verdict_of("") is None
    with pytest.raises(ValueError, match=r"^verdict 'me' is not one of best source, intersection, editor$"):
        verdict_of("me")


EVENT = '[[event]]\nid = "a"\ntitle = "T"\ndate = "1999"\nconfidence = "high"\n'
FAULTS = {
    "verdict 'me' is not one of best source, intersection, editor": 'verdict = "me"\ncitations = [{ source = "m" }]',
    "a claim has no citation here": 'citations = [{ source = "m" }]\nclaims = [{ date = "1999" }]',
    "source is missing": 'citations = [{ date = "1999-05" }]',
    "the claim has no date, so it has no date_text": 'citations = [{ source = "m", date_text = "spring" }]',
    "the claim cannot be undated": 'citations = [{ source = "m", date = "undated" }]',
    "date '1999-13' is not a date": 'citations = [{ source = "m", date = "1999-13" }]',
    "unknown key 'placee'": 'citations = [{ source = "m", placee = "Minsk" }]',
    "verdict must be a text": 'verdict = ["editor", "intersection"]\ncitations = [{ source = "m" }]',
}


@pytest.mark.parametrize("message", FAULTS)
def test_toml_tells_the_line_of_what_is_wrong(message):
    found = read_text("a.toml", EVENT + FAULTS[message])
    assert any(fault.message.startswith(message) and fault.line for fault in found.faults), found.faults


def test_two_verdicts_are_one_fault():
    found = read_text("a.toml", EVENT + 'verdict = "editor"\nverdict = "intersection"\ncitations = [{ source = "m" }]')
    assert len(found.faults) == 1
    assert found.faults[0].line


def test_records_that_cite_without_claims_keep_the_fingerprints_that_databases_have():
    programme = Programme("p", "P", citations=(Citation("s", "p. 1"),))
    assert fingerprint(programme) == "cd325b843be2fc65fce14348b9b57bfb"
