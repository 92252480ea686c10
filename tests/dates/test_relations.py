"""Two dates compared: the published truth tables, and cases that are easy to get wrong, each with its reason."""

import doctest
import re
import subprocess
import sys
from itertools import combinations_with_replacement
from pathlib import Path

import pytest

from dateline.dates import Allen, Match, day_text, parse, to_day
from dateline.dates.comparing.relations import after, allen, before, overlaps, relations, same_day, within
from dateline.dates.conventions import Conventions
from dateline.dates.seasons import ASTRONOMICAL, SOUTHERN

PAGE = Path(__file__).parents[2] / "docs" / "semantics" / "comparing-dates.md"
TEXT = PAGE.read_text("utf-8")
COMPARISONS = ("before", "after", "same_day", "overlaps", "within")
WORDS = {"certain": Match.CERTAIN, "possible": Match.POSSIBLE, "–": Match.IMPOSSIBLE}
PICTURES = re.findall(r"(?m)^(\w)  (\w+) +([a.]+)\n +([b.]+)$", TEXT)
LETTERS = {letter: Allen(name) for letter, name, _, _ in PICTURES}
ROWS = [
    [cell.strip(" `") for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if re.match(r"\| `.*(certain|possible|–) \|", line)
]
KINDS = [
    "1999-12-08",
    "1999-12-08T10:00:00Z",
    "1999-12",
    "1999-24",
    "1999-XX-08",
    "[1998,2000]",
    "[1998..2000]",
    "{1998,2000}",
    "1998/2000",
    "1999/",
    "1999/..",
    "1999/2000..",
]
"""One date of each kind, of which the table shows every pair."""


def letters(text):
    return {LETTERS[letter] for letter in text.split()}


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_truth_table(row):
    """Every cell of the published tables is what comes out."""
    one, other = parse(row[0]), parse(row[1])
    assert {name: getattr(one, name)(other) for name in COMPARISONS} == {
        name: WORDS[word] for name, word in zip(COMPARISONS, row[2:7], strict=True)
    }
    assert relations(one, other) == letters(row[7])


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_truth_table_turned_round(row):
    """A pair turned round changes before with after and every relation with its converse; the rest stays."""
    one, other = parse(row[1]), parse(row[0])
    got = [str(getattr(one, name)(other)) for name in ("after", "before", "same_day", "overlaps")]
    assert got == [WORDS[word] for word in row[2:6]]
    assert relations(one, other) == {relation.converse for relation in letters(row[7])}


def test_truth_table_is_whole():
    """The table has every pair of kinds, and no row of the page was passed over."""
    assert set(combinations_with_replacement(KINDS, 2)) <= {(row[0], row[1]) for row in ROWS}
    assert len(ROWS) == sum(
        line.startswith("| `") for line in TEXT.split("## Truth table: every pair", 1)[1].splitlines()
    )
    assert {letter for row in ROWS for letter in row[7].split()} == set(LETTERS)


def test_pictures():
    """The thirteen pictures show the thirteen relations, in their order."""
    assert [Allen(name) for _, name, _, _ in PICTURES] == list(Allen)
    for _, name, one, other in PICTURES:
        spans = [
            "/".join(str(day_text(to_day(1999, 12, 1) + place)) for place in (text.index(letter), text.rindex(letter)))
            for text, letter in ((one, "a"), (other, "b"))
        ]
        assert parse(spans[0]).allen(parse(spans[1])) == {Allen(name): Match.CERTAIN}


def test_examples():
    """The examples of the page give what they show."""
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.failed == 0
    assert found.attempted > 10


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        ("1999-12-31", "2000-01-01", "m", "days have a length and leave nothing between them"),
        ("1999-12-31", "2000-01-02", "p", "one day lies between them"),
        ("1999-02", "1999-03", "p m", "the last day of February meets 1 March"),
        ("1999-02-28", "1999-03-01", "m", "no leap year"),
        ("2000-02-28", "2000-03-01", "p", "a leap year"),
        ("1999-XX-31", "1999-XX-01", "p m P", "the 31st meets a 1st; no 1st meets a 31st"),
        ("XXXX-XX-05", "XXXX-XX-06", "p m P", "in no year is the 5th the 6th"),
        ("XXXX-XX-05", "XXXX-XX-07", "p P", "nor does it meet the 7th"),
        ("XXXX-02-29", "XXXX-03-01", "p m P", "only in a leap year do they meet"),
        ("XXX1-02-28", "XXX1-03-01", "p m P", "only in a common year do they meet"),
        ("XXX1-XX-29", "XXX1-XX-01", "p P", "years that end in 1 have no 29 February"),
        ("XXX1-12-31", "XXX2-01-01", "p m P", "across the turn of the year"),
        ("XXX1-12-31", "XXX3-01-01", "p P", "no year that ends in 3 follows one that ends in 1"),
        ("XXX1-XX-05", "XXX2-XX-05", "p P", "the same days of other years"),
        ("1XXX-0X", "1XXX-1X", "p m M P", "other months of the same years"),
        ("XXXX-02", "XXXX-XX-30", "p P", "the end of February is two days from a 30th"),
        ("-XXXX-XX-05", "XXXX-XX-05", "p", "no year is one before and one after the year 0"),
        ("-XXXX", "XXXX", "p m", "the year -0001 meets the year 0000"),
        ("-000X-02-29", "-0004", "p m e M P", "the leap years are -8 and -4"),
        ("0000-02-29", "0000-02", "e M P", "the year 0 is one too, and its February ends with the 29th"),
        ("199X-24", "2000-02-29", "p m e", "the last winter of the nineties ends on a leap day"),
        ("199X-24", "199X-33", "p m e M P", "winter and the first quarter share January and February"),
        ("199X-21", "199X-34", "p m e M P", "spring and the second quarter share April and May"),
        ("XXXX-22", "XXXX-24", "p P", "autumn lies between summer and winter"),
        ("XXXX-24", "XXXX-07-XX", "p P", "and spring between winter and July"),
        ("[XXXX-XX-05,2000-01-01]", "[XXXX-XX-06,2001-01-01]", "p m P", "gaps that never meet, and days that do not"),
        ("[1990,1995-05-05]", "1995-05-05/1995-06", "p s", "a day that starts it: a span of some length"),
        ("[1990,1995-05-05]", "1995-05-05/1995-05-05", "p e", "or of one day"),
        ("1999-12-XX/1999-12-XX", "1999-12-08", "p m F D e S M P", "an interval may be one day"),
        ("1999-12-XX/1999-12-XX", "1999-12-31", "p m F e", "or not reach the end of the month"),
        (
            "1999-XX-31/2000-XX-31",
            "2000-01-31",
            "F D",
            "31 January is the first that it can end on",
        ),
        ("1999-XX-31/2000-XX-31", "2000-02", "p m D", "it ends on 31 January, or after February"),
        ("1999-XX-31/2000", "1999-01-31/2000-12-31", "s e d f", "its longest world"),
        ("1999-XX-31/2000", "1999-02", "D P", "it started on 31 January, or not before March"),
        ("../1990", "../1990", "s e S", "both have no start"),
        ("../1990", "1985/..", "o", "no start, no end"),
        ("../1990-12-31", "1991-01-01/..", "m", "one takes over from the other"),
        ("/1990-12-31", "../1990-12-31", "e f", "an unknown start may lie as far back as none"),
        ("[..1990]", "../1990-12-31", "d f", "a day before which there always was another"),
        ("[..1984]", "[1985..]", "p m", "days before and after the turn of the year"),
        ("{..1990,1995..}", "1992", "D", "all of it, from no start to no end"),
        ("{1990-05-05}", "1990-05-05", "e", "all of one day"),
        ("{1990..1990}", "1990", "p m F D e S M P", "from some day of 1990 to another"),
        ("{1990}", "1990", "p m e M P", "some day of 1990"),
        ("1985/2000..", "1985-01-01/..", "s e d f", "its end may never come"),
        ("Y17E7", "Y18E7", "p", "far years are still years"),
        ("Y17E7/..", "Y18E7", "D", "and what begins with one still has no end"),
        ("Y17E20", "1985/..", "d", "a year that saturates is still a day within what never ends"),
        (
            "Y17E20/..",
            "Y18E20/..",
            "F e f",
            "no end is like another",
        ),
        ("{1985..Y17E20}", "{1985..Y18E20}", "o F D s e S d f O", "saturated ends are unlike and unknown"),
    ],
)
def test_relations(one, other, expected, reason):
    """The possible relations of a pair, for the reason given."""
    assert relations(parse(one), parse(other)) == letters(expected), reason


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        ("196X-02-29", "196X-02-29", "possible", "three leap days, and nobody knows which"),
        ("196X-02-29", "1964-02-29", "possible", "one of three"),
        ("196X-02-29", "1962", "impossible", "no leap year"),
        ("1999-12-08", "1999-12-08?", "possible", "what is in doubt is certain of nothing"),
        ("1999-12-08", "1999-12-09?", "impossible", "and nowhere else"),
        ("1999-12-08", "1999-12-09~", "possible", "about a day is a day more or less"),
        ("1999-12-08", "1999-12-10~", "impossible", "and no two"),
        ("1999-12-08T01:00:00Z", "1999-12-08T23:00:00-08", "certain", "the day is the one written"),
        ("1999-12-08/1999-12-08", "1999-12-08", "certain", "an interval of one day is that day"),
        ("1999-12/1999-12", "1999-12-08", "possible", "an interval may be one day"),
        ("1999-12-01/1999-12-31", "1999-12-01/1999-12-31", "impossible", "equal, but not one day"),
        ("1985/..", "1985", "impossible", "never a single day"),
        ("1985/", "1985", "possible", "over on the day that it began"),
        ("{1999-12-08,1999-12-08}", "1999-12-08", "certain", "all of one day twice"),
        ("{1999-12,1999-12-08}", "1999-12-08", "possible", "both may be that day"),
        ("{1999-12,1999-11}", "1999", "impossible", "two days at least"),
        ("[1999-12-08,2000-01-01]", "[1999-12-09,2000-01-01]", "possible", "one day is in both"),
        ("[1999-12-08,2000-01-01]", "[1999-12-09,2000-01-02]", "impossible", "no day is in both"),
        ("[-XXXX-XX-05,XXXX-XX-07]", "[-XXXX-XX-07,XXXX-XX-05]", "impossible", "digits alike, years apart"),
        ("Y17E20", "Y18E20", "possible", "saturated years are not known to differ, nor to be one"),
    ],
)
def test_same_day(one, other, expected, reason):
    """One and the same single day: certain needs one world on both sides."""
    assert same_day(parse(one), parse(other)) == expected, reason


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        ("{1994,1996}", "1995", "impossible", "neither part touches it"),
        ("{1994,1996}", "1994/1996", "possible", "it may start after the one and end before the other"),
        ("{1994,1996}", "1994-01-01/1996", "certain", "it holds all of 1994"),
        ("{1994,1996}", "[1994,1996]", "possible", "two unknown days of 1994"),
        ("{1994-01-01..1994-06-30,1994-07-01..1994-12-31}", "1994", "certain", "the parts cover the year together"),
        ("{1994-01-01..1994-06-30,1994-07-02..1994-12-31}", "1994", "possible", "one day is left out"),
        ("{1994-01..1994-06,1994-07..1994-12}", "1994-06/1994-07", "possible", "their inner ends may leave a gap"),
        ("{1994-01-01..1994-08-31,1994-05-01..1994-12-31}", "1994", "certain", "parts that overlap cover it too"),
        ("{..1993,1995..}", "1993/1995", "possible", "it may last from a late day of 1993 to an early one of 1995"),
        ("{..1993,1995-01-01..}", "1993/1995", "certain", "it certainly reaches 1995"),
        ("{1994-05-05,1994-05}", "1994-05-01/1994-05-10", "certain", "one part is certain, whatever the other does"),
        (
            "{1999-01,1999-02-01..1999-12-31}",
            "{1999-01-01..1999-01-30,1999-XX-31}",
            "certain",
            "the first part flees to the 31st, which then is no place for the other 31st",
        ),
        (
            "{1999-01,1999-02-01..1999-12-30}",
            "{1999-01-01..1999-01-30,1999-XX-31}",
            "possible",
            "31 December is left",
        ),
        ("{1999-01,1999-02}", "{1999-01,1999-02}", "possible", "four unknown days"),
        ("{1999-01-05,1999-02}", "{1999-01-05,1999-03}", "certain", "the first parts are one day"),
    ],
)
def test_overlaps_with_all_of_a_set(one, other, expected, reason):
    """All of a set overlaps when some part does; parts are certain alone or together."""
    assert overlaps(parse(one), parse(other)) == expected, reason
    assert overlaps(parse(other), parse(one)) == expected, reason


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        ("{1994,1996}", "1993/1997", "certain", "every part lies within"),
        ("{1994,1996}", "1994/1996", "possible", "unless it starts late or ends early"),
        ("{1994,1996}", "1995/1997", "impossible", "1994 does not"),
        ("{1994-05-05,1994}", "1994-05-05", "possible", "both may be that day"),
        ("{1994-05-05,1994-06}", "1994", "impossible", "two days are not within one"),
        ("1995", "{1994..1996}", "certain", "throughout 1995 it lasts"),
        ("1995", "{1994,1996}", "impossible", "neither part is a day of 1995"),
        ("1994", "{1994-01-01..1994-06-30,1994-07-01..1994-12-31}", "certain", "the parts cover the year together"),
        ("1994/1994", "{1994-01-01..1994-06-30,1994-07-01..1994-12-31}", "possible", "it may lie across both"),
        (
            "1994-01-01/1994-12-31",
            "{1994-01-01..1994-06-30,1994-07-01..1994-12-31}",
            "impossible",
            "it lies across both",
        ),
        ("{1994-02,1994-08}", "{1994-01-01..1994-06-30,1994-07-01..1994-12-31}", "certain", "one part in each"),
        ("{1994-02-01,1994-03-01}", "{1994}", "impossible", "one unknown day is not two"),
        ("{1994-02-01}", "{1994}", "possible", "it may be that one"),
        ("{1994-02-01,1995-02-01}", "{1994,1995}", "possible", "each may be one"),
        (
            "{1994-02-01,1994-03-01}",
            "{1994,1994-03-01..1995-12-31}",
            "possible",
            "one in the day, the other in the range",
        ),
        ("{1994-02-01,1994-02-01}", "{1994}", "possible", "the same day twice"),
        ("1994/", "{1990..}", "certain", "reaches no further than what never ends"),
        ("1994/..", "{1990..}", "certain", "nor does what never ends"),
        ("1994/..", "{1990..2000}", "impossible", "that ends"),
        ("Y17E20", "{1990..Y17E20}", "possible", "saturated years are in no known order"),
    ],
)
def test_within_with_all_of_a_set(one, other, expected, reason):
    """All of a set lies within when every part does; within all of a set means within one part of it."""
    assert within(parse(one), parse(other)) == expected, reason


def test_two_dates_of_one_text_are_independent():
    """The very same value compared with itself is two unknown days."""
    year = parse("1999")
    assert year.same_day(year) is year.before(year) is year.overlaps(year) is Match.POSSIBLE
    day = parse("1999-12-08")
    assert day.same_day(day) is Match.CERTAIN


def test_seasons_of_other_conventions():
    """The days of a season are those of its convention, on both sides."""
    assert parse("2000-23").before(parse("2000-24")) is Match.CERTAIN
    assert parse("2000-23", Conventions(ASTRONOMICAL)).before(parse("2000-24")) is Match.POSSIBLE
    assert parse("XXXX-24", Conventions(SOUTHERN)).same_day(parse("XXXX-24")) is Match.IMPOSSIBLE
    assert parse("XXXX-24", Conventions(SOUTHERN)).same_day(parse("XXXX-22")) is Match.POSSIBLE


def test_methods_and_functions_say_the_same():
    """The methods of a date are the functions; Allen's relations come in his order."""
    one, other = parse("1994/1996"), parse("[1993,1996]")
    for function in (before, after, same_day, overlaps, within):
        assert getattr(one, function.__name__)(other) is function(one, other)
    found = one.allen(other)
    assert list(found) == [relation for relation in Allen if relation in relations(one, other)]
    assert set(found.values()) == {Match.POSSIBLE}
    for relation in Allen:
        assert allen(one, other, relation) is found.get(relation, Match.IMPOSSIBLE)
    assert allen(parse("1994"), parse("1995-12"), Allen.PRECEDES) is Match.CERTAIN


def test_converses():
    """The converse of the converse is the relation itself; only equals is its own."""
    assert [relation.converse.converse for relation in Allen] == list(Allen)
    assert [relation for relation in Allen if relation.converse is relation] == [Allen.EQUALS]
    assert {relation.value: relation.converse.value for relation in list(Allen)[:6]} == {
        "precedes": "preceded_by",
        "meets": "met_by",
        "overlaps": "overlapped_by",
        "finished_by": "finishes",
        "contains": "during",
        "starts": "started_by",
    }


def test_reading_dates_loads_no_comparison():
    """Who only reads dates does not pay for comparing two of them, nor for stepping through one."""
    code = (
        "import sys, dateline.dates\n"
        "dateline.dates.parse('199X-12-25/2000').match(1, 2)\n"
        "print([name for name in ('relations', 'steps') if f'dateline.dates.{name}' in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
