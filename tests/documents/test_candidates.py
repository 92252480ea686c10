"""Candidates: one for each date and clause, with quote, actors, themes, and promises with their reading rule."""

from __future__ import annotations

import pytest
from documents.other_treaties import TREATIES as OTHER_TREATIES
from documents.treaties import TREATIES

from dateline.dates import parse
from dateline.documents.candidates import candidates
from dateline.documents.finding.values import when_of
from dateline.documents.known import Known
from dateline.documents.texts import placed
from dateline.model import Actor, Event, Membership, Participant, Theme
from dateline.quotes import Kept

ACTORS = (
    Actor("russia", "Russia", "state", ("Russian Federation", "Россия")),
    Actor("belarus", "Belarus", "state", ("Belorussia",)),
    Actor("ukraine", "Ukraine", "state"),
    Actor("putin", "Vladimir Putin", "person"),
    Actor("ivan-petrov", "Ivan Petrov", "person"),
    Actor("oleg-petrov", "Oleg Petrov", "person"),
    Actor("duma", "State Duma", "body", member_of=(Membership("russia"),)),
    Actor("cis", "Commonwealth of Independent States", "bloc"),
)
THEMES = (Theme("trade", "Trade", ("trade relations",)), Theme("trade/barter", "Barter"))
EVENTS = (
    Event("treaty-1999", "Treaty on creating the Union State signed", parse("1999-12-08"), place="Moscow"),
    Event("talks", "Monetary talks held", parse("1993/1994"), actors=(Participant("russia"),)),
)
KNOWN = Known(ACTORS, THEMES, EVENTS)


def found(text, written=None):
    return list(candidates(placed(text), KNOWN, when_of(written) if written else None))


@pytest.mark.parametrize(("written", "text", "promised"), [*TREATIES, *OTHER_TREATIES])
def test_promises_of_treaties(written, text, promised):
    deadlines = [each for each in found(text, written) if each.kind == "deadline"]
    assert {each.date: each.due_rule for each in deadlines} == promised


def test_one_for_each_date_and_clause():
    text = "One line has run since September 1999; another was founded in October 2000, and in October 2000 it began."
    assert [(each.date, each.title) for each in found(text)] == [
        ("1999-09", "One line has run since September 1999"),
        ("2000-10", "Another was founded in October 2000"),
        ("2000-10", "In October 2000 it began"),
    ]


DATES = {
    "It was created in the mid-1990s.": ("1994/1996", ("[1994..1996]",)),
    "It grew in the first half of 2000.": ("2000-40", ()),
    "In May 1940 they came. In early June they left.": ("1940-06-01/1940-06-10", ("[1940-06-01..1940-06-10]",)),
    "They fought from 1995 to 1999.": ("1995/1999", ()),
    "They fought in 2007-08.": ("2007/2008", ()),
    "It was signed on 7/8/1999.": (None, ("1999-07-08", "1999-08-07")),
    "He won in March 2000, having come eight months earlier.": ("1999-07", ()),
    "It fell two months after the monetary talks.": ("1993-03/1994-02", ()),
}


@pytest.mark.parametrize(("text", "wanted"), DATES.items())
def test_dates(text, wanted):
    last = found(text)[-1]
    assert (last.date, last.also) == wanted or last.date.startswith("[1993"), last


NAMED = {
    "In 1999 Russia and Belorussia signed a treaty.": ["russia (signatory)", "belarus (signatory)"],
    "Putin came in 2000.": ["putin"],
    "In 2000 the State Duma met.": ["duma"],
    "In 2000 Russia's army and Belarusian troops met.": ["russia", "belarus"],
    "It cost 100 million US dollars in 1999.": [],
    "The Russian leader Putin came in 2000.": ["putin"],
    "The CIS met in 1999.": ["cis"],
    "Russia met Ukraine often. In 1999 both countries agreed.": ["russia", "ukraine"],
    "Kiev protested in 1999.": ["ukraine"],
    "They fought in Kiev in 1999.": [],
    "They met in Kiev in 1999.": ["ukraine (host)"],
    "Putin went to Minsk on a visit in 2000.": ["putin (visitor)", "belarus (host)"],
    "Putin visited Ukraine in 2000.": ["putin (visitor)", "ukraine (host)"],
    "In 1999 Russia and Belarus sold gas to Ukraine.": ["russia (seller)", "belarus (seller)", "ukraine (buyer)"],
    "Ukraine was invaded by Russia in 1999.": ["ukraine (target)", "russia (initiator)"],
    "Russia invaded Ukraine in 1999.": ["russia (initiator)", "ukraine (target)"],
    "In 2000 Putin was elected.": ["putin (winner)"],
    "In 1999 Putin said that Ukraine owed Russia money.": ["putin (speaker)", "ukraine (payer)", "russia (recipient)"],
    "Gas was bought from Russia by Ukraine in 1999.": ["russia", "ukraine (buyer)"],
    "Ivan Petrov came. In 1999 Petrov left.": ["ivan-petrov"],
    "Oleg Petrov and Ivan Petrov came. Oleg Petrov stayed. In 1999 Petrov left.": ["oleg-petrov"],
    "In 1999 Petrov left.": [],
}


@pytest.mark.parametrize(("text", "actors"), NAMED.items())
def test_actors(text, actors):
    assert list(found(text)[0].actors) == actors


BOUND = {
    "Russia shall pay Ukraine by 1 May 2003.": ["russia", "ukraine (beneficiary)"],
    "Russia and Belarus shall sign an agreement by 1 May 2003.": ["russia (co-obligor)", "belarus (co-obligor)"],
    "Ukraine said that Russia must leave by 2004.": ["russia"],
    "The troops shall be withdrawn by Russia by 1 May 2003.": ["russia"],
    "Russia met Ukraine often. Both countries shall open the border by 2004.": [
        "russia (co-obligor)",
        "ukraine (co-obligor)",
    ],
}


@pytest.mark.parametrize(("text", "actors"), BOUND.items())
def test_whom_a_promise_binds(text, actors):
    [each] = [each for each in found(text) if each.kind == "deadline"]
    assert list(each.actors) == actors


def test_themes_places_and_what_it_resembles():
    [each] = found("In 1999 barter trade grew.")
    assert (each.themes, each.place, each.event) == (("trade/barter",), None, None)
    [each] = found("The treaty creating the Union State was signed in Moscow on 8 December 1999.")
    assert (each.place, each.event) == ("Moscow", "treaty-1999")
    assert each.resembles == "Treaty on creating the Union State signed (1999-12-08)"


def test_forecasts():
    text = "The currency came in 1999. A new one is planned for 2005."
    assert [each.kind for each in found(text, "2000-12")] == ["event", "forecast"]
    assert [each.kind for each in found(text)] == ["event", "forecast"]


def test_places_and_quotes():
    raw = "Why It\nMatters\n\nIn the first half of\n2000 trade grew.\n\f\nNothing more came. In 2001 it\nfell."
    first, second = found(raw)
    assert (first.quote, first.locator) == (
        "In the first half of 2000 trade grew.",
        "p. 1, par. 2, characters 16 to 53",
    )
    assert second.locator.startswith("p. 2, par. 3")
    kept = Kept(raw)
    assert all(kept.find(each.quote) for each in (first, second))


def test_a_sentence_that_comes_again_has_an_id_of_its_own():
    text = "They met on 3 May 1991.\n\nThey met on 3 May 1991.\n\nThey met on 3 May 1991."
    first, *again = (each.id for each in found(text))
    assert again == [f"{first}-again-2", f"{first}-again-3"]
    assert [each.id for each in found("They met on 3 May 1991.")] == [first]
