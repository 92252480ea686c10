"""Files of records merged for Git, which calls `dateline merge-driver` with three versions of a file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from dateline.drafts import write_together
from dateline.errors import InvalidQuery, UnusableFile
from dateline.formats.curated.folder import read_text
from dateline.formats.curated.three_way import merging
from dateline.formats.curated.three_way.blocks import NoRecords, read, said
from dateline.safe_parsing import Unreadable

ATTRIBUTE = "*.toml merge=dateline"
SETTINGS = {
    "merge.dateline.name": "dateline: records, field by field",
    "merge.dateline.driver": "dateline merge-driver %O %A %B %P",
}


class Outcome(NamedTuple):
    """What became of a merge: sentences about conflicts, and about what is clean but worth knowing."""

    conflicts: list[str]
    notes: list[str]


def merge_files(base: str, ours: str, theirs: str, name: str) -> Outcome:
    """Merge three files into the second; `name` is what messages call it.

    What is no TOML is merged by lines as Git does, and is a conflict; TOML that holds no records is merged by lines.

    Raises:
        UnusableFile: a file cannot be read or written.
    """
    texts = [_read(file) for file in (base, ours, theirs)]
    if None in texts:
        return _by_lines(base, ours, theirs, ["is not UTF-8"], [])
    plain = [(text or "").removeprefix("\ufeff").replace("\r\n", "\n") for text in texts]
    try:
        found = merging.merge(*plain)
    except Unreadable as error:
        which = _first_unreadable(plain)
        line = f", line {error.line}" if error.line else ""
        return _by_lines(base, ours, theirs, [f"the version of {which} is no TOML{line}: {error.message}"], [])
    except NoRecords as error:
        return _by_lines(base, ours, theirs, [], [f"merged by lines, not by records: {error}"])
    if not found.conflicts and not _holds(found):
        return _by_lines(base, ours, theirs, ["the fields cannot be put together"], [])
    faults = [] if found.conflicts else _new_faults(found.text, plain, name)
    crlf = "\r\n" in (texts[1] or "")
    mark = "\ufeff" if (texts[1] or "").startswith("\ufeff") else ""
    _write(ours, mark + (found.text.replace("\n", "\r\n") if crlf else found.text))
    return Outcome(found.conflicts + faults, found.notes)


def _holds(found: merging.Merged) -> bool:
    """Tell whether a merged text says what was merged."""
    try:
        there = {key: block.values for key, block in read(found.text).blocks.items()}
    except (Unreadable, NoRecords):
        return False
    return {key: said(each) for key, each in there.items()} == {key: said(each) for key, each in found.values.items()}


def _new_faults(text: str, sides: list[str], name: str) -> list[str]:
    """Return the faults of a merged text that none of the versions has."""
    known = {fault.message for side in sides for fault in read_text(name, side).faults}
    return [
        f"line {fault.line}: {fault.message}, after the merge"
        for fault in read_text(name, text).faults
        if fault.message not in known
    ]


def _first_unreadable(texts: list[str]) -> str:
    for which, text in zip(("the common ancestor", "ours", "theirs"), texts, strict=True):
        try:
            read(text)
        except Unreadable:
            return which
        except NoRecords:
            continue
    return "a file"


def _by_lines(base: str, ours: str, theirs: str, conflicts: list[str], notes: list[str]) -> Outcome:
    """Let Git merge by lines; its own conflicts are told too."""
    words = ["git", "merge-file", "-L", "ours", "-L", "base", "-L", "theirs", ours, base, theirs]
    done = _run(words, os.getcwd())
    if done.returncode:
        conflicts = [*conflicts, "lines were changed on both sides"]
    return Outcome(conflicts, notes)


def _read(file: str) -> str | None:
    try:
        return Path(file).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    except OSError as error:
        raise UnusableFile(file, error) from error


def _write(file: str, text: str) -> None:
    try:
        Path(file).write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UnusableFile(file, error) from error


def _run(words: list[str], folder: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise InvalidQuery("git is not installed, or not on the PATH", "install Git") from error


def install(folder: str) -> list[str]:
    """Let the repository around a folder merge TOML files by records; return a sentence for each step.

    Raises:
        InvalidQuery: there is no repository, another driver is set for TOML files, or Git is not installed.
        UnusableFile: .gitattributes cannot be written.
    """
    top = _run(["git", "rev-parse", "--show-toplevel"], folder)
    if top.returncode:
        raise InvalidQuery(f"{folder} is in no working tree of Git", "run it within a repository: git init makes one")
    root = top.stdout.rstrip("\n")
    return [_set_attribute(os.path.join(root, ".gitattributes")), *_configure(root)]


def _set_attribute(file: str) -> str:
    text = (_read(file) or "") if os.path.exists(file) else ""
    lines = [line.split() for line in text.splitlines()]
    given = [word for words in lines if words[:1] == ["*.toml"] for word in words[1:] if word.startswith("merge")]
    if given[-1:] == ["merge=dateline"]:
        return f"{file} has the line {ATTRIBUTE!r} already"
    if given:
        raise InvalidQuery(f"{file} has {given[-1]!r} for TOML files", "take it out, and run this again")
    newline = "" if not text or text.endswith("\n") else "\n"
    try:
        write_together({file: f"{text}{newline}{ATTRIBUTE}\n"})
    except OSError as error:
        raise UnusableFile(file, error) from error
    return f"{file} has a new line {ATTRIBUTE!r}: commit it"


def _configure(root: str) -> list[str]:
    told = []
    for name, value in SETTINGS.items():
        before = _run(["git", "config", "--local", "--get", name], root).stdout.rstrip("\n")
        if before == value:
            told.append(f"{name} is set already")
            continue
        done = _run(["git", "config", "--local", name, value], root)
        if done.returncode:
            raise InvalidQuery(f"git did not set {name}: {done.stderr.strip()}")
        told.append(f"{name} = {value}" + (f" (it was {before})" if before else ""))
    return told
