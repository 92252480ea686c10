"""All commands: where each is, and what it does in one line, for a help that imports none of them."""

from __future__ import annotations

from typing import NamedTuple

GROUPS = {
    "ask": "Ask what happened",
    "promises": "Judge what was promised",
    "write": "Write",
    "bulk": "Take in bulk",
    "share": "Share",
    "look_after": "Look after",
}
"""The folders of dateline.cli.commands in the order of the help, with their headings."""

_SUMMARIES = {
    "ask.query": {
        "query": "List events; a row that is only possibly in range is marked with a question mark.",
    },
    "ask.timeline": {
        "timeline": "Show a timeline in the terminal: one line per event, with its date as a bar.",
    },
    "ask.map": {
        "map": "Draw the events that have coordinates on outlines of countries, as SVG.",
    },
    "ask.report": {
        "report": "Run the report NAME of the configuration file; without a NAME, list the reports.",
    },
    "ask.show": {
        "show": "Show one complete record with its citations: an event, deadline, actor, programme, source or theme.",
    },
    "ask.dates": {
        "date": "Explain dates in EDTF or in words: their bounds, precision, wording and every other meaning.",
    },
    "ask.conflicts": {
        "conflicts": (
            "List where the sources of an event disagree, with each other or with the event: certainly or possibly."
        ),
    },
    "ask.acting": {
        "actors members": "List who belonged to ACTOR, with role and time; -f svg draws them as bars over time.",
        "actors together": (
            "Show which actors take part in the same events; -f svg draws a matrix of those with most events."
        ),
    },
    "ask.lists": {
        "actors": "List actors with their aliases and memberships; TEXT matches part of a name in any spelling.",
        "themes": "List the tree of themes with the number of events of each theme and those below it.",
        "sources": "List sources and how often each is cited.",
        "programmes": "List programmes with the number of their deadlines.",
        "stats": "Count the records in the database.",
    },
    "promises.deadlines": {
        "deadlines": "List the deadlines of programmes with their state at the end of a day.",
    },
    "promises.deadline_questions": {
        "deadlines diff": (
            "Show what changed between two days: newly overdue, cured, met, waived, or only known better."
        ),
        "deadlines slippage": (
            "Show how many days each amendment added, and whether it came before or after the date that it replaced."
        ),
        "deadlines cascade": (
            "Show which unmet deadlines can still be met in time, and which deadline holds up each of the others."
        ),
        "deadlines responsibility": ("Show whose deadlines are overdue: their own, or waiting for somebody else's."),
        "deadlines unknowns": "Show which single missing date would settle most deadlines: what to research first.",
    },
    "promises.deadline_groups": {
        "deadlines score": (
            "Show how much each programme kept, year by year: exact bounds of the share met on time and of the level."
        ),
        "deadlines tally": (
            "Show how well each party kept its promises: the share on time, the average delay in days, the deficit."
        ),
        "deadlines levels": (
            "Show how many promises had reached which level, year by year and theme by theme, as the Barometer does."
        ),
    },
    "promises.recount": {
        "deadlines recount": (
            "Count due dates anew after events, time zones or public holidays have changed, and show what moves."
        ),
    },
    "promises.explain": {
        "explain": "Explain the state of one deadline: the rule, the possible worlds and the records, with citations.",
    },
    "write.load": {
        "load": "Load TOML files or folders into the database: all of them, or nothing if anything is wrong.",
        "check": "Check TOML files without a database, and list every fault with its file and line.",
    },
    "write.proposals": {
        "propose": (
            "Propose records from documents: each date with its sentence, actors and themes, for a person to judge."
        ),
    },
    "write.reviewing": {
        "review": "Review proposals one by one: accept, edit, reject, split, or merge with an event of the database.",
    },
    "write.dump": {
        "dump": "Write the curated records to DIR as TOML; loading them again changes nothing.",
        "status": "List the records that differ between files and database, with the side that changed since the load.",
        "diff": "Show how TOML files differ from the database: what `load` would change, and --prune remove.",
    },
    "write.merge_driver": {
        "merge-driver": "Merge two versions of a TOML file for Git, field by field; --install lets Git call it.",
    },
    "write.editing": {
        "add": ("Add a record of a KIND from a template in your editor (VISUAL or EDITOR), or from a file."),
        "add citation": "Add a citation to an event, also to one that came with an import.",
        "edit": "Edit a record as TOML in your editor (VISUAL or EDITOR), or replace it with the text of a file.",
        "remove": "Remove records that nothing refers to; `dateline restore` brings them back.",
        "merge": ("Merge the actor or event OLD into INTO: references to OLD point to INTO, and OLD's id redirects."),
    },
    "write.duplicates": {
        "duplicates": "List pairs of events that may be one, the likeliest first, with the reasons; nothing is merged.",
        "duplicates same": (
            "Make one event of two: INTO keeps its date, and what each of them says becomes a claim of its sources."
        ),
        "duplicates different": (
            "Remember that two events are two, by a link `differs from`, so that `duplicates` lists them no more."
        ),
        "duplicates decide": (
            "Do what a table of pairs decides: all of it in one batch, or nothing if anything is wrong."
        ),
    },
    "write.history": {
        "history": "Show who changed what, when and why: the last batches, one record, or one batch.",
        "restore": "Restore a removed record, or an earlier version of one; the current one stays in the history.",
    },
    "write.undo": {
        "undo": "Undo a batch, by default the last one: show which records change back, and ask.",
    },
    "write.sources": {
        "sources add": "Keep the text of sources, with the SHA-256 of each file, to check quotes against it.",
        "sources text": "Print the kept text of a source.",
        "verify": (
            "Check citations: quotes against the kept texts of their sources, locators, dates, and events"
            " without a source."
        ),
    },
    "bulk.imports": {
        "import": "Import events in bulk from files, plain, .gz or .zip; `-` is the standard input.",
        "import undo": "Undo an import completely or not at all: remove what it added and restore what it changed.",
    },
    "bulk.deadline_tables": {
        "import deadlines": (
            "Import deadlines from a table into a curated collection: all of them, or nothing if anything is wrong."
        ),
    },
    "bulk.lake": {
        "lake": "Keep millions of events as Parquet files in a folder; `--db lake:DIR` queries them like a database.",
        "lake create": "Create an empty lake in the folder DIR, which must be empty or not exist.",
        "lake add": "Add events to the lake in DIR from files of any format that `import` reads: all files or nothing.",
        "lake compact": "Merge small files, and delete those that no reader can need any more.",
        "lake info": "Show what the lake in DIR contains, how it was made, and whether its files are there.",
    },
    "share.export": {
        "export": "Write a timeline in the format of -f or of the extension of the file.",
    },
    "share.site": {
        "site": "Write the pages of the server to a folder, for any web server or to open from disk.",
    },
    "share.serve": {
        "serve": (
            "Show the database in the browser: timeline, deadlines, actors, sources, exports, feeds and a JSON API."
        ),
    },
    "share.mcp": {
        "mcp": ("Let a language model ask the database, over the Model Context Protocol: dates with their sources."),
    },
    "look_after.db": {
        "db": "Create, upgrade, describe, check, back up and restore the database.",
        "db upgrade": "Upgrade the database to the schema of this program; create it if there is none.",
        "db info": "Show the location, engine, schema and size of the database.",
        "db check": (
            "Check the database: the engine's own checks, every derived table against its origin, and the history."
        ),
        "db backup": "Write a consistent copy to the new FILE; others may write meanwhile.",
        "db restore": "Fill an empty database from the backup FILE.",
        "db explain": "Show the query plan of the engine for a query.",
    },
    "look_after.seals": {
        "db seal": "Write the seal of the history to FILE, or compare the database with a FILE that is there.",
    },
    "look_after.completion": {
        "completion": "Print the completion script for a shell.",
    },
    "look_after.help": {
        "help": "Show the help of a command, or of dateline.",
    },
}
"""The first line of the help of every command, by the modules that hold them, in the order of the help."""


class Entry(NamedTuple):
    """The module of dateline.cli.commands that holds a command, and the first line of its help."""

    module: str
    summary: str


COMMANDS = {
    name: Entry(module, summary) for module, summaries in _SUMMARIES.items() for name, summary in summaries.items()
}
"""Every command by its words; the command WORDS is `LAST_WORD_command` of its module."""


def top() -> list[str]:
    """Return the commands of one word."""
    return [name for name in COMMANDS if " " not in name]


def below(name: str) -> list[str]:
    """Return the commands that begin with the words of another."""
    return [each for each in COMMANDS if each.startswith(f"{name} ")]
