"""Numbers in the cells of a mapped table: which sign parts the fraction, and which the thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.formats.delimited.cell_values import UnfitError, whole
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.tabular import TypedNumber

HINT = 'set in [file] which sign parts what: decimal = ",", or thousands = "," or "."'
_THOUSANDS = r"[+-]?\d{{1,3}}(?:{0}\d{{3}})+(?:{1}\d+)?"
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""1.200 is 1.2, or 1200 where a point parts thousands."""
_FRACTION = re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")
_PARTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:\.\d{3}|,\d+)")
"""1.200.000 and 1.200,5 have points between thousands."""


def number_text(name: str, text: str, layout: Layout, *, settled: bool) -> str:
    """Return a number with a decimal point and no sign between its thousands; raises UnfitError.

    `settled` tells that a point is known to part the fraction. What a workbook has as a number is one.
    """
    if isinstance(text, TypedNumber):
        return text
    parted = layout.thousands
    if parted == " ":
        text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if parted and parted in text:
        if not re.fullmatch(_THOUSANDS.format(re.escape(parted), re.escape(layout.decimal)), text):
            raise UnfitError(f"measure {name}: {text!r} is not a number whose thousands are parted by {parted!r}")
        return text.replace(parted, "").replace(",", ".")
    if layout.decimal == ",":
        if "." in text:
            raise UnfitError(f"measure {name}: {text!r} is not a number with a decimal comma", HINT)
        return text.replace(",", ".")
    if not settled and _EITHER.fullmatch(text):
        reason = f"measure {name}: {text!r} is {float(text):g} or {text.replace('.', '')}, and its column does not tell"
        raise UnfitError(reason, 'set in [file] decimal = "." for the first, thousands = "." and decimal = "," else')
    return text


def points_part_fractions(texts: Iterable[str]) -> bool:
    """Tell whether cells of a column show that a point parts the fraction: 3.5 and 0.125 do, if none is 1.200.000."""
    shown = False
    for text in texts:
        if _PARTED.fullmatch(text):
            return False
        shown = shown or bool(_FRACTION.fullmatch(text) and not _EITHER.fullmatch(text))
    return shown


def whole_number(text: str, name: str) -> int | None:
    """Return a whole number as `whole` does, but for one with a point that may part thousands; raises UnfitError."""
    if _EITHER.fullmatch(text) and not isinstance(text, TypedNumber):
        hint = f"write {text.replace('.', '')}, or {text.partition('.')[0]}: no year and no version needs a point"
        raise UnfitError(f"{name} {text!r} is not a whole number for certain: a point may part thousands", hint)
    return whole(text, name)
