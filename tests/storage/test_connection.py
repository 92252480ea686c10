"""A database of any file name is opened for reading alone."""

from __future__ import annotations

import shutil

import pytest

NAMES = [
    "plain.db",
    "a b.db",
    "50%.db",
    "%41.db",
    "what?.db",
    "?mode=rwc",
    "#1.db",
    "Минск.db",
    "a&b=c;d",
    "line\nfeed",
    "file:x",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("absolute", [True, False])
def test_any_file_name_can_be_read(cli, tmp_path, monkeypatch, folders, load_once, request, name, absolute):
    loading = load_once("sqlite", request, '[collection]\nid = "x"\ntitle = "X"\n')
    shutil.copy(next(loading).removeprefix("sqlite:///"), tmp_path / name)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = cli("query", "--count", url=f"sqlite:///{tmp_path / name if absolute else name}")
    assert (result.code, result.out) == (0, "0\n"), result.err
    assert sorted(tmp_path.iterdir()) == before
