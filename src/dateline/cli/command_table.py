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
        "timeline": "Show a timeline in the terminal: one line an event, its date as a bar.",
    },
    "ask.show": {
        "show": "Show one record whole, with its citations: an event, deadline, actor, programme, source or theme.",
    },
    "ask.dates": {
        "date": "Explain dates, in EDTF or in words: bounds, precision, words, and every other meaning.",
    },
    "ask.lists": {
        "actors": "List actors with aliases and memberships; TEXT finds a piece of a name in any spelling.",
        "themes": "List the tree of themes with the number of events at or below each.",
        "sources": "List sources and how often each is cited.",
        "programmes": "List programmes with the number of their deadlines.",
        "stats": "Count what the database holds.",
    },
    "promises.deadlines": {
        "deadlines": "List the deadlines of programmes with their state at the end of a day.",
    },
    "promises.deadline_questions": {
        "deadlines diff": (
            "Tell what changed between two days: newly overdue, cured, met, waived, or only known better."
        ),
        "deadlines slippage": (
            "Tell how many days each amendment added, and whether it came before or after the day it replaced."
        ),
        "deadlines cascade": (
            "Tell which unmet deadlines can still be met in time, and what stands at the head of the queue before them."
        ),
        "deadlines responsibility": (
            "Tell with whom overdue deadlines are outstanding: their own, or waiting for somebody else's."
        ),
        "deadlines score": (
            "Tell how much of each programme was kept, year by year: exact bounds of the share met on time and"
            " of the level."
        ),
        "deadlines unknowns": "Tell which single missing date would settle most deadlines: what to look for first.",
    },
    "promises.explain": {
        "explain": "Explain the state of one deadline: the rule, the possible worlds and the records, with citations.",
    },
    "write.load": {
        "load": "Load TOML files or folders into the database: all of them or, when anything is wrong, nothing.",
        "check": "Check TOML files without a database: every fault, with its file and line.",
    },
    "write.dump": {
        "dump": "Write the curated part of the database to DIR as TOML; to load it again changes nothing.",
        "diff": "Tell how TOML files differ from the database: what `load` of them would change, and --prune remove.",
    },
    "write.editing": {
        "add": (
            "Add a record of a KIND: a template opens in your editor (VISUAL or EDITOR), or the text comes from a file."
        ),
        "edit": "Edit a record as TOML in your editor (VISUAL or EDITOR), or take its new text from a file.",
        "remove": "Remove records that no other names; `dateline restore` brings them back.",
        "merge": (
            "Merge the actor or event OLD into another: who names OLD names INTO from then on, and its id leads there."
        ),
    },
    "write.history": {
        "history": "Tell who changed what, when and why: the last batches, one record, or one batch.",
        "restore": "Make a record again what it was; the history keeps what it was until now.",
    },
    "write.sources": {
        "sources add": "Keep the text of sources, with the SHA-256 of the file, to check quotes against it.",
        "sources text": "Print the text that is kept of a source.",
        "verify": (
            "Check citations: quotes against the kept texts of their sources, locators, dates, and events"
            " without a source."
        ),
    },
    "bulk.imports": {
        "import": "Read events in bulk, from files as they are, .gz or .zip; `-` is the standard input.",
        "import undo": "Take an import back, all of it or nothing: what it added goes, what it changed is what it was.",
    },
    "bulk.lake": {
        "lake": (
            "Keep millions of events as Parquet files in a folder; `--db lake:DIR` asks them what `query` asks a"
            " database."
        ),
        "lake create": "Make an empty lake in the folder DIR, which must be empty or not there.",
        "lake add": "Add events to the lake in DIR, in any format that `import` reads: all the files, or nothing.",
        "lake compact": "Put small files together, and delete those that no reader can need any more.",
        "lake info": "Show what the lake in DIR holds, how it came about, and whether its files are there.",
    },
    "share.export": {
        "export": "Write a timeline to a file, in the format of -f or of the ending of the file's name.",
    },
    "share.serve": {
        "serve": (
            "Show the database in the browser: timeline, deadlines, actors, sources, exports, feeds and a JSON API."
        ),
    },
    "look_after.db": {
        "db": "Look after the database.",
        "db upgrade": "Bring the database to this program's schema, making it if there is none.",
        "db info": "Tell where the database is, its engine, schema and size.",
        "db check": (
            "Check the database: the engine's own tests, every derived table against its origin, and the seals"
            " of the history."
        ),
        "db backup": "Write a consistent copy to the new FILE while others may go on writing.",
        "db restore": "Fill an empty database from the backup FILE.",
        "db explain": "Show how the engine goes about a query: which indexes it walks, in which order.",
    },
    "look_after.completion": {
        "completion": "Print the completion script of a shell.",
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
