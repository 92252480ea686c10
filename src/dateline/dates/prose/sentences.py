"""Words for a whole statement: a date, a bound on one side, a set, or a span from one date to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.dates.conventions import Conventions
from dateline.dates.prose.candidate import MARKS, Found, Rank, Term, valid_date, with_mark
from dateline.dates.prose.double_years import double_years
from dateline.dates.prose.fiscal_years import fiscal_years
from dateline.dates.prose.one_sided import one_sided
from dateline.dates.prose.sets import several
from dateline.dates.prose.spans import short_span, span
from dateline.dates.prose.terms import doubt_around, sides
from dateline.dates.prose.timestamps import timestamps
from dateline.dates.prose.vocabulary import ACTIVITY
from dateline.dates.prose.weekdays import without_weekday

_NOISE = re.compile(
    rf"^(\??) ?(?:(?:1st|first|originally|probably|likely|mostly|was|the|with|main|some|list|receipt|later) )*"
    rf"(?:(?:active|attic|fl|flourished|added|additions?|decoration|glosses|pieces|marginalia|continued|supplemented|"
    rf"mostly|chiefly|mainly|predominantly|inclusive|bulk(?: dates?)?|text|manuscript|codex|"
    rf"was|were|{ACTIVITY})\b,? ?)+(?: ?\b(?:in|on|from|of|mostly of|to|the))* ?(?=\S)"
)
_LAST_CENTURY = 21
_LAST_DECADE_CUT_SHORT = 210
"""198 may be the 1980s; 825 is no decade that anybody writes of."""
_QUOTES = re.compile(r"^[ .,;:\"']*(?='\d\d(?!\d))|^(?!'\d\d(?!\d))[ .,;:\"']+|[ .,;:\"']+$")
"""Signs around a text that say nothing; an apostrophe may be one of a year of two digits."""
_TURNED = re.compile(
    r"(?:\d|s|century|cent),? (?:early|late|mid|middle|end|beginning|1st|2nd|3rd|4th|last)\b|\((?:in|med|ex)\)?$|"
    r"^\d{4},? (?:[a-z]{3}|\d{1,2} ?[a-z-])|\bc\d{1,2}\b|^(?:bce?|ad) \d|^\d{1,4} (?:bce?|ad|ce),? [a-z]|^year"
)
"""Parts that may belong to the period before them, and a year in front: they change places first."""
_DAY_IN_THREE_DIGITS = re.compile(r"[a-z],? (\d{3})\?$")
_DATE = re.compile(r"[^][{},/.]+")
_JOINED = re.compile(r" (?:to|through|thru|until|till|or)(?= )|^(?!.*between ).* and ")
_WORD = re.compile(r"(?!(?:the|of|in) )(?<![^\s,/-])[^\s,/-]+")
_BROKEN = re.compile(r"^(?:and|or) |\b(?:from|between|and|or|since) (?:and|or|to) | (?:and|or|to|between|since|from)$")
"""Words that join nothing: no way to part the text makes sense of them."""
_MOST_WORDS = {True: 24, False: 13}
"""No date has more words, lists with a head ("one of ...") apart; and reading tries every way to part them."""


def statements(text: str, conventions: Conventions) -> list[Found]:
    """Return what a normal text may say, valid texts alone, likeliest first; empty when it holds no date."""
    text = _QUOTES.sub("", text)
    if noise := _NOISE.match(text):
        text = noise[1] + text[noise.end() :]
    found = [] if _TURNED.search(text) else statement(text, conventions)
    return found or _in_other_words(text, conventions)


def _in_other_words(text: str, conventions: Conventions) -> list[Found]:
    """Read a text that is no statement as it stands: rephrased, or without the remarks in it."""
    # Imported late: most dates are read without them.
    from dateline.dates.prose.remarks import without_remarks
    from dateline.dates.prose.rephrasing import rephrased

    other = rephrased(text).strip(" .,;:")
    if found := statement(other, conventions):
        return found
    return without_remarks(other, conventions, lambda part: statement(rephrased(part), conventions))


def statement(text: str, conventions: Conventions) -> list[Found]:
    """Read a text that is a statement from its first word to its last."""
    if _BROKEN.search(text) or len(_WORD.findall(text)) > _MOST_WORDS[text.startswith(("one of", "all of"))]:
        return []
    text, fits = without_weekday(text)
    for production in (_one_date, one_sided, several, span):
        found = [each for each in production(text, conventions) if valid_date(each.edtf, conventions)]
        if found and (fitting := [each for each in found if fits(each.edtf)]):
            whole = (each._replace(edtf=_doubted(text, each.edtf)) for each in fitting)
            return sorted(dict.fromkeys(whole), key=lambda each: each.rank)
    return []


def _doubted(text: str, edtf: str) -> str:
    """Return an EDTF text with the doubt in front of or behind a whole span or list at each date of it.

    "Probably 1850-60" doubts both years. Behind "to", "or" and "and", doubt is that of the last date alone, and dates
    that have a doubt of their own keep it.
    """
    if text.isdigit() or not ("/" in edtf or "," in edtf or ".." in edtf):
        return edtf
    before, behind = doubt_around(text)
    members = re.split("[,/]", edtf) if "," in edtf or "/" in edtf else edtf.split("..")
    marks = [{part[-1] if part[-1] in MARKS else "" for part in _DATE.findall(member)} for member in members]
    for mark, doubted, others in ((before, marks[0], marks[1:]), (behind, marks[-1], marks[:-1])):
        lone = mark and doubted == {mark} and all(other <= {""} for other in others)
        if lone and (mark == before or not _JOINED.search(text)):
            return _DATE.sub(lambda found, mark=mark: with_mark(found[0], mark), edtf)  # type: ignore[misc]
    return edtf


def _one_date(text: str, conventions: Conventions) -> Iterator[Found]:
    terms = list(fiscal_years(text, conventions))
    if not terms:
        terms = [*double_years(text, conventions), *timestamps(text, conventions), *sides(text, conventions)]
        yield from short_span(text)
    for term in terms:
        yield from _with_other_shape(Found(term.edtf, term.rule, term.rank), term)
    if (century := re.fullmatch(r"c(\d{1,2}) (?:ad|ce)", text)) and 0 < int(century[1]) <= _LAST_CENTURY:
        yield Found(f"{int(century[1]) - 1:02d}XX", "century by its hundreds", Rank.RARER)
    if (short := _DAY_IN_THREE_DIGITS.search(text)) and int(short[1]) <= _LAST_DECADE_CUT_SHORT:
        whole = [term.edtf for term in terms if term.edtf.startswith(f"0{short[1]}-") and not term.spans]
        yield from (Found(f"{short[1]}X{edtf[4:-1]}", "decade cut short", Rank.RARER) for edtf in whole)
    if (short := re.fullmatch(r"(?:(c)(?:a|irca)? ?)?(\d{3})(\??)", text)) and int(short[2]) <= _LAST_DECADE_CUT_SHORT:
        mark = "%" if short[1] and short[3] else "~" if short[1] else short[3]
        yield Found(f"{short[2]}X{mark}", "decade cut short", Rank.RARER)


def _with_other_shape(found: Found, term: Term) -> Iterator[Found]:
    """Add to a span the reading as some day in it: words such as "mid-1990s" say either."""
    yield found
    if term.spans and not term.one_of:
        yield Found(f"[{term.member}]", f"{term.rule}; some day in it", Rank.SHAPE)
