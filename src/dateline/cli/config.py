"""The configuration file: defaults for the global options and for those of the commands."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from dateline.platforms import user_folder
from dateline.storage.engines.urls import placed

if TYPE_CHECKING:
    import click

DATES = ("seasons", "circa", "two_digit_years", "fiscal_start", "calendar", "language")
"""The settings for reading dates, those of `dateline.dates.convention_settings`, not imported for an option."""
_KEYS = ("db", "color", *DATES, "author", "commands", "reports")
COLORS = ("auto", "always", "never")
SEASONS = ("meteorological", "southern", "astronomical", "quarters")
"""The names of `dateline.dates.seasons.CONVENTIONS`, which is not imported for a mere option."""
CALENDARS = ("gregorian", "julian", "hebrew", "islamic", "french-republican", "coptic", "ethiopian")
LANGUAGES = ("en", "ru", "uk", "be", "fr", "de", "es", "pl")
"""Those of `dateline.dates.convention_settings`, as above."""
Settings = dict[str, Any]


def file_of(file: str | None) -> str:
    """Return the path of the configuration: that of `file`, else config.toml in the user's configuration folder."""
    return file or os.path.join(user_folder("CONFIG"), "config.toml")


def read_config(file: str | None) -> Settings:
    """Return the settings of `file`, or of config.toml in the user's configuration folder, if there is one.

    Keys: `db`, `color`, those of DATES, `author`, and `commands.NAME.OPTION` by the names of the command line, as in
    `commands.query.from`, and `reports.NAME`, each with a `command` and its options. A path in `db` is seen from the
    folder of the file.

    Raises:
        click.UsageError: the file cannot be read, is not TOML, or has a key or value that cannot be.
    """
    path = file_of(file)
    if not file and not os.path.exists(path):
        return {}
    from dateline.safe_parsing import LARGEST, Unreadable, toml, unfit

    try:
        with open(path, encoding="utf-8") as content:
            settings = toml(content.read(LARGEST + 1))
    except OSError as error:
        _refuse(f"cannot read {path}: {error.strerror}")
    except UnicodeDecodeError as error:
        _refuse(f"{path} is not TOML: {error}")
    except Unreadable as error:
        _refuse(f"{path} {error.message}{f' (at line {error.line})' if error.line else ''}")
    for where, wrong in unfit(settings):
        _refuse(f"{path}: {'.'.join(map(str, where)) or 'a key'} {wrong}")
    _check(settings, path)
    if "db" in settings:
        settings["db"] = placed(settings["db"], os.path.dirname(os.path.abspath(path)))
    return settings


def _check(settings: Settings, file: str) -> None:
    for key in settings:
        if key not in _KEYS:
            _refuse(f"{file}: unknown key {key!r}{_meant(key, _KEYS)}")
    for key in ("db", "author"):
        if not isinstance(settings.get(key, ""), str):
            _refuse(f"{file}: {key} must be a text")
    if settings.get("color", "auto") not in COLORS:
        _refuse(f"{file}: color must be one of {', '.join(COLORS)}")
    _check_dates({name: settings[name] for name in DATES if name in settings}, file)
    commands = settings.get("commands", {})
    if not isinstance(commands, dict) or not all(isinstance(value, dict) for value in commands.values()):
        _refuse(f"{file}: commands must contain tables such as [commands.query]")
    _check_reports(settings.get("reports", {}), file)


def _check_reports(reports: Any, file: str) -> None:
    """Refuse reports that are no tables or run no command."""
    if not isinstance(reports, dict) or not all(isinstance(each, dict) for each in reports.values()):
        _refuse(f"{file}: reports must contain tables such as [reports.overdue]")
    for name, report in reports.items():
        if not isinstance(report.get("command"), str) or not report["command"].split():
            _refuse(f'{file}: the report {name!r} needs a command, such as command = "deadlines"')


def _check_dates(settings: Settings, file: str) -> None:
    if not settings:
        return
    from dateline.dates.convention_settings import conventions_of
    from dateline.errors import InvalidQuery

    try:
        conventions_of(settings)
    except InvalidQuery as error:
        _refuse(f"{file}: {error}{f'; {error.hint}' if error.hint else ''}")


def defaults_of(command: click.Command, settings: Settings) -> Settings:
    """Return the defaults for `command` by the names that click knows its parameters by.

    Raises:
        click.UsageError: a setting is no option of the command.
    """
    import click

    options = {
        opt.lstrip("-"): option for option in command.params if isinstance(option, click.Option) for opt in option.opts
    }
    defaults: Settings = {}
    for name, value in settings.items():
        option = options.get(name.replace("_", "-"))
        if option is None or option.name is None:
            _refuse(f"configuration: {command.name} has no option {name!r}{_meant(name, options)}")
        defaults[option.name] = [value] if option.multiple and not isinstance(value, list) else value
    return defaults


def _refuse(message: str) -> NoReturn:
    import click

    raise click.UsageError(message)


def _meant(name: str, among: Iterable[str]) -> str:
    from dateline.names import nearest

    near = nearest(name, among, 1)
    return f"; did you mean {near[0]!r}?" if near else ""
