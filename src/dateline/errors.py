"""All errors that dateline raises on purpose.

Each carries what a reader needs to act: the message in one line, and a hint where there is one.
`exit_code` is the documented exit code of the command line (see docs/reference/commands.md).
"""

from __future__ import annotations

from collections import namedtuple

from dateline.counted import counted

_NOTED = 20
"""So many faults stand below the message where a program lets the error pass."""


class DatelineError(Exception):
    """Base of all errors; `hint` is one line of advice or None."""

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint is not None:
            self.add_note(hint)  # for programs that let it pass

    def __reduce__(self) -> tuple[object, ...]:
        """Pass between processes, whatever the subclass takes."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class InvalidDate(DatelineError):
    """A text that is no date; `position` is the 0-based offset of the fault in `text`, or None."""

    def __init__(self, text: str, message: str, *, position: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.text = text
        self.position = position


class InvalidQuery(DatelineError):
    """Filters that contradict each other or cannot be answered."""


class NotFound(DatelineError):
    """A name that nothing bears; the hint holds the nearest names."""


class Ambiguous(DatelineError):
    """A name that several records bear; the hint lists them."""


class Fault(namedtuple("Fault", ("file", "line", "message", "hint"), defaults=(None,))):
    """One fault of a file: `line` is 1-based, or None when the fault concerns the whole file."""

    __slots__ = ()
    file: str
    line: int | None
    message: str
    hint: str | None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class InvalidRecords(DatelineError):
    """Bad data: all faults of all files, in file and line order."""

    exit_code = 4

    def __init__(self, faults: list[Fault], consequence: str = "; nothing was written") -> None:
        count = counted(len(faults), "fault")
        super().__init__(f"{count} found{consequence}")
        self.faults = faults
        for fault in faults[:_NOTED]:
            self.add_note(str(fault))


class UnusableFile(DatelineError):
    """A file that the system does not let be opened, read or written."""

    def __init__(self, file: str, error: OSError) -> None:
        super().__init__(f"could not open file {file!r}: {error.strerror or error}")


class DatabaseError(DatelineError):
    """A database that is missing, foreign, of another schema version, or that failed."""

    exit_code = 5


class TookTooLong(DatabaseError):
    """A question that could not be answered in the time that it was given."""

    def __init__(self) -> None:
        super().__init__("the answer takes too long", "ask for fewer: a shorter range of days, an actor or a theme")
