"""`report`: run a question that the configuration file keeps under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.config import Settings, read_config
from dateline.cli.context import App, pass_app, write_line
from dateline.cli.refusal import Refused

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _kept(ctx: click.Context) -> dict[str, Settings]:
    return dict(read_config(ctx.find_root().params.get("config")).get("reports", {}))


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=_words(of)) for name, of in _kept(ctx).items() if name.startswith(incomplete)]


@click.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("name", required=False, shell_complete=_complete)
@click.argument("more", nargs=-1, type=click.UNPROCESSED, metavar="[OPTION]...")
@click.pass_context
@pass_app
def report_command(app: App, ctx: click.Context, /, name: str | None, more: tuple[str, ...]) -> Any:
    """Run the report NAME of the configuration file; without a NAME, list the reports.

    A report is a command with its options, in a table such as [reports.overdue-now]; docs/how-to/set-defaults.md shows
    how to write one. Options behind NAME are added to those of the report.

    \b
    dateline report
    """
    kept = _kept(ctx)
    if name is None:
        for each, of in kept.items():
            write_line(f"{each}  {_words(of)}")
        if not kept:
            app.say("no reports: docs/how-to/set-defaults.md shows how to write one")
        return None
    if name not in kept:
        from dateline.names import did_you_mean

        hint = did_you_mean(name, kept) or "list them with: dateline report"
        raise Refused(f"there is no report {name!r}", hint, ctx)
    return _run(ctx, name, [*_words_of(kept[name]), *more])


def _run(ctx: click.Context, report: str, words: list[str]) -> Any:
    """Run the command that words make, with the options of this one before it."""
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    name, command, rest = root.command.resolve_command(root, words)
    if command is None or name == "report":
        raise Refused(f"the report {report!r} cannot run {name!r}", None, ctx)
    with command.make_context(name, rest, parent=root) as made:
        return command.invoke(made)


def _words_of(of: Settings) -> list[str]:
    """Return the command of a report and its options as words of a command line.

    A true value is an option without value, a list one that is given again and again, for columns one with commas.
    """
    words = str(of["command"]).split()
    for name, value in of.items():
        option = f"--{name.replace('_', '-')}"
        if name == "command" or value is False:
            continue
        if isinstance(value, list) and name in ("columns", "sort"):
            words.append(f"{option}={','.join(map(str, value))}")
        elif value is True:
            words.append(option)
        else:
            words += [f"{option}={each}" for each in (value if isinstance(value, list) else [value])]
    return words


def _words(of: Settings) -> str:
    import shlex

    return f"dateline {shlex.join(_words_of(of))}"
