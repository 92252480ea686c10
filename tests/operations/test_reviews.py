"""Reviews of one file by several people at once, and programs that write it meanwhile: no verdict is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dateline.documents.proposal import Proposal, Proposals, ProposedDocument
from dateline.errors import DatelineError, InvalidQuery
from dateline.operations.proposed.proposing import Read, load_proposals, put_beside, save_proposals
from dateline.operations.proposed.reviewing import Review

COUNT = 40


@pytest.fixture
def file(tmp_path):
    document = ProposedDocument("memo", "gone.txt", "ab", "The memo")
    found = (
        Proposal(f"p{place:02}", "memo", title=f"T{place}", date=str(1950 + place), place_in_text=(place, place + 1))
        for place in range(COUNT)
    )
    path = str(tmp_path / "memo.proposals.toml")
    save_proposals(path, Proposals("mine", (document,), tuple(found)))
    return path


def verdicts(file):
    return {each.id: each.verdict for each in load_proposals(file).proposals}


def test_two_reviewers_lose_nothing_of_each_other(file):
    one, other = Review(file), Review(file)
    other.go_to("p20")
    other.decide("rejected", "no")
    one.decide("accepted")
    other.edit("title", "Another")
    found = verdicts(file)
    assert (found["p00"], found["p20"], found["p21"]) == ("accepted", "rejected", "edited")
    assert (one.decided, other.decided) == (2, 3)
    other.undo()
    other.undo()
    assert verdicts(file) == {f"p{place:02}": "accepted" if place == 0 else "open" for place in range(COUNT)}


def test_what_somebody_else_decided_is_shown_before_it_is_changed(file):
    one, other = Review(file), Review(file)
    one.decide("rejected", "no date")
    with pytest.raises(InvalidQuery, match="somebody else has changed this proposal"):
        other.decide("accepted")
    assert (other.current and other.current.verdict) == "rejected"
    assert verdicts(file)["p00"] == "rejected"
    other.decide("accepted")
    assert verdicts(file)["p00"] == "accepted"
    with pytest.raises(InvalidQuery, match="somebody else"):
        one.undo()
    assert verdicts(file)["p00"] == "accepted"


def test_many_at_once(file):
    """Eight reviewers decide five proposals each while a document is proposed again and again."""
    document = load_proposals(file).documents[0]
    new = tuple(load_proposals(file).proposals)

    def review(start):
        here = Review(file)
        for place in range(start, COUNT, 8):
            here.go_to(f"p{place:02}")
            here.decide("accepted")

    def propose(_):
        put_beside(file, [Read(document, new, ())], None)

    with ThreadPoolExecutor(9) as pool:
        list(pool.map(lambda place: review(place) if place < 8 else propose(place), range(12)))
    assert set(verdicts(file).values()) == {"accepted"}


def test_a_file_that_is_edited_into_nonsense_meanwhile(file):
    review = Review(file)
    text = Path(file).read_text("utf-8")
    Path(file).write_text("nonsense = [", "utf-8")
    with pytest.raises(DatelineError):
        review.decide("accepted")
    assert Path(file).read_text("utf-8") == "nonsense = ["
    Path(file).write_text(text, "utf-8")
    review.decide("accepted")
    assert verdicts(file)["p00"] == "accepted"


def test_a_split_goes_behind_its_proposal_and_back(file):
    review = Review(file)
    review.split()
    assert [each.id for each in load_proposals(file).proposals][:3] == ["p00", "p00-2", "p01"]
    review.undo()
    assert len(load_proposals(file).proposals) == COUNT


def test_fields_are_changed_together_or_not_at_all(file):
    review = Review(file)
    with pytest.raises(DatelineError):
        review.edit_all({"title": "New", "date": "nonsense"})
    assert load_proposals(file).proposals[0].title == "T0"
    review.edit_all({"title": "New", "date": "1940"})
    review.undo()
    assert load_proposals(file).proposals[0] == Proposal("p00", "memo", title="T0", date="1950", place_in_text=(0, 1))


def test_one_id_in_two_documents(file):
    before = load_proposals(file)
    second = before.documents[0]._replace(source="other")
    copies = tuple(each._replace(source="other") for each in before.proposals)
    save_proposals(file, before._replace(documents=(*before.documents, second), proposals=(*before.proposals, *copies)))
    review = Review(file)
    review.go_to("p03", "other")
    review.decide("rejected")
    found = [(each.source, each.id) for each in load_proposals(file).proposals if each.verdict == "rejected"]
    assert found == [("other", "p03")]
