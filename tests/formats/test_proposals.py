"""Files of proposals are read as they were written, and every fault has its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.candidate import KINDS
from dateline.documents.proposal import VERDICTS, Proposal, Proposals, ProposedDocument, merged
from dateline.errors import InvalidRecords
from dateline.formats.proposals.reading import line_of, read_proposals
from dateline.formats.proposals.writing import text_of_proposals

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20)
LISTS = st.lists(TEXT, max_size=3).map(tuple)
DOCUMENT = ProposedDocument("memo", "memo.txt", "ab", "The memo", "2000-12", "en")
PROPOSAL = st.builds(
    Proposal, id=st.just("a"), source=st.just("memo"), verdict=st.sampled_from(VERDICTS), why=TEXT, event=TEXT,
    kind=st.sampled_from(KINDS), title=TEXT, date=TEXT, date_text=TEXT, also=LISTS, actors=LISTS, themes=LISTS,
    place=TEXT, programme=TEXT, due_rule=TEXT, within=TEXT,
    counted_from=TEXT, after=TEXT, of=TEXT, quote=TEXT, locator=TEXT, rule=TEXT, context=TEXT,
    resembles=TEXT, place_in_text=st.tuples(st.integers(0, 99), st.integers(0, 99)),
)  # fmt: skip


@given(st.lists(PROPOSAL, max_size=3))
def test_there_and_back(proposals):
    numbered = tuple(each._replace(id=str(place)) for place, each in enumerate(proposals))
    found = Proposals("mine", (DOCUMENT,), numbered)
    assert read_proposals("x", text_of_proposals(found)) == found


HEAD = '[[document]]\nsource = "memo"\nfile = "m"\nsha256 = "a"\ntitle = "M"\n[[proposal]]\nid = "1"\nsource = "memo"\n'
FAULTS = {
    HEAD + 'verdict = "maybe"': (9, "verdict 'maybe' is none of open, accepted, edited, rejected"),
    HEAD + "title = 5": (9, "title must be a text"),
    HEAD + 'actors = "russia"': (9, "actors must be a list of texts"),
    HEAD + 'verdct = "open"': (9, "has no field 'verdct'"),
    HEAD + '[[proposal]]\nid = "1"\nsource = "memo"': (10, "the id '1' comes twice"),
    HEAD + '[[proposal]]\nid = "2"': (9, "proposal lacks source"),
    HEAD + '[[proposal]]\nid = "2"\nsource = "gone"': (11, "there is no document with the source 'gone'"),
    HEAD.replace('file = "m"', 'file = "/etc/m"'): (3, "file '/etc/m' is a path"),
    "[[event]]\nid = 1": (1, "a file of proposals has no table 'event'"),
    "proposal = 5": (1, "write [[proposal]], not [proposal]"),
    "proposal = [5]": (1, "proposal is not a table"),
    "this is no TOML": (1, "is not TOML: Expected '=' after a key"),
}


@pytest.mark.parametrize(("text", "wanted"), FAULTS.items())
def test_faults(text, wanted):
    with pytest.raises(InvalidRecords) as caught:
        read_proposals("x.proposals.toml", text)
    faults = [(fault.line, fault.message) for fault in caught.value.faults]
    assert (wanted[0], wanted[1]) in [(line, message[: len(wanted[1])]) for line, message in faults], faults


def test_the_line_of_a_proposal():
    assert line_of(HEAD, 0) == 6


def test_a_second_run_keeps_verdicts():
    old = [
        Proposal("1", "memo", verdict="rejected", place_in_text=(5, 6)),
        Proposal("2", "memo", place_in_text=(1, 2)),
        Proposal("3", "other"),
        Proposal("1-2", "memo", verdict="edited", place_in_text=(5, 6)),
    ]
    new = [Proposal("1", "memo", place_in_text=(5, 6)), Proposal("4", "memo", place_in_text=(3, 4))]
    found = merged(old, new, ["memo"])
    assert [(each.id, each.verdict) for each in found.proposals] == [
        ("4", "open"),
        ("1", "rejected"),
        ("1-2", "edited"),
        ("3", "open"),
    ]
    assert (found.new, found.gone) == (1, 1)
