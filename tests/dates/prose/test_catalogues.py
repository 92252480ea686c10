"""Dates as cataloguers, genealogists, treaties and programs write them: every kind, with cases of our own."""

import pytest

from dateline.dates import from_prose, settled
from dateline.dates.conventions import Conventions

KINDS = {
    "the year in front": {
        "1714, early or late May": "[1714-05-01..1714-05-10,1714-05-21..1714-05-31]",
        "1876 mid-July": "1876-07-11/1876-07-20",
        "1876, mid- to late July": "1876-07-11/1876-07-31",
        "1876 Dec.-Jan.": "1876-12/1877-01",
        "1876, July, August and September": "{1876-07,1876-08,1876-09}",
        "1876 July 4 - Aug 5": "1876-07-04/1876-08-05",
        "1876, 4 or 5 July": "[1876-07-04,1876-07-05]",
        "1876, 4-10 July": "1876-07-04/1876-07-10",
        "1876 July - 1877 early March": "1876-07/1877-03-10",
        "1914, first half of May": "1914-05-01/1914-05-15",
        "1914, late autumn": "1914-11",
        "44 BC, March 15": "-0043-03-15",
        "44 BC, early": "-0043-01/-0043-04",
        "AD 79, August 24": "0079-08-24",
    },
    "doubt about a whole span or list": {
        "probably 1750–60": "1750?/1760?",
        "1750-60?": "1750?/1760?",
        "1750–60, perhaps": "1750?/1760?",
        "1750?-60": "1750?/1760",
        "1750-?60": "1750/1760?",
        "c. 1750–?60": "1750~/1760?",
        "1750 to 1760?": "1750/1760?",
        "from c. 1750 to 1760": "1750~/1760",
        "between 1700 and 1710?": "1700?/1710?",
        "perhaps 1750 or 1751": "[1750?,1751?]",
        "perhaps 1750 and 1751": "{1750?,1751?}",
        "1750 and 1751?": "{1750,1751?}",
        "probably May-June 1799": "1799-05?/1799-06?",
        "late 17th-early 18th century (?)": "1667?/1733?",
        "probably 500 BC–AD 100": "-0499?/0100?",
        "?3-5 May 1799": "1799-05-03?/1799-05-05?",
    },
    "what is left out stands on the other side": {
        "1871 or 74": "[1871,1874]",
        "1871, 73 or 74": "[1871,1873,1874]",
        "1912 and 14": "{1912,1914}",
        "1901-4 or 6": "[1901..1904,1906]",
        "1860-63 or 65": "[1860..1863,1865]",
        "1740s or 50s": "[174X,175X]",
        "1740s-50s": "174X/175X",
        "March 1917, or April": "[1917-03,1917-04]",
        "1917, March or April": "[1917-03,1917-04]",
        "May–June 1917 or 1918": "[1917-05..1917-06,1918-05..1918-06]",
        "May-June or August 1999": "[1999-05..1999-06,1999-08]",
        "3-5 May and 7 June 1999": "{1999-05-03..1999-05-05,1999-06-07}",
        "5 or 6 July or 3 August 1876": "[1876-07-05,1876-07-06,1876-08-03]",
        "Nov or Dec 1917 or Jan 1918": "[1917-11,1917-12,1918-01]",
        "1750-53; 1760-63": "{1750..1753,1760..1763}",
        "1890s or 1900s": "[189X,190X]",
        "2 March 1917 or 15 April": "[1917-03-02,1917-04-15]",
        "March 2, 917 or 919": "[0917-03-02,0919-03-02]",
        "winter to May 2021": "2020-24/2021-05",
        "spring to June 2021": "2021-21/2021-06",
        "autumn to January 2021": "2020-23/2021-01",
        "1998–01": "1998/2001",
        "709–14": "0709/0714",
        "238–7 BC": "-0237/-0236",
    },
    "double years": {
        "1688/9": "[1688..1689]",
        "c. 1688/9": "[1688~..1689~]",
        "1712/13": "[1712..1713]",
        "338/7 BC": "-0337/-0336",
    },
    "a happening is no state": {
        "before 1812": "[..1811]",
        "prior to March 1812": "[..1812-02]",
        "pre-1812": "[..1811]",
        "before 1 March 1812": "[..1812-02-29]",
        "before c. 1812": "[..1811~]",
        "before the 19th century": "[..1799]",
        "before autumn 1999": "[..1999-08]",
        "after 1812": "[1813..]",
        "post-1812": "[1813..]",
        "after 31 December 1812": "[1813-01-01..]",
        "soon after 1812": "[1813..]",
        "1812 or later": "[1812..]",
        "1812 or soon after": "[1812..]",
        "not before 1812": "[1812..]",
        "by March 1812": "[..1812-03]",
        "on or before 1 March 1812": "[..1812-03-01]",
        "till 1812": "../1812",
        "since March 1812": "1812-03/..",
        "from 1812 onwards": "1812/..",
        "from the end of May 1999 to the beginning of 2001": "1999-05-31/2001-01-01",
        "before the end of 1999": "[..1999-12-30]",
        "until the end of 1999": "../1999-12-31",
    },
    "the end and the beginning": {
        "end of the 1840s": "1847/1849",
        "beginning of the 19th century": "1801/1833",
        "end of March 1999": "1999-03-21/1999-03-31",
        "at the end of 1840": "1840-09/1840-12",
        "start of the 1st millennium": "0001/0333",
        "end of spring 1999": "1999-05",
        "end of the first quarter of 1999": "1999-03",
        "turn of the 18th century": "1699/1701",
        "turn of the 18th and 19th centuries": "1799/1801",
    },
    "remarks and parts behind": {
        "16th century, last third": "1567/1600",
        "16th century, end": "1567/1600",
        "16th century, end – 17th century, beginning": "1567/1633",
        "16th century, late, or 17th century, early": "[1567..1600,1601..1633]",
        "16th century (second half)": "1551/1600",
        "16th century, second or third quarter": "[1526..1550,1551..1575]",
        "16th century (?)": "15XX?",
        "16th century, first half (?)": "1501?/1550?",
        "1720s, late": "1727/1729",
        "1720, early": "1720-01/1720-04",
        "1720, printed 1722": "1720",
        "1720, with later additions": "1720",
        "16th century, last quarter (c. 1580–85)": "1580~/1585~",
        "16th century, late (after 1580)": "1581/1600",
        "16th century (between 1540 and 1553)": "1540/1553",
        "16th century (Smith)": "15XX",
        "additions, 16th century": "15XX",
        "first exhibited 1833": "1833",
    },
    "dashes, question marks and circa": {
        "c.1812–5": "1812~/1815~",
        "?c.1812–15": "1812%/1815%",
        "?1812–15": "1812?/1815?",
        "1812–?15": "1812/1815?",
        "1812–c.15": "1812/1815~",
        "1911–12": "1911/1912",
    },
    "palaeographers": {
        "s. xi": "10XX",
        "s.xi": "10XX",
        "S. XI med.": "1034/1066",
        "s. xiex": "1067/1100",
        "s. xi1": "1001/1050",
        "s. xi²": "1051/1100",
        "XI3/4": "1051/1075",
        "s. xi/xii": "1067/1133",
        "s. xi ex. or xii in.": "[1067..1100,1101..1133]",
        "XVIII century": "17XX",
        "C17": "16XX",
        "early C17": "1601/1633",
        "c17th": "16XX",
        "Late 12th/Early 13th century": "1167/1233",
    },
    "editors' brackets": {
        "[1720]": "[1720]",
        "[ca. 1720]": "1720~",
        "[late 17th century]": "1667/1700",
        "[between 1720 and 1725]": "1720/1725",
        "[17--]": "17XX",
        "[17--?]": "17XX?",
        "[172-]": "172X",
        "172-?": "172X?",
        "1720 × 1725": "[1720..1725]",
    },
    "GEDCOM": {
        "BEF JAN 1812": "[..1812-01]",
        "AFT 3 MAR 1812": "[1812-03-03..]",
        "EST 1812": "1812~",
        "BET 1812 AND 1815": "[1812..1815]",
        "FROM 1812 TO 1815": "1812/1815",
        "INT 1812 (about 1812)": "1812~",
        "TO 1812": "../1812",
        "FROM 1812": "1812/..",
    },
    "year first, and spelt out": {
        "1812 March 3": "1812-03-03",
        "1812, Mar 3-5": "1812-03-03/1812-03-05",
        "1812 Mar.-Apr.": "1812-03/1812-04",
        "1812 March - 1815 June": "1812-03/1815-06",
        "done on this third day of March, 1812": "1812-03-03",
        "the 3rd of March eighteen hundred and twelve": "1812-03-03",
        "third of March, two thousand and twelve": "2012-03-03",
        "MDCCCXII": "1812",
        "Christmas 1812": "1812-12-25",
        "Good Friday 1812": "1812-03-27",
        "Orthodox Easter 1999": "1999-04-11",
        "1812, Michaelmas": "1812-09-29",
    },
    "counted parts": {
        "3rd qtr 1999": "1999-35",
        "1999Q03": "1999-35",
        "week 53 of 2020": "2020-12-28/2021-01-03",
        "2020-W53-7": "2021-01-03",
        "1996-366": "1996-12-31",
        "mid- to late-1840s": "1844/1849",
        "end May 1999": "1999-05-21/1999-05-31",
        "May/June 1998": "1998-05/1998-06",
        "late May/early June 1998": "1998-05-21/1998-06-10",
        "May 1999 (approx.)": "1999-05~",
        "1999 or thereabouts": "1999~",
        "1999 (sic)": "1999",
    },
    "what goes on": {"1840-": "1840/..", "1840 – ongoing": "1840/..", "March 1840 to present": "1840-03/.."},
    "timestamps": {
        "2012-03-03 10:00:00": "2012-03-03T10:00:00",
        "2012-03-03T23:30:00.250+02:00": "2012-03-03T23:30:00+02:00",
        "Sat Mar 03 2012 10:00:00 GMT+0200 (EET)": "2012-03-03T10:00:00+02:00",
        "Sat, 03 Mar 2012 10:00:00 GMT": "2012-03-03T10:00:00Z",
        "Sat Mar  3 10:00:00 2012": "2012-03-03T10:00:00",
        "Mar 3 2012  1:33PM": "2012-03-03T13:33:00",
        "3 March 2012 at 12:05 a.m.": "2012-03-03T00:05:00",
        "3:15 PM 3 March 2012": "2012-03-03T15:15:00",
    },
    "found by an attack": {
        "BET 1900 AND MAY 1910": "[1900-01-01..1910-05-31]",
        "40s BC": "[-0048..-0039]",
        "C3 BC": "-02XX",
        "C18–C19": "17XX/18XX",
        "1870–80s": "1870/188X",
        "late 1870s–early 80s": "1877/1883",
        "1870's or 80's": "[187X,188X]",
        "BC 100–50": "-0099/-0049",
        "1190/85 BC": "-1189/-1184",
        "June 3 BC": "-0002-06",
        "28 December 1999–3 January": "1999-12-28/2000-01-03",
        "Nov 1999–Feb": "1999-11/2000-02",
        "3 May 1999 or 4": "[1999-05-03,1999-05-04]",
        "1776 July 4 or 5": "[1776-07-04,1776-07-05]",
        "turn of the 18th/19th century": "1799/1801",
        "after 1900 but before 1950": "[1901..1949]",
        "1900-1950 (bulk: 1914-1918)": "1900/1950",
        "1900 on": "1900/..",
        "18. Jan. 1871": "1871-01-18",
    },
    "weekdays that fit": {"Saturday 3 March 2012": "2012-03-03", "3 March 2012, Saturday": "2012-03-03",
                          "Sat 03-03-2012": "2012-03-03"},
}  # fmt: skip
ASKS = (
    "3-Mar-12", "Mar 12, 34", "Mar 99", "'12", "12-13", "3/5/12", "99-00", "spring 99", "Q3 99", "1998/99", "1975/6",
    "2020-21", "2024-25", "the turn of the century", "1800s", "10/7/2008", "1711/12", "187?", "the 300s BC", "1690/3",
    "Dec 1917 or Jan", "Dec or Jan 1917", "31 December 1917 or 1 January", "1917 Dec. or Jan.", "winter or spring 1917",
    "early May or June 1917", "5 May or June 1917", "late 17th or 18th century", "10/7/2008 or 11/7/2008",
)  # fmt: skip
NOT_READ = (
    "Sunday 3 March 2012", "3 March 2012, Monday", "Wed 08-10-2017", "31 June 1999", "31.06.1999", "1999-366",
    "2021-W53", "1850, perhaps later", "FY2019", "l999", "16th century, or even later",
    "1999-199999", "123/4/1985", "1999-02-31", "1999-13-01", "1999-13", "31 February", "13:15 pm 3 March 2012", "before 30 Feb 1999", "<1900",
    "2019/W05", "Dec/1999", "item 1999", "May 0, 1999", "0 BC", "Tue, 03 May 1999", "3 May 1999 (Tuesday)", "–1850",
    "2019-05–06", "after 1900 until 1950", "before 1900–1950", "1999b", "..1999", "since, 1860", "1914, no later",
    "8 December 1999, 10:00-11:00", "autumn 1908/09", "spring 1998/99", "summer 44/43 BC", "1743/4-1745",
    "1776, 4", "1776 or 4", "July 1776, 4 or 5", "Oct or Nov 1999, or Jan",
)  # fmt: skip
CASES = [(text, edtf) for kind in KINDS.values() for text, edtf in kind.items()]


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
