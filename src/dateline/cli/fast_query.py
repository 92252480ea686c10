"""A fast path for a plain `query`: its words are read without click, whose import takes as long as all the rest.

The options are those of `dateline.cli.options.values`, from which click's are made too. Whatever is not plain goes to
click, which refuses it, or reads it: help, an event to look around, defaults of a configuration file, what is misspelt
or given twice.
"""

from __future__ import annotations

import os
from collections import namedtuple
from collections.abc import Iterable, Mapping

from dateline.cli.config import read_config
from dateline.cli.options.values import COUNTS, FILTERS, GLOBAL, OUTPUT, Option
from dateline.errors import Ambiguous, InvalidDate, InvalidQuery
from dateline.platforms import WINDOWS
from dateline.question_options import date_of, query_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dateline.cli.context import App
    from dateline.dates import Date
    from dateline.query import Query

_QUERY = (*FILTERS, *COUNTS, *OUTPUT)
_MOST_DIGITS = 18
_NO_CLAIMS = {"claims": False, "by_source": None, "claimed": False, "linked": None}
"""What click says of the options about claims and links where they are not given; where they are, it reads all."""
COMPLETING = "_DATELINE_COMPLETE"
"""The variable by which a shell asks for completions."""


class Asked(namedtuple("Asked", ("app", "query", "options"))):
    """What a plain command line asks for."""

    __slots__ = ()
    app: App
    query: Query
    options: Mapping[str, Any]

    def answer(self) -> None:
        """Write the answer; raises what `dateline.cli.output.events.answer` does."""
        from dateline.cli.output.events import answer

        answer(self.app, self.query, **self.options)


class _Unusual(Exception):
    """Click has to look at it."""


def understood(words: Iterable[str]) -> Asked | None:
    """Return what the `words` behind `dateline` ask for, or None when click has to read them."""
    if WINDOWS or os.environ.get(COMPLETING):
        return None
    rest = list(words)
    try:
        before = _taken(rest, GLOBAL)
        if not rest or rest.pop(0) != "query":
            return None
        behind = _taken(rest, (*_QUERY, *GLOBAL))
        for option in GLOBAL:
            if option.name in behind:
                before[option.name] = behind.pop(option.name)
        return None if rest else _asked(before, behind)
    except _Unusual:
        return None


def _taken(words: list[str], options: Iterable[Option]) -> dict[str, Any]:
    """Take the options that `words` begin with, and return their texts by name."""
    known = {spelling: option for option in options for spelling in option.spellings}
    texts: dict[str, Any] = {}
    while words and words[0].startswith("-"):
        word, equals, text = words.pop(0).partition("=")
        option = known.get(word)
        if option is None or (equals and (option.kind == "flag" or not word.startswith("--"))):
            raise _Unusual
        if option.kind != "flag" and not equals:
            if not words:
                raise _Unusual
            text = words.pop(0)
        if option.many:
            texts[option.name] = (*texts.get(option.name, ()), text)
        elif option.name in texts:
            raise _Unusual
        else:
            texts[option.name] = text
    return texts


def _asked(before: dict[str, Any], behind: dict[str, Any]) -> Asked:
    from dateline.cli.context import app_of

    common = _values(before, GLOBAL, None)
    app = app_of(_settings(common.pop("config")), **common)
    _check_conventions(app)
    values = _values(behind, _QUERY, app)
    form, output = values.pop("form"), values.pop("output")
    if "form" not in behind and output and os.path.splitext(output)[1]:
        raise _Unusual
    try:
        query = query_of(**values)
    except InvalidQuery as error:
        raise _Unusual from error
    counts = {option.name: values[option.name] for option in COUNTS}
    return Asked(app, query, {**counts, "form": form, "output": output, **_NO_CLAIMS})


def _check_conventions(app: App) -> None:
    """Leave to click, which refuses it, a setting for dates that is none, also where no date is read by it."""
    try:
        _ = app.conventions
    except InvalidQuery as error:
        raise _Unusual from error


def _settings(file: str | None) -> dict[str, Any]:
    """Return the settings of the configuration file; defaults for `query` are click's to set."""
    try:
        settings = read_config(file)
    except Exception as error:
        raise _Unusual from error
    if settings.get("commands", {}).get("query"):
        raise _Unusual
    return settings


def _values(texts: Mapping[str, Any], options: Iterable[Option], app: App | None) -> dict[str, Any]:
    """Return the value of every option, as click would."""
    return {
        option.name: _value(option, texts[option.name], app) if option.name in texts else _unset(option)
        for option in options
    }


def _unset(option: Option) -> Any:
    return False if option.kind == "flag" else () if option.many else option.default


def _value(option: Option, text: Any, app: App | None) -> Any:
    """Return the value that the text of an option stands for; whatever is not plainly right is click's to refuse."""
    if option.kind == "flag":
        return True
    if option.kind == "date":
        return _date(text, app)
    if not _is_plain(option, text):
        raise _Unusual
    return int(text) if option.kind == "number" else text


def _is_plain(option: Option, text: Any) -> bool:
    match option.kind:
        case "number":
            return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        case "event" | "span":
            return False
        case "choice":
            return text in option.choices
        case "format":
            return text == "table" or _is_format(text)
        case "file":
            return (os.path.isfile(text) and os.access(text, os.R_OK)) or not os.path.lexists(text)
    return True


def _date(text: str, app: App | None) -> Date:
    from datetime import date

    from dateline.dates.conventions import USUAL

    try:
        return date_of(text, date.today().isoformat(), app.conventions if app else USUAL)
    except (Ambiguous, InvalidDate, InvalidQuery) as error:
        raise _Unusual from error


def _is_format(name: str) -> bool:
    from dateline.formats.registry import FORMATS

    return any(each.name == name and not each.is_data_set for each in FORMATS)
