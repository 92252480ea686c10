"""Six states of a picture, pixel by pixel: each against the picture of it that a person looked at.

DATELINE_NEW_PICTURES=1 writes them anew, to be looked at again. The font comes with the page, so that only the smoothing
of edges differs between browsers.
"""

from __future__ import annotations

import pytest
from conftest import run
from pixels import DRAWN, check

pytestmark = pytest.mark.xdist_group("browser")
EVENTS = (
    ("signed", "1999-12-08", "Treaty signed", "law"), ("force", "2000-01-26", "Treaty in force", "law"),
    ("month", "2000-03", "Ministers meet in Minsk", "law"), ("year", "2000", "Tariffs agreed", "trade"),
    ("throughout", "2000-03-01/2000-03-31", "Customs office closed", "trade"),
    ("fades", "1999-05/2000-09", "Talks on one currency", "trade"), ("open", "2000-06-15/..", "Border without checks", "trade"),
    ("about", "1999-09-20~", "Plan written", "law"), ("doubt", "2000-11?", "Plan given up", "law"),
    ("gaps", "[2000-02-10,2000-04-20,2000-05-03]", "Vote in parliament", "law"),
    ("long-ago", "1991-12/1999-06", "Договор о границе", "border"), ("far", "[1922..2000]", "Mast built", "border"),
    ("same-day", "2000-03-14", "Letter to the president", "trade"), ("next-day", "2000-03-15", "Answer", "trade"),
)  # fmt: skip
LINKS = (
    ("a", "precedes", "signed", 'to = "force"'), ("b", "answers", "next-day", 'to = "same-day"'),
    ("c", "fulfils", "throughout", 'to_deadline = "late"'),
)  # fmt: skip
PROMISES = """
[[programme]]
id = "plan"
title = "The plan"
citations = [{ source = "paper" }]

[[deadline]]
id = "late"
programme = "plan"
title = "One customs tariff"
force = "binding"
confidence = "high"
due = [{ kind = "original", due = "1999", rule = "by_end", citations = [{ source = "paper" }] }]

[[deadline]]
id = "coming"
programme = "plan"
title = "One currency"
force = "binding"
confidence = "high"
due = [{ kind = "original", due = "2000-12", rule = "in", citations = [{ source = "paper" }] }]
"""


@pytest.fixture(scope="module")
def page_of_all(tmp_path_factory, folders):
    """Return the address of a page with every kind of mark."""
    folder = tmp_path_factory.mktemp("pixels")
    themes = "".join(f'[[theme]]\nid = "{each}"\ntitle = "{each.title()}"\n' for each in ("law", "trade", "border"))
    events = "".join(
        f'[[event]]\nid = "{name}"\ntitle = "{title}"\ndate = "{date}"\nthemes = ["{theme}"]\nconfidence = "high"\n'
        'citations = [{ source = "paper" }]\n'
        for name, date, title, theme in EVENTS
    )
    head = '[collection]\nid = "mine"\ntitle = "Mine"\n[[source]]\nid = "paper"\ntitle = "The paper"\n'
    links = "".join(
        f'[[link]]\nid = "{name}"\ntype = "{kind}"\nfrom = "{one}"\n{other}\ncitations = [{{ source = "paper" }}]\n'
        for name, kind, one, other in LINKS
    )
    (folder / "all.toml").write_text(head + themes + events + PROMISES + links, "utf-8")
    url = f"sqlite:///{folder}/all.db"
    loaded = run("load", folder / "all.toml", url=url, env=folders)
    assert loaded.code == 0, loaded.err
    asked = ("--deadlines", "2000-08-31", "--links", "--title", "Every kind of mark")
    assert run("export", "-o", folder / "all.html", *asked, url=url, env=folders).code == 0
    return (folder / "all.html").as_uri()


def zoomed(page, name, times):
    page.locator(f'svg.dl a[href="#{name}"]').first.evaluate("(mark) => mark.focus()")
    for _ in range(times):
        page.keyboard.press("+")
    page.evaluate("document.activeElement.blur()")
    page.evaluate(DRAWN)


def test_all_of_it(visit, page_of_all):
    check(visit(page_of_all, 1000).page, "whole")


def test_dark_on_a_phone(visit, page_of_all):
    check(visit(page_of_all, 360, color_scheme="dark").page, "dark-360")


def test_months(visit, page_of_all):
    page = visit(page_of_all, 1000).page
    zoomed(page, "month", 4)
    check(page, "months")


def test_days_and_what_goes_on_outside(visit, page_of_all):
    page = visit(page_of_all, 1000).page
    zoomed(page, "same-day", 12)
    check(page, "days")


def test_one_mark_in_focus_of_those_that_a_search_leaves(visit, page_of_all):
    page = visit(page_of_all, 768).page
    page.locator("#explore [type=search]").fill("treaty")
    page.locator('svg.dl a[href="#force"]').first.focus()
    page.keyboard.press("ArrowLeft")
    check(page, "search-768")


def test_printed(visit, page_of_all):
    page = visit(page_of_all, 1000).page
    zoomed(page, "same-day", 12)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    check(page, "print", "figure")


def test_lines_of_links_follow_their_marks(visit, page_of_all):
    page = visit(page_of_all, 1000).page
    for times in (0, 4, 8):
        zoomed(page, "same-day", times)
        far = page.evaluate(
            """() => [...document.querySelectorAll("svg.dl .ties .t:not([display])")].map((line) => {
              const end = line.getPointAtLength(0), by = (name) => [...document.querySelectorAll("svg.dl .l a")].filter(
                (a) => decodeURIComponent(a.getAttribute("href")).slice(1) === line.dataset[name].split(" ")[1] && a.getClientRects().length);
              const boxes = by("from").map((a) => a.querySelector(".m").getBoundingClientRect()), at = document.querySelector("svg.dl").getBoundingClientRect();
              return Math.min(...boxes.map((box) => Math.max(box.left - at.left - end.x, end.x - box.right + at.left, Math.abs((box.top + box.bottom) / 2 - at.top - end.y) - 8)));
            })"""
        )
        assert len(far) == (3 if times == 0 else len(far))
        assert all(each <= 1 for each in far), far
    assert page.locator("svg.dl .ties .t:not([display])").count() < 3
