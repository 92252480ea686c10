"""Build wheel and sdist so that everybody who builds a commit gets the same bytes.

    python tests/supply/release.py dist           build the commit that is checked out into dist/
    python tests/supply/release.py --compare      build it twice, from two clones at different times, and compare

A clone has no files besides those of the commit, and rights of its own. Both files have the time of the commit
(SOURCE_DATE_EPOCH); setuptools heeds that for the wheel, and the sdist is packed anew. The version of setuptools
stands in the wheel: with another one the bytes may differ.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]


def build(folder: Path, *options: str, source: Path = ROOT) -> None:
    """Build the commit that is checked out in `source` into a folder."""
    with tempfile.TemporaryDirectory() as place:
        clone = Path(place, "dateline")
        subprocess.run(["git", "clone", "--quiet", source, clone], check=True, umask=0o022)
        told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=clone, check=True, capture_output=True)
        epoch = int(told.stdout)
        subprocess.run(
            [sys.executable, "-m", "build", *options, "--outdir", folder, clone],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0"},
            umask=0o022,
        )
    for sdist in folder.glob("*.tar.gz"):
        pack(sdist, epoch)


def pack(sdist: Path, epoch: int) -> None:
    """Pack an sdist anew: its files in order, all of one time, of nobody, and with no time of packing."""
    packed = sdist.with_suffix(".new")
    with (
        tarfile.open(sdist) as old,
        open(packed, "wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=epoch) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for member in sorted(old, key=lambda each: each.name):
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mtime, member.pax_headers = epoch, {}
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
    packed.replace(sdist)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a build."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def compare(*options: str, source: Path = ROOT) -> tuple[dict[str, str], dict[str, str]]:
    """Build twice, at different times and places, and return the hashes of both."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        build(Path(first), *options, source=source)
        time.sleep(2)  # times in archives are of two seconds
        build(Path(second), *options, source=source)
        return hashes(Path(first)), hashes(Path(second))


def main() -> None:
    """Do what the arguments say; the exit code tells whether two builds differ."""
    if sys.argv[1:] != ["--compare"]:
        build(Path(*sys.argv[1:2]).absolute())
        return
    first, second = compare()
    for name in first:
        sys.stdout.write(f"{first[name]}  {name}{'' if first[name] == second[name] else '  DIFFERS'}\n")
    sys.exit(int(first != second))


if __name__ == "__main__":
    main()
