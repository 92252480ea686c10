"""A map as SVG: classes and no inline styles, links for clusters, so that it needs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.render.letters.widths import length, width
from dateline.render.map.apart import ALONE, Circle, circle_of
from dateline.render.map.clusters import Cluster
from dateline.render.map.outlines import Ring, countries, middles
from dateline.render.map.view import View
from dateline.render.picture.groups import most_common, numbers_of
from dateline.render.picture.look import OTHERS
from dateline.render.picture.shapes import written

Link = Callable[[Cluster], str | None]
"""Where a cluster leads to, None for nowhere."""
_MOST_THEMES = 12
_NAME_SIZE = 11
_HIGH = 9
"""Pixels of a name above its line."""
_APART = 3
"""Pixels between a name and what is beside it."""
_FINE = 0.01
"""Degrees: a place given to this or less, about a kilometre, is where it is drawn."""
_TURNS = (-360, 0, 360)
"""A country is seen wherever the view goes around the earth to."""
_FINEST = 0.8
"""Pixels: a coast has no finer steps."""


def drawn(view: View, found: Sequence[Cluster], link: Link, themes: Mapping[str, str], label: str = "Map") -> str:
    """Return the map of clusters; `themes` are the titles of all themes, by id."""
    numbers = numbers_of(_roots(found), themes)
    size = f'width="{view.width}" height="{view.height}" viewBox="0 0 {view.width} {view.height}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {size} role="group" aria-label="{written(label)}">']
    parts.append(f'<rect class="sea" width="{view.width}" height="{view.height}"/>')
    parts.append(f'<g class="land">{"".join(_land(view))}</g>')
    parts += _names(view, [circle_of(view, each) for each in found])
    by_size = sorted(found, key=lambda each: -each.total)  # the small ones on top
    parts += [_mark(view, each, numbers, link) for each in by_size]
    return "".join([*parts, "</svg>"])


def legend(found: Sequence[Cluster], themes: Mapping[str, str]) -> list[tuple[int, str, int]]:
    """Return (number of the series, title, number of events) of the themes of a map, the most common first."""
    roots = _roots(found)
    numbers = numbers_of(roots, themes)
    return [
        (numbers.get(root, OTHERS), themes.get(root, root), roots[root]) for root in most_common(roots)[:_MOST_THEMES]
    ]


def _roots(found: Iterable[Cluster]) -> Counter[str]:
    roots: Counter[str] = Counter()
    for each in found:
        roots.update(each.roots)
    return roots


def _land(view: View) -> Iterable[str]:
    """Yield the shapes of the countries that may be seen; a view beyond 180 degrees sees some a second time."""
    for name, rings in countries().items():
        path = "".join(_path(view, ring, turn) for turn in _TURNS for ring in rings if _is_seen(view, ring, turn))
        if path:
            yield f'<path d="{path}"><title>{written(name)}</title></path>'


def _names(view: View, taken: Iterable[Circle]) -> Iterable[str]:
    """Yield the names of countries that have room for them, but where a cluster or another name lies."""
    filled = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in taken]
    for name, (east, north, wide) in middles().items():
        for turn in _TURNS:
            x, y, half = (east + turn - view.west) * view.scale, view.y(north), width(name, _NAME_SIZE) / 2
            seen = wide * view.scale > 2 * half and half < x < view.width - half and _NAME_SIZE < y < view.height
            box = x - half - _APART, y - _HIGH - _APART, x + half + _APART, y + _APART
            if seen and not any(_meet(box, other) for other in filled):
                filled.append(box)
                yield _text("name", x, y, name)


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two boxes (left, top, right, bottom) share pixels."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_seen(view: View, ring: Ring, turn: int) -> bool:
    easts, norths = [x + turn for x, _ in ring], [y for _, y in ring]
    return (
        min(easts) <= view.east and max(easts) >= view.west and min(norths) <= view.north and max(norths) >= view.south
    )


def _path(view: View, ring: Ring, turn: int) -> str:
    """Return a ring as a path, without the points that nobody could tell from those before them."""
    kept: list[str] = []
    before = (-_FINEST, -_FINEST)
    for east, north in ring:
        x, y = (east + turn - view.west) * view.scale, view.y(north)
        if not kept or abs(x - before[0]) >= _FINEST or abs(y - before[1]) >= _FINEST:
            kept.append(f"{x:.1f} {y:.1f}")
            before = (x, y)
    return "M" + "L".join(kept) + "Z" if len(kept) > 2 else ""


def _mark(view: View, each: Cluster, numbers: Mapping[str, int], link: Link) -> str:
    x, y, radius = circle_of(view, each)
    series = numbers.get(next(iter(most_common(each.roots)), ""), OTHERS)
    shapes = [_room(view, each, radius)]
    if each.possible:
        shapes.append(f'<circle class="maybe" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')
    if each.certain:
        inner = radius if not each.possible else max(ALONE - 1, radius * (each.certain / each.total) ** 0.5)
        shapes.append(f'<circle class="sure" cx="{x:.1f}" cy="{y:.1f}" r="{inner:.1f}"/>')
    if each.total > 1:
        of = "number" if each.certain else "number maybe"
        shapes.append(_text(of, x, y + 3.5, short(each.total)))
    words, target = written(label_of(each)), link(each)
    inside = f"<title>{words}</title>{''.join(shapes)}"
    # WCAG 2.2, 2.5.3: the name contains what is written there.
    name = words if words.startswith(shown := short(each.total)) else f"{shown}: {words}"
    if target is None:
        return f'<g class="c{series}" role="img" aria-label="{name}">{inside}</g>'
    return f'<a class="c{series}" href="{written(target)}" aria-label="{name}">{inside}</a>'


def _room(view: View, each: Cluster, radius: float) -> str:
    """Return the box in which a place lies that is given to few decimals, where it is larger than the circle."""
    half = each.unit / 2
    if half * view.rise <= radius:
        return ""
    x, y = view.x(each.longitude - half), view.y(each.latitude + half)
    size = f'width="{2 * half * view.scale:.1f}" height="{2 * half * view.rise:.1f}"'
    return f'<rect class="room" x="{x:.1f}" y="{y:.1f}" {size}/>'


def _text(kind: str, x: float, y: float, words: str) -> str:
    """Return a text with its middle at `x`, which stays as wide as it was measured in any font."""
    long = length(words, _NAME_SIZE, bold=kind.startswith("number"))
    kept = "" if long is None else f' textLength="{long:g}" lengthAdjust="spacingAndGlyphs"'
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{kept}>{written(words)}</text>'


def short(number: int) -> str:
    """Return a number in at most four letters: 950, 1.2k, 34k, 1.1M."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if number >= size:
            return f"{number / size:.1f}{sign}" if number < 9.95 * size else f"{number / size:.0f}{sign}"
    return str(number)


def label_of(each: Cluster) -> str:
    """Return what a cluster is, in words."""
    events = "event" if each.total == 1 else "events"
    maybe = "" if not each.possible else f", {each.possible:,} only possibly" if each.certain else ", only possibly"
    place = f"{_degrees(each.latitude, 'NS')}, {_degrees(each.longitude, 'EW')}{_given(each)}"
    return f"{each.total:,} {events} near {place}{maybe}"


def _given(each: Cluster) -> str:
    """Return how precisely the place is given, where that is coarse."""
    return f", place given to {each.unit:g}°" if each.unit > _FINE else ""


def _degrees(value: float, letters: str) -> str:
    value = value - 360 if value > 180 else value
    return f"{abs(value):.1f}°{letters[value < 0]}"
