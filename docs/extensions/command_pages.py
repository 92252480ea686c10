"""Pages of commands as manual pages have them: synopsis, description, options, examples.

sphinx-click gives what the commands themselves say. Here options take what the command line shows (`--from DATE`),
the examples of a help text become a block of their own, and each part becomes a section.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, ClassVar

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx_click.ext import ClickDirective

from dateline.cli.command_table import COMMANDS, below, top
from dateline.cli.root import dateline

PAGES = "reference/cli/"
_TITLES = {"Usage": "Synopsis"}
_LONG = 40
"""Choices that are longer together are listed below their option."""


def names() -> Iterator[tuple[str, str, str]]:
    """Yield the page, name and purpose of dateline and of each of its commands."""
    yield "dateline", "dateline", "keep dated events and promises with their sources"
    for name in sorted(top()):
        sentence = COMMANDS[name].summary.rstrip(".").replace("`", "")
        yield name, f"dateline-{name}", sentence[:1].lower() + sentence[1:]


def without_examples(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Leave the examples, which help shows as they are, out of the description.

    What is asked first of a command also says how its help is asked for; a command keeps the answer.
    """
    context.help_option_names = dateline.context_settings["help_option_names"]
    lines[:] = [line for line in lines if not line.startswith("| ")]


def options_as_shown(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Describe each option as its help does, with its choices and its default."""
    lines.clear()
    for option in context.command.get_params(context):
        if isinstance(option, click.Option) and not option.hidden:
            lines += [f".. option:: {', '.join(option.opts)}{_value(option, context)}", "", f"   {_help(option)}", ""]


def no_arguments(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Say nothing of arguments: they stand in the synopsis, and the description speaks of them."""
    lines.clear()


def _value(option: click.Option, context: click.Context) -> str:
    if option.is_flag or option.count:
        return ""
    shown = option.make_metavar(context)
    return f" {shown if len(shown) < _LONG else option.opts[-1].strip('-').upper()}"


def _help(option: click.Option) -> str:
    said = [option.help or ""]
    if option.required:
        said.append("Must be given.")
    if option.multiple:
        said.append("May be given several times.")
    if isinstance(option.type, click.Choice) and len("|".join(option.type.choices)) >= _LONG:
        said.append(f"One of {', '.join(f'``{choice}``' for choice in option.type.choices)}.")
    if isinstance(option.default, str) and "default" not in said[0]:
        said.append(f"The default is ``{option.default}``.")
    return " ".join(said)


def ending(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Put the examples of the help at the end; behind those of dateline stand its commands."""
    block = inspect.cleandoc(context.command.help or "").partition("\b\n")[2].partition("\n\n")[0]
    if block:
        shown = [f"   $ {line}" for line in block.splitlines()]
        lines += [".. rubric:: Examples", "", ".. code-block:: console", "", *shown, ""]
    if context.command is dateline:
        lines += [".. rubric:: Commands", ""]
        for page, name, purpose in list(names())[1:]:
            lines += [f":doc:`{name}(1) <{page}>`", f"   {purpose}", ""]


def for_paper(app: Sphinx, document: nodes.document, page: str) -> None:
    """Give manual pages words for links between pages, and lists for tables of two columns."""
    if app.builder.name != "man":
        return
    for reference in list(document.findall(nodes.reference)):
        if reference.get("internal"):
            reference.replace_self(reference.children)
    for table in list(document.findall(nodes.table)):
        if len(list(table.findall(nodes.colspec))) == 2:
            table.replace_self(nodes.definition_list("", *map(_item, table.findall(nodes.tbody).__next__().children)))


def _item(row: nodes.row) -> nodes.definition_list_item:
    first, second = row.children
    return nodes.definition_list_item(
        "", nodes.term("", "", *first[0].children), nodes.definition("", *second.children)
    )


class CommandPage(ClickDirective):
    """`.. command:: NAME`: what the page of a command, or of `dateline` itself, has below its title."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the sections of the page, those of commands below it last."""
        name = self.arguments[0]
        if name == "dateline":
            return list(self._section("dateline", "dateline.cli.root:dateline").children[1:])
        sections = [
            self._section(f"dateline {each}", f"dateline.cli.commands.{COMMANDS[each].module}:{_function(each)}")
            for each in (name, *below(name))
        ]
        return [*sections[0].children[1:], *sections[1:]]

    def _section(self, words: str, place: str) -> nodes.section:
        """Return the section of one command, under its words."""
        self.arguments, self.options = [place], {"prog": words, "nested": "none"}
        section: nodes.section
        (section,) = super().run()
        section[0] = nodes.title(text=words)
        _divide(section)
        return section


def _function(words: str) -> str:
    return f"{words.rsplit(maxsplit=1)[-1].replace('-', '_')}_command"


def _divide(section: nodes.section) -> None:
    """Divide what stands below the title of a section at its rubrics; no rubric is left."""
    parts: list[nodes.section] = [_part(section, "Description")]
    rest: list[nodes.Node] = []
    for child in section.children[1:]:
        if isinstance(child, nodes.rubric):
            parts.append(_part(section, _TITLES.get(child.astext(), child.astext())))
        elif isinstance(child, nodes.section):
            rest.append(child)
        else:
            parts[-1].append(child)
    parts.sort(key=lambda part: part[0].astext() != "Synopsis")
    section[1:] = [*(part for part in parts if len(part) > 1), *rest]


def _part(section: nodes.section, title: str) -> nodes.section:
    return nodes.section("", nodes.title(text=title), ids=[f"{section['ids'][0]}-{nodes.make_id(title)}"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the functions above."""
    app.connect("sphinx-click-process-description", without_examples)
    app.connect("sphinx-click-process-options", options_as_shown)
    app.connect("sphinx-click-process-arguments", no_arguments)
    app.connect("sphinx-click-process-epilog", ending)
    app.connect("doctree-resolved", for_paper)
    app.add_directive("command", CommandPage)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
