"""CAMEO actor codes: three letters each for a state, region, organisation or role, put together as in BLRGOV."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dateline.formats.datasets import states
from dateline.model import Actor, ActorKind, Participant

ROLES = {
    "AGR": "agriculture", "BUS": "business", "CIV": "civilians", "COP": "police",
    "CRM": "criminals", "CVL": "civilians", "DEV": "development", "EDU": "education", "ELI": "elites",
    "ENV": "environmentalists", "GOV": "government", "HLH": "health", "HRI": "human rights",
    "INS": "insurgents", "JUD": "judiciary", "LAB": "labour", "LEG": "legislature", "MED": "media", "MIL": "military",
    "MOD": "moderates", "OPP": "opposition",
    "PKO": "peacekeepers", "RAD": "radicals", "REB": "rebels", "REF": "refugees",
    "REL": "religious", "SCI": "science", "SEP": "separatists", "SET": "settlers", "SOC": "society",
    "SPY": "intelligence service", "UAF": "armed forces of unknown side",
}  # fmt: skip
"""What somebody does; a state's code may stand before it."""

KINDS: dict[str, tuple[str, ActorKind]] = {
    "IGO": ("international organisation", "organisation"), "INT": ("international actor", "unknown"),
    "IMG": ("international militarised group", "organisation"), "MNC": ("multinational company", "company"),
    "NGM": ("non-governmental movement", "organisation"), "NGO": ("non-governmental organisation", "organisation"),
    "NMC": ("national company", "company"), "PTY": ("political party", "party"), "UIS": ("unidentified state", "state"),
}  # fmt: skip
"""What stands before the code of an organisation, or for one that is not named."""

GROUPS = {
    "AFU": "African Union", "AMN": "Amnesty International", "APE": "APEC", "ARL": "Arab League", "ASN": "ASEAN",
    "BTH": "Baath Party", "CIS": "Commonwealth of Independent States", "COE": "Council of Europe",
    "EBR": "European Bank for Reconstruction and Development", "ECA": "ECOWAS", "EEC": "European Union",
    "EFT": "European Free Trade Association", "FAO": "Food and Agriculture Organization",
    "GCC": "Gulf Cooperation Council",
    "GOE": "Group of Eight", "HCH": "High Commissioner for Human Rights", "HCR": "High Commissioner for Refugees",
    "HRW": "Human Rights Watch", "IAE": "International Atomic Energy Agency", "ICC": "International Criminal Court",
    "ICJ": "International Court of Justice", "IMF": "International Monetary Fund", "IRC": "Red Cross",
    "MSF": "Médecins Sans Frontières", "NAT": "NATO", "OAS": "Organization of American States",
    "OIC": "Organisation of Islamic Cooperation", "OPC": "OPEC", "OSC": "OSCE",
    "SAD": "Southern African Development Community",
    "TAL": "Taliban", "UNO": "United Nations", "WBK": "World Bank", "WFP": "World Food Programme",
    "WHO": "World Health Organization", "WTO": "World Trade Organization", "XFM": "Oxfam",
}  # fmt: skip

PLACES = {
    "AFR": "Africa", "ASA": "Asia", "BLK": "Balkans", "CAS": "Central Asia", "CAU": "Caucasus", "CEU": "Central Europe",
    "CFR": "Central Africa", "CRB": "Caribbean", "EAF": "Eastern Africa", "EEU": "Eastern Europe", "EUR": "Europe",
    "LAM": "Latin America", "MDT": "Mediterranean", "MEA": "Middle East", "NAF": "North Africa", "NMR": "North America",
    "PGS": "Persian Gulf", "SAF": "Southern Africa", "SAM": "South America", "SAS": "South Asia", "SCN": "Scandinavia",
    "SEA": "Southeast Asia", "WAF": "West Africa", "WST": "the West",
    "ABW": "Aruba", "BMU": "Bermuda", "CYM": "Cayman Islands", "COK": "Cook Islands", "ESH": "Western Sahara",
    "FLK": "Falkland Islands", "GIB": "Gibraltar", "GRL": "Greenland", "HKG": "Hong Kong", "MAC": "Macao",
    "NCL": "New Caledonia", "PRI": "Puerto Rico", "PSE": "Palestine", "PYF": "French Polynesia", "WSB": "West Bank",
    "GZS": "Gaza Strip",
}  # fmt: skip
"""Regions and territories."""

_FAITHS = {
    "BUD": "Buddhist", "CHR": "Christian", "CTH": "Catholic", "DOX": "Orthodox", "HIN": "Hindu", "JEW": "Jewish",
    "MOS": "Muslim", "PRO": "Protestant", "SFI": "Sufi", "SHI": "Shia", "SIK": "Sikh", "SUN": "Sunni",
}  # fmt: skip


class Meaning(NamedTuple):
    """What a code stands for: a name as people write it, and the kind of actor."""

    name: str
    kind: ActorKind


@lru_cache(65_536)
def meaning(code: str) -> Meaning | None:
    """Return what a code stands for, None when a part of it is not known.

    >>> meaning("BLR").name, meaning("BLRGOV").name, meaning("FRAGOVBUS").name
    ('Belarus', 'Belarus: government', 'France: government, business')
    >>> meaning("IGOUNODEVWBK").name, meaning("COP").name, meaning("kur")
    ('International organisation: United Nations, development, World Bank', 'Police', None)
    """
    first, rest = code[:3], [code[start : start + 3] for start in range(3, len(code), 3)]
    found = _first(first)
    words = [_later(part) for part in rest]
    if found is None or None in words:
        return None
    said = ", ".join(dict.fromkeys(word for word in words if word))
    kind: ActorKind = "body" if found.kind == "state" or (found.kind == "unknown" and rest) else found.kind
    return Meaning(f"{found.name}: {said}", kind) if rest else found


def _first(part: str) -> Meaning | None:
    """Return what the first three letters stand for."""
    state = states.by_code().get(part)
    if state:
        return Meaning(state.name, "state")
    if part in KINDS:
        name, kind = KINDS[part]
        return Meaning(_capital(name), kind)
    if part in GROUPS:
        return Meaning(GROUPS[part], "organisation")
    if part in PLACES:
        return Meaning(_capital(PLACES[part]), "unknown")
    name = _FAITHS.get(part) or ROLES.get(part, "")
    return Meaning(_capital(name), "body") if name else None


def _later(part: str) -> str | None:
    """Return what three letters after the first stand for."""
    known = _FAITHS.get(part) or ROLES.get(part) or GROUPS.get(part) or PLACES.get(part)
    if known:
        return known
    if part in KINDS:
        return KINDS[part][0]
    state = states.by_code().get(part)
    return state.name if state else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(65_536)
def name(code: str, given: str | None) -> str | None:
    """Return how to call an actor: by its code where that is known, as it was `given`, or by the bare code.

    Codes of peoples are not in the lists here: the name that was given is theirs, and what they do follows.

    >>> name("BLRGOV", "MINSK"), name("catSEP", "CATALAN"), name("kur", None)
    ('Belarus: government', 'Catalan: separatists', 'kur')
    """
    known = meaning(code)
    if known or not given:
        return (known.name if known else code) or None
    words = [_later(code[start : start + 3]) for start in range(3, len(code), 3)]
    said = ", ".join(word for word in dict.fromkeys(words) if word)
    return given.title() + (f": {said}" if said else "")


def identity(code: str) -> str:
    """Return the id of the actor of a code; a state's code that was given up counts as its present one.

    >>> identity("BLR"), identity("ROM"), identity("ROMGOV"), identity("kur")
    ('cameo:BLR', 'cameo:ROU', 'cameo:ROUGOV', 'cameo:kur')
    """
    state = states.by_code().get(code[:3])
    return f"{state.identity}{code[3:]}" if state else f"cameo:{code}"


def actor(participant: Participant) -> Actor:
    """Return the actor `cameo:CODE` that an event names.

    A state is dated and has its codes in other schemes as aliases. What the row called any other actor serves as the
    name where the code says nothing; it is no alias, as rows call the government of a state by the state's own name.
    """
    code = participant.actor.removeprefix("cameo:")
    state = states.by_code().get(code)
    if state:
        return states.actor(state)
    known = meaning(code)
    called = name(code, participant.name) or code
    above = states.by_code().get(code[:3])
    return Actor(
        participant.actor,
        called,
        known.kind if known else "unknown",
        (code,) if code != called else (),
        member_of=states.member_of(above),
    )
