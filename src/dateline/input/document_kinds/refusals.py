"""What readers of documents say when they cannot read one."""

from __future__ import annotations

from dateline.errors import DatelineError, Fault, InvalidRecords

LARGEST_TEXT = 50_000_000
"""The most characters of the text of a document."""


def unreadable(file: str, message: str, hint: str | None = None) -> InvalidRecords:
    """Return the error for a document that is not what its kind asks."""
    return InvalidRecords([Fault(file, None, message, hint)])


def missing(file: str, about: str, package: str) -> DatelineError:
    """Return the error for a package that is not installed."""
    return DatelineError(
        f"{file} is {about}; reading it needs the package {package}", "pip install 'dateline[documents]'"
    )


def bounded(file: str, length: int) -> None:
    """Refuse a text that is longer than any document.

    Raises:
        InvalidRecords: it is.
    """
    if length > LARGEST_TEXT:
        raise unreadable(file, f"has more than {LARGEST_TEXT // 1_000_000} million characters of text")
