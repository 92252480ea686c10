"""The day on which a document was written, where its head, its foot, its file or its name states one."""

from __future__ import annotations

import os
import re

from dateline.documents.finding.finder import Found, find_dates
from dateline.documents.finding.letters import REFERENCES
from dateline.documents.finding.values import When, is_day, when_of
from dateline.documents.texts import PlacedText
from dateline.light_classes import NamedTuple

_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CLOCK = r"(?:at )?\d{1,2}[:.]?\d\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?"
_LONE = re.compile(rf"(?:[A-Z][\w.'’ -]{{1,30}}, )?(?:the )?(?:{_WEEKDAY},? )?@(?:,? {_WEEKDAY})?(?:,? {_CLOCK})?\W*")
_LABELLED = re.compile(
    r"(?:^|(?P<within>\W))(?:date|dated|published|posted|issued|filed|released|written|sent|updated|last modified)"
    r"(?: on)?\s*(?P<colon>:?)\s*"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By\b|.*[|\u00b7\u2022])")
_DATELINE = re.compile(r"[A-Z][A-Z.,' -]{2,40}(?:, [A-Z][\w. ]{1,20})?,? @,?\s*(?:\([^)]{2,40}\)\s*)?[-\u2013\u2014_:]")
_DONE = re.compile(r"(?:done|signed|adopted) (?:at|in) [^.;]{2,60}\b\d{4}\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(?:(?P<y>19\d\d|20\d\d)([-_.]?)(?P<m>0[1-9]|1[0-2])\2(?P<d>0[1-9]|[12]\d|3[01]))(?!\d)")
_AT_ENDS = 12
"""Paragraphs at the head of a document, and at its foot, in which the day of writing may stand."""
_LONGEST_LINE = 120
"""Characters of a line that may be a byline."""
_NEEDING = frozenset(word for word, what in REFERENCES.items() if what in ("today", "yesterday", "tomorrow"))
_POINTING = re.compile(
    rf"\b(?<!the )(?<!The )(?:{'|'.join(sorted(_NEEDING))}|"
    r"(?:last|next|this) (?:week|month|year|quarter|spring|summer|fall|autumn|winter)|"
    rf"(?:(?:last|next) )?{_WEEKDAY}|\w+ (?:days|weeks|months|years) ago)\b(?!,? [A-Z\d])",
)


class Written(NamedTuple):
    """When a document was written, and what states it."""

    when: When
    where: str


def written_of(text: PlacedText, file: str, stated: str | None = None) -> Written | None:
    """Return when a document was written; `stated` is what its markup says; None where nothing says so."""
    when = when_of(stated) if stated else None
    if when is not None:
        return Written(when, "the head of the file")
    return _in_text(text) or _in_name(file)


def _in_text(text: PlacedText) -> Written | None:
    for paragraph in (*text.paragraphs[:_AT_ENDS], *text.paragraphs[_AT_ENDS:][-_AT_ENDS:]):
        words = text.text[paragraph.start : paragraph.end]
        at_head = paragraph.number <= _AT_ENDS
        if at_head or _DONE.match(words):
            for found in _dates(words[: 3 * _LONGEST_LINE]):
                if (when := when_of(found.core or "")) and _states(words, found, at_head=at_head):
                    return Written(when, f'"{words[: found.end][-_LONGEST_LINE // 2 :]}"')
    return None


def _dates(words: str) -> list[Found]:
    return [each for each in find_dates(words) if each.core and re.search(r"\d{4}|\d[/.-]\d+[/.-]\d\d\b", each.text)]


def _states(words: str, found: Found, *, at_head: bool) -> bool:
    """Tell whether a paragraph gives a date as the day of writing: alone, or behind a label, place or name."""
    if _DONE.match(words):
        return True
    before, behind = words[: found.start], words[found.end :]
    in_place = f"{before}@{behind}"
    short = len(words) <= _LONGEST_LINE
    labelled = _is_labelled(before, short=short)
    if not at_head or (found.unit == "year" and not labelled):
        return False
    return bool(
        labelled
        or (short and _LONE.fullmatch(in_place))
        or (short and found.unit == "day" and _BYLINE.match(before))
        or (found.unit == "day" and _DATELINE.match(in_place))
    )


def _is_labelled(before: str, *, short: bool) -> bool:
    """Tell whether a label stands right before a date: at the beginning, or with a colon within a short line."""
    label = _LABELLED.search(before)
    return label is not None and (label["within"] is None or (short and bool(label["colon"])))


def _in_name(file: str) -> Written | None:
    """Return the day in the name of a file, such as 1998-02-13 and 19980213, when it has exactly one."""
    name = os.path.basename(file)
    days = {(int(each["y"]), int(each["m"]), int(each["d"])) for each in _IN_NAME.finditer(name)}
    real = [day for day in days if is_day(*day)]
    return Written(When(*real[0], "day"), f"its name {name}") if len(real) == 1 else None


def needing_a_day(text: str, most: int = 3) -> list[str]:
    """Return the first words of a text, at most so many, that count from the day of writing."""
    found: dict[str, None] = {}
    for each in _POINTING.finditer(text):
        found[each[0]] = None
        if len(found) == most:
            break
    return list(found)
