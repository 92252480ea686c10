"""A small database with rows in every table, and what may be forged in it by SQL."""

from __future__ import annotations

import json

import sqlalchemy as sa

from dateline.formats import data_set
from dateline.formats.curated.folder import read_text
from dateline.input.batches import texts
from dateline.operations import editing as operation
from dateline.operations.imports import Outcome
from dateline.storage.derived import day_counts
from dateline.storage.engines.writing import writing
from dateline.storage.history.occasion import Occasion
from dateline.storage.opening import reading
from dateline.storage.schema.tables import metadata
from dateline.storage.writing import editing, imports, merging, source_texts
from dateline.storage.writing.load import load

CURATED = """
[collection]
id = "c"
title = "A collection"
description = "for forgers"
circa = "2 years"
[[source]]
id = "s"
title = "A paper"
author = "An author"
publisher = "A house"
date = "1999"
url = "https://example.org"
language = "en"
note = "a note"
[[actor]]
id = "a"
name = "Ay"
kind = "state"
aliases = ["Aye"]
description = "first"
date = "1990/"
citations = [{ source = "s", locator = "p. 1", quote = "ay" }]
[[actor]]
id = "b"
name = "Bee"
kind = "organisation"
member_of = [{ actor = "a", role = "part", date = "1991/1999", citations = [{ source = "s" }] }]
[[actor]]
id = "d"
name = "Dee"
kind = "organisation"
member_of = [{ actor = "b", date = "1992~/1998" }]
[[actor]]
id = "old"
name = "Old"
kind = "state"
[[theme]]
id = "t"
title = "Tea"
aliases = ["cha"]
description = "a theme"
[[theme]]
id = "t/u"
title = "You"
[[theme]]
id = "v"
title = "Vee"
parent = "t"
[[event]]
id = "e"
date = "1994-07"
date_text = "July"
title = "Gas runs"
description = "It runs from the east"
kind = "talk"
place = "Minsk"
latitude = 53.9
longitude = 27.5
confidence = "high"
calendar = "julian"
actors = ["a (host)", "b"]
themes = ["t/u", "v"]
measures = [{ name = "deaths", value = 3, low = 2, high = 5, unit = "people" }, { name = "tone", value = -1.5 }]
verdict = "editor"
citations = [{ source = "s", locator = "p. 2", quote = "gas", date = "1994", place = "Brest", actors = ["b", "d"] }]
[[event]]
id = "f"
date = "1994~/1996"
title = "Oil runs"
confidence = "low"
actors = ["b"]
themes = ["t"]
citations = [{ source = "s" }]
[[programme]]
id = "p"
title = "A programme"
date = "1999"
description = "to do"
observed_through = "2005-01-01"
actors = ["a (party)"]
citations = [{ source = "s" }]
[[link]]
id = "l"
type = "contradicts"
from = "e"
to_deadline = "y"
note = "it did"
citations = [{ source = "s" }]
[[link]]
id = "m"
type = "breaks"
from = "e"
to_deadline = "x"
citations = [{ source = "s" }]
[[horizon]]
id = "h"
title = "In force"
description = "the day"
actors = ["a"]
citations = [{ source = "s" }]
[[horizon.date]]
when = "[2000-11-30..2001-02-01]"
known = "2000-11-30"
note = "said"
citations = [{ source = "s" }]
[[deadline]]
id = "x"
programme = "p"
item = "1"
title = "Do it"
force = "binding"
lead = [3, 4]
actors = ["a (obligor)"]
themes = ["t"]
confidence = "high"
note = "noted"
[[deadline.due]]
kind = "original"
due = "2000-03"
text = "by March"
rule = "by_end"
effective = "1999-01-01"
known = "1999-01-01"
note = "first"
citations = [{ source = "s" }]
[[deadline.status]]
level = [1, 2]
when = "2000-02"
known = "2000-02-03"
event = "e"
note = "begun"
citations = [{ source = "s" }]
[[deadline.waiver]]
effective = "2001-03-01"
known = "2001-03-01"
basis = "a law"
note = "waived"
citations = [{ source = "s" }]
[[deadline.depends]]
on = "y"
lag = [0, 30]
known = "1999-12-08"
note = "after"
citations = [{ source = "s" }]
[[deadline]]
id = "y"
programme = "p"
title = "Do it first"
force = "binding"
confidence = "low"
[[deadline.due]]
kind = "original"
within = "3 months"
of = "h"
citations = [{ source = "s" }]
"""
IMPORTED = [
    {
        "id": f"i{number}", "title": f"Report {number}", "date": date, "description": "told by wire", "place": "Brest",
        "latitude": 52.1, "longitude": 23.7, "actors": [{"id": "a"}, {"id": "made", "role": "host"}],
        "themes": ["t/u", "w/z"], "citations": [{"source": "wire", "locator": "1", "quote": "told"}], "version": 1,
    }
    for number, date in enumerate(["1994-07-03", "1994-07-03", "1994-07-04", "1995", "1996~"])
]  # fmt: skip
LATER = [{**IMPORTED[1], "title": "Report corrected", "version": 2}, {"id": "i2", "withdrawn": True, "version": 2}]


def fill(url, path):
    """Write rows into every table, in several batches."""
    load(url, read_text("c.toml", CURATED), occasion=occasion(1, "load"))
    for number, rows in enumerate((IMPORTED, LATER), 2):
        path.write_text("\n".join(map(json.dumps, rows)))
        take(url, path, occasion(number, "import"), imports.Origin(f"/files/{number}.jsonl", 10, 20))
    text = source_texts.SourceText("s", "s.txt", "ab" * 32, "Gas runs, they say.")
    source_texts.keep(url, [text], occasion(4, "sources add"))
    merging.merge(url, ("actor", "old"), "a", occasion(5, "merge"))
    editing.remove(url, [("event", "i4")], occasion(5, "remove"))
    with reading(url) as connection:
        held = operation.held(connection, "i3", "event")
    operation.edit(url, held, "i3", held.text.replace("Report 3", "Told 3"), occasion(5, "edit"))
    path.write_text(json.dumps({**IMPORTED[3], "title": "Report three", "version": 3}))
    take(url, path, occasion(5, "import"))
    editing.remove(url, [("event", "f")], occasion(6, "remove"))
    with writing(url) as connection:
        day_counts.count_common(connection)


def take(url, path, at, origin=None):
    """Import a file."""
    with texts("jsonl", None, str(path)) as found:
        for text in found:
            items = Outcome().watched((batch.items for batch in text.batches), text.name)
            imports.import_file(
                url, data_set("jsonl"), items, "bulk", reject=lambda row: None, partly=True, origin=origin, occasion=at
            )


def occasion(second, command):
    """Return an occasion."""
    return Occasion(f"2026-01-01T00:00:{second:02}", "me", command)


_BOUNDS = "start_earliest = start_earliest - 400, start_latest = start_latest - 400"
_JUNCTION = "earliest = earliest - 400, start_latest = start_latest - 400"
_E, _I = "(SELECT num FROM event WHERE id = 'e')", "(SELECT num FROM event WHERE id = 'i3')"
BY_HAND = {
    "days of a curated event, moved with both junctions": (
        f"UPDATE event SET {_BOUNDS} WHERE id = 'e'",
        f"UPDATE event_actor SET {_JUNCTION} WHERE event = {_E}",
        f"UPDATE event_theme SET {_JUNCTION} WHERE event = {_E}",
    ),
    "days of an imported event, moved with both junctions": (
        f"UPDATE event SET {_BOUNDS} WHERE id = 'i3'",
        f"UPDATE event_actor SET {_JUNCTION} WHERE event = {_I}",
        f"UPDATE event_theme SET {_JUNCTION} WHERE event = {_I}",
    ),
    "belongings emptied": ("DELETE FROM belonging",),
    "an actor that nothing speaks of": (
        "INSERT INTO actor (num, id, collection, fingerprint, name, kind) VALUES (99, 'n', 'c', '', 'N', 'state')",
    ),
    "a source that nothing speaks of": (
        "INSERT INTO source (id, collection, fingerprint, title) VALUES ('n', 'c', '', 'N')",
    ),
    "a curated event that nothing speaks of": (
        "INSERT INTO event (num, collection, id, fingerprint, title, date, start_earliest, start_latest, end_earliest, "
        "end_latest, length_class) SELECT 990, 'c', 'n', fingerprint, title, date, start_earliest, start_latest, "
        "end_earliest, end_latest, length_class FROM event WHERE id = 'e'",
    ),
    "a tombstone that swallows an import": ("INSERT INTO tombstone VALUES ('i9', 'bulk', 9)",),
    "no tombstone": ("DELETE FROM tombstone",),
    "a redirect": ("INSERT INTO redirect VALUES ('actor', 'n', 'b')",),
    "no redirect": ("DELETE FROM redirect",),
    "a file passed": ("INSERT INTO checkpoint VALUES ('bulk', '/files/9.jsonl', 1, 2)",),
    "a mark whose import said something else": ("UPDATE by_hand SET base = said WHERE id = 'i3'",),
    "a mark whose import said nothing since": ("UPDATE by_hand SET said = NULL WHERE id = 'i3'",),
    "no kept text": ("DELETE FROM source_text",),
    "the last batch cut off": (
        "DELETE FROM revision WHERE batch = 6",
        "DELETE FROM batch WHERE num = 6",
    ),
    "the first batch cut off": ("DELETE FROM revision WHERE batch = 1", "DELETE FROM batch WHERE num = 1"),
    "the whole history gone": ("DELETE FROM revision", "DELETE FROM batch"),
    "no digest": ("UPDATE batch SET digest = NULL",),
    "an imported event gone": tuple(
        f"DELETE FROM {table} WHERE {column} = {_I}"
        for table, column in (
            ("event_actor", "event"),
            ("event_theme", "event"),
            ("participant", "event"),
            ("event_citation", "event"),
            ("event", "num"),
        )
    ),
    "an imported event of a new title and fingerprint": (
        "UPDATE event SET title = 'Forged', fingerprint = 'ff' WHERE id = 'i3'",
    ),
    "an imported event that goes to the curated": ("UPDATE event SET collection = 'c' WHERE id = 'i3'",),
    "two events that exchange ids": (
        "UPDATE event SET id = 'q' WHERE id = 'i3'",
        "UPDATE event SET id = 'i3' WHERE id = 'i4'",
        "UPDATE event SET id = 'i4' WHERE id = 'q'",
    ),
    "a theme without its parent": ("UPDATE theme SET above = NULL WHERE id = 't/u'",),
    "an import that is curated": ("UPDATE collection SET curated = 1 WHERE id = 'bulk'",),
    "no name of an actor": ("DELETE FROM actor_name WHERE seq > 1",),
    "another name of an actor": ("INSERT INTO actor_name VALUES ('bee', 1, 9, 'Bee')",),
    "no participants": ("DELETE FROM participant", "DELETE FROM event_actor"),
    "no counts": ("DELETE FROM day_count",),
    "no status": ("DELETE FROM status_report",),
    "no waiver": ("DELETE FROM waiver",),
    "no due date": ("DELETE FROM due_assertion",),
    "no dependency": ("DELETE FROM dependency",),
    "no day of a horizon": ("DELETE FROM horizon_date",),
    "no citation": ("DELETE FROM citation",),
    "no citation of events": ("DELETE FROM event_citation",),
    "no parties": ("DELETE FROM party",),
    "no membership": ("DELETE FROM membership", "DELETE FROM belonging"),
    "no names of themes": ("DELETE FROM theme_name",),
    "no themes of deadlines": ("DELETE FROM deadline_theme",),
    "a set without themes": ("DELETE FROM theme_set_member WHERE theme_set = 1",),
}
FULL_TEXT = {
    "sqlite": (
        "INSERT INTO event_text (event_text, rowid, words, place_words) SELECT 'delete', num, 'gas runs it runs from "
        "the east', 'minsk' FROM event WHERE id = 'e'",
        "INSERT INTO event_text (rowid, words, place_words) SELECT num, 'gas runs it runs from the west', 'minsk' "
        "FROM event WHERE id = 'e'",
    ),
    "postgresql": (
        "UPDATE event_text SET words = CAST('oil' AS tsvector) WHERE event = (SELECT min(event) FROM event_text)",
    ),
}
MAY_GO = {
    "marked_date": "the days of a date that no event has any more are nobody's",
    "counted": "counting starts anew with the next import, and until then is done when asked",
    "checkpoint": "a file without one is read again, and brings nothing",
}
COLUMNS = [(table.name, column.name) for table in metadata.sorted_tables for column in table.c]
GOING = [table.name for table in metadata.sorted_tables if table.name not in MAY_GO]


def change(table, column):
    """Return the SQL that gives another value to a column of one row: the greatest, so that none other has it."""
    made = metadata.tables[table]
    of = made.c[column]
    if isinstance(of.type, sa.Text):
        value = f"coalesce({quoted(column)}, '') || 'x'"
    else:
        value = f"coalesce({quoted(column)}, 0) + 1"
    keys = [quoted(key.name) for key in made.primary_key.columns]
    order = ", ".join(f"{key} DESC" for key in ([quoted(column), *keys] if of.nullable is False else keys))
    chosen = f"SELECT {', '.join(keys)} FROM {table} ORDER BY {order} LIMIT 1"
    return f"UPDATE {table} SET {quoted(column)} = {value} WHERE ({', '.join(keys)}) IN ({chosen})"


def deletion(table):
    """Return the SQL that deletes a row."""
    keys = ", ".join(quoted(key.name) for key in metadata.tables[table].primary_key.columns)
    return f"DELETE FROM {table} WHERE ({keys}) IN (SELECT {keys} FROM {table} ORDER BY {keys} LIMIT 1)"


def quoted(name):
    """Return a name of a column as SQL takes it, whatever it is."""
    return f'"{name}"'


def kinds(engine):
    """Return the statements of every kind of forgery by its name."""
    found = {f"{table}.{column} changed": (change(table, column),) for table, column in COLUMNS}
    found |= {f"a row of {table} deleted": (deletion(table),) for table in GOING}
    return found | BY_HAND | {"a word of the full text": FULL_TEXT[engine]}
