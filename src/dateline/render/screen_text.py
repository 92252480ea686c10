"""Text as a terminal may show it: nothing in it drives the terminal, and its width in columns is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.render.ansi import is_mark, restyled, unmarked

_DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters of C0 and C1 but for line and tab, ends of lines and paragraphs, and controls of direction."""
_NARROW = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\u02ff\u0400-\u0481\u2010-\u2027]*")
"""Text of characters that are one column wide for everyone: Latin, Cyrillic, dashes and quotes."""
_LEAST = 8
"""Columns that a line keeps behind its indentation."""
_LABEL = re.compile(r" *\S+(?: \S+)? {2,}(?=\S)")
_LONGEST_LABEL = 20
_BREAKS = "-/@:.,_;="
"""Signs behind which a long word may be broken."""


def visible(text: str) -> str:
    r"""Return `text` with its control characters and controls of direction as escapes; marks of styles stay.

    >>> visible("a\x1b]0;b\x07"), visible("\u202ec")
    ('a\\x1b]0;b\\x07', '\\u202ec')
    """
    return text if text.isascii() and text.isprintable() else _DRIVING.sub(_escape, text)


def visible_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with all its texts made visible."""
    return {key: _visible_value(value) for key, value in record.items()}


def _visible_value(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return visible_record(value)
    return [_visible_value(each) for each in value] if isinstance(value, list | tuple) else value


def _escape(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]


def is_narrow(text: str) -> bool:
    """Return whether `text`, marks aside, is one line of characters of one column each."""
    return (text.isascii() and text.isprintable()) or _NARROW.fullmatch(unmarked(text)) is not None


def width_of(text: str) -> int:
    """Return the columns of one line of text: wide letters take two, combining ones none, a tab to the next eighth."""
    bare = unmarked(text)
    if is_narrow(bare):
        return len(bare)
    from rich.cells import cell_len

    return cell_len(bare.expandtabs(8))


def fold(text: str, width: int, hanging: str = "") -> list[str]:
    """Return a line as lines of at most `width` columns, broken between words, else within them.

    Lines after the first begin with `hanging`; each has the styles of its part.
    """
    if width_of(text) <= width:
        return [text]
    hanging = hanging if len(hanging) <= max(0, width - _LEAST) else ""
    lines, line = [], ""
    for word in re.findall(r"\s+|\S+", text.expandtabs(8)):
        if width_of(line + word) > width and not word.isspace():
            if unmarked(line).strip():
                lines.append(line.rstrip())
                line = hanging
            *whole, line = _broken(line + word, width, hanging)
            lines += whole
        else:
            line += word
    return restyled([*lines, line.rstrip()] if unmarked(line).strip() else lines)


def _broken(line: str, width: int, hanging: str) -> Iterator[str]:
    """Yield a line of one long word as lines, broken behind a sign where there is one, else anywhere."""
    while width_of(line) > width:
        cut = _letters(line, width)
        sign = max(map(line.rfind, _BREAKS, [len(hanging)] * len(_BREAKS), [cut] * len(_BREAKS)))
        cut = sign + 1 if sign >= cut // 2 else cut
        yield line[:cut]
        line = hanging + line[cut:]
    yield line


def _letters(line: str, width: int) -> int:
    """Return how many letters of a line have room, but one at least behind its indentation."""
    room = width
    for number, letter in enumerate(line):
        room -= 0 if is_mark(letter) else width_of(letter)
        if room < 0:
            return max(number, 1)
    return len(line)


def indentation(text: str) -> str:
    """Return the blanks for the lines that continue a line: below the text behind its label, or two more than its own.

    >>> len(indentation("  EDTF       1999-12, level 0")), len(indentation("  hint: a text"))
    (13, 4)
    """
    bare = unmarked(text)
    label = _LABEL.match(bare)
    own = len(bare) - len(bare.lstrip(" "))
    return " " * (label.end() if label and label.end() <= _LONGEST_LABEL else own + 2)
