"""Approximate dates in a lake, which keeps of a stated spread the days alone."""

from __future__ import annotations

ROWS = 'id,date,title\n1,1300~,one\n2,1300,two\n3,1999?,three\n4,"[1300~,1400]",four\n'


def test_a_stated_spread_is_kept_as_days(cli, tmp_path):
    file, folder = tmp_path / "t.csv", tmp_path / "lake"
    file.write_text(ROWS, "utf-8")
    assert cli("lake", "create", folder).code == 0
    done = cli("--circa", "10 years", "lake", "add", folder, "csv", file)
    assert done.code == 0, done.err
    url = f"lake:{folder}"

    def found(*options):
        return {each["title"]: each["match"] for each in cli("query", *options, "-f", "jsonl", url=url).records}

    assert found("--on", "1291") == {"one": "possible", "four": "possible"}
    assert found("--on", "1999") == {"three": "possible"}
    assert found("--from", "1200", "--to", "1500", "--match", "certain") == {
        "one": "certain", "two": "certain", "four": "certain",
    }  # fmt: skip
    assert "1290-01-01 to 1310-12-31 (c.)" in cli("show", "1", url=url).out
    assert "nothing is certain (?)" in cli("show", "3", url=url).out
