"""The manual page of dateline, made of the help of all commands: `make man` writes docs/dateline.1.

The wheel installs it, so it must be there without the tools that make the web pages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from dateline.cli.command_table import COMMANDS, GROUPS
from dateline.cli.root import dateline

_EXIT = {
    0: "success",
    1: "deadlines --fail-on: something listed is certainly overdue; diff --exit-code: something differs",
    2: "usage: an unknown command, option or name, or a file that cannot be opened or read",
    3: "deadlines --fail-on possible: something is possibly overdue, nothing certainly",
    4: "faults in files, of which nothing was written",
    5: "the database is missing, not dateline's, of another schema, or failed",
    70: "a bug in dateline",
    74: "the result could not be written, as on a full disk",
    130: "interrupted; 129 and 143 for SIGHUP and SIGTERM",
}
_VARIABLES = {
    "DATELINE_DB": "the database, in place of --db",
    "DATELINE_TOKEN": "the token of serve and mcp",
    "DATELINE_PAGER, PAGER": "the pager of results that are longer than the screen",
    "NO_COLOR": "no colours, unless --color says otherwise",
    "VISUAL, EDITOR": "the editor of add and edit",
    "XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME": "the folders of the configuration, the cache and the database",
}


def page() -> str:
    """Return the page in the language of man."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    root = click.Context(dateline, info_name="dateline")
    about, _, rest = _plain(dateline.help or "").partition("\n\n")
    yield from ('.TH DATELINE 1 "" dateline "User commands"', ".SH NAME", f"dateline \\- {_escaped(_small(about))}")
    yield from (".SH SYNOPSIS", ".B dateline", "[OPTIONS] COMMAND [ARGS]...", ".SH DESCRIPTION")
    yield from _text(rest)
    yield ".SH OPTIONS"
    yield from _options(dateline, root)
    for folder, heading in GROUPS.items():
        yield f".SH {heading.upper()}"
        for name in COMMANDS:
            if COMMANDS[name].module.startswith(f"{folder}."):
                yield from _command(name, root)
    for heading, rows in (("EXIT STATUS", _EXIT), ("ENVIRONMENT", _VARIABLES)):
        yield f".SH {heading}"
        for term, said in rows.items():
            yield from (".TP", f".B {term}", _escaped(said))
    yield from (".SH FILES", ".TP", ".B ~/.config/dateline/config.toml", "defaults, and reports for dateline report")


def _command(name: str, root: click.Context) -> Iterator[str]:
    command = dateline.get_command(root, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=root)
    yield from (
        f".SS dateline {name}",
        ".B dateline " + _escaped(" ".join([name, *command.collect_usage_pieces(context)])),
    )
    yield ".PP"
    yield from _text(_plain(command.help or ""))
    yield from _options(command, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for each in command.params:
        record = each.get_help_record(context) if isinstance(each, click.Option) and not each.hidden else None
        if record:
            yield from (".TP", f".B {_escaped(record[0])}", _escaped(record[1]))


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _text(text: str) -> Iterator[str]:
    """Yield paragraphs; one that click must not wrap keeps its lines."""
    for paragraph in re.split(r"\n\n+", text):
        if paragraph.startswith("\b"):
            yield from (".PP", ".nf", *map(_escaped, paragraph.splitlines()[1:]), ".fi")
        else:
            yield from (_escaped(" ".join(paragraph.split())), ".PP")


def _small(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".")


def _escaped(line: str) -> str:
    escaped = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(page())
