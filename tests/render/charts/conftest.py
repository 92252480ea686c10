"""A reader of drawings: where every shape and every text of an <svg> lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from dateline.render.charts.drawing import letters
from dateline.render.letters.widths import width

NAMESPACE = "{http://www.w3.org/2000/svg}"
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "Z": 0}


class Box(NamedTuple):
    """The rectangle around something drawn, and its words if it is a text."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def meets(self, other: Box) -> bool:
        return min(self.right, other.right) - max(self.left, other.left) > 0.5 and (
            min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


class Drawing(NamedTuple):
    """A drawing: its root, its size, and the boxes of all shapes and texts."""

    root: ET.Element
    width: float
    height: float
    shapes: list[Box]
    texts: list[Box]

    @property
    def outside(self) -> list[Box]:
        return [
            box
            for box in (*self.shapes, *self.texts)
            if box.left < -1 or box.top < -1 or box.right > self.width + 1 or box.bottom > self.height + 1
        ]

    @property
    def collisions(self) -> list[tuple[str, str]]:
        return [(a.words, b.words) for i, a in enumerate(self.texts) for b in self.texts[i + 1 :] if a.meets(b)]


def points(d: str) -> Iterator[tuple[float, float]]:
    """Yield the ends of the parts of a path; those of arcs with the radius on both sides."""
    x = y = 0.0
    start = (x, y)
    for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(each) for each in re.findall(r"-?(?:\d*\.)?\d+", text)]
        count = _NUMBERS[command.upper()]
        for place in range(0, len(values) or 1, count or 1):
            part = values[place : place + count]
            assert len(part) == count, (command, text)
            own = command.islower()
            if command in "Zz":
                x, y = start
            elif command in "Hh":
                x = x + part[0] if own else part[0]
            elif command in "Vv":
                y = y + part[0] if own else part[0]
            else:
                x, y = (x + part[-2], y + part[-1]) if own else (part[-2], part[-1])
            if command in "Mm":
                start = (x, y)
            yield x, y


def box_of(element: ET.Element) -> Box | None:
    get = lambda name: float(element.get(name, "0"))  # noqa: E731
    match element.tag.removeprefix(NAMESPACE):
        case "rect":
            return Box(get("x"), get("y"), get("x") + get("width"), get("y") + get("height"))
        case "circle":
            return Box(get("cx") - get("r"), get("cy") - get("r"), get("cx") + get("r"), get("cy") + get("r"))
        case "path":
            found = list(points(element.get("d", "")))
            move = [float(each) for each in re.findall(r"-?[\d.]+", element.get("transform", ""))] or [0.0, 0.0]
            scale = move[2] if len(move) > 2 else 1
            xs, ys = [move[0] + x * scale for x, _ in found], [move[1] + y * scale for _, y in found]
            return Box(min(xs), min(ys), max(xs), max(ys))
        case "text":
            words, (size, bold) = element.text or "", letters(element.get("class"))
            long = width(words, size, bold=bold)
            left = get("x") - (long if element.get("text-anchor") == "end" else 0)
            return Box(left, get("y") - 0.72 * size, left + long, get("y") + 0.2 * size, words)
    return None


@pytest.fixture(scope="session")
def drawn() -> Callable[[str], Drawing]:
    """Return a function that reads an <svg>."""

    def read(svg: str) -> Drawing:
        root = ET.fromstring(svg)
        hidden = {id(each) for defs in root.iter(f"{NAMESPACE}defs") for each in defs.iter()}
        found = [(each.tag, box_of(each)) for each in root.iter() if id(each) not in hidden]
        texts = [box for tag, box in found if box and tag == f"{NAMESPACE}text"]
        shapes = [box for tag, box in found if box and tag != f"{NAMESPACE}text"]
        _, _, wide, high = map(float, root.get("viewBox", "").split())
        return Drawing(root, wide, high, shapes, texts)

    return read
