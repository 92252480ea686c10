"""Two builds of one commit are the same, byte for byte."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from pathlib import Path

import pytest
from supply import release


@pytest.mark.skipif(
    not shutil.which("git") or not (release.ROOT / ".git").exists(), reason="not a clone, or git is not installed"
)
@pytest.mark.in_rest("test_an_sdist_says_nothing_of_where_and_when_it_was_packed looks at the packing")
@pytest.mark.slow
def test_two_sdists_are_the_same(monkeypatch):
    """`make reproducible` compares wheels too; setuptools itself makes them of one time."""
    monkeypatch.setattr("supply.release.time.sleep", lambda _: None)
    first, second = release.compare("--sdist", "--no-isolation", "--skip-dependency-check")
    assert len(first) == 1
    assert first == second


def archive(path: Path, names: list[str], time: int) -> None:
    with tarfile.open(path, "w:gz") as made:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.uid, member.uname = 4, time, time % 100, f"user{time}"
            made.addfile(member, io.BytesIO(b"text"))


def test_an_sdist_says_nothing_of_where_and_when_it_was_packed(tmp_path):
    places = [tmp_path / "a" / "x.tar.gz", tmp_path / "b" / "x.tar.gz"]
    for number, (place, names) in enumerate(zip(places, (["x/a", "x/b"], ["x/b", "x/a"]), strict=True)):
        place.parent.mkdir()
        archive(place, names, 1_700_000_000 + number)
        release.pack(place, 1_600_000_000)
    assert places[0].read_bytes() == places[1].read_bytes()
    with tarfile.open(places[0]) as packed:
        assert [(each.name, each.mtime, each.uname) for each in packed] == [
            (name, 1_600_000_000, "") for name in ("x/a", "x/b")
        ]
        assert [packed.extractfile(each).read() for each in packed] == [b"text"] * 2
    assert gzip.decompress(places[0].read_bytes())
