"""Words are whole words, the last with a star the beginning of one, in every engine."""

from __future__ import annotations

import pytest

PLACES = """id,date,title,place
1,2000,Talks,"Niamey, Niger"
2,2000,Talk,"Abuja, Nigeria"
3,2000,Joint talks,"Gary, Indiana"
4,2000,Talks of the joint body,"Delhi, India"
5,2000,Niger talks,Niger
"""


@pytest.mark.in_part(2)
@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--place", "Niger"), "15"),
        (("--place", "Niger*"), "125"),
        (("--place", '"Niger"'), "15"),
        (("--place", "“niger”"), "15"),
        (("--place", "nig"), ""),
        (("--place", "nig*"), "125"),
        (("--place", "India"), "4"),
        (("--place", "india*"), "34"),
        (("--place", '"india*"'), "34"),
        (("--place", "Delhi, India"), "4"),
        (("--place", "Delhi, Indi"), ""),
        (("--place", "Delhi, Indi*"), "4"),
        (("--place", "India", "--place", "Niger"), "145"),
        (("--place", "India", "--place", "Niger*"), "1245"),
        (("--place", "Niamey", "--place", "Niger", "--all"), "1"),
        (("--text", "talk"), "2"),
        (("--text", "joint talks"), "3"),
        (("--text", "talks", "--text", "joi*", "--all"), "34"),
    ],
)
def test_whole_words(cli, url, tmp_path, words, ids):
    (tmp_path / "places.csv").write_text(PLACES)
    assert cli("import", "csv", tmp_path / "places.csv", url=url).code == 0
    assert "".join(cli("query", *words, "-f", "jsonl", url=url).ids) == ids


@pytest.mark.parametrize("words", ['""', '" "', '"!"'])
def test_quotation_marks_around_nothing(cli, url, words):
    result = cli("query", "--place", words, url=url)
    assert (result.code, result.out) == (2, "")
    assert "at least one letter or digit" in result.err


@pytest.mark.parametrize("words", ["gas* contract", "*gas", "gas**", "gas *", "g*s"])
def test_a_star_that_means_nothing(cli, url, words):
    result = cli("query", "--text", words, url=url)
    assert (result.code, result.out) == (2, "")
    assert "a star may only follow the last word" in result.err
