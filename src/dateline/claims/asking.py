"""What cannot be asked by the dates that sources give, by whatever way it is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection


def refusal(asked: Collection[str], called: Callable[[str], str]) -> str | None:
    """Return why a question cannot be asked by the dates of sources, None if it can be or is not.

    `asked` are the names of what it is asked with, of those that matter here; `called` writes a name as the user does.
    """
    option = next((name for name in ("by_source", "claimed") if name in asked), None)
    if option is None:
        return None
    name = called(option)
    wrong = {
        "claimed": f"{name} uses the dates of one source: omit {called('claimed')}",
        "source": f"{name} lists only events that cite the source: omit {called('source')}",
        "grouped": f"{name} lists and counts events: omit {called('by')} and {called('sum')}",
        "undated": f"{name} asks for dates: omit {called('undated')}",
        "members": f"{called('members')} asks who belonged on the event's own date: omit it with {name}",
    }
    alone = ("claimed", "source") if option == "claimed" else ()
    return next((message for each, message in wrong.items() if each in asked and each not in alone), None)


def asked_with(**given: object) -> list[str]:
    """Return the names of what is asked; None, False and nothing are not."""
    return [name for name, value in given.items() if value]
