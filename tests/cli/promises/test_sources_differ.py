"""Two texts of a treaty with two due dates, and two reporters with two levels: both are named, and nothing is certain."""

from __future__ import annotations

import pytest

HEAD = '[collection]\nid = "pact"\ntitle = "Pact"\n' + "".join(
    f'[[source]]\nid = "{each}"\ntitle = "{each.title()}"\n' for each in ("english", "french")
)
PACT = HEAD + (
    '[[programme]]\nid = "pact"\ntitle = "Pact"\ncitations = [{ source = "english" }]\n'
    '[[deadline]]\nid = "d"\nprogramme = "pact"\ntitle = "D"\nforce = "binding"\nconfidence = "medium"\n'
)


def due(day, source, kind="original", standing="confirmed"):
    return (
        f'[[deadline.due]]\nkind = "{kind}"\nstanding = "{standing}"\ndue = "{day}"\nrule = "by_end"\n'
        f'known = "1999-01-01"\ncitations = [{{ source = "{source}" }}]\n'
    )


def report(level, source):
    return f'[[deadline.status]]\nlevel = {level}\nwhen = "2000-06-01"\nknown = "2000-06-02"\ncitations = [{{ source = "{source}" }}]\n'


TEXTS = due("2000-06-30", "english") + due("2000-12-31", "french", "correction", "claimed")
REPORTERS = due("2000-06-30", "english") + report(3, "english") + report(1, "french")


@pytest.mark.parametrize(
    ("records", "day", "state", "words"),
    [
        (TEXTS, "2000-06-30", "pending", "2 due dates may apply"),
        (TEXTS, "2000-09-01", "possibly overdue", "overdue only if the claimed correction is void"),
        (TEXTS, "2001-01-01", "certainly overdue", "2 due dates may apply"),
        (REPORTERS, "2000-09-01", "possibly overdue", "a report has it outstanding"),
    ],
)
def test_what_two_sources_say_is_possible_and_both_are_named(cli, url, folder, records, day, state, words):
    assert cli("load", folder(all=PACT + records), url=url).code == 0
    asked = ("--as-of", day, "--known-at", "2002")
    (listed,) = cli("deadlines", *asked, "-f", "jsonl", url=url).records
    assert listed["state"].replace("_", " ") == state
    explained = cli("explain", "d", *asked, url=url).out
    assert words in explained
    assert "source english" in explained
    assert "source french" in explained
