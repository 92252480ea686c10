"""Records to draw, and what a drawing holds, read back from its SVG."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree import ElementTree

from hypothesis import strategies as st

from dateline.dates import day_text, parse
from dateline.render.letters.widths import width
from dateline.wire_fields import EVENT_FIELDS

_SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>&\"'"

YEARS = st.integers(-600, 2600).map(lambda year: f"{year:04d}" if year >= 0 else f"-{-year:04d}")
DAYS = st.dates().map(str)
DATES = st.one_of(
    DAYS, DAYS.map(lambda day: day[:7]), YEARS, YEARS.map(lambda year: f"{year}~"), DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"../{day}"), DAYS.map(lambda day: f"{day}/"), st.just("196X"), st.just("[1960,1970..1972]"),
    st.tuples(DAYS, DAYS).map(lambda two: "/".join(sorted(two))), st.just("Y-66000000"), st.just("Y17E7"),
)  # fmt: skip
TITLES = st.sampled_from(
    ["Treaty", "A rather long title of something that happened somewhere", HOSTILE, "Договор", "条約"]
)


def event(date: str, title: str = "Something", **fields: Any) -> dict[str, Any]:
    """Return an event on the wire."""
    bounds = parse(date).unmarked.bounds
    days = {"earliest": day_text(bounds.earliest), "latest": day_text(bounds.latest), "match": "certain"}
    lists: dict[str, list[Any]] = {"actors": [], "themes": [], "citations": []}
    return dict.fromkeys(EVENT_FIELDS) | {"id": title, "date": date, "title": title} | days | lists | fields


def events(dates: st.SearchStrategy[str] = DATES, most: int = 40) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Generate events with themes, actors and sources."""
    names = st.lists(st.sampled_from(["a", "b/c", "b", "d/e/f"]), max_size=2, unique=True)
    one = st.builds(
        lambda date, title, themes, actors: event(
            date, title, themes=themes, actors=[{"id": name, "name": None, "role": None} for name in actors]
        ),
        dates, TITLES, names, names,
    )  # fmt: skip
    numbered = st.lists(one, min_size=1, max_size=most)
    return numbered.map(lambda found: [record | {"id": f"e{place}"} for place, record in enumerate(found)])


class Drawn(NamedTuple):
    """A mark in a drawing: where it leads, its row (the middle in pixels), and its extent, label and all."""

    link: str
    row: float
    left: float
    right: float
    label: str | None


class Drawing:
    """A drawing, read back; it is XML or cannot be."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        self.width = float(self.root.get("width", "0"))
        self.height = float(self.root.get("height", "0"))

    def all(self, name: str, kind: str = "") -> list[ElementTree.Element]:
        """Return the elements of a name and class."""
        return [each for each in self.root.iter(f"{_SVG}{name}") if not kind or kind in each.get("class", "").split()]

    @property
    def marks(self) -> list[Drawn]:
        """Return the marks of events and deadlines."""
        clip = next(each for each in self.all("clipPath"))[0]
        left = float(clip.attrib["x"])
        return [_drawn(each, (left, left + float(clip.attrib["width"]))) for each in self.all("a")]


def _drawn(mark: ElementTree.Element, seen: tuple[float, float]) -> Drawn:
    extents, rows, label = [], [], None
    for shape in mark.iter():
        kind = shape.tag.removeprefix(_SVG)
        if kind == "rect":
            left, right = _number(shape, "x"), _number(shape, "x") + _number(shape, "width")
            extents.append((max(left, seen[0]), min(right, seen[1])))
            rows.append(_number(shape, "y") + _number(shape, "height") / 2)
        elif kind == "circle":
            extents.append((_number(shape, "cx") - 4, _number(shape, "cx") + 4))
            rows.append(_number(shape, "cy"))
        elif kind == "text":
            label = shape.text or ""
            start = _number(shape, "x") - (width(label, 12) if shape.get("class") == "e" else 0)
            extents.append((start, start + width(label, 12)))
        elif kind == "path" and "translate" in shape.get("transform", "") and shape.get("class") not in ("a", "x"):
            x, y = (float(part) for part in shape.get("transform", "")[10:-1].split())
            extents.append((x, x + 12))
            rows.append(y + 6)
    left, right = min(low for low, _ in extents), max(high for _, high in extents)
    return Drawn(mark.get("href", ""), round(rows[0]), left, right, label)


def _number(shape: ElementTree.Element, name: str) -> float:
    return float(shape.get(name, "0"))
