"""A site to publish: every link leads to a file, nothing needs a server, and only what has changed is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dateline.web.site.addresses import Wanted, file_name, placed, relative
from dateline.web.site.pages import heading, links, with_links

pytestmark = pytest.mark.both_engines  # on one of them most are skipped
WANTED = Wanted(("2000-10-31",), ("export.csv", "map.svg", "charts/states.svg"))


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/timeline", "index.html"),
        ("/?page=2", "index-page-2.html"),
        ("/timeline?theme=economy", "timeline/theme/economy.html"),
        ("/timeline?actor=belarus&page=3", "timeline/actor/belarus-page-3.html"),
        ("/timeline?actor=belarus&theme=economy", None),
        ("/timeline?text=gas", None),
        ("/deadlines", "deadlines.html"),
        ("/deadlines?as_of=2000-10-31", "deadlines/2000-10-31.html"),
        ("/deadlines?as_of=2000-11-30", None),
        ("/deadline/usp-1", "deadline/usp-1.html"),
        ("/deadline/usp-1?as_of=1999-01-01", "deadline/usp-1.html"),
        ("/event/a%2Fb", f"event/{file_name('a/b')}.html"),
        ("/theme/economy/energy", f"theme/{file_name('economy/energy')}.html"),
        ("/static/site.css?v=1", "static/site.css"),
        ("/export.csv", "export.csv"),
        ("/export.csv?theme=economy", None),
        ("/export.png", None),
        ("/charts/states.svg", "charts/states.svg"),
        ("/charts/states.svg?as_of=2000", None),
        ("/charts/states.png", None),
        ("/deadlines/cascade", "questions/cascade.html"),
        ("/deadlines/cascade?as_of=2000", None),
        ("/deadlines/changes", None),
        ("/compare", None),
        ("/api/events", None),
        ("/event/", None),
    ],
)
def test_where_an_address_is(address: str, path: str | None) -> None:
    assert placed(address, WANTED) == path


def test_names_of_files_are_safe_and_differ_on_every_disk() -> None:
    ids = ["a", "A", "a/b", "a-b", "a:b", "..", "CON", "é", "x" * 300, "x" * 301, "", "-a", "a b", "a%20b"]
    names = [file_name(each) for each in ids]
    assert len({name.lower() for name in names}) == len(ids)
    for name in names:
        assert re.fullmatch(r"[a-z0-9._-]{1,100}", name)
        assert name not in (".", "..", "con")


def test_links_of_a_page() -> None:
    page = '<h1>A &amp; <b>B</b></h1><a href="/x?a=1&amp;b=2#c">x</a><a href="https://y/">y</a><a href="#z">z</a>'
    assert links(page) == ["/x?a=1&b=2"]
    assert with_links(page, lambda _: "x y.html") == page.replace("/x?a=1&amp;b=2#c", "x%20y.html#c")
    assert '<a>x</a><a href="https://y/">' in with_links(page, lambda _: None)
    assert heading(page) == "A & B"
    assert relative("event/a.html", "timeline/theme/b.html") == "../../event/a.html"


Site = tuple[Path, Callable[..., Any]]


def _made(folder: Path, url: str, folders: dict[str, str]) -> Site:
    """Make a site of a database; return its folder, and a function that makes it again with other options."""
    from conftest import run

    def make(*options: str) -> Any:
        return run("site", folder, "--as-of", "2001-12-31", *options, url=url, env=folders)

    assert make("--title", "Russia & Belarus").code == 0
    return folder, make


@pytest.fixture(scope="module")
def on_sqlite(engine: str) -> None:
    if engine != "sqlite":
        pytest.skip("the pages come from the server, whose tests run on both engines; here on SQLite alone")


@pytest.fixture(scope="module")
def site(on_sqlite: None, loaded_url: str, tmp_path_factory: pytest.TempPathFactory, folders: dict[str, str]) -> Site:
    return _made(tmp_path_factory.mktemp("site") / "public", loaded_url, folders)


@pytest.fixture
def small_site(on_sqlite: None, url: str, cli: Callable[..., Any], tmp_path: Path, folders: dict[str, str]) -> Site:
    """Return a site of one event and one deadline, which takes a tenth of the time of the shipped collection."""
    assert cli("load", Path(__file__).parents[1] / "data/good.toml", url=url).code == 0
    return _made(tmp_path / "public", url, folders)


class _Reader(HTMLParser):
    """Keeps the tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def _tags(page: Path) -> list[tuple[str, dict[str, str]]]:
    reader = _Reader()
    reader.feed(page.read_text())
    return reader.tags


def test_every_link_leads_to_a_file(site: Any) -> None:
    folder, _ = site
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 400
    for page in pages:
        for address in (given[name] for _, given in _tags(page) for name in ("href", "src", "action") if name in given):
            target = address.partition("#")[0]
            assert not target.startswith("/"), (page, address)
            if target and not re.match(r"https?:|data:", target):
                assert (page.parent / unquote(target)).is_file(), (page, address)


def test_no_page_needs_a_server(site: Any) -> None:
    folder, _ = site
    for page in folder.rglob("*.html"):
        text = page.read_text()
        if page.name != "export.html":
            forms = [given for tag, given in _tags(page) if tag == "form" and given.get("class") != "find"]
            assert forms in ([], [{"id": "explore", "hidden": ""}]), page
            assert "Russia & Belarus" in unescape(text)
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 8_000_000


def test_the_map_is_there_once(site: Any) -> None:
    folder, _ = site
    drawn = (folder / "charts" / "map.svg").read_bytes()
    assert [file for file in folder.rglob("*.svg") if file.read_bytes() == drawn] == [folder / "charts" / "map.svg"]


def test_the_font_comes_with_the_style_sheet(site: Any) -> None:
    folder, _ = site
    for font in re.findall(r'url\("([^"?]+)', (folder / "static/site.css").read_text()):
        assert (folder / "static" / font).read_bytes().startswith(b"wOF2")


def test_all_records_are_found(site: Any) -> None:
    folder, _ = site
    text = (folder / "static/search-index.js").read_text()
    index = json.loads(text.removeprefix("const INDEX = ").removesuffix(";\n"))
    assert {kind for kind, *_ in index} == {"event", "actor", "theme", "source", "programme", "deadline"}
    events = (folder / "export.csv").read_text().count("\n") - 1
    assert sum(kind == "event" for kind, *_ in index) >= events - 1
    assert all((folder / path).is_file() and title for _, title, path, *_ in index)
    assert any("Беларусь" in " ".join(others) for _, title, _, *others in index if title == "Belarus")


def test_boards_are_of_the_months_with_changes(site: Any) -> None:
    folder, _ = site
    boards = sorted(path.stem for path in (folder / "deadlines").iterdir())
    assert boards[0] == "1994-12-31"
    assert boards[-1] <= "2001-12-31"
    assert "31 December 1994" in (folder / "deadlines/1994-12-31.html").read_text()


def test_only_what_has_changed_is_written(small_site: Site) -> None:
    folder, make = small_site
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    own = folder / "CNAME"
    own.write_text("a file of the user")
    (folder / "about.html").write_text("changed by hand")
    again = make("--title", "Russia & Belarus")
    assert ": 1 written, 0 removed" in again.err
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    assert {path for path in after if after[path] != before[path]} == {folder / "about.html"}
    fewer = make("--title", "Russia & Belarus", "--board", "1999")
    assert " removed" in fewer.err
    assert [path.name for path in (folder / "deadlines").iterdir()] == ["1999-12-31.html"]
    assert own.read_text() == "a file of the user"


def test_a_folder_with_other_things_is_refused(cli: Callable[..., Any], loaded_url: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("dear")
    refused = cli("site", tmp_path, url=loaded_url)
    assert refused.code == 2
    assert "is not empty" in refused.err
    assert [path.name for path in tmp_path.iterdir() if path.name != "xdg"] == ["thesis.txt"]
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.dateline-site.json").write_text("[1")
    assert "cannot be read" in cli("site", tmp_path / "site", url=loaded_url).err


def test_charts_and_questions_are_there_with_their_files(site: Any) -> None:
    folder, _ = site
    for name in ("slippage", "cascade", "responsibility", "unknowns"):
        text = (folder / f"questions/{name}.html").read_text()
        assert "31 December 2001" in text
        assert ("../charts/" in text) == (name != "unknowns")
    for name in ("states", "scores", "slips", "years"):
        assert f"charts/{name}.csv" in [given.get("href") for _, given in _tags(folder / "charts.html")]
    files = [path for path in (folder / "charts").iterdir() if path.suffix in (".csv", ".svg")]
    assert len({path.read_bytes() for path in files}) == len(files), "no chart is there under two names"
    assert (folder / "charts/board.csv").read_text().count("\n") > 20
    assert "<svg" in (folder / "charts/cascade.svg").read_text()
    text = unescape((folder / "charts.html").read_text())
    assert "“Deadlines by state over time”. Russia & Belarus, data as recorded on" in text
    assert "localhost" not in text
