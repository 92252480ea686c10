"""One suite for all engines: the same events give the same answers, text for text, over SQLite, PostgreSQL and lakes."""

from __future__ import annotations

import shlex

import pytest
from lake import corpus
from lake.conftest import spark_url

QUESTIONS = """
query
query --sort -date
query --limit 7
query --limit 7 --sort -date
query --from 1995 --to 1996
query --from 1995 --to 1996 --match certain
query --from 1995 --to 1996 --match within
query --on 1999-12-08
query --to -0040
query --from 9000
query --from 1994-07 --to 1994-07 --limit 3
query --actor actor-1
query --actor actor-1 --limit 5 --sort -date
query --actor actor-1 --actor actor-3
query --actor actor-1 --actor actor-3 --all
query --actor actor-1 --members --from 1990
query --actor actor-2 --theme energy --from 1990 --to 2001
query --theme energy
query --theme energy --theme defence --all
query --theme energy/gas --theme Ökonomie --limit 9
query --theme currency
query --place minsk
query --place "sao tome" --from 1999
query --source source-1 --from 1999
query --source source-0 --source source-1 --limit 4
query --text talks
query --count --text talk
query --not-actor actor-1 --not-theme energy --count
query --not-actor actor-1 --from 1999 --limit 5
query --confidence high --not-theme defence --by year
query --text '"joint talks"'
query --count --place '"sao tom"'
query --place '"são tomé"'
query --text '"talks"' --text '"round"' --all
query --text 'joint talk*'
query --text 'talk*' --text 'round*' --all
query --text 'сочи*' --limit 2
query --text "1 1"
query --bbox 20,40,60,60
query --bbox 170,-90,30,90 --count
query --near 53.9,27.6 --km 500 --from 1990
query --near 0,100 --km 12000 --bbox -180,-90,180,10 --limit 5 --sort -date
query --near 53.9,27.6 --km 2000 --by year
query --near 90,0 --km 20100 --actor actor-1 --count
query talks round
query --stems talk --count
query --stems --text 'talked rounds' --text 'сочи*'
query --any --actor actor-1 --text talks --sort -date --limit 9
query --any --theme energy --place minsk --source source-0 --from 1995 --to 1999
query --any --actor actor-1 --members --confidence high --match certain --from 1990
query --any --theme energy talks round --by year
query --any --text talks --confidence high --not-actor actor-1 --by actor
query --undated
query --undated --theme energy
query --undated --actor actor-1 --limit 2 --sort -date
query --undated --text talks
query --undated --by actor
query --count --undated
query --around "e;003" --within 1y
query --count
query --count --actor actor-1
query --count --theme energy
query --count --actor actor-1 --theme energy --from 1990
query --by year
query --by year --theme energy
query --by year --actor actor-1 --theme energy
query --by month --from 1999 --to 2000
query --by actor
query --by theme --from 1999
query --by theme --actor actor-1
export -f csv
export -f csv --sort -date --actor actor-1
export -f tsv --from 1994 --to 2000
export -f jsonl --theme energy
query --claims
query --claims --actor actor-1 --sort -date
export --claims -f csv
export --claims -f jsonl --from 1994 --to 2000
export --claims -f svg --from 1999 --to 2000
query --claimed --from 1999 --to 1999
query --by-source source-1
conflicts -f jsonl
conflicts --by-source -f jsonl
duplicates -f jsonl --threshold 0
duplicates --between source-1 -f jsonl --threshold 0 --limit 5
show "e;001"
show "e;004"
show "e;001" -f json
show actor-1
show energy
show nothing
actors
actors --kind unknown -f jsonl
themes
sources
programmes
deadlines -f jsonl
stats
query --actor actr-1
query --theme enrgy
timeline --from 1999 --to 1999
timeline --claims --from 1999 --to 1999
""".strip().splitlines()


@pytest.fixture(scope="module")
def answers(held, folders):
    """Return a function that tells what SQLite answers, which is asked once."""
    from conftest import run

    known = {}

    def answer(question):
        if question not in known:
            known[question] = run(*words(question), url=held[1], env=folders)
        return known[question]

    return answer


def words(question):
    given = shlex.split(question)
    return [*given, "-f", "jsonl"] if given[0] == "query" and "--count" not in given else given


@pytest.mark.in_part(3)
@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb(question, answers, held, cli):
    assert cli(*words(question), url=f"lake:{held[0]}") == answers(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_spark(question, answers, held, cli):
    assert cli(*words(question), url=spark_url(held[0])) == answers(question)


@pytest.fixture(scope="module")
def on_a_server(postgres, folders, tmp_path_factory):
    """Yield the URL of a database of PostgreSQL that holds the events."""
    from conftest import run

    given, url = tmp_path_factory.mktemp("given") / "events.jsonl", postgres.create()
    given.write_bytes(corpus.lines(corpus.events()))
    assert run("import", "jsonl", given, url=url, env=folders).code == 0
    yield url
    postgres.drop(url)


@pytest.mark.in_part(3)
@pytest.mark.parametrize("question", QUESTIONS)
def test_postgresql(question, answers, on_a_server, cli):
    assert cli(*words(question), url=on_a_server) == answers(question)


def test_the_questions_find_something(answers):
    found = {question: len(answers(question).out) for question in QUESTIONS if answers(question).code == 0}
    empty = {question for question, size in found.items() if size < 2}
    assert empty == {"deadlines -f jsonl", "programmes"} - set(found) | (empty & {"deadlines -f jsonl", "programmes"})
