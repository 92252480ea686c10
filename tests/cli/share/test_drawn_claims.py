"""Pictures draw the dates of sources as thin marks under their event, on request."""

from __future__ import annotations

import re

import pytest

HEAD = '[collection]\nid = "m"\ntitle = "M"\n' + "".join(
    f'[[source]]\nid = "{each}"\ntitle = "{each}"\n' for each in ("memo", "gazette")
)
TALKS = HEAD + (
    '[[event]]\nid = "talks"\ntitle = "Talks"\ndate = "1999-05-03"\nconfidence = "high"\ncitations = [\n'
    '{ source = "memo", locator = "p. 4", date = "1999-21" }, { source = "gazette", date = "[1998-12-01,1999-05-03]" } ]\n'
    '[[event]]\nid = "plain"\ntitle = "Plain"\ndate = "1999-05-04"\nconfidence = "high"\ncitations = [{ source = "memo" }]\n'
)


@pytest.fixture
def filled(cli, url, folder):
    assert cli("load", folder(all=TALKS), url=url).code == 0
    return url


@pytest.mark.parametrize("form", ["svg", "html"])
def test_thin_marks_under_the_event(cli, filled, form):
    plain, drawn = (cli("export", "-f", form, *more, url=filled).out for more in ((), ("--claims",)))
    assert 'class="k"' not in plain
    assert "data-said=" not in plain
    assert len(re.findall(r'<rect class="k"', drawn)) == 2
    (days,) = re.findall(r'data-said="([^"]*)"', drawn)
    assert [int(day) for each in days.split(";") for day in each.split(",")] == [729814, 729905, 729724, 729877]


def test_who_said_it_is_told_by_the_mark(cli, filled):
    drawn = cli("export", "-f", "svg", "--claims", url=filled).out
    assert "memo, p. 4 says 1999-21" in drawn
    assert "gazette says [1998-12-01,1999-05-03]" in drawn


def test_the_terminal_has_a_line_for_each(cli, filled):
    lines = cli("timeline", "--claims", "--lanes", "none", "--width", "100", url=filled).out.splitlines()
    assert [line.split()[0] for line in lines[-4:]] == ["1999-05-03", "1999-21", "[1998-12…", "1999-05-04"]
    assert "says memo, p. 4" in lines[-3]
    assert "says" not in cli("timeline", url=filled).out


def test_the_view_has_room_for_them(cli, filled):
    drawn = [cli("export", "-f", "svg", *more, url=filled).out for more in ((), ("--claims",))]
    first = [int(re.findall(r'data-first="(-?[0-9]+)"', each)[0]) for each in drawn]
    assert first[1] <= 729724 < first[0]


def test_a_format_that_has_no_place_is_refused(cli, filled):
    found = cli("export", "-f", "md", "--claims", url=filled)
    assert found.code == 2
    assert "md has no place for claims" in found.err
    assert "or a picture" in found.err
