"""A clock that was once wrong is said where batches are chosen by date."""

from __future__ import annotations

from dateline.storage.engines.writing import writing_engine


def test_batches_of_a_wrong_clock_are_said(cli, url, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("id,date,title\na,1999,t\n", "utf-8")
    assert cli("import", "csv", path, url=url).code == 0
    with writing_engine(url).begin() as connection:
        connection.exec_driver_sql("UPDATE batch SET recorded = '2940-01-01T00:00:00.000000Z'")
    result = cli("query", "--recorded-at", "today", "--count", url=url)
    assert (result.code, result.out) == (0, "0\n")
    assert "a wrong clock dated them in the future: @1;" in result.err
    for moment in ("@1", "2950"):
        result = cli("query", "--recorded-at", moment, "--count", url=url)
        assert (result.out, "wrong clock" in result.err) == ("1\n", False)
