"""One obligation for several parties: a deadline for each, with what its own records say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.formats.curated.folder import Curated, read_paths
from dateline.formats.curated.links import check_links

CITED = 'citations = [{ source = "s" }]\n'
HEAD = (
    f'[[source]]\nid = "s"\ntitle = "S"\n[[programme]]\nid = "p"\ntitle = "P"\n{CITED}'
    '[[actor]]\nid = "a"\nname = "A"\nkind = "state"\n[[actor]]\nid = "b"\nname = "B"\nkind = "state"\n'
)
DUE = f'[[deadline.due]]\nkind = "original"\ndue = "2001"\nrule = "by_end"\n{CITED}'
REPORT = f'[[deadline.status]]\nparty = "a"\nlevel = 3\nwhen = "2001-05-01"\n{CITED}'
PUT_OFF = f'[[deadline.due]]\nkind = "amendment"\ndue = "2003"\nrule = "by_end"\nknown = "2001-02-01"\n{CITED}'


def obligation(*rest: str, identity: str = "d", keys: str = 'parties = ["a", "b (verifier)"]\n') -> str:
    head = f'[[deadline]]\nid = "{identity}"\nprogramme = "p"\ntitle = "T"\nforce = "binding"\nconfidence = "high"\n'
    return head + keys + DUE + "".join(rest)


def read(folder: Path, *texts: str) -> Curated:
    (folder / "all.toml").write_text(HEAD + "".join(texts), "utf-8")
    found = read_paths([("x", folder)])
    if not found.faults:
        check_links(found)
    return found


def test_each_party_has_its_own_records(tmp_path: Path) -> None:
    own = PUT_OFF + 'party = ["b"]\n'
    waiver = f'[[deadline.waiver]]\neffective = "2004-01-01"\n{CITED}'
    found = read(tmp_path, obligation(own, REPORT, waiver))
    assert not found.faults
    assert {name: (len(each.due), len(each.status), len(each.waivers)) for name, each in found.deadlines.items()} == {
        "d/a": (1, 1, 1), "d/b": (2, 0, 1),
    }  # fmt: skip
    assert [(each.actors[0].actor, each.actors[0].role) for each in found.deadlines.values()] == [
        ("a", None), ("b", "verifier"),
    ]  # fmt: skip


def test_a_party_waits_for_its_own(tmp_path: Path) -> None:
    waits = f'[[deadline.depends]]\non = "d/{{party}}"\n{CITED}'
    found = read(tmp_path, obligation(), obligation(waits, identity="e"))
    assert not found.faults
    assert [each.depends[0].on for name, each in found.deadlines.items() if name.startswith("e")] == ["d/a", "d/b"]


def test_parties_of_what_recurs(tmp_path: Path) -> None:
    keys = 'parties = ["a", "b"]\nkind = "occurrence"\nrecurs = "FREQ=YEARLY%s"\n'
    report = REPORT + 'occurrence = "2001-12-31"\n'
    found = read(tmp_path, obligation(report, keys=keys % ";COUNT=2"))
    assert {name: (each.title, len(each.status)) for name, each in found.deadlines.items()} == {
        "d/a@2001-12-31": ("T (a) (2001-12-31)", 1), "d/a@2002-12-31": ("T (a) (2002-12-31)", 0),
        "d/b@2001-12-31": ("T (b) (2001-12-31)", 0), "d/b@2002-12-31": ("T (b) (2002-12-31)", 0),
    }  # fmt: skip
    endless = read(tmp_path, obligation(report, keys=keys % ""))
    assert [(name, bool(each.recurs)) for name, each in endless.deadlines.items()] == [
        ("d/a", True), ("d/a@2001-12-31", False), ("d/b", True), ("d/b@2001-12-31", False),
    ]  # fmt: skip


CORRECTION = '[[deadline.due]]\nkind = "correction"\ndue = "2004"\nrule = "by_end"\neffective = "2001-02-01"\n' + CITED


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (obligation(REPORT.replace('"a"', '"c"')), 29, "'c' is not one of the parties"),
        (obligation(REPORT.replace('party = "a"\n', "")), 28, "party is missing"),
        (obligation(REPORT, keys='actors = ["a"]\n'), 29, "party needs parties"),
        (obligation(keys='parties = ["a", "a"]\n'), 22, "'a' is a party twice"),
        (obligation(keys="parties = []\n"), 22, "parties are missing"),
        (obligation(keys='parties = ["a", "b"]\nactors = ["a (verifier)"]\n'), 23, "'a' is one of the parties"),
        (obligation(keys='parties = ["a (friend)", "b"]\n'), 22, "role 'friend' is not one of"),
        (obligation(PUT_OFF + 'party = "a"\n', CORRECTION + 'party = "b"\n'), 39, "a correction that corrects nothing"),
    ],
)
def test_faults(tmp_path: Path, text: str, line: int, message: str) -> None:
    faults = [(fault.line, fault.message) for fault in read(tmp_path, text).faults]
    assert len(faults) == 1, faults
    assert faults[0][0] == line
    assert message in faults[0][1]
