"""Deadlines in TOML: what depends, what is counted from a horizon, what recurs, working days; and every fault."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest import mock

import pytest

from dateline.dates import FAR_FUTURE, day_text
from dateline.deadlines.conditions import resolved
from dateline.formats.curated.folder import read_paths
from dateline.formats.curated.links import check_links
from dateline.formats.curated.settling import settle_counts

HEAD = """\
[[source]]
id = "s"
title = "S"
[[programme]]
id = "p"
title = "P"
citations = [{ source = "s" }]
"""
CITED = 'citations = [{ source = "s" }]\n'


def deadline(identity="d", *, keys="", due='due = "2001"\nrule = "by_end"\n', rest=""):
    return (
        f'[[deadline]]\nid = "{identity}"\ntitle = "D"\nprogramme = "p"\nforce = "binding"\nconfidence = "high"\n{keys}'
        f'[[deadline.due]]\nkind = "original"\nknown = "2000-01-01"\n{due}{CITED}{rest}'
    )


def part(name, **keys):
    lines = "".join(f"{key} = {value!r}\n".replace("'", '"') for key, value in keys.items())
    return f"[[deadline.{name}]]\n{lines}{CITED}"


HORIZON = f'[[horizon]]\nid = "h"\ntitle = "Entry into force"\n{CITED}'


def horizon(*dates):
    return HORIZON + "".join(f'[[horizon.date]]\nwhen = "{when}"\nknown = "{known}"\n{CITED}' for when, known in dates)


@pytest.fixture
def read(tmp_path: Path):
    def call(*texts):
        (tmp_path / "all.toml").write_text(HEAD + "".join(texts), "utf-8")
        found = read_paths([("x", tmp_path)])
        settle_counts(found)
        check_links(found)
        return found

    return call


@pytest.fixture
def only(read):
    """Return a function that reads texts without a fault and gives the deadlines, with their horizons' days."""

    def call(*texts):
        found = read(*texts)
        assert found.faults == []
        return {each.id: resolved(each, found.horizons) for each in found.deadlines.values()}

    return call


def shown(cutoff):
    return [day_text(day) for day in cutoff]


def test_dependencies_and_leads(only):
    """Lag and lead are days, or the fewest and most."""
    rest = part("depends", on="e", lag=[10, 20], known="2000-02-01", standing="claimed", note="n")
    found = only(deadline(keys="lead = 30\n", rest=rest), deadline("e"))["d"]
    (dependency,) = found.depends
    assert (dependency.on, dependency.lag, dependency.standing, dependency.note) == ("e", (10, 20), "claimed", "n")
    assert found.lead == (30, 30)


def test_a_claimed_waiver(only):
    """A waiver has a standing and a note like other records."""
    (waiver,) = only(deadline(rest=part("waiver", effective="2000-06-01", standing="claimed", note="n")))["d"].waivers
    assert (waiver.standing, waiver.note) == ("claimed", "n")


def test_counted_from_a_horizon(only):
    """While nothing is known of the day the end is open; each statement of it narrows the interval."""
    due = 'within = "3 months"\nof = "h"\n'
    days = [("[2000-05..2000-08]", "2000-04-01"), ("2000-06-10", "2000-07-01")]
    first, *later = only(horizon(*days), deadline(due=due))["d"].due
    assert first.awaits == (3, 0)
    assert first.cutoff[1] == FAR_FUTURE
    assert [shown(each.cutoff) for each in later] == [["2000-08-01", "2000-11-30"], ["2000-09-10", "2000-09-10"]]
    assert [shown(each.known) for each in later] == [["2000-04-01"] * 2, ["2000-07-01"] * 2]
    assert {each.kind for each in later} == {"correction"}
    assert {each.effective for each in later} == {first.effective}


def test_counted_from_a_date(only):
    """A period counts from a date just as well, on both ends of an imprecise one."""
    due = 'within = "1 month and 10 days"\nafter = "2000-01"\n'
    assert shown(only(deadline(due=due))["d"].due[0].cutoff) == ["2000-02-11", "2000-03-10"]


@pytest.mark.parametrize(
    ("due", "cutoff"),
    [
        # 5 May 2000 was a Friday; in Belarus the 9th is a holiday, and the 8th was made a free day.
        ('within = "3 working days"\nafter = "2000-05-05"\n', "2000-05-10"),
        ('within = "3 working days"\nafter = "2000-05-05"\nholidays = "BY"\n', "2000-05-12"),
        ('cutoff = ["2000-05-06", "2000-05-06"]\nroll = "following"\n', "2000-05-08"),
        ('cutoff = ["2000-05-06", "2000-05-06"]\nroll = "preceding"\n', "2000-05-05"),
        ('cutoff = ["2000-05-09", "2000-05-09"]\nroll = "following"\nholidays = "BY"\n', "2000-05-10"),
        ('cutoff = ["2000-05-09", "2000-05-09"]\nroll = "following"\n', "2000-05-09"),
    ],
)
def test_working_days(only, due, cutoff):
    """Working days leave out weekends, and the holidays of a country that is named."""
    assert shown(only(deadline(due=due))["d"].due[0].cutoff) == [cutoff, cutoff]


def test_occurrences(only):
    """A recurring commitment is one deadline an occurrence, each with what is recorded of it."""
    done = part("status", level=3, when="2002-12-01", known="2002-12-01", occurrence="2002-12-31")
    put_off = part(
        "due", kind="amendment", cutoff=["2004-06-30", "2004-06-30"], known="2003-05-01", occurrence="2003-12-31"
    )
    found = only(deadline(keys='kind = "occurrence"\nrecurs = "FREQ=YEARLY;COUNT=3"\n', rest=put_off + done))
    assert list(found) == ["d@2001-12-31", "d@2002-12-31", "d@2003-12-31"]
    assert [shown(each.due[0].cutoff)[0] for each in found.values()] == ["2001-12-31", "2002-12-31", "2003-12-31"]
    assert [len(each.status) for each in found.values()] == [0, 1, 0]
    assert [len(each.due) for each in found.values()] == [1, 1, 2]
    assert found["d@2002-12-31"].title == "D (2002-12-31)"


RECURS = 'kind = "occurrence"\nrecurs = "FREQ=YEARLY;COUNT=3"\n'
FAULTS = {
    "amendment known before the original": (
        deadline(rest=part("due", kind="amendment", cutoff=["2002-01-01", "2002-01-01"], known="1999-06-01")),
        23, "amendment known before the original",
    ),
    "amendment in force before the original": (
        deadline(rest=part("due", kind="amendment", cutoff=["2002-01-01", "2002-01-01"], effective="1999-06-01")),
        23, "amendment in force before the original",
    ),
    "level 4": (deadline(rest=part("status", level=4, when="2001")), 21, "level must be 0 to 3"),
    "known before it was done": (
        deadline(rest=part("status", level=3, when="2001-06-01", known="2001-05-01")), 23, "known before it was done",
    ),
    "waits for itself": (deadline(rest=part("depends", on="d")), 21, "cannot wait for itself"),
    "waits for nothing known": (deadline(rest=part("depends", on="e")), 21, "unknown deadline 'e'"),
    "circle": (
        deadline(rest=part("depends", on="e")) + deadline("e", rest=part("depends", on="d")),
        8, "deadlines form a circle: d > e > d",
    ),
    "lag of words": (deadline(rest=part("depends", on="e", lag="soon")) + deadline("e"), 22, "lag must be a number of days"),
    "lead backwards": (deadline(keys="lead = [3, 2]\n"), 14, "lead must be a number of days"),
    "no such horizon": (deadline(due='within = "3 months"\nof = "h"\n'), 18, "unknown horizon 'h'"),
    "within nothing": (deadline(due='within = "3 months"\n'), 17, "counts from a horizon or event (of) or from a date"),
    "from two days": (
        deadline(due='within = "3 months"\nafter = "2000"\nbefore = "2001"\n'), 19, "after and before give several",
    ),
    "from a day and a horizon": (
        deadline(due='within = "3 months"\nbefore = "2001"\nof = "h"\n'), 19, "before and of give several",
    ),
    "within words": (deadline(due='within = "soon"\nafter = "2000"\n'), 17, "'soon' is not a period"),
    "counted from an undated event": (
        '[[event]]\nid = "e"\ntitle = "E"\ndate = "undated"\nconfidence = "high"\n'
        + CITED
        + deadline(due='within = "3 months"\nof = "e"\n'),
        24, "counts from the event 'e', which has no date",
    ),
    "counted, and cut off": (
        deadline(due='within = "3 months"\nafter = "2000"\ncutoff = ["2001-01-01", "2001-01-01"]\n'),
        19, "has no cutoff of its own",
    ),
    "a moment of no time zone": (
        deadline(due='within = "3 days"\nafter = "2000-03-03T10:00:00Z"\n'), 17, "depends on the time zone",
    ),
    "a zone that is none": (
        '[[programme]]\nid = "q"\ntitle = "Q"\ntz = "Minsk"\n' + CITED, 11, "there is no time zone 'Minsk'",
    ),
    "horizon without citation": ('[[horizon]]\nid = "h"\ntitle = "H"\n', 8, "citations are missing"),
    "holidays of nowhere": (
        deadline(due='due = "2001"\nrule = "by_end"\nroll = "following"\nholidays = "XX"\n'), 20, "has no calendar for",
    ),
    "rolling what is open": (deadline(due='roll = "following"\n'), 17, "has no day to roll"),
    "no rule": (deadline(keys='kind = "occurrence"\nrecurs = "yearly"\n'), 15, "is not a recurrence rule"),
    "recurs but is one-off": (deadline(keys='recurs = "FREQ=YEARLY;COUNT=3"\n'), 14, "needs the kind occurrence"),
    "recurs without a day": (
        deadline(keys=RECURS, due='text = "some day"\n'), 15, "a due date that is open",
    ),
    "occurrence of nothing": (
        deadline(rest=part("status", level=1, when="2001", occurrence="2001-12-31")), 23, "occurrence needs recurs",
    ),
    "no such occurrence": (
        deadline(keys=RECURS, rest=part("status", level=1, when="2001", occurrence="2001-12-30")), 25,
        "one of the days on which it recurs",
    ),
    "which occurrence": (
        deadline(keys=RECURS, rest=part("status", level=1, when="2001")), 22, "one of the days on which it recurs",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_faults(read, name):
    """Every fault has its line and says what is wrong."""
    text, line, message = FAULTS[name]
    faults = [(fault.line, fault.message) for fault in read(text).faults]
    assert any(at == line and message in told for at, told in faults), faults
    assert len(faults) == 1, faults


def test_without_the_library_of_holidays(read):
    """Without the package the fault names what to install."""
    with mock.patch.dict(sys.modules, {"holidays": None}):
        (fault,) = read(deadline(due='due = "2001"\nrule = "by_end"\nroll = "following"\nholidays = "BY"\n')).faults
    assert "pip install 'dateline[holidays]'" in str(fault)
