"""The command line from its words to its exit code, and what each error becomes."""

from __future__ import annotations

import contextlib
import os
import sys

from dateline.cli import fast_query
from dateline.cli.context import PipeClosed
from dateline.errors import DatelineError, InvalidRecords

TYPE_CHECKING = False
if TYPE_CHECKING:
    import click

_USAGE = 2
_FAILED = 70
"""The exit code of a fault in dateline itself (EX_SOFTWARE of sysexits.h)."""
_UNWRITTEN = 74
"""The exit code when the result could not be written, as to a full disk (EX_IOERR)."""
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit with the documented code."""
    if not (sys.stdout.isatty() or sys.stderr.isatty()):
        sys.exit(_code())
    from dateline.cli.output.screen import at_terminal

    with at_terminal():
        code = _code()
    sys.exit(code)


def _code() -> int:
    """Run the command, write its error, and return its exit code."""
    try:
        code = _run()
        sys.stdout.flush()
    except (PipeClosed, BrokenPipeError):
        _abandon_output()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted\n")
        return _INTERRUPTED
    except DatelineError as error:
        _report(error)
        return error.exit_code
    except OSError as error:
        _report(DatelineError(f"cannot write the result: {error.strerror or error}"))
        _abandon_output()
        return _UNWRITTEN
    except Exception as error:
        return _unforeseen(error)
    return code


def _abandon_output() -> None:
    """Let what is still to be written go nowhere: Python would complain once more when it flushes at exit."""
    with contextlib.suppress(OSError):  # a stream that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    """Run the command, without click where the words are plain."""
    if asked := fast_query.understood(sys.argv[1:]):
        asked.answer()
        return 0
    if os.environ.get(fast_query.COMPLETING):
        return _complete()
    from dateline.cli.root import dateline

    code = dateline.main(prog_name="dateline", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _complete() -> int:
    """Answer a shell that completes a command line; an error would only get in the way of who is typing."""
    from click.shell_completion import add_completion_class

    from dateline.cli.root import dateline
    from dateline.cli.shells import SHELLS

    for name, shell in SHELLS.items():
        add_completion_class(shell, name)
    try:
        dateline.main(prog_name="dateline", complete_var=fast_query.COMPLETING)
    except Exception:
        return 1
    return 0


def _unforeseen(error: Exception) -> int:
    """Show an error of click, or a bug in dateline, and return the exit code."""
    import click

    if isinstance(error, click.exceptions.Abort):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return _USAGE
    if isinstance(error, click.ClickException):
        _write(*_told(error))
        return _USAGE  # click's own 1 for files would read as "certainly overdue"
    bad = [word for word in sys.argv[1:] if any("\ud800" <= letter <= "\udfff" for letter in word)]
    if isinstance(error, UnicodeEncodeError) and bad:
        _report(DatelineError(f"{bad[0]!a} is not UTF-8", "set the terminal to UTF-8"))
        return _USAGE
    _report(
        DatelineError(
            f"{type(error).__name__}: {error}", "this is a bug in dateline: please report it with the output of -v"
        )
    )
    return _FAILED


def _told(error: click.ClickException) -> tuple[str, str | None]:
    """Return what an error of click says in one line, and what to do."""
    import click

    hint: str | None = getattr(error, "hint", None)
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        message, hint = error.message, _option_meant(error)
    if hint is None and isinstance(error, click.BadParameter) and (place := _place_of(error)):
        hint = place
    if hint is None and isinstance(error, click.UsageError) and error.ctx:
        hint = f"see: {error.ctx.command_path} --help"
    return " ".join(message.split()).removesuffix("."), hint


def _place_of(error: click.BadParameter) -> str | None:
    """Return where the value of an option is set, if that is the configuration file."""
    import click

    ctx, name = error.ctx, str(error.param.name if error.param else "")
    if ctx is None or ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT_MAP:
        return None
    from dateline.cli.config import file_of

    return f"it is set in {file_of(ctx.find_root().params.get('config'))}, [commands.{ctx.info_name}]"


def _option_meant(error: click.NoSuchOption) -> str | None:
    """Return which options are near."""
    return f"did you mean {' or '.join(error.possibilities)}?" if error.possibilities else None


def _report(error: DatelineError) -> None:
    """Write an error, and each fault of bad records."""
    import click

    if "-v" in sys.argv or "--verbose" in sys.argv:
        import traceback

        traceback.print_exc()
    if isinstance(error, InvalidRecords):
        for fault in error.faults:
            click.echo(str(fault), err=True)
    _write(error.message, error.hint)


def _write(message: str, hint: str | None) -> None:
    """Write what is wrong in one line, and what to do in another."""
    import click

    click.echo(f"dateline: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)
