"""Six charts and maps, pixel by pixel, as `test_pixels.py` does with timelines: the same tolerance, the same switch."""

from __future__ import annotations

import pytest
from conftest import run
from pixels import check

pytestmark = pytest.mark.xdist_group("browser")
PLACES = (
    ("minsk", "1999-12-08", 53.9, 27.5667, ("north", "south")), ("moscow", "2000-01-26", 55.7558, 37.6173, ("north", "south")),
    ("about", "2000-03?", 54.5, 27.0, ("north",)), ("far", "2000-06", 43.2389, 76.8897, ("south", "east")),
    ("nowhere", "2000-07-01", None, None, ("north", "east")),
)  # fmt: skip
ACTORS = """
[[actor]]
id = "union"
name = "The Union"
kind = "organisation"
[[actor]]
id = "north"
name = "North"
kind = "state"
member_of = [{ actor = "union", date = "1996-04-02/2001", role = "founder" }]
[[actor]]
id = "south"
name = "South"
kind = "state"
member_of = [{ actor = "union", date = "1998/.." }]
[[actor]]
id = "east"
name = "East"
kind = "state"
member_of = [{ actor = "union" }]
"""
PROMISES = """
[[programme]]
id = "plan"
title = "The plan"
date = "1998-12-25"
citations = [{ source = "paper" }]
"""
DUE = (
    ("customs", "1999-06", "one customs tariff"),
    ("currency", "2000-12", "one currency"),
    ("gas", "2001", "one gas price"),
)
PICTURES = (
    ("chart-states", "/charts?as_of=2001-06-30&known_at=2001-06-30", "#states-h", 1440, "light"),
    ("chart-cascade-dark-360", "/deadlines/cascade?as_of=2000-10-15&known_at=2000-10-15", "#cascade-h", 360, "dark"),
    ("chart-members", "/actor/union", "#members-h", 1440, "light"),
    ("chart-together-360", "/together", "#together-h", 360, "light"),
    ("map", "/map", None, 1440, "light"),
    ("map-dark-360", "/map", None, 360, "dark"),
)
"""The stored picture, the address, the heading of the chart, the width of the window and the colours."""


def texts():
    """Yield the records of the collection as TOML."""
    yield (
        '[collection]\nid = "mine"\ntitle = "Mine"\n[[source]]\nid = "paper"\ntitle = "The paper"\n' + ACTORS + PROMISES
    )
    yield '[[theme]]\nid = "law"\ntitle = "Law"\n[[theme]]\nid = "trade"\ntitle = "Trade"\n'
    for name, date, north, east, actors in PLACES:
        place = "" if north is None else f"latitude = {north}\nlongitude = {east}\n"
        named = ", ".join(f'"{each}"' for each in actors)
        yield (
            f'[[event]]\nid = "{name}"\ntitle = "Met: {name}"\ndate = "{date}"\n{place}themes = ["{"law" if north else "trade"}"]\n'
            f'actors = [{named}]\nconfidence = "high"\ncitations = [{{ source = "paper" }}]\n'
        )
    for name, due, title in DUE:
        yield (
            f'[[deadline]]\nid = "{name}"\nprogramme = "plan"\ntitle = "Agree on {title}"\nforce = "binding"\n'
            f'confidence = "high"\ndue = [{{ kind = "original", due = "{due}", rule = "by_end", citations = [{{ source = "paper" }}] }}]\n'
        )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, folders):
    """Return the address of a database with a little of everything that is drawn."""
    folder = tmp_path_factory.mktemp("charts")
    (folder / "all.toml").write_text("".join(texts()), "utf-8")
    url = f"sqlite:///{folder}/all.db"
    done = run("load", folder / "all.toml", url=url, env=folders)
    assert done.code == 0, done.err
    return url


@pytest.mark.parametrize(("name", "address", "heading", "width", "scheme"), PICTURES)
def test_charts_and_maps_look_as_they_did(visit, serving, loaded, name, address, heading, width, scheme):
    with serving(loaded) as home:
        page = visit(home + address, width, color_scheme=scheme).page
        figure = f"figure:has({heading})" if heading else "figure.picture"
        check(page, name, f"{figure} .{'narrow' if width == 360 else 'wide'} svg")
