"""Numbers in the cells of a mapped table: which sign parts the fraction, and which the thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.formats.delimited.cell_values import UnfitError, whole
from dateline.formats.delimited.layout import Layout
from dateline.formats.delimited.tabular import TypedNumber

HINT = 'set in [file] which sign parts what: decimal = ",", or thousands = "," or "."'
_BLANKS = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "))
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_WITHOUT_SIGNS = str.maketrans("", "", ".,' " + "".join(map(chr, (*_BLANKS, *_APOSTROPHES))))
_THOUSANDS = r"[+-]?\d{{1,3}}(?:{0}\d{{3}})+(?:{1}\d+)?"
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""1.200 is 1.2, or 1200 where a point parts thousands."""
_FRACTION = re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_PARTED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:\.\d{3}|,\d+)")
"""1.200.000 and 1.200,5 have points between thousands."""


def number_text(name: str, text: str, layout: Layout, *, settled: bool) -> str:
    """Return a number with a decimal point and no sign between its thousands; raises UnfitError.

    `settled` tells that a point is known to part the fraction. What a workbook has as a number is one.
    """
    if isinstance(text, TypedNumber):
        return text
    parted = layout.thousands
    text = text.translate({" ": _BLANKS, "'": _APOSTROPHES}.get(parted or "", {}))
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


def number_hint(texts: Iterable[str]) -> str | None:
    """Return what settles the first cell of a measure that is no number; None where all are numbers."""
    for text in texts:
        if not text or _PLAIN.fullmatch(text):
            continue
        if _PLAIN.fullmatch(text.translate(_WITHOUT_SIGNS)):
            return HINT
        return f'give bounds as columns (low, high), or add "{text}" to values in [skip] if the number is missing'
    return None


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
