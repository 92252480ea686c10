"""Several data sets in one database: a state is one actor, what comes again changes nothing, and repeats are named."""

from __future__ import annotations

import json

import pytest

from dateline.formats.datasets import gdelt, icews

GDELT = {
    "GLOBALEVENTID": "7", "SQLDATE": "20191024", "Actor1Code": "BLR", "Actor1Name": "MINSK", "Actor2Code": "ROM",
    "Actor2Name": "BUCHAREST", "EventCode": "040", "DATEADDED": "20191024143000",
}  # fmt: skip
ICEWS = {
    "Event ID": "7",
    "Event Date": "2016-03-02",
    "Source Name": "Belarus",
    "Target Name": "Romania",
    "CAMEO Code": "042",
}
POLECAT = {
    "Event ID": "X7", "Event Date": "2021-05-04", "Event Type": "CONSULT", "Actor Name": "None", "Actor Country": "BLR",
    "Recipient Name": "Romania",
}  # fmt: skip


def tabs(columns, *rows, header=True):
    lines = [columns] * header + [[row.get(name, "") for name in columns] for row in rows]
    return "".join("\t".join(line) + "\n" for line in lines)


FILES = {
    "gdelt": tabs(gdelt.COLUMNS, GDELT, header=False),
    "icews": tabs(icews.COLUMNS, ICEWS),
    "polecat": tabs(list(POLECAT), POLECAT),
}


def write(folder):
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("order", [("gdelt", "icews", "polecat"), ("polecat", "icews", "gdelt")])
def test_a_state_is_one_actor(cli, url, tmp_path, order):
    write(tmp_path)
    for name in order:
        assert " 1 inserted" in cli("import", name, tmp_path / name, url=url).err
    for name in order:
        assert " 0 inserted, 0 updated, 1 unchanged" in cli("import", name, tmp_path / name, url=url).err
    ids = {"gdelt:7", "icews:7:2016-03-02", "polecat:X7"}
    for called in ("Belarus", "belarus", "cameo:BLR", "iso3:BLR", "fips:BO", "cow:370", "Romania", "cameo:ROM"):
        assert set(cli("query", "--actor", called, "-f", "jsonl", url=url).ids) == ids, called
    assert {row["kind"] for row in cli("actors", "-f", "jsonl", url=url).records} == {"state"}
    coded = ids - {"polecat:X7"}
    for theme, meant in {"cameo:04": coded, "cameo/04": coded, "cameo/verbal-cooperation": coded,
                         "cameo:042": {"icews:7:2016-03-02"}, "plover:CONSULT": {"polecat:X7"}}.items():  # fmt: skip
        assert set(cli("query", "--theme", theme, "-f", "jsonl", url=url).ids) == meant, theme
    assert cli("db", "check", url=url).code == 0


# A second row of the same id that says something else, and the column that it changes.
@pytest.mark.parametrize(
    ("name", "column", "cell"),
    [("gdelt", "EventCode", "041"), ("icews", "CAMEO Code", "041"), ("polecat", "Event Type", "AID")],
)
def test_an_id_that_says_two_things_is_a_bad_row(cli, url, tmp_path, name, column, cell):
    columns, row = {
        "gdelt": (gdelt.COLUMNS, GDELT), "icews": (icews.COLUMNS, ICEWS), "polecat": (list(POLECAT), POLECAT),
    }[name]  # fmt: skip
    header = name != "gdelt"
    (tmp_path / "x").write_text(tabs(columns, row, row, row | {column: cell}, header=header), "utf-8")
    result = cli("import", name, tmp_path / "x", "--rejects", tmp_path / "bad", url=url)
    assert "3 read, 1 inserted, 0 updated, 0 unchanged, 1 repeated, 0 withdrawn, 1 rejected" in result.err
    bad = json.loads((tmp_path / "bad").read_text("utf-8"))
    assert (bad["line"], "duplicate id" in bad["reason"]) == (3 + header, True)
