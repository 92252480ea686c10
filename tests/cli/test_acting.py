"""`actors members` and `actors together`: as tables, as files, and as charts."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import combinations
from xml.etree import ElementTree


def test_members_with_their_time(cli, loaded_url):
    rows = list(csv.DictReader(io.StringIO(cli("actors", "members", "Russia", "-f", "csv", url=loaded_url).out)))
    yeltsin = next(row for row in rows if row["name"] == "Boris Yeltsin")
    assert (yeltsin["role"], yeltsin["earliest"], yeltsin["latest"]) == ("president", "1996-04-02", "1999-12-08")
    chart = cli("actors", "members", "Russia", "-f", "svg", url=loaded_url).out
    texts = {each.text for each in ElementTree.fromstring(chart).iter("{http://www.w3.org/2000/svg}text")}
    assert {"Boris Yeltsin (president)", "perhaps a member", "no date"} <= texts
    assert "memberships in Russia" in cli("actors", "members", "Russia", url=loaded_url).err
    assert cli("actors", "members", "Atlantis", url=loaded_url).code == 2


def test_who_acts_with_whom_is_what_the_events_say(cli, loaded_url, tmp_path):
    asked = ("--from", "1999", "--to", "2000", "--theme", "defence")
    rows = list(csv.DictReader(io.StringIO(cli("actors", "together", *asked, "-f", "csv", url=loaded_url).out)))
    counts: Counter[tuple[str, str, str]] = Counter()
    for event in cli("query", *asked, "-f", "jsonl", url=loaded_url).records:
        names = sorted({each["id"] for each in event["actors"]})
        counts.update((*pair, event["match"]) for pair in combinations(names, 2))
    assert {(row["actor"], row["other"]) for row in rows} == {(one, other) for one, other, _ in counts}
    for row in rows:
        for match in ("certain", "possible"):
            assert int(row[match]) == counts[row["actor"], row["other"], match]
    assert cli("actors", "together", *asked, "-o", tmp_path / "matrix.svg", url=loaded_url).code == 0
    assert ElementTree.parse(tmp_path / "matrix.svg").getroot().get("class") == "chart"


def test_the_list_of_actors_still_takes_a_part_of_a_name(cli, loaded_url):
    assert "Alexander Lukashenko" in cli("actors", "lukash", url=loaded_url).out
