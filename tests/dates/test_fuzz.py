"""No text does harm: it is read, or refused with a place and with hints that can be read; and never at length."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.dates import Date, InvalidDate, parse
from dateline.dates.strict import LONGEST
from dateline.dates.suggestions import suggest

VALID = [
    "1999", "1999-12", "1999-12-08", "-0043-03-15", "1999-12-08T23:59:60+05:30", "199X", "1999-XX", "156X-12-25",
    "X9X9-XX-31", "-XXX4-02-29", "1999-24", "199X-21", "1999-41", "1999?", "1999-~12-%08", "?1999-12~", "1950S2",
    "Y12345", "Y-17E7S2", "1993/1994", "1985/..", "/1985", "..1994/1996..", "199X-02/2004-06-XX", "[1994,1996]",
    "{1994..1996,1998?}", "[..1984-01,1990-03..]", "{1960,1961-12-0X,199X}",
]  # fmt: skip
ALPHABET = "0123456789XYESTZ-+/.,[]{}?~%: "
FOREIGN = "xuUWQsB()^\\\n\0\u00a0\u00b2\u0661\u2012\u2212\uff11\ud800\U0001d7d9"


def check(text):
    """Hold a text to what is promised of every one."""
    try:
        date = parse(text)
    except InvalidDate as error:
        check_refusal(text, error)
    else:
        check_date(date)


def check_date(date):
    start, start_latest, end_earliest, end = date.bounds
    assert start <= start_latest
    assert end_earliest <= end
    assert start <= end
    assert date.uncertain or (start_latest <= end and start <= end_earliest)
    assert parse(str(date)) == date


def check_refusal(text, error):
    assert error.text == text
    assert error.message
    assert error.position is None or 0 <= error.position <= len(text)
    offered = [edtf for edtf, _ in suggest(text)]
    assert all(isinstance(parse(edtf), Date) for edtf in offered)
    assert [edtf for edtf in offered if f"'{edtf}'" not in (error.hint or "")] == []


@st.composite
def mutated(draw):
    """Draws a valid text with a few pieces left out, put in, doubled or changed."""
    text = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        piece = draw(st.sampled_from(["", text[start:end] * 2, *VALID]) | st.text(ALPHABET + FOREIGN, max_size=3))
        text = text[:start] + piece + text[end:]
    return text


PIECES = st.sampled_from(VALID) | st.text(ALPHABET + FOREIGN, min_size=1, max_size=4)
LONG = st.tuples(PIECES, PIECES, st.integers(2, 2500), PIECES).map(lambda p: p[0] + p[1] * p[2] + p[3])
SETS = st.tuples(st.sampled_from(["[]", "{}"]), st.lists(PIECES, max_size=60)).map(
    lambda p: p[0][0] + ",".join(p[1]) + p[0][1]
)


@given(st.text(ALPHABET, max_size=30))
def test_texts_of_the_alphabet(text):
    check(text)


@given(mutated())
@example("\u0661999-12-31")
@example("-0000-01-31")
def test_texts_that_were_valid(text):
    check(text)


@given(st.text(max_size=60) | st.text(ALPHABET + FOREIGN, max_size=30))
def test_texts_of_any_script(text):
    check(text)


@given(LONG | SETS)
def test_long_texts(text):
    check(text)


MEMBERS = [
    "1999", "1999?", "?1999?", "1..2", "1999..", "199X..2000", "1999-21", "199X-24", "X9X9", "0X0X", "19XX?",
    "XXXX-XX-31", "XXXX-X1-X1", "XX00-02-29", "-XXX4-02-29", "XXX1-02-29", "XXXX-02-30", "X0X0-0X-0X?", "Y1E9S3",
    "?1999-?12-?31", "x", "[", "\u0661999", "c. 1999", "(1999)?", "1 BC", "1/", " -- ", "\0",
]  # fmt: skip


def longest_set(member):
    """Return the set of as many times the same member as a date has room for."""
    return "[" + ",".join([member] * ((LONGEST - 1) // (len(member) + 1))) + "]"


ADVERSARIAL = {
    **{f"set of {member!r}": "[" + ",".join([member] * 2000) + "]" for member in MEMBERS},
    **{f"longest set of {member!r}": longest_set(member) for member in MEMBERS},
    **{f"short set of {member!r}": "{" + ",".join([member] * 30) + "}" for member in MEMBERS},
    **{f"interval of {member!r}": f"{member}/{member}" for member in MEMBERS},
    **{f"many {member!r}": member * 20 for member in MEMBERS},
    **{f"years of {digit!r}": f"Y{digit * 10_000}" for digit in ("1", "9", "X", "E9", "S9", "\u0661")},
    "exponent": "Y1E99999999",
    "exponents in a set": "[" + ",".join(["Y1E99999999S9"] * 70) + "]",
    "spaces": "1999" + " " * 190 + "x",
    "slashes between spaces": " / " * 66,
    "marks": "1999" + "?~" * 90,
    "brackets": "[" * 10_000,
    "mirrored brackets": "[" * 100 + "]" * 100,
}


def calls(text):
    """Count the calls of functions, built in ones too, that one reading makes."""
    count = 0

    def seen(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        parse(text)
    except InvalidDate:
        pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("text", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_work_is_bounded(text):
    """The work has a bound that no length, number of members, exponent or mask exceeds."""
    calls(text)  # patterns are compiled once in a process
    assert calls(text) <= 12_000


@pytest.mark.parametrize("member", MEMBERS[:14])
def test_members_cost_alike(member):
    """Twice the members are at most a little more than twice the work."""
    few, many = ("[" + ",".join([member] * count) + "]" for count in (20, 40))
    assert calls(many) <= 2.2 * calls(few)


def test_longest():
    """A text of the greatest length is read, a longer one refused where it becomes too long."""
    text = "[" + "1999," * 117 + "?1999-12-?08?]"
    assert len(text) == LONGEST
    assert len(parse(text).members) == 118
    with pytest.raises(InvalidDate, match="a date has at most 600 characters, not 601") as caught:
        parse(text.replace("?]", "?1]"))
    assert (caught.value.position, caught.value.hint) == (LONGEST, None)
