"""The folders of a user, and locks: Windows only as far as it can be tried elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dateline.platforms import lock, user_folder

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
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "mine\n"
        import fcntl

        with open(tmp_path / "lock", "a", encoding="ascii") as file:
            with pytest.raises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            process.kill()
            lock(file)
