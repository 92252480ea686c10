"""The font as style sheets name it: faces in files of a server, or within the page or picture itself.

Each file has an axis of weights, and the letters of one range: the first those that nearly every page needs.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline.render.letters.widths import facts

_WEIGHTS = "400 900"
"""The weights that each file stands for; those above BOLD are drawn as that.

All files say the same: a browser looks for a letter only in files of one range of weights.
"""


def folder() -> Path:
    """Return where the files of the font are, among them those for rasterisers."""
    return Path(str(files("dateline.render.letters")))


def names() -> list[str]:
    """Return the names of the files for browsers."""
    return list(map(_name, facts()["ranges"]))


@cache
def content(name: str) -> bytes:
    """Return what is in a file for browsers."""
    return files("dateline.render.letters").joinpath(name).read_bytes()


def served(address: Callable[[str], str]) -> str:
    """Return the rules for a server that gives each file at `address` of its name.

    A browser fetches only the files of which a page has letters.
    """
    return _rules(list(facts()["ranges"]), address)


def embedded(text: str) -> str:
    """Return the rules with the files in them of which `text` has letters, for a page or picture by itself."""
    parts = [part for part in facts()["ranges"] if not _letters(part).isdisjoint(text)]
    return _rules(parts, lambda name: f"data:font/woff2;base64,{b64encode(content(name)).decode()}")


def lettered(picture: str) -> str:
    """Return a picture that has a style sheet with its font in it, so that it looks the same wherever it is shown."""
    return picture.replace("<style>", f"<style>{embedded(picture)}", 1)


def _rules(parts: list[str], address: Callable[[str], str]) -> str:
    ranges = facts()["ranges"]
    return "".join(
        f"@font-face{{font-family:Roboto;font-weight:{_WEIGHTS};font-display:swap;"
        f'src:url("{address(_name(part))}") format("woff2");unicode-range:{ranges[part]}}}\n'
        for part in parts
    )


def _name(part: str) -> str:
    return f"roboto-{part}.woff2"


@cache
def _letters(part: str) -> frozenset[str]:
    """Return the letters of one of the ranges, of those that the font has."""
    ends = [each.removeprefix("U+").partition("-") for each in facts()["ranges"][part].split(",")]
    numbers = [(int(first, 16), int(last or first, 16)) for first, _, last in ends]
    return frozenset(
        letter for letter in facts()["letters"] if any(first <= ord(letter) <= last for first, last in numbers)
    )
