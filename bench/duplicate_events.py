"""Made-up events of which some are recorded twice, for `bench/duplicates.py`: seeded, and written before the scores.

A second record has a coarser date, other words, names in other spellings, a place that is moved or missing, fewer
actors or a member in place of a state, and another theme of the tree. Beside them stand events that only look alike:
elections every few years under one title, rounds of talks that differ by their number, a meeting that goes on the next
day. Who records such a row one by one gives each its day; a second record may be so coarse that it fits several, and
then nobody can tell which of them it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

_FIRST, _DAYS = date(1992, 1, 1), 30 * 365
_STATES, _PEOPLE, _PLACES, _SUBJECTS = 60, 3, 500, 90
_LIKE_OTHERS = 0.15
"""The share of events that belong to a row of others of their kind."""


def _words(text: str) -> list[str]:
    return text.split()


_SYLLABLES = _words(
    "ba be bo da dra du ga go gri ka ko kra lu la li ma mi mo na ne no "
    "pa pe pol ra re ro sa se shi so ta te to tra vo vi za zhe yar"
)
_ENDS = _words("v n r k s t nsk grad ia stan burg ets ko chuk enko idze ov in")
_ADJECTIVES = _words("joint common new first special regional military economic technical annual interim final draft")
_NOUNS = _words(
    "pipeline tariff customs border currency budget railway election gas oil grain debt visa missile nuclear fishery "
    "dairy sugar potash satellite transit airspace pension defence treaty union"
)
_TEMPLATES = (
    "{a} and {b} sign {subject} agreement in {place}",
    "{person} meets {other} on {subject} in {place}",
    "{a} suspends {subject} talks with {b}",
    "Protest over {subject} in {place}",
    "{person} visits {place}",
    "{a} accuses {b} of breaking {subject} rules",
    "Fire at {subject} site near {place}",
    "{a} parliament adopts law on {subject}",
    "{b} lends {a} money for {subject}",
    "Explosion in {place}, {person} blames {b}",
    "{person} dismisses minister for {subject}",
    "Court in {place} sentences {other} over {subject}",
)
_ROWS = (
    ("Presidential election in {a}", (1461, 1826)),
    ("Round {number} of talks between {a} and {b} on {subject}", (30, 90)),
    ("Meeting of {a} and {b} council on {subject} in {place}", (1, 1)),
    ("Annual summit of {a} and {b} in {place}", (365, 366)),
    ("{a} and {b} hold {subject} exercise", (180, 400)),
)
_OTHER_WORDS = {
    "sign": "conclude", "agreement": "accord", "meets": "receives", "suspends": "breaks off",
    "Protest": "Demonstration", "visits": "travels to", "accuses": "blames", "adopts": "passes",
    "talks": "negotiations", "Fire": "Blaze",
    "dismisses": "sacks", "election": "elections", "Meeting": "Session", "hold": "conduct", "lends": "loans",
    "Explosion": "Blast", "parliament": "legislature", "council": "Council", "Annual": "Yearly", "summit": "meeting",
}  # fmt: skip
_SPELLINGS = (("y", "i"), ("ko", "ka"), ("zh", "j"), ("sh", "š"), ("v", "w"), ("k", "c"), ("ia", "iya"), ("ts", "tz"))


class World:
    """States with their people and places, and events among them."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.states = [self._name().title() for _ in range(_STATES)]
        self.people = [[self._name().title() for _ in range(_PEOPLE)] for _ in self.states]
        self.places = [self._place() for _ in range(_PLACES)]
        self.subjects = [" ".join(random.sample(_ADJECTIVES, 1) + random.sample(_NOUNS, 1)) for _ in range(_SUBJECTS)]

    def _name(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.choice((1, 2, 2, 3)))) + self.random.choice(_ENDS)

    def _place(self) -> tuple[str, float, float]:
        return self._name().title(), self.random.uniform(35, 68), self.random.uniform(-10, 90)

    def members(self) -> dict[str, str]:
        """Return the state of each person, by their ids."""
        return {f"p{state}-{person}": f"s{state}" for state in range(_STATES) for person in range(_PEOPLE)}

    def write_actors(self, file: Path) -> None:
        """Write the states and their people as a collection."""
        lines = ['[collection]\nid = "world"\ntitle = "The world"\n']
        for number, state in enumerate(self.states):
            lines.append(f'[[actor]]\nid = "s{number}"\nname = "{state} {number}"\nkind = "state"\n')
            for place, person in enumerate(self.people[number]):
                head = f'[[actor]]\nid = "p{number}-{place}"\nname = "{person} {number}.{place}"\nkind = "person"'
                lines.append(f'{head}\nmember_of = [{{ actor = "s{number}", role = "president" }}]\n')
        file.write_text("\n".join(lines), "utf-8")

    def events(self, number: int) -> Iterator[dict[str, Any]]:
        """Yield so many events, with rows of their kind among them."""
        made = 0
        while made < number:
            if self.random.random() < _LIKE_OTHERS / 4:
                for each in self._row(min(self.random.randint(2, 6), number - made)):
                    yield each
                    made += 1
            else:
                yield self._event(self.random.choice(_TEMPLATES), self._parts(), self.random.randrange(_DAYS), 0)
                made += 1

    def _row(self, length: int) -> Iterator[dict[str, Any]]:
        (template, apart), parts, day = self.random.choice(_ROWS), self._parts(), self.random.randrange(_DAYS)
        for number in range(1, length + 1):
            yield self._event(template, parts, day, number)
            day += self.random.randint(*apart)

    def _parts(self) -> dict[str, Any]:
        a, b = self.random.sample(range(_STATES), 2)
        person, other = (self.random.randrange(_PEOPLE) for _ in "12")
        return {"a": a, "b": b, "person": person, "other": other, "place": self.random.choice(self.places),
                "subject": self.random.choice(self.subjects)}  # fmt: skip

    def _event(self, template: str, parts: dict[str, Any], day: int, number: int) -> dict[str, Any]:
        a, b, place = parts["a"], parts["b"], parts["place"]
        title = template.format(
            a=self.states[a], b=self.states[b], person=self.people[a][parts["person"]],
            other=self.people[b][parts["other"]], subject=parts["subject"], place=place[0], number=number,
        )  # fmt: skip
        named = {
            "{a}": f"s{a}",
            "{b}": f"s{b}",
            "{person}": f"p{a}-{parts['person']}",
            "{other}": f"p{b}-{parts['other']}",
        }
        there = self.random.random() < 0.8
        return {
            "day": _FIRST + timedelta(day), "in_row": number > 0, "title": title, "place": place[0] if there else "",
            "latitude": place[1] if there else None, "longitude": place[2] if there else None,
            "actors": [each for mark, each in named.items() if mark in template],
            "themes": [f"{parts['subject'].split()[1]}/{parts['subject'].split()[0]}"],
        }  # fmt: skip


class Witness:
    """Records an event once more, in its own way."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def dated(self, day: date, coarse: float) -> str:
        """Return a date that the day is in; with the chance `coarse` a longer one."""
        if self.random.random() >= coarse:
            return day.isoformat()
        kind = self.random.choices(("month", "season", "year", "around"), (5, 2, 2, 3))[0]
        if kind == "season" and day.month != 12:
            return f"{day.year}-{21 + (day.month - 3) // 3}" if day.month > 2 else f"{day.year}-{day.month:02d}"
        if kind == "around":
            first = day - timedelta(self.random.randint(0, 6))
            return f"[{first.isoformat()}..{(day + timedelta(self.random.randint(0, 6))).isoformat()}]"
        return f"{day.year:04d}" if kind == "year" else f"{day.year}-{day.month:02d}"

    def again(self, event: dict[str, Any]) -> dict[str, Any]:
        """Return an event as another source tells it."""
        found = dict(event, title=self._told(event["title"]), actors=self._taking_part(event["actors"]))
        if found["latitude"] is not None:
            fate = self.random.random()
            if fate < 0.25:
                found |= {"latitude": None, "longitude": None}
            elif fate < 0.7:
                found |= {"latitude": found["latitude"] + self.random.gauss(0, 0.08),
                          "longitude": found["longitude"] + self.random.gauss(0, 0.12)}  # fmt: skip
        if found["place"]:
            fate = self.random.random()
            found["place"] = "" if fate < 0.2 else self._respelt(found["place"]) if fate < 0.45 else found["place"]
        above = found["themes"][0].split("/")[0]
        found["themes"] = self.random.choice((found["themes"], found["themes"], [above], []))
        return found

    def _told(self, title: str) -> str:
        words = []
        for word in title.split():
            if word in _OTHER_WORDS and self.random.random() < 0.4:
                words.append(_OTHER_WORDS[word])
            elif word[0].isupper() and self.random.random() < 0.2:
                words.append(self._respelt(word))
            elif self.random.random() >= 0.03:
                words.append(word)
        if " in " in title and self.random.random() < 0.15:
            words = [*words[-1:], *words[:-2]]
        return " ".join(words)

    def _respelt(self, name: str) -> str:
        one, other = self.random.choice(_SPELLINGS)
        if one in name:
            return name.replace(one, other, 1)
        place = self.random.randrange(len(name))
        return name[:place] + (name[place + 1 :] if self.random.random() < 0.5 else name[place] + name[place:])

    def _taking_part(self, actors: list[str]) -> list[str]:
        found = [
            f"s{each[1:].split('-')[0]}" if each[0] == "p" and self.random.random() < 0.15 else each for each in actors
        ]
        if len(found) > 1 and self.random.random() < 0.25:
            found.pop(self.random.randrange(len(found)))
        return [] if self.random.random() < 0.05 else list(dict.fromkeys(found))


class Made(NamedTuple):
    """Two lists of events of a world, and the ids of those that are one; the second is empty if the first has all."""

    ones: list[dict[str, Any]]
    others: list[dict[str, Any]]
    pairs: set[tuple[str, str]]
    world: World

    @property
    def members(self) -> dict[str, str]:
        """Return the state of each person, by their ids."""
        return self.world.members()


def made(number: int, seed: int, share: float = 0.05, *, beside: bool = False) -> Made:
    """Return so many events of which a share is recorded twice; `beside` each other as many in two lists."""
    random = Random(seed)
    world, witness = World(random), Witness(random)
    twice = int(number * share)
    events = list(world.events((2 * number if beside else number) - twice))
    random.shuffle(events)
    for place, event in enumerate(events):
        event |= {"id": f"e{place}", "date": witness.dated(event["day"], 0.0 if event["in_row"] else 0.15)}
    again = [witness.again(each) | {"id": f"again-{each['id']}"} for each in events[:twice]]
    for event in again:
        event["date"] = witness.dated(event["day"], 0.4)
    pairs = {(each["id"].removeprefix("again-"), each["id"]) for each in again}
    if beside:
        return Made(events[:number], events[number:] + again, pairs, world)
    return Made(events + again, [], pairs, world)


def write(events: list[dict[str, Any]], file: Path) -> None:
    """Write events as our own CSV."""
    fields = ("id", "date", "title", "place", "latitude", "longitude", "actors", "themes")
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(fields)
        for event in events:
            row = event | {"actors": "; ".join(event["actors"]), "themes": "; ".join(event["themes"])}
            writer.writerow([row[name] if row[name] is not None else "" for name in fields])
