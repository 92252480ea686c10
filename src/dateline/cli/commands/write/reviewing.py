"""`review`: the verdicts of a person on proposals, by plain prompts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from dateline.cli.context import App, pass_app, write_line
from dateline.cli.output.destination import styled
from dateline.errors import DatelineError, InvalidQuery

if TYPE_CHECKING:
    from dateline.documents.proposal import Proposal
    from dateline.operations.proposed.reviewing import Review

_KEYS = """\
a           accept                      A           accept all that the filters show
r WHY       reject, with the reason     m EVENT     merge: a claim on an event (default: what it resembles)
w           accept as a new event
e FIELD VALUE  change a field           s           split: a copy for a second fact
n, p        next, previous              o           next that is open
u           undo                        f NAME VALUE  filter by state, date, actor, rule, source
f NAME      clear a filter              q           quit; run it again to go on
"""


@click.command()
@click.argument("file", metavar="FILE.proposals.toml", type=click.Path(dir_okay=False))
@click.option("--terminal", is_flag=True, help="Review in the terminal, one line for each answer.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@pass_app
def review_command(app: App, /, file: str, terminal: bool, opens: bool) -> None:
    """Review proposals one by one: accept, edit, reject, split, or merge with an event of the database.

    A page on this machine shows the document and the form of each proposal; the address that is printed works once.
    With --terminal, plain prompts ask instead. Each verdict is in the file at once, so a review can stop and go on at
    any time. Nothing is written into the database: `dateline load` does that.

    \b
    dateline review memo.proposals.toml --open
    dateline review memo.proposals.toml --terminal
    """
    from dateline.operations.proposed.reviewing import Review

    review = Review(file)
    if terminal:
        _in_terminal(app, review)
    else:
        _as_page(app, review, opens=opens)
    app.say(f"{review.decided} of {len(review.proposals)} have a verdict: dateline load {file}")


def _as_page(app: App, review: Review, *, opens: bool) -> None:
    """Serve the page of a review on this machine until it is closed.

    Raises:
        DatelineError: the packages that it needs are not installed.
    """
    import ipaddress
    import secrets
    import threading

    try:
        import uvicorn  # noqa: F401

        from dateline.web.reviewing.marked_text import MarkedText
        from dateline.web.reviewing.page import review_application
    except ImportError as error:
        if (error.name or "").startswith("dateline"):
            raise
        hint = "pip install 'dateline[web]', or add --terminal"
        raise DatelineError(f"the page of a review needs the package {error.name}", hint) from None
    from dateline.cli.commands.share.serve import listening, run

    token, stop = secrets.token_urlsafe(24), threading.Event()
    served = review_application(review, MarkedText(review.file, review.documents), token=token, stop=stop)
    with listening(ipaddress.ip_address("127.0.0.1"), 0) as listener:
        place = f"http://127.0.0.1:{listener.getsockname()[1]}/?token={token}"
        app.say(f"the review is at {place} (works once; press Ctrl-C to stop)")
        if opens:
            click.launch(place)
        run(served, listener, verbose=app.verbose, stop=stop)


def _in_terminal(app: App, review: Review) -> None:
    from dateline.operations.proposed.proposing import lack_of

    for note in filter(None, (lack_of(review.file, each) for each in review.documents)):
        app.say(f"note: {note}")
    while True:
        _show(app, review)
        answer = _answer(app)
        if answer is None or answer == "q":
            break
        try:
            _do(app, review, answer)
        except DatelineError as error:
            app.say(f"{error.message}" + (f" ({error.hint})" if error.hint else ""))


def _answer(app: App) -> str | None:
    """Return what was typed, None at the end of the input."""
    if sys.stdin.isatty():
        click.echo("? for keys > ", nl=False, err=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _do(app: App, review: Review, answer: str) -> None:
    key, _, rest = answer.partition(" ")
    rest = rest.strip()
    field, _, value = rest.partition(" ")
    actions: dict[str, Callable[[], object]] = {
        "a": lambda: review.decide("accepted"),
        "r": lambda: review.decide("rejected", rest),
        "e": lambda: review.edit(field, value.strip()),
        "m": lambda: review.merge(rest),
        "w": review.accept_new,
        "s": review.split,
        "n": lambda: review.step(1),
        "p": lambda: review.step(-1),
        "o": review.next_open,
        "f": lambda: review.filter(field, value.strip()),
        "A": lambda: app.say(f"{review.accept_shown()} accepted"),
        "u": lambda: review.undo() or app.say("there is nothing to undo"),
        "?": lambda: app.say(_KEYS.rstrip()),
    }
    action = actions.get(key)
    if action is None:
        raise InvalidQuery(f"{key!r} is no key", "? lists them")
    action()


def _show(app: App, review: Review) -> None:
    current = review.current
    filters = "".join(f", {name} {value}" for name, value in review.filters.items())
    write_line(
        styled(app, f"{review.place + 1 if current else 0} of {len(review.shown)}{filters}; ", "dim")
        + styled(app, f"{review.decided} of {len(review.proposals)} decided", "dim")
    )
    if current is None:
        return
    write_line(f"{current.verdict}  {current.kind}  {current.date or 'no single date'}  {current.title}")
    write_line(f"  {_marked(current)}")
    for name, value in _details(current):
        if value:
            write_line(f"  {name}: {value}")


def _marked(current: Proposal) -> str:
    """Return the quote with the words of the date in brackets."""
    before, words, behind = current.quote.partition(current.date_text)
    return f"{before}[{words}]{behind}" if words else current.quote


def _details(current: Proposal) -> list[tuple[str, str]]:
    return [
        ("at", f"{current.source}, {current.locator}"),
        ("read as", current.rule + (f", counted from {current.context}" if current.context else "")),
        ("may also be", ", ".join(current.also)),
        ("due by rule", current.due_rule),
        ("within", current.within),
        ("counted from", current.of or current.after or current.counted_from),
        ("actors", ", ".join(current.actors)),
        ("themes", ", ".join(current.themes)),
        ("place", current.place),
        ("resembles", current.resembles),
        ("claim on the event", current.event),
        ("why", current.why),
    ]
