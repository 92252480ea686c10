"""Random pairs of edits of a file of records, and what a three-way merge of them must say, worked out over values."""

from __future__ import annotations

import copy
import json
import tomllib

TITLES = ("Talks", "A treaty", "Gas stops", "Gas flows", "A summit")
SOURCES = ("moshes-2000", "paper", "book")
FIELDS = ("title", "date", "description", "place", "kind", "note_of_ours")
SCALARS = {
    "title": TITLES,
    "date": ("1994", "1994-07", "1995-05~", "1996/1997", "[1994..1996]"),
    "description": ('It says "so".', "Two\nlines", "Long # no comment", "Ünïcode"),
    "place": ("Minsk", "Brest", "Near [Minsk]"),
    "kind": ("talks", "treaty"),
    "confidence": ("high", "medium", "low"),
}
LISTS = {
    "actors": ("russia", "belarus (host)", "latvia", "poland (guest)", "eu"),
    "themes": ("energy", "energy/gas", "trade", "defence"),
    "citations": tuple({"source": source, "locator": f"p. {page}"} for source in SOURCES for page in (1, 2)),
}


def event(random, identity):
    """Return the values of an event."""
    found = {"id": identity, "title": random.choice(TITLES), "date": random.choice(SCALARS["date"])}
    found |= {name: random.choice(SCALARS[name]) for name in SCALARS if random.random() < 0.5}
    return found | {name: random.sample(LISTS[name], random.randint(1, 3)) for name in LISTS}


def text_of(events):
    """Return events as TOML, with a comment before each, and beside a field of each."""
    return "# The head.\n\n" + "\n".join(f"# about {each['id']}\n[[event]]\n{fields(each)}" for each in events)


def fields(values):
    lines = []
    for name, value in values.items():
        if name == "title":
            lines.append(f"# title of {values['id']}")
        lines.append(f"{name} = {toml(value)}")
    return "\n".join(lines) + "\n"


def toml(value):
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def edited(random, events, side, names):
    """Return a copy with a few edits of some fields, a record more or less now and then."""
    found = copy.deepcopy(events)
    for _ in range(random.randint(1, 4)):
        edit(random, random.choice(found), random.choice(names))
    if random.random() < 0.4:
        found.insert(random.randrange(len(found) + 1), event(random, f"new-{side}-{random.randrange(10**6)}"))
    return found


def edit(random, values, name):
    if name in LISTS:
        there = values[name]
        free = [each for each in LISTS[name] if each not in there]
        if free and (random.random() < 0.6 or len(there) < 2):
            there.insert(random.randrange(len(there) + 1), random.choice(free))
        else:
            there.pop(random.randrange(len(there)))
    elif name in values and name not in ("title", "date") and random.random() < 0.3:
        del values[name]
    else:
        values[name] = random.choice(SCALARS[name])


def expected(base, ours, theirs):
    """Return what must be merged, records by id, and the (id, field) that must conflict; lists are sets here.

    Written without the program's own code: for each field and each item of a list, who changed it counts.
    """
    sides = [{each["id"]: each for each in events} for events in (base, ours, theirs)]
    merged, conflicts = {}, set()
    for identity in dict.fromkeys(identity for side in sides for identity in side):
        b, o, t = (side.get(identity) for side in sides)
        if o is None or t is None:
            kept = t if o is None else o
            if b is None:
                merged[identity] = kept
            elif kept is not None and kept != b:
                conflicts.add((identity, "*"))
            continue
        if b is None:
            merged[identity] = o
            if o != t:
                conflicts.add((identity, "*"))
            continue
        merged[identity] = {}
        for name in dict.fromkeys([*b, *o, *t]):
            field(merged[identity], conflicts, identity, name, b.get(name), o.get(name), t.get(name))
    return merged, conflicts


def field(merged, conflicts, identity, name, b, o, t):
    if o == t or t == b:
        value = o
    elif o == b:
        value = t
    elif name in LISTS:
        before, left, right = ({json.dumps(each) for each in side or []} for side in (b, o, t))
        if (before - left) & (before - right) and left - before != right - before:
            conflicts.add((identity, name))
            return
        value = [json.loads(each) for each in (left & right) | (left - before) | (right - before)]
    else:
        conflicts.add((identity, name))
        return
    if value is not None and value != []:
        merged[name] = value


def as_sets(values):
    """Return records with their lists as sets."""
    return {
        identity: {
            name: sorted(json.dumps(each, sort_keys=True) for each in value) if isinstance(value, list) else value
            for name, value in each.items()
        }
        for identity, each in values.items()
    }


def parsed(text):
    """Return the records of a text by id."""
    return {each["id"]: each for each in tomllib.loads(text).get("event", [])}


def one_side(text, side):
    """Return a text with markers as one of the two sides has it."""
    lines, where = [], "both"
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            where = "ours"
        elif line.rstrip() == "=======":
            where = "theirs"
        elif line.startswith(">>>>>>> "):
            where = "both"
        elif where in ("both", side):
            lines.append(line)
    return "".join(lines)
