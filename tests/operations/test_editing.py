"""Records changed by hand, and their history."""

from __future__ import annotations

import pytest

from dateline.errors import DatelineError, InvalidRecords, NotFound
from dateline.operations import editing, history
from dateline.storage.opening import reading
from dateline.storage.writing.editing import ChangedMeanwhile

SOURCE = '[[source]]\nid = "diary"\ntitle = "A diary"\n'


def held_in(url, identity):
    with reading(url) as connection:
        return editing.held(connection, identity)


@pytest.fixture
def event(own_url, cli):
    return held_in(own_url, cli("query", "--limit", "1", "-f", "jsonl", url=own_url).ids[0])


def test_add_edit_and_restore(cli, own_url, occasion):
    keys, batch = editing.add(own_url, "mine", SOURCE, "union-state", occasion)
    assert keys == [("source", "diary")]
    held = held_in(own_url, "diary")
    assert (held.key, held.collection) == (("source", "diary"), "union-state")
    text = f"# dateline: version {editing.version_of(held.text)}\n{held.text}".replace("A diary", "The diary")
    assert editing.edit(own_url, held, "mine", held.text, occasion) is None
    changed = editing.edit(own_url, held, "mine", text, occasion)
    assert changed is not None
    assert batch is not None
    with pytest.raises(DatelineError, match="changed since"):
        editing.edit(own_url, held_in(own_url, "diary"), "mine", text, occasion)
    with pytest.raises(ChangedMeanwhile):
        editing.edit(own_url, held, "mine", held.text, occasion)
    assert history.restore(own_url, "diary", None, batch, occasion) == changed + 1
    assert history.restore(own_url, "diary", None, batch, occasion) is None
    assert held_in(own_url, "diary") == held
    with reading(own_url) as connection:
        found = history.of_record(connection, "diary")
        assert [each["action"] for each in found] == ["changed", "changed", "added"]
        assert found == cli("history", "diary", "-f", "jsonl", url=own_url).records
        assert list(history.of_batch(connection, changed)) == [found[1]]
        assert (
            list(history.of_batch(connection, changed))
            == cli("history", "--batch", changed, "-f", "jsonl", url=own_url).records
        )


def test_refusals(own_url, event, occasion):
    with pytest.raises(NotFound, match="there is no record with the id"):
        held_in(own_url, "nothing like it")
    with pytest.raises(InvalidRecords):
        editing.edit(own_url, event, "mine", event.text.replace("date = ", "dat = "), occasion)
    with pytest.raises(DatelineError, match="and nothing else"):
        editing.edit(own_url, event, "mine", SOURCE, occasion)
    with pytest.raises(DatelineError, match="mine contains no record"):
        editing.add(own_url, "mine", "", "union-state", occasion)
    with reading(own_url) as connection, pytest.raises(NotFound, match="there is no batch 999"):
        history.of_batch(connection, 999)
    with pytest.raises(NotFound, match="the history has no record"):
        history.restore(own_url, "nothing like it", None, 1, occasion)
