"""The folders of a user, and locks: Windows only as far as it can be tried elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from processes import running

from dateline.platforms import lock, take_place, user_folder

PLACES = {
    ("DATA", False): "/home/me/.local/share/dateline",
    ("CONFIG", False): "/home/me/.config/dateline",
    ("CACHE", False): "/home/me/.cache/dateline",
    ("STATE", False): "/home/me/.local/state/dateline",
    ("DATA", True): "/local/dateline",
    ("CACHE", True): "/local/dateline/Cache",
}


@pytest.mark.parametrize(("kind", "windows"), PLACES)
def test_folders(kind, windows, monkeypatch):
    monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert user_folder(kind, windows=windows) == PLACES[kind, windows]
    monkeypatch.setenv(f"XDG_{kind}_HOME", "/own")
    assert user_folder(kind, windows=windows) == os.path.join("/own", "dateline")


@pytest.mark.skipif(os.name == "nt", reason="asks flock, which the other process has too")
def test_a_lock_ends_with_its_process(tmp_path):
    script = (
        "import sys; from dateline.platforms import lock; file = open(sys.argv[1], 'a'); lock(file); "
        "print('mine', flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "lock")]
    with running(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "mine\n"
        import fcntl

        with open(tmp_path / "lock", "a", encoding="ascii") as file:
            with pytest.raises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            process.kill()
            lock(file)


@pytest.mark.parametrize(("refused", "replaced"), [(0, True), (5, True), (6, True), (7, False)])
def test_a_file_that_is_open_elsewhere_is_replaced_when_it_is_free(refused, replaced, tmp_path, monkeypatch):
    made, target, left = tmp_path / "made", tmp_path / "target", [*range(refused)]
    waited: list[float] = []
    made.write_text("new")
    target.write_text("old")
    replace = os.replace

    def refusing(made, target):
        if left:
            left.pop()
            raise PermissionError(13, "The process cannot access the file", str(target))
        replace(made, target)

    monkeypatch.setattr(os, "replace", refusing)
    monkeypatch.setattr("time.sleep", waited.append)
    if replaced:
        take_place(str(made), str(target), windows=True)
        assert (target.read_text(), made.exists(), len(waited)) == ("new", False, refused)
    else:
        with pytest.raises(PermissionError):
            take_place(str(made), str(target), windows=True)
        assert (target.read_text(), sum(waited)) == ("old", 2.0)
