"""One record read alone is the same as in its list."""

from __future__ import annotations

import pytest

from dateline.dates import FAR_PAST
from dateline.query import Query, Sort
from dateline.storage.opening import reading
from dateline.storage.reading.events import Reader
from dateline.storage.reading.lists import Catalogue
from dateline.storage.reading.single_deadline import deadline_with
from dateline.storage.reading.single_records import Single

MORE = {"actor": {"members"}, "theme": {"above", "below"}, "source": {"citing"}}


@pytest.mark.parametrize("kind", MORE)
def test_the_same_as_in_the_list(loaded_url: str, kind: str) -> None:
    with reading(loaded_url) as connection:
        listed = getattr(Catalogue(connection), f"{kind}s")()
        single = getattr(Single(connection), kind)
        assert len(listed) > 40
        for record in listed:
            found = single(record["id"])
            assert {key: value for key, value in found.items() if key not in MORE[kind]} == record
        assert single("nobody") is None


def test_members_are_memberships_from_the_other_side(loaded_url: str) -> None:
    with reading(loaded_url) as connection:
        single, actors = Single(connection), Catalogue(connection).actors()
        forth = {(a["id"], m["id"], m["role"], m["date"]) for a in actors for m in a["member_of"]}
        found = [single.actor(actor["id"]) or {} for actor in actors]
        back = {(m["id"], a["id"], m["role"], m["date"]) for a in found for m in a["members"]}
    assert forth == back
    assert forth


def test_the_tree_of_themes_hangs_together(loaded_url: str) -> None:
    with reading(loaded_url) as connection:
        single, themes = Single(connection), Catalogue(connection).themes()
        found = {record["id"]: single.theme(record["id"]) or {} for record in themes}
    for identity, record in found.items():
        assert all(found[below]["above"] == identity for below, _ in record["below"])
        assert record["above"] is None or identity in [below for below, _ in found[record["above"]]["below"]]


def test_titles(loaded_url: str) -> None:
    with reading(loaded_url) as connection:
        sources = {record["id"]: record["title"] for record in Catalogue(connection).sources()}
        assert Single(connection).titles(sources) == sources
        assert Single(connection).titles([*list(sources)[:3], "nobody"]) == dict(list(sources.items())[:3])
        assert Single(connection).titles([]) == {}


@pytest.mark.in_part(2)
@pytest.mark.parametrize("sort", ["date", "-date"])
@pytest.mark.parametrize("filters", [{}, {"actors": ("russia",)}, {"texts": ("treaty",)}, {"themes": ("economy",)}])
@pytest.mark.parametrize("number", [1, 7, 1_000])
def test_pages_make_up_the_whole(loaded_url: str, sort: Sort, filters: dict, number: int) -> None:
    query = Query(first=726_000, last=730_500, sort=sort, **filters)
    with reading(loaded_url) as connection:
        reader = Reader(connection)
        whole = [record["id"] for record in reader.events(query)]
        page = reader.page(query, number)
        pages = [page.records]
        while page.last:
            page = reader.page(query, number, behind=page.last)
            pages.append(page.records)
        skipped = [reader.page(query, number, skip=skip).records for skip in range(0, len(whole), number)]
    assert [record["id"] for page in pages for record in page] == whole
    assert [record["id"] for page in skipped for record in page] == whole
    assert len(whole) > 5


def test_a_deadline_is_the_same_as_among_all(loaded_url: str) -> None:
    with reading(loaded_url) as connection:
        deadlines = Catalogue(connection).deadlines(FAR_PAST)
        assert len(deadlines) > 40
        for deadline in deadlines:
            assert deadline_with(connection, deadline.id) == deadline
        assert deadline_with(connection, "nobody") is None
