"""The page of a review: a document with its proposals marked, and the form of the current one.

It is a server of its own, for one reader: nothing of the database is shown, and only the file of proposals is written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dateline.documents.candidate import KINDS
from dateline.documents.proposal import VERDICTS, Proposal
from dateline.errors import DatelineError
from dateline.operations.proposed.reviewing import EDITABLE, FILTERS, Review
from dateline.web.guard import LOOPBACK, Guard
from dateline.web.pages import render
from dateline.web.reviewing.marked_text import MarkedText

_LONGEST_FORM = 100_000
"""Bytes of a form."""


_ON_ONE = ("accept", "save", "reject", "merge", "new", "split")
"""What is done to one proposal."""
_OF_DEADLINES = ("programme", "due_rule", "within", "counted_from", "after", "of")
"""The fields that only promises have."""
_LABELS = {
    "event": "Claim on the event",
    "why": "Reason",
    "due_rule": "Reading rule",
    "after": "Counted from the date",
    "of": "Counted from the horizon or event",
    "counted_from": "Counted from (words)",
}


class _Reviewed(Starlette):
    token = ""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), LOOPBACK, self.token, writes=True)


def review_application(review: Review, text: MarkedText, *, token: str, stop: threading.Event) -> Starlette:
    """Return the server of one review; `stop` is set when the reviewer closes it."""
    static = Mount("/static", StaticFiles(packages=[("dateline.web", "static")]), name="static")
    app = _Reviewed(routes=[Route("/", _page), Route("/", _act, methods=["POST"]), static])
    app.token = token
    app.state.review, app.state.text, app.state.stop = review, text, stop
    return app


async def _page(request: Request) -> Response:
    return _rendered(request)


def _rendered(request: Request, fault: str | None = None) -> HTMLResponse:
    review: Review = request.app.state.review
    return render(
        request,
        "review.html",
        status=400 if fault else 200,
        title="Review",
        review=review,
        current=review.current,
        paragraphs=request.app.state.text.around(review),
        notes=request.app.state.text.notes_on(review.current),
        fault=fault,
        fields=_fields(review.current),
        labels=_LABELS,
        kinds=KINDS,
        verdicts=VERDICTS,
        filters=FILTERS,
        value_of=_value_of,
    )


def _fields(current: Proposal | None) -> list[str]:
    """Return the fields that the form of a proposal has."""
    promise = current is not None and current.kind == "deadline"
    return [name for name in EDITABLE if promise or name not in _OF_DEADLINES]


async def _act(request: Request) -> Response:
    form = await _form(request)
    if form is None:
        return _rendered(request, "the form is too long")
    if form.get("do") == "close":
        request.app.state.stop.set()
        return render(request, "review_closed.html", title="Review closed", review=request.app.state.review)
    try:
        _done(request.app.state.review, form)
    except DatelineError as error:
        return _rendered(request, f"{error.message}{f' ({error.hint})' if error.hint else ''}")
    return RedirectResponse("/", 303)


async def _form(request: Request) -> dict[str, str] | None:
    """Return the fields of a form, None when it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return None
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=64))
    except ValueError:
        return None


def _done(review: Review, form: dict[str, str]) -> None:
    """Do what a button says, to the proposal that the form shows: another tab may have gone on since."""
    if form.get("id") and form.get("do") in _ON_ONE:
        review.go_to(form["id"], form.get("source"))
    actions: dict[str, Callable[[], object]] = {
        "accept": lambda: _accept(review, form),
        "save": lambda: _save(review, form),
        "reject": lambda: review.decide("rejected", form.get("why", "")),
        "merge": lambda: review.merge(form.get("event", "").strip(), _changed(review, form)),
        "new": lambda: review.accept_new(_changed(review, form)),
        "split": review.split,
        "next": lambda: review.step(1),
        "previous": lambda: review.step(-1),
        "open": review.next_open,
        "undo": review.undo,
        "filter": lambda: _filter(review, form),
        "accept_shown": review.accept_shown,
        "clear": lambda: _filter(review, {}),
        "go": lambda: review.go_to(form.get("id", ""), form.get("source")),
    }
    actions.get(form.get("do", ""), lambda: None)()


def _accept(review: Review, form: dict[str, str]) -> None:
    """Accept the current proposal as the form has it: edited, where a field differs."""
    if changed := _changed(review, form):
        review.edit_all(changed)
        review.next_open()
    else:
        review.decide("accepted")


def _save(review: Review, form: dict[str, str]) -> None:
    if changed := _changed(review, form):
        review.edit_all(changed)


def _changed(review: Review, form: dict[str, str]) -> dict[str, str]:
    """Return the fields of the form that differ from the current proposal."""
    current = review.current
    if current is None:
        return {}
    given = {name: form[name].strip() for name in EDITABLE if name in form}
    return {name: value for name, value in given.items() if value != _value_of(current, name)}


def _value_of(proposal: Proposal, name: str) -> str:
    """Return a field as the form has it: lists with commas between."""
    value = getattr(proposal, name)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _filter(review: Review, form: dict[str, str]) -> None:
    for name in FILTERS:
        review.filter(name, form.get(name, "").strip())
