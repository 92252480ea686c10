"""Private tables beside those of a database, as values: how each engine has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from dateline.light_classes import NamedTuple

if TYPE_CHECKING:
    import sqlalchemy as sa

Reword = Callable[[str], str]
"""Changes the text of a statement."""


class Words(NamedTuple):
    """How a statement is changed so that it asks for the whole past, or for a part of it.

    `whole` is for any statement. Where an engine is slow with rows of two tables, `left` asks for the events that are
    as they are now, and `own` for the others; together they are the whole.
    """

    whole: Reword | None = None
    left: Reword | None = None
    own: Reword | None = None


def in_parts(tables: str, own: str) -> tuple[Reword, Reword]:
    """Return what lets a statement ask for the events that are as they are now, and for the others.

    `tables` are those of which views left_{table} have the first, and `own` the others. A table is found where it is
    named to be read: not as a column or the beginning of one, not as a new name.
    """
    named = re.compile(rf"(?<![\w.'])(?<!AS )(?<!SELECT )({tables})(?![\w.'])( AS )?")

    def reworded(name: str, sql: str) -> str:
        return named.sub(lambda found: name.format(table=found[1]) + (found[2] or f" AS {found[1]}"), sql)

    return partial(reworded, "left_{table}"), partial(reworded, own)


class Beside(NamedTuple):
    """A transaction in which a name means an empty private table, and `now` is the schema of those that are shared.

    What has no private table keeps its name for itself. `make_gone` makes a table of numbers, `gone`. A view covers a
    private table if `aside` is run before; it is then found as `own`. `full_text` are the tables of the full text that
    a view can cover, with their columns of the numbers of events. With `divided` parts, the views of what is left are
    called left_{table}. `keep` keeps the private tables of this state and the statements that cover them, for next
    time.
    """

    connection: sa.Connection
    now: str
    own: str
    make_gone: str
    aside: str | None = None
    full_text: Mapping[str, str] = {}
    words: Words = Words()
    keep: Callable[[Sequence[str], bool], None] | None = None

    @property
    def divided(self) -> bool:
        """Whether a part of the past can be asked for alone."""
        return self.words.left is not None


class Private(NamedTuple):
    """As Beside, over a connection of the driver, and with no private tables but those that `make` is asked for.

    `temporary` is what makes a table private.
    """

    raw: Any
    now: str
    own: str
    make_gone: str
    make: Callable[[Sequence[str]], None]
    temporary: str = ""
    aside: str | None = None
    full_text: Mapping[str, str] = {}
    words: Words = Words()
    keep: Callable[[Sequence[str], bool], None] | None = None


class Kept(NamedTuple):
    """A past that was kept: an open connection of the driver, and whether it has events of its `own`."""

    raw: Any
    own: bool
    words: Words
