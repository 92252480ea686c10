r"""The content lines of a calendar (RFC 5545, 3.1): texts escaped, lines folded.

Written here, because the package icalendar makes the end of a line of a backslash before N, as in "C:\New", and takes
ten times longer. The tests compare its output otherwise.
"""

from __future__ import annotations

from datetime import date

_LONGEST = 74
"""Octets of a line before its end, one less than RFC 5545 allows: lines that go on begin with a blank."""
_TEXT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def component(name: str, lines: list[str]) -> str:
    """Return a component of folded lines, each with its end."""
    return f"BEGIN:{name}\r\n{''.join(lines)}END:{name}\r\n"


def text(name: str, value: str) -> str:
    r"""Return the line of a text.

    >>> text("SUMMARY", "One, two\nand three")
    'SUMMARY:One\\, two\\nand three\r\n'
    """
    return line(f"{name}:{escaped(value)}")


def day(name: str, value: date) -> str:
    r"""Return the line of a whole day.

    >>> day("DUE", date(988, 7, 1))
    'DUE;VALUE=DATE:09880701\r\n'
    """
    return f"{name};VALUE=DATE:{value.isoformat().replace('-', '')}\r\n"


def escaped(value: str) -> str:
    """Return a text as a value, or as one of several."""
    return value.translate(_TEXT)


def line(content: str) -> str:
    r"""Return a line with its end, folded if it is long: between characters, and not within what is escaped.

    >>> line("A" * 75)[70:]
    'AAAA\r\n A\r\n'
    """
    if len(content) <= _LONGEST and content.isascii():
        return content + "\r\n"
    octets, start, pieces = content.encode(), 0, []
    while len(octets) - start > _LONGEST:
        end = start + _LONGEST
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        if octets[end - 1] in b"\\^":
            end -= 1
        pieces.append(octets[start:end])
        start = end
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode() + "\r\n"
