"""Texts of sources are kept, read again, and checked against."""

from __future__ import annotations

import pytest

from dateline.errors import InvalidQuery, NotFound, UnusableFile
from dateline.operations.sources import keep_texts, text_of
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
