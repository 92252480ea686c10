"""Many writers and readers at once, each a process: no update is lost, and no reader sees half of one.

Every writer counts on with one event that all of them share: it opens it, adds one to the number in its title, and saves
it, which is refused when somebody else was faster; then it tries again. In the end the number is how many saves were
confirmed. Each also adds an event of its own at a time. Readers look on all the while.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from torture.stores import Count, faults, rows, state

_HEAD = '[collection]\nid = "mine"\ntitle = "Mine"\n\n[[source]]\nid = "paper"\ntitle = "The paper"\n'
_WRITER = """
import sys
from dateline.errors import DatelineError
from dateline.formats.curated.folder import read_text
from dateline.storage.writing.editing import ChangedMeanwhile, save
from dateline.storage.opening import reading
from dateline.operations.editing import held as held_in
from dateline.storage.history.occasion import Occasion

url, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
key = ("event", "shared")
for number in range(times):
    while True:
        with reading(url) as connection:
            held = held_in(connection, "shared")
        count = int(held.text.split('title = "')[1].split('"')[0])
        text = held.text.replace(f'title = "{count}"', f'title = "{count + 1}"')
        try:
            save(url, read_text(name, text), "mine", Occasion("", name, "edit"), {key: held.text})
            break
        except ChangedMeanwhile:
            pass
    own = text.replace('id = "shared"', f'id = "{name}-{number}"')
    save(url, read_text(name, own), "mine", Occasion("", name, "add"), {("event", f"{name}-{number}"): None})
    print("confirmed", flush=True)
"""
_READER = """
import sys
from dateline.query import Query
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader

last = 0
while True:
    with reading(sys.argv[1]) as connection:
        found = {record["id"]: record["title"] for record in Reader(connection).events(Query())}
    # an event of a writer is added after it has counted, and has the number that it counted to
    assert int(found["shared"]) >= max([0, *(int(title) for key, title in found.items() if key != "shared")])
    assert len(found) - 1 <= int(found["shared"])
    assert len(found) >= last
    last = len(found)
    print("read", flush=True)
"""


def run(url: str, folder: Path, *, writers: int = 4, readers: int = 2, times: int = 5) -> tuple[Count, int]:
    """Let writers and readers loose; return what was found, and how often was read."""
    event = '\n[[event]]\nid = "shared"\ntitle = "0"\ndate = "1999"\nconfidence = "high"\n'
    (folder / "shared.toml").write_text(_HEAD + event + 'citations = [{ source = "paper" }]\n', "utf-8")
    subprocess.run(
        [sys.executable, "-c", "from dateline.cli.start import run; run()", "--quiet", "--db", url, "load", folder],
        check=True,
    )
    looking = [_start(_READER, url) for _ in range(readers)]
    working = [_start(_WRITER, url, f"w{number}", str(times)) for number in range(writers)]
    done = [process.communicate() for process in working]
    for process in looking:
        process.terminate()
    seen = [process.communicate() for process in looking]
    confirmed = sum(out.count(b"confirmed") for out, _ in done)
    now = state(url)
    lost = writers * times - confirmed + abs(int(now["shared"]) - confirmed) + abs(len(now) - 1 - confirmed)
    batches = rows(url, "SELECT num FROM batch ORDER BY num")
    lost += [num for (num,) in batches] != list(range(1, 2 * confirmed + 2))
    tracebacks = sum(b"Traceback" in err for _, err in (*done, *seen))
    return Count(2 * confirmed, 0, 2 * confirmed, lost, len(faults(url)), tracebacks), sum(
        out.count(b"read") for out, _ in seen
    )


def _start(script: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
