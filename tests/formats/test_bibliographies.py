"""BibTeX and CSL-JSON: programs that read bibliographies find the title, authors, date and address of each source."""

from __future__ import annotations

import doctest
import io
import json
import re
from typing import Any

import pytest
from citeproc.source import DateRange, LiteralDate
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string

from dateline.dates import parse
from dateline.formats.documents import bibliography, bibtex, csl
from dateline.wire_fields import EVENT_FIELDS

FIELDS = ("id", "title", "author", "publisher", "date", "url", "language", "note", "citations")
MACROS = {
    "textbackslash{}": "\\", "textasciitilde{}": "~", "textasciicircum{}": "^", "textbraceleft{}": "{",
    "textbraceright{}": "}", **{sign: sign for sign in "&%$#_{}"},
}  # fmt: skip
"""What TeX prints for its macros."""


def source(identity="s", **known):
    return {**dict.fromkeys(FIELDS), "id": identity, "title": "T", "citations": 1, **known}


def written(module, *sources):
    stream = io.StringIO()
    module.write(FIELDS, sources, stream)
    return stream.getvalue()


def entries(*sources):
    """Return the entries by key as BibTeX reads them."""
    return parse_string(written(bibtex, *sources), "bibtex").entries


def printed(tex):
    """Return the text that TeX prints: macros by their signs, braces of groups gone."""
    names = "|".join(map(re.escape, MACROS))
    return re.sub(rf"\\({names})|[{{}}]", lambda found: MACROS[found[1]] if found[1] else "", tex)


def items(*sources):
    """Return the items by key as citeproc reads them; what it does not know it warns of, which is an error here."""
    return CiteProcJSON(json.loads(written(csl, *sources)))


_texts = st.text(st.sampled_from("ab Ж{}\\&%$#_~^\"',;@-<>") | st.characters(codec="utf-8", categories=("L", "N")))
texts = _texts.map(bibliography.one_line).filter(bool)
names = st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=9)
addresses = st.from_regex(r"https?://[a-z.]{1,9}/[-a-zA-Z0-9%&#_~=?.]{0,20}", fullmatch=True)
DATES = (None, "1999-12-08", "1999-12", "1999", "1994/1996", "1999-23", "1999~", "199X", "1985/..", "-0043")
known = st.fixed_dictionaries(
    {
        "title": texts,
        "author": st.none() | st.builds("{}, {}".format, names, names),
        "publisher": st.none() | texts,
        "date": st.sampled_from(DATES),
        "url": st.none() | addresses,
        "note": st.none() | texts,
    }
)


@given(known)
@example({"title": "a } odd { b", "publisher": "{", "note": "}{"})
def test_bibtex_gives_back_what_was_written(values):
    wanted = source(**values)
    entry = entries(wanted)["s"]
    assert printed(entry.fields["title"]) == wanted["title"]
    for field, name in (("organization", "publisher"), ("annotation", "note")):
        assert printed(entry.fields.get(field, "")) == (wanted[name] or "")
    assert (entry.fields.get("date"), entry.fields.get("url")) == (wanted["date"], wanted["url"])
    people = [f"{' '.join(each.last_names)}, {' '.join(each.first_names)}" for each in entry.persons.get("author", ())]
    assert [printed(name) for name in people] == ([wanted["author"]] if wanted["author"] else [])
    assert entry.type == ("online" if wanted["url"] else "misc")


@given(known)
def test_csl_gives_back_what_was_written(values):
    wanted = source(**values)
    [item] = json.loads(written(csl, wanted))
    assert (item["title"], item.get("publisher"), item.get("URL")) == tuple(
        wanted[name] for name in ("title", "publisher", "url")
    )
    people = [f"{name['family']}, {name['given']}" for name in item.get("author", ())]
    assert people == ([wanted["author"]] if wanted["author"] else [])
    assert item["type"] == ("webpage" if wanted["url"] else "document")
    assert set(items(wanted)) == {"s"}


AUTHORS = {
    "Moshes, Arkady": [("Moshes", "Arkady")],
    "Lee, Ann; Lee, Bob": [("Lee", "Ann"), ("Lee", "Bob")],
    "United Nations": [("United Nations", None)],
    "Trade, Industry, and Energy": [("Trade, Industry, and Energy", None)],
    "Lee, Ann ;; World Bank ": [("Lee", "Ann"), ("World Bank", None)],
}


@pytest.mark.parametrize("text", AUTHORS)
def test_authors_are_told_apart_only_where_they_say_so(text):
    assert bibliography.authors(text) == AUTHORS[text]
    people = entries(source(author=text))["s"].persons["author"]
    told = [
        (" ".join(each.last_names), " ".join(each.first_names)) if each.first_names else (str(each).strip("{}"), None)
        for each in people
    ]
    assert told == AUTHORS[text]


def test_an_organisation_whose_name_has_and_in_it_is_one_author():
    [author] = entries(source(author="Ministry of Trade and Industry"))["s"].persons["author"]
    assert author.last_names == ["{Ministry of Trade and Industry}"]


ISSUED: dict[str, dict[str, Any]] = {
    "1999-12-08": {"date-parts": [[1999, 12, 8]]},
    "1999-12-08T10:00:00Z": {"date-parts": [[1999, 12, 8]]},
    "1999-12": {"date-parts": [[1999, 12]]},
    "1999": {"date-parts": [[1999]]},
    "1999~": {"date-parts": [[1999]], "circa": True},
    "1999?": {"date-parts": [[1999]], "circa": True, "edtf": "1999?"},
    "1999-23": {"date-parts": [[1999]], "season": 3},
    "1999-12/2000-02": {"date-parts": [[1999, 12], [2000, 2]]},
    "1994-01~/1996": {"date-parts": [[1994, 1], [1996]], "circa": True, "edtf": "1994-01~/1996"},
    "1999-24/2000-01": {"date-parts": [[1999, 12], [2000, 1]], "circa": True, "edtf": "1999-24/2000-01"},
    "199X": {"date-parts": [[1990], [1999]], "circa": True, "edtf": "199X"},
    "1999-XX": {"date-parts": [[1999]], "edtf": "1999-XX"},
    "[1994,1996]": {"date-parts": [[1994], [1996]], "circa": True, "edtf": "[1994,1996]"},
    "1999-33": {"date-parts": [[1999, 1], [1999, 3]], "circa": True, "edtf": "1999-33"},
    "1985/..": {"literal": "from 1985 onwards", "edtf": "1985/.."},
    "/1985": {"literal": "from an unknown date to 1985", "edtf": "/1985"},
    "0000": {"date-parts": [[-1]]},
    "-0043-03-15": {"date-parts": [[-44, 3, 15]]},
    "Y-170000002": {"date-parts": [[-170000003]]},
    "Y1234567890123456789": {"literal": "Y1234567890123456789", "edtf": "Y1234567890123456789"},
}


@pytest.mark.parametrize("edtf", ISSUED)
def test_dates_of_csl(edtf):
    [item] = json.loads(written(csl, source(date=edtf)))
    assert item["issued"] == ISSUED[edtf]
    read = items(source(date=edtf))["s"]["issued"]
    assert isinstance(read, LiteralDate) == ("literal" in ISSUED[edtf])
    assert isinstance(read, DateRange) == (len(ISSUED[edtf].get("date-parts", ())) == 2)


@given(st.sampled_from([edtf for edtf in ISSUED if "-parts" in str(ISSUED[edtf])]))
def test_csl_never_narrows_a_date(edtf):
    """What a program shows covers every day on which the source may have come out, seasons apart."""
    found, date = csl.issued(parse(edtf)), parse(edtf)
    sides = [_edtf_of(parts) for parts in found["date-parts"]]
    shown = parse("/".join(sides))
    assert shown.earliest <= date.earliest
    assert shown.latest >= date.latest or "season" in found


def _edtf_of(parts):
    year = parts[0] if parts[0] > 0 else parts[0] + 1
    if abs(year) > 9999:
        return f"Y{year}"
    return "-".join([f"{year:04d}" if year >= 0 else f"-{-year:04d}", *(f"{part:02d}" for part in parts[1:])])


BIBLATEX = {
    "1999-12-08": {"date": "1999-12-08"},
    "1999-23~": {"date": "1999-23~"},
    "199X": {"date": "199X"},
    "../1995-05": {"date": "../1995-05"},
    "-0043": {"date": "-0043"},
    "[1994..1996]": {"year": "some time between 1994 and 1996", "sortyear": "1994"},
    "1999-33": {"year": "first quarter of 1999", "sortyear": "1999"},
    "[..1996]": {"year": "1996 or earlier", "sortyear": "1996"},
    "1999-1X-3X": {"year": "1999-1X-3X", "sortyear": "1999"},
}


@pytest.mark.parametrize("edtf", BIBLATEX)
def test_dates_of_biblatex(edtf):
    """biblatex takes EDTF of levels 0 and 1; the rest is words with a year to sort by."""
    fields = entries(source(date=edtf))["s"].fields
    assert {name: fields[name] for name in ("date", "year", "sortyear") if name in fields} == BIBLATEX[edtf]


def test_capitals_of_titles_are_kept():
    fields = entries(source(title="News: Putin on the EU and minsk.by"))["s"].fields
    assert fields["title"] == "News: {Putin} on the {EU} and minsk.by"


def test_addresses_stay_as_they_are_but_for_braces_and_blanks():
    fields = entries(source(url="https://example.org/a_b?c=%20#d{e} f~g\\h"))["s"].fields
    assert fields["url"] == "https://example.org/a_b?c=%20#d%7Be%7D%20f~g%5Ch"


IDS = ("moshes-2000", "https://example.org/a?b", "https://example.org/a b", "Moshes-2000", "moshes 2000", "Ж", "a" * 90)


def test_keys_are_valid_stable_and_apart():
    keys = [bibliography.key(identity) for identity in IDS]
    assert keys[0] == "moshes-2000"
    assert len({key.lower() for key in keys}) == len(IDS)
    assert all(re.fullmatch(r"[A-Za-z0-9:._/+-]{1,80}", key) for key in keys)
    sources = [source(identity) for identity in IDS]
    assert list(entries(*sources)) == keys == list(entries(*sources[::-1]))[::-1]
    assert [item["id"] for item in json.loads(written(csl, *sources))] == keys


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), unique=True, max_size=9))
def test_no_two_ids_share_a_key(ids):
    assert len({bibliography.key(identity) for identity in ids}) == len(ids)


def cites(*ids):
    return {"citations": [{"source": identity, "locator": None, "quote": None} for identity in ids]}


@pytest.mark.parametrize(("module", "title"), [(bibtex, r"title = \{+(\w)\}"), (csl, r'"title": "(\w)"')])
def test_sources_that_are_cited_come_once_in_their_order(module, title):
    """One that nobody knows has its id for a title."""
    stream = io.StringIO()
    known = {identity: source(identity, title=identity.upper()) for identity in "abc"}
    module.write(EVENT_FIELDS, [cites("b", "a"), cites(), cites("b"), cites("x")], stream, sources=known)
    assert re.findall(title, stream.getvalue()) == ["B", "A", "x"]


@pytest.mark.parametrize("module", [bibtex, csl, bibliography])
def test_examples(module):
    assert doctest.testmod(module).failed == 0
