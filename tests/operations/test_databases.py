"""What a database is, and whether it is sound."""

from __future__ import annotations

from dateline.operations import databases
from dateline.storage.opening import reading


def test_info(cli, connection, loaded_url):
    found, told = databases.info(connection), cli("db", "info", url=loaded_url).out
    assert f"engine   {found['engine']} {found['version']}\n" in told
    assert f"events   {found['events']}\n" in told
    assert f"batch {found['batch']}, sealed {found['seal']}" in told
    assert (f"file     {found['file']}\n" in told) == (found["engine"] == "sqlite")


def test_faults(own_url, execute):
    with reading(own_url) as connection:
        seal = databases.info(connection)["seal"]
    assert databases.faults(own_url, seal) == []
    assert databases.faults(own_url, "x") == ["no batch in the history has the seal x"]
    execute(own_url, "DELETE FROM event_actor")
    assert databases.faults(own_url)
