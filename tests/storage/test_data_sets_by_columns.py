"""Data sets and mapped tables that are imported by columns leave in a database what the same rows one by one do."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from unittest import mock

import pytest
import sqlalchemy as sa
from formats import test_gdelt_columns, test_mapped_columns, test_ucdp_columns
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage.test_staged_imports import _here

from dateline.input import batches
from dateline.storage.engines.writing import writing_engine
from dateline.storage.schema.tables import metadata
from dateline.storage.writing.columns import opened, sinks

pytest.importorskip("pyarrow")
from dateline.formats.delimited.columns import blocks

_FILES = st.one_of(
    st.tuples(st.just("gdelt"), st.just(""), st.lists(test_gdelt_columns.texts, min_size=1, max_size=2)),
    st.tuples(st.just("ucdp"), st.just(""), st.lists(test_ucdp_columns.texts, min_size=1, max_size=2)),
    test_mapped_columns.tables.map(lambda table: ("csv", table[0], [table[1], table[1]])),
)
_SMALL = ((batches, "_BIG", 1), (batches, "_GREAT", 1), (batches, "elsewhere", _here), (blocks, "_LETTERS", 900),
          (opened, "_TOGETHER", 4), (sinks, "_LEAST", 900))  # fmt: skip

_SECONDS = re.compile(r"[0-9.]+ seconds")


@contextmanager
def _by_columns(way):
    """Let small files be read by a worker, here in this process, by columns or one by one."""
    with ExitStack() as patched:
        for module, name, value in _SMALL:
            patched.enter_context(mock.patch.object(module, name, value))
        patched.enter_context(mock.patch.object(batches, "available", return_value=way))
        patched.enter_context(mock.patch("os.cpu_count", return_value=2))
        yield


def _rows(found) -> list:
    return list(map(tuple, found))


def _tables(url):
    """Return the rows of all tables but those that know the time."""
    with writing_engine(url).connect() as connection:
        found = {table.name: _rows(connection.execute(sa.select(table))) for table in metadata.sorted_tables}
    found["revision"] = [row[2:] for row in found["revision"]]
    return {name: sorted(rows, key=str) for name, rows in found.items() if name != "batch"}


@pytest.mark.slow
@pytest.mark.both_engines
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given=_FILES)
def test_imports_by_columns_leave_what_rows_do(cli, emptied, tmp_path, given):
    form, mapping, texts = given
    (tmp_path / "map.toml").write_text(mapping)
    options = ["--map", tmp_path / "map.toml"] if mapping else []
    told = []
    for way in (True, False):
        url, outcomes = emptied(), []
        for text in texts:
            (tmp_path / "table.csv").write_text(text, newline="", encoding="utf-8")
            (tmp_path / "aside").unlink(missing_ok=True)
            with _by_columns(way):
                run = cli("import", form, tmp_path / "table.csv", *options, "--rejects", tmp_path / "aside", url=url)
            rejected = sorted((tmp_path / "aside").read_text().splitlines()) if (tmp_path / "aside").exists() else []
            outcomes.append((run.code, _SECONDS.sub("", run.err), rejected))
        checked = cli("db", "check", url=url)
        assert checked.code == 0, checked.err
        told.append((outcomes, (checked.code, checked.err.splitlines()[1:]), _tables(url)))
    assert told[0] == told[1]
