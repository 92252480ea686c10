"""An open database: what a program asks and changes."""

from __future__ import annotations

from datetime import date as calendar_day
from typing import TYPE_CHECKING

from dateline.library.asking_deadlines import AsksDeadlines
from dateline.library.asking_events import AsksEvents
from dateline.library.changing import Changes
from dateline.library.opened import moment_of

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Database(AsksEvents, AsksDeadlines, Changes):
    """An open database, made by `dateline.open`; a context manager that closes it.

    Each thread has connections of its own, and each question sees what is there when it is asked.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        from dateline.storage.engines.urls import shown

        past = "" if self.moment is None else f" as it stood at {self.moment}"
        return f"<Database {shown(self.url)}{past}>"

    def at(self, moment: str | int | calendar_day) -> Database:
        """Open the database as it stood at a moment: the end of a day (UTC), a time, or a batch by its number.

        Close it like the other one.

        Raises:
            InvalidQuery: there is no such moment.
        """
        found = moment_of(moment, self)
        past = Database(self.url, today=self._today, author=self._author, conventions=self._conventions, moment=found)
        with past.reading():  # what cannot be told is said now
            return past
