"""Makes the files of a site: asks the server for each page that another one leads to, and writes what has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from starlette.types import ASGIApp

from dateline.drafts import write_together
from dateline.errors import DatelineError
from dateline.render.letters.faces import names
from dateline.web.assets import asset
from dateline.web.site.addresses import QUESTIONS, RECORDS, Wanted, placed, relative
from dateline.web.site.asking import Answered, ask
from dateline.web.site.pages import heading, links, minified, other_names, with_links

MARK = ".dateline-site.json"
"""The file that lists what a site is made of, so that the next one knows what is its own."""
_STARTS = (
    "/", "/map", "/deadlines", *QUESTIONS, "/charts", "/about", "/search", "/actors", "/themes", "/sources",
    "/programmes",
)  # fmt: skip
_INDEX = "static/search-index.js"


class Made(NamedTuple):
    """What was done: how many files the site has, how many of them are new or changed, how many were taken away."""

    files: int
    written: int
    removed: int
    size: int


def make(app: ASGIApp, folder: str, wanted: Wanted) -> Made:
    """Make the site of `app` in `folder`; files that are as they were stay untouched, those no longer in it go.

    Raises:
        DatelineError: the folder holds something else, or a page cannot be made.
        OSError: a file cannot be written.
    """
    before = _before(folder)
    files: dict[str, bytes] = {}
    entries: list[list[str]] = []
    for path, answer in _pages(app, wanted):
        if answer.media_type.startswith("text/html"):
            text = answer.content.decode()
            if path.partition("/")[0] in RECORDS:
                entries.append([path.partition("/")[0], heading(text), path, *other_names(text)])
            files[path] = minified(with_links(text, _ways(path, wanted))).encode()
        else:
            files[path] = answer.content
    index = json.dumps(sorted(entries), ensure_ascii=False, separators=(",", ":"))
    files[_INDEX] = f"const INDEX = {index};\n".encode()
    return _written(folder, files, before)


def _pages(app: ASGIApp, wanted: Wanted) -> Iterator[tuple[str, Answered]]:
    """Yield (path, answer) of every address that a page of the site leads to, the starts first, each once."""
    waiting = [*_STARTS, *(f"/deadlines?as_of={day}" for day in wanted.days), *(f"/{name}" for name in wanted.files)]
    waiting += map(asset, names())  # which only the style sheet names
    seen = {placed(address, wanted) for address in waiting}
    while waiting:
        address = waiting.pop(0)
        path = placed(address, wanted)
        if path is None or path == _INDEX:
            continue
        answer = ask(app, address)
        if answer.status == 404 and address.startswith("/charts/"):  # there is nothing to draw
            continue
        if answer.status != 200:
            raise DatelineError(f"{address} cannot be made: the server answers {answer.status}", "try it with: serve")
        yield path, answer
        if answer.media_type.startswith("text/html"):
            for each in links(answer.content.decode()):
                target = placed(each, wanted)
                if target is not None and target not in seen:
                    seen.add(target)
                    waiting.append(each)


def _ways(here: str, wanted: Wanted) -> Callable[[str], str | None]:
    def way(address: str) -> str | None:
        target = placed(address, wanted)
        return None if target is None else relative(target, here)

    return way


def _before(folder: str) -> set[str]:
    """Return the files of the site that the folder holds.

    Raises:
        DatelineError: it holds something that is no site.
    """
    try:
        with open(os.path.join(folder, MARK), encoding="utf-8") as file:
            return set(json.load(file)["files"])
    except FileNotFoundError:
        if os.path.isdir(folder) and os.listdir(folder):
            message = f"{folder} is not empty, and no site that dateline made"
            raise DatelineError(message, "name a new folder") from None
        if os.path.exists(folder) and not os.path.isdir(folder):
            raise DatelineError(f"{folder} is no folder", "name a new folder") from None
        return set()
    except (ValueError, KeyError, TypeError) as error:
        raise DatelineError(f"{os.path.join(folder, MARK)} cannot be read", "name a new folder") from error


def _written(folder: str, files: dict[str, bytes], before: set[str]) -> Made:
    changed = {path: content for path, content in files.items() if _content(folder, path) != content}
    gone = sorted(before - set(files))
    contents = {os.path.join(folder, path): content for path, content in changed.items()}
    listed = (json.dumps({"files": sorted(files)}, indent=0) + "\n").encode()
    away = [os.path.join(folder, path) for path in gone if os.path.exists(os.path.join(folder, path))]
    write_together({**contents, os.path.join(folder, MARK): listed}, away)
    for path in away:
        with suppress(OSError):
            os.removedirs(os.path.dirname(path))
    return Made(len(files), len(changed), len(away), sum(map(len, files.values())))


def _content(folder: str, path: str) -> bytes | None:
    try:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()
    except OSError:
        return None
