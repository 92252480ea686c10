"""A format that cannot hold what a command lists refuses it in words; the others write it."""

from __future__ import annotations

import pytest

from dateline.formats import names

ANY = {"csv", "tsv", "json", "jsonl", "md"}
BIBLIOGRAPHY = {"bibtex", "csl"}
FITTING = {
    "query --from 2000": set(names()),
    "export --to 1999": set(names()),
    "deadlines": set(names()) - {"timelinejs", "atom", "geojson", "graphml", "jsonld", "quickstatements"},
    "deadlines --horizon 2000": set(names())
    - {"timelinejs", "atom", "geojson", "graphml", "jsonld", "quickstatements"},
    "deadlines slippage": ANY | BIBLIOGRAPHY,
    "actors": ANY | BIBLIOGRAPHY,
    "programmes": ANY | BIBLIOGRAPHY,
    "sources": ANY | BIBLIOGRAPHY,
    "themes": ANY,
    "stats": ANY,
    "query --count": ANY,
    "query --by year": ANY,
    "deadlines cascade": ANY,
    "deadlines diff --from 2000 --to 2001": ANY,
    "deadlines score": ANY,
    "date 1999": ANY,
}


@pytest.fixture(scope="module")
def database(load_once, request):
    yield from load_once("sqlite", request)


@pytest.mark.in_part(3)
@pytest.mark.parametrize("command", FITTING)
def test_formats(cli, database, tmp_path, command):
    written = set()
    for form in names():
        file = tmp_path / form
        result = cli(*command.split(), "-f", form, "-o", file, url=database)
        assert result.code == (0 if file.exists() else 2), form
        if file.exists():
            assert file.read_bytes(), form
            written.add(form)
        else:
            assert "choose another format with -f" in result.err, form
    assert written == FITTING[command]


def test_the_horizon_of_a_deadline_is_a_column_of_parquet(cli, database, tmp_path):
    pyarrow = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "all.parquet"
    assert cli("deadlines", "--horizon", "2000", "-f", "parquet", "-o", file, url=database).code == 0
    listed = cli("deadlines", "--horizon", "2000", "-f", "jsonl", url=database).records
    assert pyarrow.read_table(file).column("horizon").to_pylist() == [record["horizon"] for record in listed]
