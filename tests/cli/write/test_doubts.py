"""What is not wrong, but may be meant otherwise: `check`, `load` and `db check` say it, and write it all the same."""

from __future__ import annotations

import pytest

import dateline

HEAD = (
    '[collection]\nid = "c"\ntitle = "C"\n[[source]]\nid = "s"\ntitle = "S"\n'
    '[[actor]]\nid = "a"\nname = "Ann"\nkind = "person"\n[[actor]]\nid = "b"\nname = "Bob"\nkind = "person"\n'
)
CITED = 'citations = [{ source = "s" }]'


def event(identity="x", date="1999-05", cited=CITED, more=""):
    return (
        f'[[event]]\nid = "{identity}"\ntitle = "{identity}"\ndate = "{date}"\nconfidence = "high"\n{cited}\n{more}\n'
    )


def link(identity, kind, one, other):
    return f'[[link]]\nid = "{identity}"\ntype = "{kind}"\nfrom = "{one}"\nto = "{other}"\n{CITED}\n'


def part(date, whole):
    return event("x", date) + event("y", whole) + link("l", "part of", "x", "y")


def linked(*ends, kinds=("part of", "part of")):
    return (
        event("x")
        + event("y")
        + "".join(link(f"l{i}", kind, *of) for i, (kind, of) in enumerate(zip(kinds, ends, strict=True)))
    )


def said(what, date="1999-05"):
    return event(date=date, cited=f'citations = [{{ source = "s", locator = "p. 4", {what} }}]')


ONE_WAY, BOTH_WAYS = (("x", "y"), ("x", "y")), (("x", "y"), ("y", "x"))
TWICE = "link 'l1' says what the link 'l0' says already"
OUTSIDE = "link 'l': 'x' of {} lies outside of 'y' of {}, of which it is a part"
DOUBTS = [
    (part("2001", "1999/2000"), OUTSIDE.format("2001", "1999/2000")),
    (part("1998-12-31", "1999"), OUTSIDE.format("1998-12-31", "1999")),
    (linked(*ONE_WAY), TWICE),
    (linked(*BOTH_WAYS, kinds=("contradicts", "contradicts")), TWICE),
    (linked(*BOTH_WAYS, kinds=("differs from", "differs from")), TWICE),
    (event(more='actors = ["a", "a"]'), "event 'x': the actor 'a' takes part twice"),
    (event(more='actors = ["a (host)", "b", "a (host)"]'), "event 'x': the actor 'a' takes part twice"),
    (event(more='actors = ["a (host)", "a"]'), "event 'x': the actor 'a' takes part twice"),
    (said('actors = ["a", "a"]'), "event 'x': s, p. 4 says the actor 'a' twice"),
    (event(cited='citations = [{ source = "s" }, { source = "s" }]'), "event 'x': s is cited twice"),
    (event(more="latitude = 5.0"), "event 'x': it has a latitude and no longitude, so it is on no map"),
    (event(more="longitude = 5.0"), "event 'x': it has a longitude and no latitude, so it is on no map"),
    (said('date = "2001"'), "event 'x': no source supports the date 1999-05: s says 2001"),
]
FINE = [
    part("2000-12", "1999/2001"),
    part("2000", "2000~"),
    part("2001?", "1999"),
    part("undated", "1999"),
    part("[1998,2000]", "1999/2000"),
    linked(("x", "y"), ("x", "y"), kinds=("part of", "repeats")),
    linked(*BOTH_WAYS, kinds=("causes", "contradicts")),
    event(more='actors = ["a (host)", "a (guest)"]'),
    said('actors = ["a (host)", "a (guest)"]'),
    event(cited='citations = [{ source = "s", locator = "1" }, { source = "s", locator = "2" }]'),
    event(more="latitude = 5.0\nlongitude = 5.0"),
]


@pytest.mark.parametrize(("text", "doubt"), [*DOUBTS, *((each, None) for each in FINE)])
def test_check_load_and_db_check_say_the_same_of_a_doubt(cli, url, folder, text, doubt):
    files = folder(all=HEAD + text)
    for command in (("check", files), ("load", files, "--dry-run"), ("load", files), ("load", files), ("db", "check")):
        answer = cli(*command, url=url)
        assert answer.code == 0, answer.err
        warnings = [line for line in answer.err.splitlines() if "warning" in line]
        assert len(warnings) == (doubt is not None), answer.err
        assert all(line.startswith("warning: ") and line.endswith(doubt) for line in warnings), warnings
        if command[0] != "db":
            assert all("all.toml:" in line for line in warnings)
    with dateline.open(url) as db:
        assert db.warnings() == ([doubt] if doubt else [])


def test_a_load_doubts_what_it_makes_of_records_that_are_there(cli, url, folder):
    assert cli("load", folder(all=HEAD + part("1999-05", "1999")), url=url).code == 0
    moved = cli("load", folder(name="two", all=(HEAD + part("1999-05", "2001")).partition("[[link]]")[0]), url=url)
    assert "two/all.toml:" in moved.err
    assert OUTSIDE.format("1999-05", "2001") in moved.err
    again = f'[collection]\nid = "d"\ntitle = "D"\n{link("other", "part of", "x", "y")}'
    assert (
        "link 'other' says what the link 'l' says already" in cli("load", folder(name="three", all=again), url=url).err
    )


def test_what_is_added_or_edited_is_doubted_too(cli, url, folder, tmp_path):
    """Only what was written is: other doubts are those of `db check`."""
    assert cli("load", folder(all=HEAD + event("x") + event("y", "2001") + event("z", more="latitude = 5.0")), url=url)
    file = tmp_path / "record.toml"

    def written(text, *command):
        file.write_text(text, "utf-8")
        answer = cli(*command, "--file", file, url=url)
        assert answer.code == 0, answer.err
        return [line for line in answer.err.splitlines() if line.startswith("warning: ")]

    outside = f"warning: {OUTSIDE.format('1999-05', '2001')}"
    assert written(link("l", "part of", "x", "y"), "add", "link") == [outside]
    assert written(link("m", "part of", "x", "y"), "add", "link") == [
        "warning: link 'm' says what the link 'l' says already",
        outside.replace("'l'", "'m'"),
    ]
    assert written(link("n", "causes", "x", "z"), "add", "link") == []
    assert written(event("y", "1999-05"), "edit", "y") == []
    assert len(written(event("y", "1998"), "edit", "y")) == 2
    cited = cli("add", "citation", "z", "--source", "s", "--quote", "words", url=url).err
    assert "warning: event 'z': it has a latitude and no longitude" in cited


def test_of_many_doubts_the_first_are_listed_and_the_rest_counted(cli, url, folder):
    text = HEAD + "".join(event(f"e{i}", more="latitude = 5.0") for i in range(60))
    assert cli("load", folder(all=text), url=url).err.count("warning: ") == 60
    told = cli("db", "check", url=url).err
    assert told.count("warning: ") == 51
    assert "warning: and 10 doubts more" in told
