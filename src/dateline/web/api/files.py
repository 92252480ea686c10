"""The files of the server in the description of the API: exports, feeds, charts and boards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from dateline.formats import format_named
from dateline.formats.registry import Format, written
from dateline.parameters.schemas import parameter
from dateline.question_options import FILTERS, Option
from dateline.web.drawings.files import DRAWABLES
from dateline.web.figures.figure import FORMS
from dateline.wire_fields import EVENT_FIELDS

Schema = dict[str, Any]
_FEEDS = {"atom": "application/atom+xml", "ics": "text/calendar"}
_TEXT: Schema = {"type": "string"}


class Words(NamedTuple):
    """How the description writes an option, and what each status of a failure means."""

    option: Callable[[Option], Schema]
    errors: dict[str, str]


def paths(words: Words) -> dict[str, Schema]:
    """Return the paths of all files."""
    filters = [option for option in FILTERS if parameter(option) != "limit"]
    feed = "The events of the filters as a feed."
    return {
        **{f"/export.{form.name}": _export(form, filters, words) for form in written(EVENT_FIELDS)},
        **{f"/feed.{form}": _got(f"feed_{form}", feed, filters, kind, words) for form, kind in _FEEDS.items()},
        **{f"/charts/{key}.{form}": _chart(key, form, words) for key in DRAWABLES for form in FORMS},
    }


def _export(form: Format, filters: Iterable[Option], words: Words) -> Schema:
    about = f"The events of the filters as {form.about}."
    return _got(f"export_{form.name}", about, filters, form.media_type, words)


def _chart(key: str, form: str, words: Words) -> Schema:
    what = "The figures" if form == "csv" else "The picture"
    options, kind = DRAWABLES[key].options, format_named(form).media_type
    return _got(f"chart_{key}_{form}", f"{what} of the chart {key!r}.", options, kind, words, "404")


def _got(name: str, about: str, options: Iterable[Option], kind: str, words: Words, *more: str) -> Schema:
    """Return the description of a file of a media type."""
    wrong = {"text/html": {"schema": _TEXT}}
    statuses = sorted(("400", "401", "503", *more))
    told = {status: {"description": words.errors[status], "content": wrong} for status in statuses}
    made = {"description": "The file.", "content": {kind.partition(";")[0]: {"schema": {}}}}
    return {
        "get": {
            "operationId": name,
            "summary": about,
            "parameters": [words.option(option) for option in options],
            "responses": {"200": made, **told},
        }
    }
