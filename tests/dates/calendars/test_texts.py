"""Texts of other calendars: what each says, which readings it asks about, and what is refused with which reason."""

from __future__ import annotations

import pytest
from dates.calendars import formulas
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.dates import from_prose, parse, settled
from dateline.dates.calendar import day_text, from_day
from dateline.dates.calendars.refusals import seems
from dateline.dates.calendars.spellings import MONTHS
from dateline.dates.calendars.systems import day_in_words, parts, system_named, written
from dateline.dates.conventions import Conventions

STYLES = {
    "25 October 1917 (O.S.)": "1917-11-07",
    "25 October 1917 (Julian)": "1917-11-07",
    "14 Dec 1825 O.S.": "1825-12-26",
    "O.S. 14 December 1825": "1825-12-26",
    "25 October 1917 old style": "1917-11-07",
    "Old Style, 25 October 1917": "1917-11-07",
    "Julian 29 Feb 1700": "1700-03-11",
    "j:1700-02-29": "1700-03-11",
    "j:1700": "[1700-01-11..1701-01-11]",
    "@#DJULIAN@ 29 NOV 1290": "1290-12-06",
    "BEF @#DJULIAN@ 29 NOV 1290": "[..1290-12-06]",
    "@#DGREGORIAN@ 4 JUL 1776": "1776-07-04",
    "@#DJULIAN@ 12 JAN 1658/59": "1659-01-22",
    "BEF @#DJULIAN@ 12 JAN 1658/59": "[..1659-01-22]",
    "AFT @#DJULIAN@ 12 JAN 1658/59": "[1659-01-22..]",
    "BET @#DJULIAN@ 12 JAN 1658/59 AND @#DJULIAN@ 12 FEB 1659/60": "[1659-01-22..1660-02-22]",
    "FROM 12 JAN 1658/59 TO 12 FEB 1659/60": "1659-01-22/1660-02-22",
    "24 Mar 1753/4 O.S.": "1754-04-04",
    "24 Mar 1743/4": "1744-04-04",
    "8 Feby 1743/4": "1744-02-19",
    "3 or 5 May 1731 O.S.": "[1731-05-14,1731-05-16]",
    "12 Jan 1658/59 or 12 Feb 1659/60": "[1659-01-22,1660-02-22]",
    "15 March 44 BC (Julian)": "-0043-03-13",
    "February 1917 O.S.": "[1917-02-14..1917-03-13]",
    "1825 O.S.": "[1825-01-13..1826-01-12]",
    "spring 1825 O.S.": "[1825-03-13..1825-06-12]",
    "7 November 1917 N.S.": "1917-11-07",
    "7 November 1917 (new style)": "1917-11-07",
    "before 25 October 1917 O.S.": "[..1917-11-06]",
    "after 25 October 1917 O.S.": "[1917-11-08..]",
    "by 25 October 1917 O.S.": "[..1917-11-07]",
    "since 25 October 1917 O.S.": "1917-11-07/..",
    "c. 25 October 1917 O.S.": "1917-11-07~",
    "3-5 October 1793 O.S.": "1793-10-14/1793-10-16",
    "25 October - 3 November 1917 O.S.": "1917-11-07/1917-11-16",
    "25 October (7 November) 1917": "1917-11-07",
    "25 October/7 November 1917": "1917-11-07",
    "7 November (25 October) 1917": "1917-11-07",
    "25 October 1917 (7 November 1917 N.S.)": "1917-11-07",
    "14/27 March 1900": "1900-03-27",
    "12/24 March 1801": "1801-03-24",
    "March 12/24, 1801": "1801-03-24",
    "29/19 Jan. 1650": "1650-01-29",
    "29/19 Jan 1649/50": "1650-01-29",
    "20 December 1825/1 January 1826": "1826-01-01",
    "20 December/1 January 1826": "1826-01-01",
    "28 Feb./12 March 1801": "1801-03-12",
    "25 Dec. 1825 (6 Jan. 1826)": "1826-01-06",
    "25 October (7 November, N.S.) 1917": "1917-11-07",
    "Nov. 7 [O.S. Oct. 25] 1917": "1917-11-07",
    "February 22, 1732 [O.S. February 11, 1731]": "1732-02-22",
    "the 14th (26th) of December 1825": "1825-12-26",
    "14/26.12.1825": "1825-12-26",
    "14.12.1825 (26.12.1825)": "1825-12-26",
    "5/18 January - 10/23 January 1918": "1918-01-18/1918-01-23",
    "25.10.1917 O.S.": "1917-11-07",
    "late December 1825 O.S.": "[1826-01-02..1826-01-12]",
    "11 Feb 1731/2": "1732-02-22",
    "February 11, 1731/2": "1732-02-22",
    "1 Jan 1743/44": "1744-01-12",
    "1 Jan 1743/1744": "1744-01-12",
    "28 January 1639-40": "1640-02-07",
    "2 Feb 1689/1690": "1690-02-12",
    "15 JAN 1743/44": "1744-01-26",
    "before 11 Feb 1731/2": "[..1732-02-21]",
    "Feb 1731/2": "[1732-02-12..1732-03-11]",
    "24 March 1699/1700": "1700-04-04",
    "Wednesday 3 May 1699 O.S.": "1699-05-13",
}
ISLAMIC = {
    **dict.fromkeys(
        ("1271 AH", "A.H. 1271", "AH1271", "1271 H", "1271 hijri", "[1271 AH]", "dated 1271 A.H.", "1271 H."),
        "[1854-09-23..1855-09-13]",
    ),
    "15 Muharram 1271 AH": "[1854-10-07..1854-10-09]",
    "Muharram 15, 1271": "[1854-10-07..1854-10-09]",
    "1271-01-15 AH": "[1854-10-07..1854-10-09]",
    "Ramadan 1271": "[1855-05-17..1855-06-17]",
    "Rajab 1027 AH": "[1618-06-23..1618-07-24]",
    "1027 AH (1617 CE)": "[1617-12-28..1618-12-19]",
    "1027 AH/1617 CE": "[1617-12-28..1618-12-19]",
    "1617 CE (1027 AH)": "[1617-12-28..1618-12-19]",
    "AH 1027 (1617/18 CE)": "[1617-12-28..1618-12-19]",
    "1420 AH/1999": "[1999-04-16..1999-12-31]",
    "AH 1229 / AD 1814": "[1814-01-01..1814-12-14]",
    "1229 H./1814 M.": "[1814-01-01..1814-12-14]",
    "AH 1271 (A.D. 1854-55)": "[1854-09-23..1855-09-13]",
    "15 Ramaḍān 1229 (31 August 1814)": "1814-08-31",
    "12th/18th century": "17XX",
    "12th century AH (18th century CE)": "17XX",
    "10th/16th-11th/17th century": "15XX/16XX",
    "12th-13th/18th-19th century": "17XX/18XX",
    "12th or 13th/18th or 19th century": "[17XX,18XX]",
    "late 12th/late 18th century": "1767/1800",
    "early 12th/18th century": "1701/1733",
    "1229 A. H.": "[1813-12-23..1814-12-14]",
    "AH 1027 (1617/18 CE)?": "[1617?..1618?]",
    "Shaʿbān 1229 AH (July-August 1814 CE)": "[1814-07-18..1814-08-17]",
    "Saturday 15 Rajab 1229": "1814-07-02",
    "end of Rajab 1229": "[1814-07-08..1814-07-19]",
    "1229 AH, Rajab": "[1814-06-18..1814-07-19]",
    "Rajab-Shaʿbān 1229": "[1814-06-18..1814-08-17]",
    "before 1229 AH (1814)": "[..1813-12-24]",
    "12th century AH": "[1688-10-25..1785-11-04]",
    "first half of the 12th century AH": "[1688-10-25..1737-05-01]",
    "late 12th century AH": "[1753-07-01..1785-11-04]",
    "ca. 1100 AH": "[1688~..1689~]",
    "AH 1229?": "[1813?..1814?]",
    "before 1100 AH": "[..1688-10-26]",
    "after 1100 AH": "[1689-10-14..]",
    "by 1100 AH": "[..1689-10-15]",
    "1100-1110 AH": "[1688-10-25..1699-06-29]",
    "AH 1100–1110": "[1688-10-25..1699-06-29]",
    "1100/1 AH": "[1688-10-25..1690-10-05]",
    "1262-63 AH": "[1845-12-29..1847-12-09]",
    "between 1100 and 1110 AH": "[1688-10-25..1699-06-29]",
    "from 1100 to 1110 AH": "1689~/1699~",
    "since 1100 AH": "1689~/..",
    "1100 or 1101 AH": "[1688-10-25..1690-10-05]",
}
OTHERS = {
    "5563 AM": "[1802-09-27..1803-09-16]",
    "AM 5563 (=1802/1803CE)": "[1802-09-27..1803-09-16]",
    "5563 (1802/3)": "[1802-09-27..1803-09-16]",
    "12 Tishri 5760": "1999-09-22",
    "Tishri 5760": "[1999-09-11..1999-10-10]",
    "15 Nisan 5523": "1763-03-29",
    "Adar II 5763": "[2003-03-05..2003-04-02]",
    "1 Adar 5762": "2002-02-13",
    "@#DHEBREW@ 12 TSH 5760": "1999-09-22",
    "13 vendémiaire an IV": "1795-10-05",
    "18 Brumaire VIII": "1799-11-09",
    "18 brumaire an 8": "1799-11-09",
    "1er vendémiaire an XII": "1803-09-24",
    "an VII": "[1798-09-22..1799-09-22]",
    "an VII-IX": "[1798-09-22..1801-09-22]",
    "brumaire an VIII": "[1799-10-23..1799-11-21]",
    "jour de la Révolution an III": "1795-09-22",
    "3e jour complémentaire an III": "1795-09-19",
    "9 Thermidor Year II": "1794-07-27",
    "9 thermidor an II (27 July 1794)": "1794-07-27",
    "@#DFRENCH R@ 12 VEND 3": "1794-10-03",
    "1 Tout 1716 AM": "1999-09-12",
    "1 Tout 1716 A.M.": "1999-09-12",
    "1716 AM (Coptic)": "[1999-09-12..2000-09-10]",
    "1 Meskerem 1992": "1999-09-12",
    "12 Tahsas 1950 E.C.": "1957-12-21",
}
LANGUAGES = {
    "25 октября (7 ноября) 1917 года": "1917-11-07",
    "12/24 марта 1801": "1801-03-24",
    "25 октября 1917 г. (ст. ст.)": "1917-11-07",
    "25. Oktober (7. November) 1917": "1917-11-07",
    "11 février 1731/2": "1732-02-22",
    "9 thermidor an II (27 juillet 1794)": "1794-07-27",
}
BY_SETTING = {
    "islamic": {
        "1229": "[1813-12-23..1814-12-14]",
        "1229?": "[1813?..1814?]",
        "ca. 1229": "[1813~..1814~]",
        "1100-1110": "[1688-10-25..1699-06-29]",
        "1229/1231": "1814~/1816~",
        "[1229,1231]": "[1813-12-23..1814-12-14,1815-12-02..1816-11-21]",
        "12th century": "[1688-10-25..1785-11-04]",
        "1229-05-12": "[1814-05-01..1814-05-03]",
        "1229/1814": "[1814-01-01..1814-12-14]",
        "1027/1617-18": "[1617-12-28..1618-12-19]",
        "AD 1814": "1814",
        "8 October 1854": "1854-10-08",
        "25 October 1917 (O.S.)": "1917-11-07",
    },
    "julian": {
        "29 Feb 1700": "1700-03-11",
        "1700-02-29": "1700-03-11",
        "14 December 1825": "1825-12-26",
        "December 1825": "[1825-12-13..1826-01-12]",
        "1825-12~": "[1825-12~..1826-01~]",
        "1825": "[1825-01-13..1826-01-12]",
        "44 BC": "[-0044-12-30..-0043-12-29]",
        "18th century": "[1700-01-11..1800-01-11]",
        "1700-02-29/1700-03-02": "1700-03-11/1700-03-13",
        "14 December 1825 N.S.": "1825-12-14",
        "14 декабря 1825 г.": "1825-12-26",
        "25 октября (7 ноября) 1917": "1917-11-07",
        "14 décembre 1825": "1825-12-26",
        "AH 1229": "[1813-12-23..1814-12-14]",
    },
    "hebrew": {
        "5563": "[1802-09-27..1803-09-16]",
        "12 Tishri 5760": "1999-09-22",
        "1466-1470": "1466/1470",
    },
    "french-republican": {"VII": "[1798-09-22..1799-09-22]", "13 vendémiaire IV": "1795-10-05", "1799": "1799"},
    "coptic": {"1716": "[1999-09-12..2000-09-10]"},
    "ethiopian": {"1992": "[1999-09-12..2000-09-10]"},
    "gregorian": {"1229": "1229"},
}


def meant(text, calendar=None):
    found = settled(from_prose(text, None, Conventions(calendar=calendar)))
    return found.edtf if found else None


@pytest.mark.parametrize(("text", "edtf"), (STYLES | ISLAMIC | OTHERS | LANGUAGES).items())
def test_what_a_text_says(text, edtf):
    assert meant(text) == edtf


@pytest.mark.parametrize(
    ("calendar", "text", "edtf"), [(name, *case) for name, cases in BY_SETTING.items() for case in cases.items()]
)
def test_what_a_setting_says(calendar, text, edtf):
    assert meant(text, calendar) == edtf


@pytest.mark.parametrize(
    ("text", "calendar", "readings"),
    [
        ("5 May 1731/2", None, ["1731-05-16", "1732-05-16"]),
        ("25 Mar 1743/4", None, ["1743-04-05", "1744-04-05"]),
        ("@#DJULIAN@ 12 MAY 1658/59", None, ["1658-05-22", "1659-05-22"]),
        ("1 Jan 1998/99", None, ["1998-01-01", "1999-01-01"]),
        ("15 Adar 5763", None, ["2003-02-17", "2003-03-19"]),
        ("1229 AH/1900", None, ["[1813-12-23..1814-12-14]", "1900"]),
        ("1100s AH", None, ["[1688-10-25..1785-11-04]", "[1688-10-25..1698-07-10]"]),
        ("1814", "islamic", ["[2381-07-23..2382-07-13]", "1814"]),
    ],
)
def test_two_meanings_ask(text, calendar, readings):
    found = from_prose(text, None, Conventions(calendar=calendar))
    assert [each.edtf for each in found] == readings
    assert settled(found) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30 February 1700 O.S.", "February 1700 has 29 days in the Julian calendar, not 30"),
        ("Tuesday 3 May 1699 O.S.", "3 May 1699 was a Wednesday, not a Tuesday"),
        ("12/25 March 1801", "12 March 1801 Old Style is 24 March 1801"),
        ("30 Safar 1271 AH", "Safar AH 1271 has 29 days in the Islamic calendar, not 30"),
        ("Adar II 5762", "5762 AM has only one Adar"),
        ("an 15", "in use in the years 1 to 14"),
        ("6 Nasie 1716 AM", "has 5 days in the Coptic calendar"),
        ("Friday 15 Rajab 1229", "15 Rajab AH 1229 was a Sunday, not a Friday"),
        ("AH 0", "has no year 0"),
        ("1811 Seleucid era", "the Seleucid era"),
        ("1350 SH", "the Persian calendar"),
        ("15 Farvardin 1350", "the Persian calendar"),
        ("5 Geo III c 12", "regnal years"),
        ("3500 BP", "years before present"),
        ("1868 Meiji", "a Japanese era"),
        ("AM 1716", "Anno Mundi"),
        ("AM 6800", "the Byzantine era"),
        ("1229 AH xyz", "the Islamic calendar, but dateline reads no date in it"),
        ("@#DROMAN@ 5 JAN 10", None),
        ("hello", None),
        ("5 am", None),
    ],
)
def test_refusals(text, reason):
    assert not from_prose(text)
    found = seems(text)
    assert reason in str(found) if reason else found is None


@pytest.mark.parametrize(
    "text",
    ["Ab 1920", "av. 1900", "comp. 12", "10:30 am", "Julian Assange 1971", "an unknown date", "tout 5", "May 1998"],
)
def test_words_of_other_languages_are_no_months(text):
    assert not any("calendar" in each.rule for each in from_prose(text))


@pytest.mark.parametrize("name", ["islamic", "hebrew", "french-republican", "coptic", "ethiopian"])
def test_the_names_that_dateline_writes_are_read(name):
    system = system_named(name)
    year = {"hebrew": 5763, "french-republican": 3, "islamic": 1229, "coptic": 1715, "ethiopian": 1991}[name]
    for month in system.order(year):
        text = written(system, year, month, 1)
        assert from_prose(text), text
        assert settled(from_prose(text)).rule == f"{system.title}, {text}"


def test_every_calendar_has_a_pattern_for_each_month():
    assert {name: len(months) for name, months in MONTHS.items()} == {
        name: len(system_named(name).months) for name in MONTHS
    }


@given(st.sampled_from(["hebrew", "coptic", "french-republican"]), st.integers(654_300, 658_900))
def test_a_day_that_is_written_is_read_back(name, day):
    text = day_in_words(system_named(name), day)
    assert text is None or meant(text) == day_text(day)


@given(st.integers(228_000, 800_000))
def test_an_islamic_day_is_read_as_it_or_the_days_beside(day):
    date = parse(meant(day_in_words(system_named("islamic"), day)))
    assert (date.earliest, date.latest) == (day - 1, day + 1)


@given(st.integers(577_800, 720_000))
@example(620_552)  # 29 February 1700 Old Style
def test_both_days_are_one(day):
    old, new = parts(system_named("julian"), day) or (0, 0, 0), from_day(day)
    months = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct", "Nov", "Dec")
    assert formulas.julian(*old) == day
    for text in (
        f"{old[2]} {months[old[1] - 1]} {old[0]} ({new[2]} {months[new[1] - 1]} {new[0]})",
        f"{new[2]} {months[new[1] - 1]} {new[0]}/{old[2]} {months[old[1] - 1]} {old[0]}",
        f"{old[2]}/{new[2]} {months[old[1] - 1]} {old[0]}" if old[:2] == new[:2] else f"{day_text(day)}",
    ):
        assert meant(text) == day_text(day), text


@given(st.text(alphabet="0123456789 /-()[]=.,?~AHMOSNSJulianRajbTshriXVIanvermbq'ʻāḥ", max_size=60))
def test_any_text_is_read_or_refused(text):
    for calendar in (None, "julian", "islamic", "hebrew", "french-republican"):
        from_prose(text, None, Conventions(calendar=calendar))
        seems(text, calendar)
