"""Errors as answers: JSON for programs, a page for people."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dateline.errors import Ambiguous, DatelineError, InvalidDate, InvalidQuery, NotFound, TookTooLong
from dateline.web.pages import render

_ASKED_WRONGLY = (InvalidQuery, InvalidDate, NotFound, Ambiguous)
"""The errors that whoever asked can mend."""
_OF_PROGRAMS = ("/api/", "/mcp/")
"""Addresses that programs ask."""
_TITLES = {400: "That cannot be answered", 401: "Not signed in", 404: "Not found", 503: "No answer in time"}


class NoPage(NotFound):
    """An address that leads to no record; the hint names the nearest."""


def refusal(request: Request, status: int, message: str, hint: str | None = None) -> Response:
    """Return the answer with `status` that says what is wrong: {error, hint} for programs, else a page."""
    if f"{request.url.path}/".startswith(_OF_PROGRAMS):
        return JSONResponse({"error": message, "hint": hint}, status)
    title = _TITLES.get(status, "That went wrong")
    return render(request, "error.html", status=status, title=title, message=message, hint=hint)


def failed(request: Request, error: Exception) -> Response:
    """Return the answer to a request that ended in `error`, which is one of dateline's."""
    if not isinstance(error, DatelineError):
        raise error
    answer = refusal(request, _status(error), error.message, error.hint)
    if isinstance(error, TookTooLong):
        answer.headers["Retry-After"] = "10"
    return answer


def unfound(request: Request, error: Exception) -> Response:
    """Return the answer to an address that nothing stands at."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return refusal(request, status, "there is nothing at this address", "search for a name or a title, or begin at /")


def broken(request: Request, _: Exception) -> Response:
    """Return the answer to a request that met a bug in dateline itself; the fault goes to the log."""
    return refusal(request, 500, "a bug in dateline", "please report it with the output of dateline serve")


def _status(error: DatelineError) -> int:
    if isinstance(error, NoPage):
        return 404
    if isinstance(error, TookTooLong):
        return 503
    return 400 if isinstance(error, _ASKED_WRONGLY) else 500
