"""What a batch changed: the same as the histories of its records say one by one, read together."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline.operations import history
from dateline.storage.opening import reading
from dateline.storage.reading.curated_records import Stored

NUMBER = 300
"""More events than are read together."""


def curated(word, number=20):
    actors = "".join(
        f'[[actor]]\nid = "a{n}"\nname = "Body {n} {word}"\nkind = "body"\n[[source]]\nid = "s{n}"\ntitle = "{word} {n}"\n'
        for n in range(number)
    )
    return f'[collection]\nid = "mine"\ntitle = "Mine"\n{actors}'


def table(word):
    return "id,date,title\n" + "".join(f"e{n},{1900 + n % 90},{word} {n}\n" for n in range(NUMBER))


@pytest.fixture
def changed(cli, url, folder, tmp_path):
    """Return the URL of a database: batches 1 and 2 load records and change them, 3 and 4 import events and do."""
    for word in ("old", "new"):
        assert cli("load", folder("mine", all=curated(word)), url=url).code == 0
    for word in ("old", "new"):
        (tmp_path / "e.csv").write_text(table(word))
        assert cli("import", "csv", tmp_path / "e.csv", url=url).code == 0
    return url


@pytest.mark.parametrize("batch", [1, 2, 4])
def test_a_batch_is_the_sum_of_its_records(changed, batch):
    with reading(changed) as connection:
        found = list(history.of_batch(connection, batch))
        keys = dict.fromkeys((each["kind"], each["id"]) for each in found)
        each_alone = [history.of_record(connection, identity, kind)[::-1] for kind, identity in keys]
    assert len(keys) == (NUMBER if batch == 4 else 40 + (batch == 1))
    assert found == [each for records in each_alone for each in records if each["batch"] == batch]
    assert batch == 1 or all(each["before"] != each["after"] for each in found)


def test_records_are_read_once(changed, cli, folder, monkeypatch):
    """However many of a kind a batch changed, and however many were changed by hand before a load."""
    asked: Counter[object] = Counter()
    of_kind, owners, alone = Stored.records, Stored.owners, Stored.record

    def records(self, kind):
        asked[kind] += 1
        return of_kind(self, kind)

    def owned(self, kind):
        asked["owners", kind] += 1
        return owners(self, kind)

    def record(self, kind, identity):
        asked["alone"] += 1
        return alone(self, kind, identity)

    monkeypatch.setattr(Stored, "records", records)
    monkeypatch.setattr(Stored, "record", record)
    monkeypatch.setattr(Stored, "owners", owned)
    with reading(changed) as connection:
        for batch in (1, 2, 4):
            list(history.of_batch(connection, batch))
    assert asked["alone"] == 0
    assert max(asked.values(), default=0) <= 1
    assert cli("undo", "2", "--yes", url=changed).code == 0
    asked.clear()
    assert cli("load", folder("mine", all=curated("old")), url=changed).code == 0
    assert asked["alone"] <= 1
    assert max(asked.values()) <= 3
