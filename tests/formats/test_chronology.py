"""The Markdown chronology: what a reader sees when it is rendered."""

from __future__ import annotations

import doctest
import html
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dateline.formats.documents import chronology
from dateline.formats.documents.bibliography import one_line
from dateline.wire import event_from_record, event_record
from dateline.wire_fields import DEADLINE_FIELDS, EVENT_FIELDS

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def event(date="1999-09", match="certain", **known):
    return event_record(event_from_record({"id": "e", "title": "A", "date": date, **known}), match)


def written(*records, fields=EVENT_FIELDS, sources=None):
    stream = io.StringIO()
    chronology.write(fields, records, stream, sources=sources)
    return stream.getvalue()


def blocks(markdown):
    """Return (tag, HTML inside) of the headings, paragraphs and items of lists, in order."""
    found = re.findall(r"<(h\d|p|li)>(.*?)</\1>", MARKDOWN.render(markdown), re.DOTALL)
    return [(tag, inside) for tag, inside in found]


def text_of(inside):
    return html.unescape(re.sub(r"<[^>]*>", "", inside))


def headings(*records):
    return [text_of(inside) for tag, inside in blocks(written(*records)) if tag in ("h2", "h3")]


def entries(*records):
    return [text_of(inside) for tag, inside in blocks(written(*records)) if tag == "p"]


def test_an_entry():
    known = {"memo": {"title": "The memo", "author": "Lee, Ann", "publisher": "Press", "date": "2000-12", "url": None}}
    record = event(
        "1999-12-08",
        title="Treaty signed",
        description="Two *states*\n\nsigned it.",
        place="Moscow",
        actors=[{"id": "russia", "name": "Russia", "role": "signatory"}, {"id": "ann"}],
        citations=[{"source": "memo", "locator": "p. 4", "quote": "so"}, {"source": "site"}],
        confidence="low",
    )
    assert written(record, sources=known).splitlines() == [
        "# Chronology",
        "",
        "## 1999",
        "",
        r"8 December 1999: **Treaty signed.** Two \*states\* signed it. [1, p. 4: “so”] [2]  ",
        "*Russia (signatory), ann. Place: Moscow. Low confidence.*",
        "",
        "## Sources",
        "",
        "1. Ann Lee: *The memo*. Press, December 2000.",
        "2. *site*.",
    ]


REFERENCES = {
    "title alone": ({}, "*T*."),
    "question": ({"title": "Why?"}, "*Why?*"),
    "authors": ({"author": "Lee, Ann; World Bank"}, "Ann Lee, World Bank: *T*."),
    "publisher": ({"publisher": "P"}, "*T*. P."),
    "date": ({"date": "[1999-01-05..1999-01-09]"}, "*T*. some time between 5 and 9 January 1999."),
    "address": ({"url": "https://a.org/b_c?d=*e*"}, "*T*. <https://a.org/b_c?d=*e*>"),
    "no link": ({"url": "javascript:alert(1)"}, "*T*. javascript:alert(1)"),
    "number": ({"author": "1. FC"}, "1\\. FC: *T*."),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_references(name):
    known, reference = REFERENCES[name]
    unknown = dict.fromkeys(("author", "publisher", "date", "url"))
    text = written(event(citations=[{"source": "s"}]), sources={"s": {"title": "T", **unknown, **known}})
    assert text.splitlines()[-1] == f"1. {reference}"


def test_a_source_has_one_number_in_the_order_of_the_text():
    """What stands at the end because its year is unknown is cited after all the others."""
    found = entries(
        event("[1922..1991]", citations=[{"source": "c"}]),
        event("1999-01", citations=[{"source": "b"}]),
        event("1999-02", citations=[{"source": "a"}, {"source": "b", "locator": "p. 2"}]),
    )
    assert [re.findall(r"\[.*?\]", entry) for entry in found] == [["[1]"], ["[2]", "[1, p. 2]"], ["[3]"]]


DATES = {
    "1999-12-08": "8 December 1999",
    "1999": "1999",
    "1999~": "c. 1999",
    "1999?": "Possibly 1999",
    "1999-24": "Winter 1999",
    "1999-01-05/1999-01-09": "5 to 9 January 1999",
    "1999-01-05/1999-02-09": "5 January to 9 February 1999",
    "1999-01/1999-03": "January to March 1999",
    "1999-12-31/2000-01-01": "31 December 1999 to 1 January 2000",
    "[1994..1996]": "Some time between 1994 and 1996",
    "-0043-03-15": "15 March 44 BC",
    "1950S2": "1950S2",
}


@pytest.mark.parametrize("edtf", DATES)
def test_dates_are_words(edtf):
    [entry] = entries(event(edtf))
    assert entry == f"{DATES[edtf]}: A."


def test_the_words_of_the_source_stand_by_a_date_without_words_of_its_own():
    assert entries(event("1950S2", date_text="the fifties")) == ["1950S2 (the fifties): A."]
    assert entries(event("1950", date_text="the year fifty")) == ["1950: A."]


def test_possibly():
    found = entries(event("1994/1996", "possible"), event("1999?", "possible"), event("2000"))
    assert found[0].startswith("“(possibly)” behind a date")
    assert found[1:] == ["1994 to 1996 (possibly): A.", "Possibly 1999 (possibly): A.", "2000: A."]
    assert entries(event("2000")) == ["2000: A."]


def years(first, last, step=1):
    return [event(f"{year:04d}" if year >= 0 else f"-{-year:04d}") for year in range(first, last + 1, step)]


HEADINGS = {
    "years": (years(1990, 1992), ["1990", "1991", "1992"]),
    "many years, well filled": (sorted(years(1950, 1980) * 2, key=lambda r: r["date"]), [*map(str, range(1950, 1981))]),
    "many years, hardly filled": (years(1950, 1979), ["1950–1959", "1960–1969", "1970–1979"]),
    "many decades, hardly filled": (years(1700, 1990, 10), ["1700–1799", "1800–1899", "1900–1999"]),
    "BC": (years(-1, 1), ["2 BC", "1 BC", "AD 1"]),
    "decades BC": (
        years(-30, -1) + years(0, 9), ["31–22 BC", "21–12 BC", "11–2 BC", "1 BC – AD 9"],
    ),
    "decades AD": (years(10, 40), ["AD 10–19", "AD 20–29", "AD 30–39", "AD 40–49"]),
    "not dated to a year": (
        [event(date) for date in ("1985/..", "1993/1994", "1999-24", "199X", "../1985", "[1998..1999]", "[1999-11..2000-02]")],
        ["1985", "1993", "1999", "Not dated to a year"],
    ),
    "a decade among decades": ([*years(1950, 1979), event("197X")], ["1950–1959", "1960–1969", "1970–1979"]),
    "crowded": (
        [event("2000")] + [event("2000-01-05")] * 20 + [event("2000-03")],
        ["2000", "Not dated to a month", "January 2000", "March 2000"],
    ),
    "crowded, newest first": (
        [event("2000-03")] + [event("2000-01-05")] * 20 + [event("2000")],
        ["2000", "Not dated to a month", "March 2000", "January 2000"],
    ),
    "newest first": (years(1990, 1992)[::-1], ["1992", "1991", "1990"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(name):
    records, wanted = HEADINGS[name]
    assert headings(*records) == wanted


_nasty = st.text(st.sampled_from("a b1Ж*_`[]()<>&;#\\|~$!-+=.:\n/@^{}\"'")) | st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
)
texts = _nasty.map(one_line).filter(bool)


@given(st.fixed_dictionaries({"title": texts, "description": texts, "place": texts, "locator": texts}))
@example({"title": "# a", "description": "1. b", "place": "*", "locator": "]"})
@example({"title": "&amp;", "description": "<b>x</b>", "place": "_a_", "locator": "[1]: http://a.b"})
def test_any_text_is_shown_as_it_is(values):
    source = {"title": values["title"], "author": values["description"], "publisher": values["place"]}
    cites = [{"source": "s", "locator": values["locator"]}]
    record = event(title=values["title"], description=values["description"], place=values["place"], citations=cites)
    text = written(record, sources={"s": {**source, "date": None, "url": None}})
    assert [tag for tag, _ in blocks(text)] == ["h1", "h2", "p", "h2", "li"]
    (_, entry), (_, _), (_, reference) = blocks(text)[2:]
    title = values["title"] if values["title"][-1] in ".!?…" else f"{values['title']}."
    place = f"Place: {values['place']}" + ("" if values["place"][-1] in ".!?…" else ".")
    assert text_of(entry) == f"September 1999: {title} {values['description']} [1, {values['locator']}]\n{place}"
    assert f"<strong>{title}</strong>" in html.unescape(entry)
    assert values["title"] in text_of(reference)


@pytest.mark.parametrize(
    ("first", "last", "date", "heading"),
    [
        ("1999-12-31", "1999-12-31", "By 31 December 1999", "1999"),
        ("2000-01-01", "2000-12-31", "Last day some time between 1 January and 31 December 2000", "2000"),
        (None, "2000-12-31", "Last day 31 December 2000 or earlier", "Not dated to a year"),
        ("2000-12-31", None, "No last day", "Not dated to a year"),
    ],
)
def test_deadlines(first, last, date, heading):
    known = {"programme": "plan", "title": "Do it", "cutoff_from": first, "cutoff_to": last}
    record = dict.fromkeys(DEADLINE_FIELDS) | known | {
        "actors": [{"id": "a", "name": "Ann", "role": None}],
        "why": "Met on 2000-10-15: “by 2000-01-01” was kept.",
        "citations": [{"source": "s", "locator": "item 1", "quote": None}],
    }  # fmt: skip
    assert written(record, fields=(*DEADLINE_FIELDS, "citations")).splitlines() == [
        "# Deadlines",
        "",
        f"## {heading}",
        "",
        f"{date}: **Do it.** Met on 15 October 2000: “by 2000-01-01” was kept. [1, item 1]  ",
        "*Ann. Programme: plan.*",
        "",
        "## Sources",
        "",
        "1. *s*.",
    ]


def test_examples():
    assert doctest.testmod(chronology).failed == 0
