"""Words behind the name of a command, filters one of which is enough, and other forms of words, on every engine."""

from __future__ import annotations

import pytest

EVENTS = """id,date,title,description,place,actors,themes,kind
1,2000,Treaty signed,Talks in Minsk went well,,ann,a,talks
2,2001,Minsk treaty,,Kyiv,bob,b,treaty
3,2002,Elected,The treaty waits,Minsk,ann,b,
4,2003,An election,,,,a/c,talks
5,[2003,2005],Election of 1999,,,bob,,treaty
""".replace("[2003,2005]", '"[2003,2005]"')


@pytest.fixture(params=["sqlite", "postgresql", "duckdb"])
def database(request, cli, tmp_path):
    (tmp_path / "a.csv").write_text(EVENTS, "utf-8")
    if request.param == "duckdb":
        pytest.importorskip("duckdb")
        assert cli("lake", "create", tmp_path / "lake").code == 0
        assert cli("lake", "add", tmp_path / "lake", "csv", tmp_path / "a.csv").code == 0
        yield f"lake:{tmp_path / 'lake'}"
        return
    postgres = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    url = postgres.create() if postgres else f"sqlite:///{tmp_path / 'x.db'}"
    assert cli("import", "csv", tmp_path / "a.csv", url=url).code == 0
    yield url
    if postgres:
        postgres.drop(url)


CASES = [
    (("treaty",), "123"),
    (("treaty", "Minsk"), "12"),
    (("Minsk treaty",), "2"),
    (("treat*",), "123"),
    (("treaty", "--actor", "ann"), "13"),
    (("--actor", "ann", "treaty", "--text", "minsk"), "1"),
    (("--any", "--actor", "bob", "--theme", "a"), "1245"),
    (("--any", "--actor", "bob", "--place", "minsk", "--from", "2001", "--to", "2002"), "23"),
    (("--any", "treaty", "election"), "12345"),
    (("--any", "--kind", "talks", "--actor", "bob", "--not-theme", "a/c"), "125"),
    (("--any", "--text", "elected", "--kind", "treaty", "--match", "certain", "--to", "2004"), "23"),
    (("election",), "45"),
    (("election", "--stems"), "345"),
    (("--text", "treaties", "--stems"), "123"),
    (("--text", "an elect", "--stems"), "4"),
    (("--stems", "elections", "--any", "--place", "kyiv"), "2345"),
]


def test_rows(cli, database):
    for words, wanted in CASES:
        assert "".join(cli("query", *words, "-f", "jsonl", url=database).ids) == wanted, words
        assert cli("query", *words, "--count", url=database).out.strip() == str(len(wanted)), words
        exported = cli("export", *words, "-f", "csv", url=database).out.splitlines()
        assert [line[0] for line in exported[1:]] == list(wanted), words


def test_what_is_only_possible_stays_so(cli, database):
    words = ("query", "--any", "--actor", "bob", "--theme", "a", "--to", "2004")
    found = {each["id"]: each["match"] for each in cli(*words, "-f", "jsonl", url=database).records}
    assert found == {"1": "certain", "2": "certain", "4": "certain", "5": "possible"}
    by = cli(*words, "--by", "year", "-f", "jsonl", url=database).records
    assert [(row["year"], row["certain"], row["possible"]) for row in by] == [
        ("2000", 1, 0), ("2001", 1, 0), ("2003", 1, 1),
    ]  # fmt: skip


@pytest.mark.in_part(2)
@pytest.mark.parametrize("words", ["1999", "treaty 1999", "may", "spring 2000", "today treaty"])
@pytest.mark.parametrize("command", ["query", "export", "timeline"])
def test_what_may_be_a_date_is_asked_for(cli, url, tmp_path, command, words):
    (tmp_path / "a.csv").write_text(EVENTS, "utf-8")
    cli("import", "csv", tmp_path / "a.csv", url=url)
    result = cli(command, *words.split(), url=url)
    assert (result.code, result.out) == (2, "")
    assert "may be a date or a word of the text" in result.err
    assert "--on" in result.err
    assert "--text" in result.err


def test_a_word_that_is_a_name_is_told(cli, url, tmp_path):
    (tmp_path / "a.csv").write_text(EVENTS, "utf-8")
    cli("import", "csv", tmp_path / "a.csv", url=url)
    result = cli("query", "ann", url=url)
    assert (result.code, result.ids) == (0, [])
    assert "'ann' is looked for in texts; it is the name of an actor too: --actor ann" in result.err
    assert "name" not in cli("query", "treaty", url=url).err
    assert cli("-q", "query", "ann", url=url).err == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--any",), "there is none"),
        (("--any", "--from", "1999"), "there is none"),
        (("--any", "--all", "--actor", "ann"), "omit one of the two"),
        (("--stems", "--actor", "ann"), "--stems needs words"),
        (("--", "..."), "needs at least one letter or digit"),
        (("gas* talks",), "a star may only follow the last word"),
    ],
)
def test_what_cannot_be_asked(cli, url, tmp_path, words, message):
    (tmp_path / "a.csv").write_text(EVENTS, "utf-8")
    cli("import", "csv", tmp_path / "a.csv", url=url)
    result = cli("query", *words, url=url)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
