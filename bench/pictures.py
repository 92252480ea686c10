"""The page of a timeline: its size, the time to make it, its first paint beside Plotly's, and a step of its zoom; and
all that a first visit of the server loads.

    .venv-bench/bin/python -m pip install '.[plots]' plotly playwright
    .venv-bench/bin/python bench/pictures.py

Both pages are loaded in turn, each in a browser context of its own, from files. The browser is /usr/bin/chromium, or
that of the environment variable CHROMIUM. A step of the zoom is measured from the key to the second frame after it,
so that what is drawn has been shown; beside it stands the processor time of the page for the step, and that of its
script alone, which other processes change less.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generate import write
from bench.pairs import PAIRS, told

from dateline.dates import parse
from dateline.formats import format_named
from dateline.render.picture import Look
from dateline.render.picture.page import page
from dateline.wire_fields import EVENT_FIELDS, Record

_BROWSER = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_STEP = """async (key) => {
  const mark = document.querySelector('svg.dl a[tabindex="0"]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const begin = performance.now();
  mark.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
  await frame(); await frame();
  return performance.now() - begin;
}"""


def events(number: int) -> list[Record]:
    """Return made-up events as records, those of `generate.py`."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "events.csv")
        write(number, str(file))
        with file.open(encoding="utf-8", newline="") as stream:
            found = [record for _, record in format_named("csv").read(stream)]
    for record in found:
        for field in ("actors", "themes", "citations"):
            record[field] = record[field] or []
    return [dict.fromkeys(EVENT_FIELDS) | record for record in found]


def by_plotly(found: list[Record]) -> str:
    """Return the same events as a page of Plotly: a bar from the first to the last day each, in rows by theme."""
    from plotly import graph_objects

    day = 86_400_000
    bounds = [parse(record["date"]).bounds for record in found]
    epoch = parse("1970-01-01").earliest
    bars = graph_objects.Bar(
        base=[(each.earliest - epoch) * day for each in bounds],
        x=[(each.latest - each.earliest + 1) * day for each in bounds],
        y=[record["themes"][0].partition("/")[0] if record["themes"] else "" for record in found],
        text=[record["title"] for record in found],
        orientation="h",
    )
    figure = graph_objects.Figure(bars)
    figure.update_xaxes(type="date")
    return str(figure.to_html(include_plotlyjs=True))


@contextmanager
def browser() -> Iterator[Any]:
    """Yield a browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_BROWSER, args=list(_SWITCHES))
        yield opened
        opened.close()


def first_paint(opened: Any, file: Path) -> float:
    """Return the seconds until a page shows its first content."""
    context = opened.new_context(viewport={"width": 1440, "height": 900})
    shown = context.new_page()
    shown.goto(f"file://{file}", wait_until="load")
    while not shown.evaluate(_PAINT):  # wait_for_function evaluates text in the page, which our policy forbids
        shown.wait_for_timeout(5)
    paint: float = shown.evaluate(_PAINT) / 1000
    context.close()
    return paint


class Step(NamedTuple):
    """A step of the zoom in milliseconds: until it is shown, and the processor time of the page and of its script."""

    shown: float
    page: float
    script: float


def zoom_steps(opened: Any, file: Path, steps: int = 20) -> list[Step]:
    """Return what each of some steps in and out takes."""
    shown = opened.new_page(viewport={"width": 1440, "height": 900})
    told = shown.context.new_cdp_session(shown)
    told.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> tuple[float, float]:
        found = {each["name"]: each["value"] * 1000 for each in told.send("Performance.getMetrics")["metrics"]}
        return found["TaskDuration"], found["ScriptDuration"]

    shown.goto(f"file://{file}", wait_until="load")
    made = []
    for step in range(steps):
        before = spent()
        until_shown = shown.evaluate(_STEP, "+" if step % 8 < 4 else "-")
        made.append(Step(until_shown, *(after - then for after, then in zip(spent(), before, strict=True))))
    return made


class Visit(NamedTuple):
    """A first visit of a page: bytes on the way with their headers, seconds until the answer is there and painted."""

    size: int
    answered: float
    painted: float


def first_visits(opened: Any, number: int = 5) -> Iterator[Visit]:
    """Yield first visits of the page of the shipped collection, each in a browser context of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dateline", "--db", f"sqlite:///{folder}/union.db"]
        subprocess.run([*command, "-q", "load", "union-state"], check=True)
        with subprocess.Popen([*command, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr
            address = server.stderr.readline().partition("served at ")[2].split()[0]
            _visit(opened, address)  # the server reads its modules and templates
            yield from (_visit(opened, address) for _ in range(number))
            server.terminate()


def _visit(opened: Any, address: str) -> Visit:
    context = opened.new_context(viewport={"width": 1440, "height": 900})
    shown, sizes = context.new_page(), list[int]()
    told = context.new_cdp_session(shown)
    told.send("Network.enable")
    told.on("Network.loadingFinished", lambda each: sizes.append(each["encodedDataLength"]))
    shown.goto(address, wait_until="networkidle")
    while not shown.evaluate(_PAINT):
        shown.wait_for_timeout(5)
    answered = shown.evaluate("performance.getEntriesByType('navigation')[0].responseEnd") / 1000
    painted = shown.evaluate(_PAINT) / 1000
    context.close()
    return Visit(sum(sizes), answered, painted)


def median_time(work: Callable[[], object], times: int = 15) -> float:
    """Return the median of the seconds that `work` takes."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def main() -> None:
    """Print all figures."""
    look = Look(title="Three hundred events")
    few, many = events(300), events(5000)
    bare = [record | {"description": None} for record in few]
    taken = median_time(lambda: page(bare, [], look, {}))
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        ours, theirs, big = (Path(folder, name) for name in ("ours.html", "theirs.html", "big.html"))
        texts = page(bare, [], look, {}), by_plotly(few), page(many, [], look, {})
        for file, text in zip((ours, theirs, big), texts, strict=True):
            file.write_text(text, "utf-8")
        print(f"300 events: {_kilobytes(texts[0])} (at most 150); Plotly {_kilobytes(texts[1])}")
        print(f"    with descriptions of 165 letters, which Plotly has not: {_kilobytes(page(few, [], look, {}))}")
        print(f"300 events: made in {taken * 1000:.0f} ms (at most 50)")
        first_paint(opened, ours), first_paint(opened, theirs)
        paints = [(first_paint(opened, ours), first_paint(opened, theirs)) for _ in range(PAIRS)]
        told("first paint beside Plotly", paints, 0.5)
        print(f"5,000 events ({_kilobytes(texts[2])}): a step of the zoom, labels laid out anew")
        steps = zoom_steps(opened, big)
        _spread("until it is shown", [each.shown for each in steps])
        _spread("processor", [each.page for each in steps])
        _spread("processor of the script", [each.script for each in steps])
        visits = list(first_visits(opened))
        print(f"first visit of the shipped collection: {max(each.size for each in visits) / 1000:.1f} kB (at most 60)")
        _spread("answered after", [each.answered * 1000 for each in visits])
        _spread("painted after (at most 300)", [each.painted * 1000 for each in visits])
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")


def _spread(name: str, values: list[float]) -> None:
    print(f"    {name}: {statistics.median(values):.0f} ms ({min(values):.0f} to {max(values):.0f})")


def _kilobytes(text: str) -> str:
    return f"{len(text.encode()) / 1000:.0f} kB"


if __name__ == "__main__":
    main()
