"""Roles of actors, by their place before or behind a verb: who signed, who visited whom, who pays whom by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.documents.actors import Mention
from dateline.light_classes import NamedTuple


class Act(NamedTuple):
    """A verb in the active voice, the role of who does it, and the role of whom it is done to; None for none."""

    verb: re.Pattern[str]
    doer: str | None
    other: str | None


def _act(verbs: str, doer: str | None, other: str | None = None) -> Act:
    return Act(re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE), doer, other)


ACTS = (
    _act("said|says|told|complain(?:ed|s)|declar(?:ed|es)|announc(?:ed|es)|lament(?:ed|s)|stated", "speaker"),
    _act(
        "visit(?:ed|s)|travel(?:led|s) to|(?:came|went|flew) to|(?:paid|pays) (?:\\w+ ){1,5}visit to", "visitor", "host"
    ),
    _act("paid(?! (?:\\w+ ){1,5}visit)|pays|owed|owes|compensated", "payer", "recipient"),
    _act("sold|sells|suppl(?:ied|ies)|exported|delivered", "seller", "buyer"),
    _act("bought|buys|purchased|imported", "buyer", "seller"),
    _act(
        "invaded|attacked|occupied|annexed|bombed|sanctioned|expelled|blockaded|"
        "imposed (?:\\w+ ){0,2}sanctions (?:on|against)",
        "initiator",
        "target",
    ),
    _act("proposed|initiated|launched|offered|suggested", "initiator"),
    _act("criticis(?:ed|es)|criticiz(?:ed|es)|condemned|denounced|blamed", "critic"),
    _act("appointed|nominated", None, "appointee"),
    _act("elected|re-elected", None, "winner"),
    _act("won", "winner"),
    _act("built|constructed", "builder"),
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|and|,\s*and|&)\s*(?:the\s+)?")
_OBLIGING = re.compile(
    r"\b(?:shall|must|will|should|undert\w+|(?:is|are|was|were) to|(?:has|have|had) to|"
    r"(?:agree|commit|pledge|promise)(?:s|d|ted)?|to be)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_RECEIVING = re.compile(r"\b(?:pay|repay|compensate|assist|to|for)\s+(?:the\s+)?$", re.IGNORECASE)


def roles(text: str, clause: tuple[int, int], mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the roles of the actors that a clause mentions, by their ids; the first role of each counts."""
    found: dict[str, str] = {}
    for act in ACTS:
        for verb in act.verb.finditer(text, *clause):
            before, behind = _before(text, mentions, verb.start()), _behind(text, mentions, verb.end())
            if _PASSIVE.search(text, clause[0], verb.start()):
                before, behind = _agents(text, mentions, verb.end()), before
            for group, role in ((before, act.doer), (behind, act.other)):
                for each in group if role else ():
                    found.setdefault(each.actor, role or "")
    return found


def bound(text: str, clause: tuple[int, int], mentions: Sequence[Mention]) -> dict[str, str]:
    """Return whom a promise binds and whom it is for, by their ids; empty where the clause names nobody for it."""
    verb = _last(text, clause)
    if verb is None:
        return {}
    agents = _agents(text, mentions, verb.end())
    obligors = dict.fromkeys(each.actor for each in agents or _before(text, mentions, verb.start()))
    found = dict.fromkeys(obligors, "obligor" if len(obligors) == 1 else "co-obligor")
    for each in mentions:
        if each.start >= verb.end() and _RECEIVING.search(text, verb.start(), each.start):
            found.setdefault(each.actor, "beneficiary")
    return found


def _last(text: str, clause: tuple[int, int]) -> re.Match[str] | None:
    """Return the last verb of a clause that obliges: "Ukraine promised that Russia must pay"."""
    found = None
    for found in _OBLIGING.finditer(text, *clause):  # noqa: B007
        pass
    return found


def _agents(text: str, mentions: Sequence[Mention], place: int) -> list[Mention]:
    """Return those by whom it is done, as in "was bought from Russia by Ukraine"."""
    return [each for each in mentions if each.start >= place and _AGENT.search(text, place, each.start)]


def _before(text: str, mentions: Sequence[Mention], place: int) -> list[Mention]:
    """Return the last mention before a place, and those that "and" or a comma joins to it."""
    group: list[Mention] = []
    for each in reversed([each for each in mentions if each.end <= place]):
        if group and not _JOINED.fullmatch(text, each.end, group[-1].start):
            break
        group.append(each)
    return group[::-1]


def _behind(text: str, mentions: Sequence[Mention], place: int) -> list[Mention]:
    """Return the first mention behind a place, and those that "and" or a comma joins to it."""
    group: list[Mention] = []
    for each in (each for each in mentions if each.start >= place):
        if group and not _JOINED.fullmatch(text, group[-1].end, each.start):
            break
        group.append(each)
    return group
