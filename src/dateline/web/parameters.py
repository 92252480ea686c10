"""The parameters of an address, read by the same options as those of the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import DatabaseError, DatelineError, InvalidQuery
from dateline.names import nearest
from dateline.parameters.schemas import LONGEST_VALUE, MOST_NUMBER, MOST_VALUES, parameter
from dateline.question_options import Option, date_of, span_of
from dateline.web.addressed.moment import NAME, text_of
from dateline.web.pages import render
from dateline.web.request_thread import Site, site_of

_FLAGS = {"1": True, "true": True, "on": True, "yes": True, "0": False, "false": False, "off": False, "no": False}
CLAIMS = Option(("--claims",), "claims", "flag", "Add verdict and claims, what each source says of an event.")
Pairs = tuple[tuple[str, str], ...]


class Asked(NamedTuple):
    """What an address asks for: values by the names of the options, and the pairs (parameter, text) that say so."""

    values: dict[str, Any]
    given: Pairs

    def link(self, path: str, **changes: str | int | None) -> str:
        """Return the address at `path` that asks for the same but for `changes`; None leaves a parameter out."""
        kept = [(name, text) for name, text in self.given if name not in changes]
        pairs = [*kept, *((name, str(text)) for name, text in changes.items() if text is not None)]
        return path + (f"?{urlencode(pairs)}" if pairs else "")

    def first(self, parameter: str) -> str:
        """Return the first text that was given for a parameter, or nothing."""
        return next((text for name, text in self.given if name == parameter), "")

    def all(self, parameter: str) -> list[str]:
        """Return every text that was given for a parameter."""
        return [text for name, text in self.given if name == parameter]


def asked(request: Request, options: Sequence[Option]) -> Asked:
    """Return what the address of `request` asks for by `options`; an empty text, as forms send, says nothing.

    Raises:
        InvalidQuery: a parameter is not known, given too often, or its value cannot be; the hint says what can.
    """
    known = {parameter(option): option for option in options}
    pairs = [(name.replace("-", "_"), text) for name, text in request.query_params.multi_items()]
    given = tuple((name, text) for name, text in pairs if text.strip())
    for name, _ in pairs:
        if name not in known:
            near = nearest(name[:LONGEST_VALUE], known, 1)
            raise InvalidQuery(
                f"there is no filter {name[:LONGEST_VALUE]!r}",
                f"did you mean {near[0]}?" if near else "there are " + ", ".join(known),
            )
    for name, number in Counter(name for name, _ in given).items():
        if number > (MOST_VALUES if known[name].many else 1):
            raise InvalidQuery(f"{name} is given {number} times", "omit some of them")
    values = {option.name: _value(request, option, given) for option in options}
    past = text_of(request)  # links lead to the same past
    return Asked(values, (*given, (NAME, past)) if past else given)


def filtered(request: Request, template: str, page: str, title: str, context: Callable[[], dict[str, Any]]) -> Response:
    """Answer with the page that `template` makes of `context()`, which may have another title.

    Its form of filters leads to `page`, and has what the address says: what cannot be asked is told above it, to be
    mended there.

    Raises:
        DatabaseError: as `context` does.
    """
    raw = tuple((name, text) for name, text in request.query_params.multi_items() if text.strip())
    beside: dict[str, Any] = {"title": title, "form": {"asked": Asked({}, raw), "page": page}, "fault": None}
    try:
        return render(request, template, **beside | context())
    except DatabaseError:
        raise
    except DatelineError as fault:
        return render(request, template, status=400, **beside | {"fault": fault})


def _value(request: Request, option: Option, given: Pairs) -> Any:
    name = parameter(option)
    texts = [text for key, text in given if key == name]
    if option.many:
        return tuple(_read(text, option, site_of(request)) for text in texts)
    if not texts:
        return False if option.kind == "flag" else option.default
    return _read(texts[0], option, site_of(request))


def _read(text: str, option: Option, site: Site) -> Any:
    """Return the value that the text of a parameter stands for; an error names the parameter."""
    name = parameter(option)
    if len(text) > LONGEST_VALUE or "\0" in text:
        raise InvalidQuery(f"{name}: a text of {len(text)} characters is too long to search for", "write a shorter one")
    match option.kind:
        case "date":
            return _date(text, name, site)
        case "flag":
            return _chosen(text.lower(), name, _FLAGS)
        case "choice":
            return _chosen(text, name, {choice: choice for choice in option.choices})
        case "number":
            if not (text.isascii() and text.isdigit()) or len(text) > len(str(MOST_NUMBER)) or int(text) > MOST_NUMBER:
                raise InvalidQuery(f"{name}: {text!r} is not a number from 0 to {MOST_NUMBER:,}", "for example 100")
            return int(text)
        case "span":
            return span_of(text)
    return text


def _date(text: str, name: str, site: Site) -> Any:
    try:
        return date_of(text, site.today(), site.conventions)
    except DatelineError as error:
        error.message = f"{name}: {error.message}"
        raise


def _chosen(text: str, name: str, choices: dict[str, Any]) -> Any:
    if text not in choices:
        raise InvalidQuery(f"{name}: {text!r} is not one of {_listed(choices)}")
    return choices[text]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))
