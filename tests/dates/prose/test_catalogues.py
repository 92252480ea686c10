"""Dates as cataloguers, genealogists, treaties and programs write them: every kind, with cases of our own."""

import pytest
from dates.prose.kinds import ASKS, KINDS, NOT_READ
from dates.prose.kinds_of_deeds import DEEDS

from dateline.dates import from_prose, settled
from dateline.dates.conventions import Conventions

CASES = [(text, edtf) for kind in (*KINDS.values(), *DEEDS.values()) for text, edtf in kind.items()]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_read(text, edtf):
    """Each kind has its one reading."""
    found = settled(from_prose(text))
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize("text", ASKS)
def test_asks(text):
    """What has two meanings shows both, and settles nothing."""
    candidates = from_prose(text)
    assert len(candidates) > 1
    assert settled(candidates) is None


@pytest.mark.parametrize("text", NOT_READ)
def test_not_read(text):
    """What contradicts itself, or what only a setting could tell, has no reading."""
    assert from_prose(text) == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("3-Mar-12", "2012-03-03"),
        ("Mar 99", "1999-03"),
        ("'29", "2029"),
        ("'30", "1930"),
        ("99-00", "1999/2000"),
        ("1860 or 63", "[1860,1863]"),
        ("44 BC", "-0043"),
        ("the year 79", "0079"),
    ],
)
def test_two_digits_by_a_convention(text, edtf):
    """A setting names the century of two digits, but not of those that the text itself completes."""
    assert settled(from_prose(text, conventions=Conventions(two_digit_years=1930))).edtf == edtf


@pytest.mark.parametrize(
    ("text", "start", "edtf"),
    [
        ("FY2019", (7, 1), "2018-07/2019-06"),
        ("FY 2018/19", (7, 1), "2018-07/2019-06"),
        ("fiscal year 2018-19", (4, 6), "2018-04-06/2019-04-05"),
        ("1998/99", (7, 1), "1998-07/1999-06"),
        ("the 1998–99 session", (11, 1), "1998-11/1999-10"),
        ("2020-21", (7, 1), "2020-07/2021-06"),
        ("Q1 FY2019", (10, 1), "2018-36"),
        ("FY2019", (1, 1), "2019"),
    ],
)
def test_fiscal_years(text, start, edtf):
    """Fiscal years have the days that the setting gives them."""
    candidates = from_prose(text, conventions=Conventions(fiscal_start=start))
    assert edtf in [each.edtf for each in candidates]
    assert text == "2020-21" or settled(candidates).edtf == edtf
