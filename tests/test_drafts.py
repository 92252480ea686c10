"""Files that are written appear whole or not at all, and nothing else is touched."""

from __future__ import annotations

import os
import stat
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from dateline import drafts
from dateline.drafts import draft, kept_apart, write_together


def files(folder: Path) -> dict[str, str]:
    return {str(each.relative_to(folder)): each.read_text() for each in folder.rglob("*") if each.is_file()}


def test_two_writers_of_one_name_never_mix(tmp_path):
    target = str(tmp_path / "o")
    with draft(target) as first, draft(target) as second:
        Path(first).write_text("first, which is longer")
        Path(second).write_text("second")
        assert not os.path.exists(target)
    assert files(tmp_path) == {"o": "first, which is longer"}


def test_an_error_leaves_what_was_there(tmp_path):
    (tmp_path / "o").write_text("before")

    def write() -> None:
        with draft(str(tmp_path / "o")) as made:
            Path(made).write_text("half")
            for end in ("-journal", "-wal"):
                Path(made + end).write_text("of SQLite")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="space"):
        write()
    assert files(tmp_path) == {"o": "before"}
    assert not drafts._live


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").write_text("before")
    (tmp_path / "name").symlink_to(tmp_path / "real")
    with draft(str(tmp_path / "name")) as made:
        Path(made).write_text("after")
    assert (tmp_path / "name").is_symlink()
    assert (tmp_path / "real").read_text() == "after"


def test_a_draft_is_never_opened_through_a_link(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "urandom", bytes)  # a name that somebody foresees
    (tmp_path / "victim").write_text("precious")
    (tmp_path / f".o.{bytes(8).hex()}.part").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError), draft(str(tmp_path / "o")):
        pass
    assert (tmp_path / "victim").read_text() == "precious"


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o444])
def test_the_rights_stay(tmp_path, rights):
    (tmp_path / "o").write_text("before")
    (tmp_path / "o").chmod(rights)
    with draft(str(tmp_path / "o")) as made:
        os.chmod(made, rights | 0o200)
        Path(made).write_text("after")
        os.chmod(made, rights)
    assert stat.S_IMODE((tmp_path / "o").stat().st_mode) == rights


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_replaces_none(tmp_path, monkeypatch, links):
    if not links:

        def refuse(*_: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "o"
    with draft(str(target), new=True) as made:
        Path(made).write_text("mine")
    with pytest.raises(FileExistsError), draft(str(target), new=True) as made:
        Path(made).write_text("another")
    assert files(tmp_path) == {"o": "mine"}


@pytest.mark.parametrize("name", ["a" * 240, "я" * 120, ".hidden", "with space?#%"])
def test_any_name_has_a_draft(tmp_path, name):
    with draft(str(tmp_path / name)) as made:
        Path(made).write_text("whole")
    assert files(tmp_path) == {name: "whole"}


@pytest.mark.parametrize("failing", range(1, 6))
def test_files_are_written_together_or_not_at_all(tmp_path, monkeypatch, failing):
    """Whichever step fails, all is as it was."""
    for name in ("a", "b", "gone"):
        (tmp_path / name).write_text(f"{name} before")
    before, steps, replace, unlink = files(tmp_path), iter(range(1, 100)), os.replace, os.unlink

    def failing_replace(old: str, new: str) -> None:
        if next(steps) == failing:
            raise OSError(28, "No space left on device")
        replace(old, new)

    def failing_unlink(path: str) -> None:
        if failing == 4 and path.endswith("gone"):
            raise OSError(28, "No space left on device")
        unlink(path)

    texts = {str(tmp_path / name): "after" for name in ("a", "b", "new/c")}
    with monkeypatch.context() as patched, pytest.raises(OSError, match="space") if failing < 5 else nullcontext():
        patched.setattr(os, "replace", failing_replace)
        patched.setattr(os, "unlink", failing_unlink)
        write_together(texts, [str(tmp_path / "gone")])
    if failing < 5:
        assert files(tmp_path) == before
        assert not (tmp_path / "new").exists()
    else:
        assert files(tmp_path) == {"a": "after", "b": "after", "new/c": "after"}
    assert not drafts._live


def test_a_folder_in_the_way_of_a_file(tmp_path):
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError) as found:
        write_together({str(tmp_path / "a"): "a", str(tmp_path / "b"): "b"})
    assert found.value.filename == str(tmp_path / "b")
    assert files(tmp_path) == {}


def test_kept_texts_have_names_of_their_own(tmp_path):
    path = str(tmp_path / "deep" / "a.toml")
    kept = [kept_apart(path, text) for text in ("first", "second", "third")]
    assert [os.path.basename(each) for each in kept] == ["a.toml", "a-2.toml", "a-3.toml"]
    assert [Path(each).read_text() for each in kept] == ["first", "second", "third"]


def test_an_end_at_once_leaves_no_draft(tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "_turn", threading.Lock())
    with draft(str(tmp_path / "o")) as made:
        drafts.abandon()
        assert files(tmp_path) == {}
        Path(made).write_text("so that the rest can end")
