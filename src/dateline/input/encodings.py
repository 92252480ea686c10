"""Encodings of texts: what a mark at the start says, and a guess for the message about a text that is not UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dateline.errors import Fault, InvalidRecords
from dateline.formats.incoming import Rejected
from dateline.input.contents import is_binary

S = TypeVar("S")
T = TypeVar("T")
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_COMMON = (
    "cp1252", "cp1251", "cp1250", "koi8_r", "mac_roman", "cp437", "cp850", "cp866", "cp1253", "cp1254", "cp1255",
    "cp1256", "shift_jis", "gb18030", "big5", "euc_kr", "euc_jp", "iso8859_2", "iso8859_5", "iso8859_15",
)  # fmt: skip
"""Of encodings that fit alike those in front are offered."""
_REASON = "is not UTF-8"
_SET = 'set encoding = "{}" in the table [file] of a mapping, or save it as UTF-8'
_SAVE = "save it as UTF-8"
_SAMPLE = 64_000
_OFFERED = 3
"""So many encodings that fit alike are offered."""


def encoding_of_mark(start: bytes) -> str | None:
    """Return the encoding that a mark at the start of a text names, None where there is none or it is UTF-8."""
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)


def encoding_of(name: str, start: bytes, chosen: str | None) -> str:
    """Return the encoding of a text by its first bytes and by what the user chose, None for UTF-8 or what a mark says.

    Raises:
        InvalidRecords: they contradict each other, or UTF-16 has no mark, so that nobody knows the order of its bytes.
    """
    marked = encoding_of_mark(start) or ("utf-8" if start.startswith(codecs.BOM_UTF8) else None)
    family = codecs.lookup(chosen).name[:6].rstrip("-") if chosen else None
    if chosen and marked and not marked.startswith(str(family)):
        reason = f"begins with the mark of {marked.upper()}, but the mapping sets encoding = {chosen!r}"
        raise InvalidRecords([Fault(name, None, reason, "omit encoding from [file]")])
    order = None if marked else _order_of_utf16(start)
    if order and chosen is None:
        raise InvalidRecords([Fault(name, None, f"is {order.upper()} without a mark at its start", _SET.format(order))])
    if chosen and not marked and codecs.lookup(chosen).name in ("utf-16", "utf-32"):
        likely = order or f"{codecs.lookup(chosen).name}-le"
        hint = f'set encoding = "{likely}" in [file] if its bytes are in that order'
        raise InvalidRecords([Fault(name, None, f"has no mark at its start, which {chosen!r} needs", hint)])
    return chosen or encoding_of_mark(start) or "utf-8-sig"


def _order_of_utf16(start: bytes) -> str | None:
    """Return which UTF-16 a text seems to be: every second byte of its blanks, signs and Latin letters is 0."""
    places = [place % 2 for place, byte in enumerate(start) if byte == 0]
    if len(places) * 20 < len(start) or len(set(places)) != 1:
        return None
    return "utf-16-le" if places[0] else "utf-16-be"


def is_utf8_too(sample: bytes, encoding: str | None) -> list[str]:
    """Return a note if bytes that were read in another encoding, as the user chose, are those of UTF-8 as well."""
    if encoding is None or codecs.lookup(encoding).name.startswith("utf"):
        return []
    whole = sample.lstrip(bytes(range(0x80, 0xC0)))  # a sample may begin within a letter
    if whole.isascii() or not _is_utf8(whole):
        return []
    here, there = (_telling([whole.decode(each, "replace")])[0] for each in (encoding, "utf-8"))
    return [f"its bytes are UTF-8 too: {here!r}, read as {encoding}, is {there!r}; omit encoding if that is meant"]


def explained(
    events: Callable[[S], Iterable[T]],
    stream: S,
    sample: Callable[[], bytes],
    encoding: str | None,
    *,
    mapped: bool = True,
) -> Iterator[T | Rejected]:
    """Yield the items of a stream; the first row whose bytes are no text says what to do.

    `sample` gives bytes of the last rows; `encoding` is the one that the user chose, None for UTF-8. `mapped` tells
    that a mapping can set it.
    """
    told = False
    try:
        for item in events(stream):
            if isinstance(item, Rejected) and item.reason == _REASON:
                hint = None if told else _hint(sample(), encoding, mapped=mapped)
                yield item._replace(reason=_reason(encoding), hint=hint)
                told = True
            else:
                yield item
    except InvalidRecords as error:
        error.faults = explained_faults(error.faults, sample, encoding, mapped=mapped)
        raise


def explained_faults(
    faults: list[Fault], sample: Callable[[], bytes], encoding: str | None, *, mapped: bool = True
) -> list[Fault]:
    """Return faults of which the first that says that bytes are no text says what to do, as `explained` does."""
    found: list[Fault] = []
    told = False
    for fault in faults:
        if not fault.message.endswith(_REASON) or fault.hint is not None:
            found.append(fault)
            continue
        hint = None if told else _hint(sample(), encoding, mapped=mapped)
        found.append(fault._replace(message=fault.message.replace(_REASON, _reason(encoding)), hint=hint))
        told = True
    return found


def _reason(encoding: str | None) -> str:
    return f"is not {encoding}" if encoding else _REASON


def _hint(sample: bytes, encoding: str | None, *, mapped: bool) -> str:
    if encoding:
        return f"the mapping sets encoding = {encoding!r}, which does not fit"
    if is_binary(sample):
        return "its bytes are those of no text: it seems to be binary data"
    if b"\0" in sample:
        return "its bytes are those of UTF-16, of which some are missing: save it as UTF-8"
    lines = sample.splitlines()
    bad = [line for line in lines if not _is_utf8(line)]
    mixed = len(bad) < sum(not line.isascii() for line in lines)
    found = guess(b"\n".join(bad)[:_SAMPLE])
    seems = f"it seems to be {seemingly(found)}" if found else "its encoding is not known"
    if mixed:
        return f"other lines are UTF-8, so the encoding changes within the file; here {seems}: save it as UTF-8"
    name = found[0][0] if found else "cp1252"
    return f"{seems}: {_SET.format(name) if mapped else _SAVE}"


def seemingly(found: list[tuple[str, str]]) -> str:
    """Return encodings with some words read so, for people."""
    return " or ".join(f"{name} ({words!r})" for name, words in found)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def guess(sample: bytes) -> list[tuple[str, str]]:
    """Return the encodings that some lines may have, the most common first, each with some words read so.

    What all read alike is there once. Nothing is there if nothing can be said.
    """
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        fitting = {"cp1252"}
    else:
        matches = list(from_bytes(sample, cp_isolation=list(_COMMON)))
        fitting = {match.encoding for match in matches if match.chaos == matches[0].chaos}
    read = {name: sample.decode(name, "replace") for name in _COMMON if fitting}
    fitting |= {name for name, text in read.items() if any(text == read[other] for other in fitting)}
    first: dict[str, str] = {}
    for name in sorted(fitting, key=_COMMON.index):
        first.setdefault(read[name], name)
    return list(zip(first.values(), _telling(list(first)[:_OFFERED]), strict=False))


def _telling(texts: list[str]) -> list[str]:
    """Return of each reading of one text the first words with a special letter in which the readings differ."""
    words = [re.findall(r"\w*[^\x00-\x7f]\w*(?: \w+)?", text) or [""] for text in texts]
    place = next((place for place, alike in enumerate(zip(*words, strict=False)) if len(set(alike)) > 1), 0)
    return [found[place][:30] for found in words]
