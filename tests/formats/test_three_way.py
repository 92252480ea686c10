"""Two edited versions of a file are merged field by field: what one side said is there, or both in a conflict."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from formats.edited_pairs import LISTS, SCALARS, as_sets, edited, event, expected, one_side, parsed, text_of

from dateline.formats.curated.three_way.blocks import NoRecords, read
from dateline.formats.curated.three_way.lists import in_order, merged
from dateline.formats.curated.three_way.merging import merge
from dateline.safe_parsing import Unreadable

NAMES = [*SCALARS, *LISTS]


def pair(seed, *, apart):
    """Return three lists of events: with `apart` the two sides edit other fields, else often the same."""
    random = Random(seed)
    base = [event(random, f"e{number}") for number in range(random.randint(*((2, 6) if apart else (1, 2))))]
    mine = random.sample(NAMES, 4)
    yours = [name for name in NAMES if name not in mine] if apart else mine
    return base, edited(random, base, "a", mine), edited(random, base, "b", yours)


@pytest.mark.parametrize("hundred", range(5))
def test_edits_of_different_fields_merge(hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        sides = pair(seed, apart=True)
        wanted, conflicts = expected(*sides)
        found = merge(*map(text_of, sides))
        assert (conflicts, found.conflicts) == (set(), []), seed
        assert as_sets(parsed(found.text)) == as_sets(wanted), seed
        assert all(f"# about {identity}\n" in found.text for identity in wanted), seed
        assert all(f"# title of {identity}\n" in found.text for identity in wanted), seed
        assert found.text.startswith("# The head.\n\n"), seed


@pytest.mark.parametrize("hundred", range(5))
def test_nothing_is_lost_in_silence(hundred):
    clean = 0
    for seed in range(hundred * 100, hundred * 100 + 100):
        base, ours, theirs = pair(seed + 10_000, apart=False)
        wanted, conflicts = expected(base, ours, theirs)
        found = merge(*map(text_of, (base, ours, theirs)))
        told = {tuple(each.removeprefix("event ").split(" was changed")[0].split(": ")) for each in found.conflicts}
        assert told == conflicts, seed
        sides = {side: parsed(one_side(found.text, side)) for side in ("ours", "theirs")}
        for side, events in (("ours", ours), ("theirs", theirs)):
            own = {each["id"]: each for each in events}
            for identity, name in conflicts:
                assert sides[side][identity].get(name) == own[identity].get(name), (seed, identity, name)
        for identity, values in as_sets(wanted).items():
            for each in sides.values():
                there = as_sets(each)[identity].items()
                assert {name: v for name, v in there if (identity, name) not in conflicts} == values, (seed, identity)
        clean += not conflicts
    assert clean > 20


BASE = """[[event]]
id = "a"
title = "Talks"
citations = [{ source = "s", locator = "p. 1" }]

[[event]]
id = "b"
title = "Treaty"
"""


def test_a_conflict_shows_both_sides_and_their_sources():
    ours = BASE.replace("Talks", "Our talks")
    theirs = BASE.replace("Talks", "Their talks").replace("p. 1", "p. 2")
    found = merge(BASE, ours, theirs)
    assert found.conflicts == ["event a: title was changed on both sides"]
    assert found.text == (
        '[[event]]\nid = "a"\n<<<<<<< ours: s (p. 1)\ntitle = "Our talks"\n=======\ntitle = "Their talks"\n'
        '>>>>>>> theirs: s (p. 2)\ncitations = [{ source = "s", locator = "p. 2" }]\n\n'
        '[[event]]\nid = "b"\ntitle = "Treaty"\n'
    )


def test_a_record_that_one_side_removed_and_the_other_changed_is_a_conflict():
    removed = BASE.split("\n\n", 1)[0] + "\n"
    changed = BASE.replace("Treaty", "A treaty")
    for sides, text in (
        ((removed, changed), "<<<<<<< ours: removed\n=======\n[[event]]"),
        ((changed, removed), '<<<<<<< ours: without a source\n[[event]]\nid = "b"\ntitle = "A treaty"\n=======\n>>>'),
    ):
        found = merge(BASE, *sides)
        assert found.conflicts == ["event b was removed on one side and changed on the other"]
        assert text in found.text
    assert merge(BASE, removed, BASE).text == removed
    assert merge(BASE, BASE, removed).text == removed


def test_the_same_id_added_on_both_sides_with_other_contents_is_a_conflict():
    mine, yours = (BASE + f'\n[[event]]\nid = "c"\ntitle = "{title}"\n' for title in ("One", "Two"))
    found = merge(BASE, mine, yours)
    assert found.conflicts == ["event c was added on both sides with other contents"]
    assert 'title = "One"' in found.text
    assert 'title = "Two"' in found.text
    assert merge(BASE, mine, mine).text == mine


def test_additions_in_one_place_merge():
    mine, yours = (BASE + f'\n# note on {name}\n[[event]]\nid = "{name}"\ntitle = "{name}"\n' for name in "cd")
    found = merge(BASE, mine, yours)
    assert (found.conflicts, found.notes) == ([], [])
    assert found.text == mine + '\n# note on d\n[[event]]\nid = "d"\ntitle = "d"\n'


def test_tables_below_a_record_are_merged_as_a_list():
    report = '\n[[deadline.status]]\nlevel = {0}\nwhen = "{0}"  # seen\n'
    base = '[[deadline]]\nid = "d"\ntitle = "Do it"\n' + report.format(1)
    found = merge(base, base + report.format(2), base.replace("Do it", "Do this") + report.format(3))
    assert (found.conflicts, found.notes) == ([], [])
    assert found.text == base.replace("Do it", "Do this") + report.format(2) + report.format(3)


def test_comments_are_kept_or_their_loss_is_told():
    mine = BASE.replace('title = "Talks"', '# ours\ntitle = "Talks"')
    yours = BASE.replace('title = "Talks"', '# theirs\ntitle = "More talks"')
    found = merge(BASE, mine, yours)
    assert '# ours\n# theirs\ntitle = "More talks"' in found.text
    beside = BASE.replace('title = "Talks"', 'title = "Talks" # why').replace('"p. 1"', '"p. 3"')
    found = merge(BASE, beside, BASE.replace('title = "Talks"', 'title = "More talks"'))
    assert found.notes == ["event a: a comment of title was not kept: # why"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "xabc", "abcy", "xabcy"),
        ("abc", "ac", "abcy", "acy"),
        ("abc", "cba", "abcx", "cxba"),
        ("abc", "cba", "bac", None),
        ("", "x", "y", "xy"),
        ("ab", "", "ab", ""),
    ],
)
def test_lists_keep_their_order(base, ours, theirs, result):
    found = in_order(base, ours, theirs)
    assert (found if found is None else "".join(found)) == result


def test_what_both_may_have_changed_is_no_list():
    assert merged("actors", ["a (host)"], ["a (guest)"], ["a (member)"]) is None
    assert merged("actors", ["a (host)"], [], ["a (member)"]) is None
    assert merged("actors", [], ["a (host)"], ["a (guest)"]) is None
    assert merged("actors", ["a"], ["a", "b"], []) == ["b"]
    assert merged("measures", [], [{"name": "n", "value": 1}], [{"name": "n", "value": 2}]) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[[event]\n", Unreadable),
        ('title = "x"\n', NoRecords),
        ('[[event]]\ntitle = "x"\n', NoRecords),
        ('event = [{ id = "a" }]\n', NoRecords),
        ('[[event]]\nid = "a"\n[[event]]\nid = "a"\n', NoRecords),
        ('[project]\nname = "x"\n', NoRecords),
        ('[[event]]\nid = "a"\nplace.name = "x"\n', NoRecords),
    ],
)
def test_what_holds_no_records_is_not_merged_by_records(text, error):
    with pytest.raises(error):
        read(text)


def test_pieces_are_the_whole_text():
    folder = Path(str(files("dateline.events") / "union-state"))
    found = [path.read_text("utf-8") for path in folder.rglob("*.toml")]
    assert len(found) > 5
    assert all(merge(text, text, text).text == text for text in found)
