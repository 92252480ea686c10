"""Styles of a terminal (ECMA-48), and the marks that stand for them until a text is written.

A mark is a lone surrogate, which no stored text can contain: so text from elsewhere cannot pass for a style.
"""

from __future__ import annotations

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34}
_FIRST = 0xD800
_NONE = chr(_FIRST)
_SEQUENCES = {_FIRST + code: f"\x1b[{code}m" for code in (0, *CODES.values())}
_NOTHING = dict.fromkeys(_SEQUENCES)


def marked(text: str, *styles: str) -> str:
    """Return `text` between the marks of `styles`."""
    return "".join(chr(_FIRST + CODES[style]) for style in styles) + text + _NONE


def is_mark(letter: str) -> bool:
    """Return whether a letter is a mark of a style."""
    return ord(letter) in _SEQUENCES


def restyled(lines: list[str]) -> list[str]:
    """Return lines in which each ends the styles that it begins, and begins those that the line before left open."""
    found, open_ = [], ""
    for line in lines:
        before = open_
        for letter in line:
            if is_mark(letter):
                open_ = "" if letter == _NONE else open_ + letter
        found.append(f"{before}{line}{_NONE if open_ else ''}")
    return found


def unmarked(text: str) -> str:
    """Return `text` without its marks."""
    return text if text.isascii() else text.translate(_NOTHING)


def with_codes(text: str) -> str:
    """Return `text` with the sequences of a terminal in place of its marks."""
    return text if text.isascii() else text.translate(_SEQUENCES)
