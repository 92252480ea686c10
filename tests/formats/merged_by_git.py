"""A repository of Git in which `dateline merge-driver` is installed, and what whole merges of pairs of edits lose."""

from __future__ import annotations

import os
import subprocess
import sys

from formats.edited_pairs import as_sets, expected, one_side, parsed, text_of

PROGRAM = os.path.join(os.path.dirname(sys.executable), "dateline")
SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


class Repository:
    """A repository of one file, and what `git merge` makes of two branches of it."""

    def __init__(self, folder, name="events.toml"):
        self.folder, self.file = folder, folder / name
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words, fails=False):
        path = f"{os.path.dirname(PROGRAM)}{os.pathsep}{os.environ['PATH']}"
        env = {**os.environ, **SETTINGS, "PATH": path}
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
        )
        assert fails or done.returncode == 0, (words, done.stdout, done.stderr)
        return done

    def commit(self, text, why):
        self.file.write_text(text, "utf-8", newline="")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", why)

    def merged(self, base, ours, theirs):
        """Return what `git merge` of two branches gives, and the text of the file after it."""
        self.git("reset", "-q", "--hard", fails=True)  # what was left of a merge before; at first there is nothing
        self.commit(base, "base")
        self.git("checkout", "-q", "-B", "theirs")
        self.commit(theirs, "theirs")
        self.git("checkout", "-q", "main")
        self.commit(ours, "ours")
        done = self.git("merge", "-q", "theirs", "-m", "both", fails=True)
        return done, self.file.read_bytes().decode("utf-8")


def wrong(repository, base, ours, theirs):
    """Return what a whole `git merge` of two versions lost, or made of them without a word; empty if nothing.

    What both changed must stop it, and stand in the file as each side has it; all else must be merged.
    """
    wanted, conflicts = expected(base, ours, theirs)
    done, text = repository.merged(*map(text_of, (base, ours, theirs)))
    if done.returncode != int(bool(conflicts)):
        return f"exit code {done.returncode} with the conflicts {conflicts}: {done.stderr}"
    if untold := [conflict for conflict in conflicts if f"event {conflict[0]}" not in done.stderr]:
        return f"not told: {untold}"
    found = {side: parsed(one_side(text, side)) for side in ("ours", "theirs")}
    own = {side: {each["id"]: each for each in events} for side, events in (("ours", ours), ("theirs", theirs))}
    for side, records in found.items():
        for identity, name in conflicts:
            if as_sets({"": records[identity]})[""].get(name) != as_sets({"": own[side][identity]})[""].get(name):
                return f"{name} of {identity} is not as {side} has it"
        for identity, values in as_sets(wanted).items():
            there = as_sets(records)[identity].items()
            if {name: value for name, value in there if (identity, name) not in conflicts} != values:
                return f"{identity} is not what both say: {dict(there)}, {values}"
    return ""
