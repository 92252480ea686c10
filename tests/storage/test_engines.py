"""SQLite and PostgreSQL answer alike: the same records in the same order, text for text."""

from __future__ import annotations

import re

import pytest

QUERIES = """
query
query --sort -date
query --limit 20
query --limit 17 --sort -date
query --from 1995 --to 1996
query --from 1995 --to 1996 --match certain
query --from 1995 --to 1996 --match within
query --on 2000-23
query --on 1994-07
query --to 1991
query --from 2008-06-15
query --from ../1995 --to 1995/..
query --actor russia
query --actor Лукашенко
query --actor russia --actor belarus --all --from 1999-12 --to 2000-12
query --actor russia --actor alexander-lukashenko
query --actor belarus --members
query --actor belarus --actor russia --members --all --from 1998
query --actor russia --members --from 1999 --match certain
query --actor belarus --members --sort -date --limit 33
query --theme economy
query --theme energy --theme defence
query --theme economy --theme institutions --all
query --theme energy/gas --actor russia --from 2002 --to 2007
query --place minsk
query --place moscow --place minsk
query --source moshes-2000
query --source moshes-2000 --theme economy --match certain --from 1998
query --text currency
query --text CURRENCY --text agreement --all
query --text Сочи
query --text é
query --by year
query --by month --from 1999 --to 2000
query --by actor --theme defence
query --by theme --actor belarus --members
query --count -f json --from 1996
query --count -f json --actor belarus --members --on 1999
deadlines --as-of 2000-10-15
deadlines --as-of 2008-12-31 --forecasts --proposals
deadlines --as-of 2005-12-31 --known-at 2003 --silence unknown
deadlines --as-of 2004 --actor Russia --theme currency --overdue
actors
actors --kind person
themes
sources
programmes
stats
""".strip().splitlines()


@pytest.fixture(scope="module")
def both(request, folders, load_once):
    """Yield the URLs of the loaded databases of both engines."""
    request.getfixturevalue("postgres")
    loads = [load_once(engine, request) for engine in ("sqlite", "postgresql")]
    yield [next(load) for load in loads]
    for load in loads:
        next(load, None)


@pytest.mark.in_part(3)
@pytest.mark.parametrize("words", QUERIES)
def test_engines_answer_alike(cli, both, words):
    form = [] if "-f" in words.split() else ["-f", "jsonl"]
    first, second = (cli(*words.split(), *form, url=url) for url in both)
    assert first.code == 0, first.err
    assert first == second


@pytest.mark.parametrize("words", ["query", "show usp-3-1", "show belarus", "explain usp-3-2", "db check"])
def test_engines_tell_alike(cli, both, words):
    first, second = (cli(*words.split(), url=url) for url in both)
    assert first.code == 0, first.err
    seal = re.compile("last seal .*")  # it says when the records were loaded
    assert first._replace(err=seal.sub("", first.err)) == second._replace(err=seal.sub("", second.err))


def test_rows_are_the_same(both, rows):
    first, second = map(rows, both)
    for each in (first, second):  # when it was, and what hangs on that
        each["batch"] = [(num, *said, digest) for num, _, *said, _, digest in each["batch"]]
    assert first == second
