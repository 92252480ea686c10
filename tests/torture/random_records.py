"""Texts that a person might write at random: records in TOML, rows to import, tables of decisions."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

IDS = {
    "source": ("s1", "s2", "s3"),
    "actor": ("a", "b", "c", "d"),
    "theme": ("t", "t/u", "t/u/v", "w"),
    "event": tuple(f"e{number}" for number in range(6)),
    "programme": ("p1", "p2"),
    "horizon": ("h1", "h2"),
    "deadline": ("d1", "d2", "d3", "d4", "d5"),
    "link": ("l1", "l2"),
}
IMPORTED = ("x1", "x2", "strike:1")
_ALWAYS = ("source", "actor", "theme", "programme", "horizon")
_DATES = (
    "1994-07-03", "1994", "1994-07", "1994~", "{1994,1996}", "1995-02-28", "1994-21", "[1994..1996]", "1990/1999",
    "../1993", "199X", "1994-XX-03", "1994?", "1995-03-31",
)  # fmt: skip
_DAYS = ("1994-12-31", "1995-01-31", "1995-02-28", "1995-12-31", "1996-02-29", "1996-06-30")


class Writer:
    """Writes records with a generator of random numbers."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def collection(self) -> str:
        """Return a whole collection; it may have faults, such as a link to an event that is not there."""
        spread = self._perhaps('circa = "2 years"', 0.15)
        texts = [f'[collection]\nid = "col"\ntitle = "Col"\n{spread}']
        for kind, ids in IDS.items():
            texts += [self.record(kind, each) for each in ids if kind in _ALWAYS or self._chance.random() < 0.7]
        return "\n".join(texts)

    def record(self, kind: str, identity: str) -> str:
        """Return a record of a kind as TOML."""
        name = "name" if kind == "actor" else "title"
        head = f'[[{kind}]]\nid = "{identity}"\n' + (
            f'{name} = "{self._title(kind, identity)}"\n' if kind != "link" else ""
        )
        return head + getattr(self, f"_{kind}")(identity)

    def rows(self) -> str:
        """Return rows of JSON Lines to import."""
        chance = self._chance
        rows = [
            {
                "id": chance.choice((*IDS["event"], *IMPORTED)), "title": chance.choice(("Gas deal 1", "Oil talks")),
                "date": chance.choice((*_DATES, "rubbish")) if chance.random() < 0.4 else "1994-07-03",
                "actors": [{"id": each} for each in self._some((*IDS["actor"], "za"), 0, 2)],
                "themes": self._some((*IDS["theme"], "n/m"), 0, 2), "version": chance.randint(1, 4),
                "citations": [{"source": each} for each in self._some((*IDS["source"], "z"), 0, 2)],
                "withdrawn": chance.random() < 0.15,
            }
            for _ in range(chance.randint(1, 4))
        ]  # fmt: skip
        return "".join(json.dumps(row) + "\n" for row in rows)

    def decisions(self) -> str:
        """Return a table that decides of pairs of events whether they are one."""
        said = ("keep one", "keep other", "different", "")
        pairs = [self._chance.sample(IDS["event"], 2) for _ in range(2)]
        return "one,other,decision\n" + "".join(f"{one},{two},{self._chance.choice(said)}\n" for one, two in pairs)

    def _some(self, names: Sequence[str], least: int, most: int) -> list[str]:
        return self._chance.sample(names, self._chance.randint(least, most))

    def _perhaps(self, line: str, odds: float = 0.4) -> str:
        return f"{line}\n" if self._chance.random() < odds else ""

    def _cited(self, claims: bool = False) -> str:
        found = []
        for each in self._some(IDS["source"], 1, 2):
            words = [f'source = "{each}"', *(['locator = "p. 1"'] if self._chance.random() < 0.3 else [])]
            if claims and self._chance.random() < 0.5:
                words += [f'date = "{self._chance.choice(_DATES)}"', 'place = "Minsk"']
            found.append(f"{{ {', '.join(words)} }}")
        return f"citations = [{', '.join(found)}]\n"

    def _title(self, kind: str, identity: str) -> str:
        first = "Gas deal" if kind == "event" else "Élan"
        return f"{self._chance.choice((first, 'Oil talks'))} {'' if kind == 'event' else identity} 1"

    def _source(self, _: str) -> str:
        return self._perhaps('date = "1995"')

    def _actor(self, identity: str) -> str:
        text = f'kind = "state"\n{self._perhaps(f"""aliases = ["{identity.upper()}-alias"]""")}'
        if identity == "a" or self._chance.random() < 0.4:
            return text
        return text + f'[[actor.member_of]]\nactor = "a"\n{self._perhaps("""date = "1994~/1996" """)}'

    def _theme(self, identity: str) -> str:
        return self._perhaps(f'aliases = ["{identity.replace("/", " ")} x"]')

    def _event(self, _: str) -> str:
        actors = [f"{each}{self._chance.choice(('', ' (host)'))}" for each in self._some(IDS["actor"], 0, 2)]
        texts = [
            f'date = "{self._chance.choice((*_DATES, "undated"))}"\nconfidence = "high"\n',
            f"actors = {json.dumps(actors)}\n" if actors else "",
            self._perhaps('themes = ["t/u"]'), self._perhaps('description = "a \\"deal\\""'),
            self._perhaps('measures = [{ name = "deaths", value = 3 }]'), self._cited(claims=True),
        ]  # fmt: skip
        return "".join(texts)

    def _programme(self, _: str) -> str:
        return self._perhaps('observed_through = "1997-12-31"') + self._cited()

    def _horizon(self, _: str) -> str:
        dated = f'[[horizon.date]]\nwhen = "1995-03"\n{self._perhaps("""known = "1995-01-31" """)}{self._cited()}'
        return self._cited() + (dated if self._chance.random() < 0.5 else "")

    def _link(self, _: str) -> str:
        one, other = self._chance.sample(IDS["event"], 2)
        return f'type = "contradicts"\nfrom = "{one}"\nto = "{other}"\n{self._cited()}'

    def _deadline(self, identity: str) -> str:
        chance, several = self._chance, identity in ("d4", "d5")
        head = f'programme = "{chance.choice(IDS["programme"])}"\nforce = "binding"\nconfidence = "high"\n'
        head += {"d4": 'kind = "occurrence"\nrecurs = "FREQ=YEARLY"\n', "d5": 'parties = ["a", "b"]\n'}.get(
            identity, self._perhaps('actors = ["a", "c (co-obligor)"]')
        )
        dues = [f'due = "{chance.choice(("1994", "1995-06-30"))}"\nrule = "by_end"\n']
        if not several:
            counted = f'within = "3 months"\nof = "{chance.choice((*IDS["event"][:2], *IDS["horizon"]))}"\n'
            moved = f'within = "1 month"\nafter = "{chance.choice(_DAYS)}"\nroll = "following"\nholidays = "DE"\n'
            dues += [counted, moved, 'due = "1995~"\nrule = "in"\n', ""]
        parts = [f'[[deadline.due]]\nkind = "original"\n{chance.choice(dues)}{self._cited()}']
        if not several and chance.random() < 0.5:
            parts.append(
                '[[deadline.due]]\nkind = "amendment"\ndue = "1996"\nrule = "by_end"\neffective = "1995-07"\n'
                f'{self._perhaps("""standing = "claimed" """)}{self._cited()}'
            )
        if chance.random() < 0.5:
            own = {"d4": 'occurrence = "1995-12-31"\n', "d5": 'party = ["a"]\n'}.get(identity, "")
            when = chance.choice(("1995-06-30", "1995", "/1996-02-29"))
            parts.append(f'[[deadline.status]]\nlevel = {chance.randint(0, 3)}\nwhen = "{when}"\n{own}{self._cited()}')
        if chance.random() < 0.2:
            parts.append(f'[[deadline.waiver]]\neffective = "1996-01"\n{self._cited()}')
        if identity == "d2":
            parts.append(f'[[deadline.depends]]\non = "d1"\n{self._cited()}')
        return head + "".join(parts)
