"""The errors of the parser."""

from __future__ import annotations


class UnreadableError(Exception):
    """A fault at a position of the text; `parse` turns it into InvalidDate with the whole text and a hint."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message


def require_digits(text: str, start: int, end: int, allowed: str, meaning: str) -> None:
    """Raise UnreadableError at the first character from start to end that is not among `allowed`."""
    rest = text[start:end].lstrip(allowed)
    if rest:
        raise UnreadableError(end - len(rest), unexpected(rest[0], meaning))


def unexpected(character: str, meaning: str) -> str:
    """Words a fault about a character."""
    if character.isspace():
        return "EDTF has no spaces"
    if character in "uUx":
        return f"{character!r} is no unspecified digit: EDTF writes X"
    if character == ".":
        return "a dot has no place in a date: its parts are joined by hyphens, year first"
    return f"{character!r} cannot stand in {meaning}"
