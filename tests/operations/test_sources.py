"""Texts of sources are kept, read again, and checked against."""

from __future__ import annotations

import pytest

from dateline.errors import InvalidQuery, NotFound, UnusableFile
from dateline.operations.sources import keep_texts, text_of
from dateline.quotes import Kept
from dateline.storage.checks import quotes
from dateline.storage.checks.quotes import CHECKS, Verifier
from dateline.storage.opening import reading


def test_keep_and_verify(cli, own_url, occasion, tmp_path):
    source = cli("sources", "-f", "jsonl", url=own_url).ids[0]
    file = tmp_path / f"{source}.html"
    file.write_text("<p>One</p><p>two</p>", "utf-8")
    assert keep_texts(own_url, [str(file)], occasion) == [source]
    assert keep_texts(own_url, [str(file)], occasion) == []
    with reading(own_url) as connection:
        assert text_of(connection, source) == "One\ntwo"
        found = list(Verifier(connection).records(frozenset(CHECKS), source))
        with pytest.raises(NotFound, match="there is no source with the id"):
            next(Verifier(connection).records(frozenset(CHECKS), "nobody"))
        with pytest.raises(NotFound, match="no text is kept"):
            text_of(connection, "nobody")
    assert found == cli("verify", "--source", source, "-f", "jsonl", url=own_url).records


def test_refusals(own_url, occasion, tmp_path):
    with pytest.raises(InvalidQuery, match="one FILE"):
        keep_texts(own_url, ["a", "b"], occasion, source="c")
    with pytest.raises(UnusableFile, match="could not open file"):
        keep_texts(own_url, [str(tmp_path / "gone.txt")], occasion)


MANY = """
[collection]
id = "mine"
title = "Mine"
[[source]]
id = "one"
title = "One"
[[source]]
id = "two"
title = "Two"
""" + "".join(
    f"""
[[event]]
id = "e{year}"
title = "Talks"
date = "{year}"
confidence = "high"
citations = [{{ source = "one", quote = "talks of {year}" }}, {{ source = "two", quote = "talks of {year}" }}]
"""
    for year in range(2010, 2000, -1)
)


def test_each_text_is_made_ready_once(cli, url, occasion, folder, tmp_path, monkeypatch):
    """However their events are mixed: many texts take no more room than the greatest, and no more time."""
    assert cli("load", folder("mine", all=MANY), url=url).code == 0
    for source in ("one", "two"):
        file = tmp_path / f"{source}.txt"
        file.write_text(f"In {source}: " + "; ".join(f"talks of {year}" for year in range(2001, 2011)))
        keep_texts(url, [str(file)], occasion)
    made = []

    def ready(text):
        made.append(text[:6])
        return Kept(text)

    monkeypatch.setattr(quotes, "Kept", ready)
    with reading(url) as connection:
        found = list(Verifier(connection).records(frozenset({"quotes"})))
    assert made == ["In one", "In two"]
    years = [f"e{year}" for year in range(2001, 2011)]
    assert [(each["source"], each["id"]) for each in found] == [
        (name, year) for name in ("one", "two") for year in years
    ]
    assert {each["result"] for each in found} == {"ok"}
