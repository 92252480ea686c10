"""Words for a whole statement: a date, a bound on one side, a set, or a span from one date to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from dateline.dates.conventions import Conventions
from dateline.dates.faults import UnreadableError
from dateline.dates.prose.candidate import Rank, Term, outermost, single
from dateline.dates.prose.terms import terms
from dateline.dates.prose.vocabulary import MONTH_NUMBERS
from dateline.dates.strict import read_date


class Found(NamedTuple):
    """An EDTF text that words may mean, not yet known to be valid."""

    edtf: str
    rule: str
    rank: Rank = Rank.MEANT


_EARLIER = r"(?:before|by|until|till|up to|prior to|earlier than|no[t]? later than|not after|on or before)"
_LATER = r"(?:after|since|from|later than|no[t]? earlier than|not before|on or after|as of|starting|beginning)"
_BOUNDS: tuple[tuple[str, str, str], ...] = (
    (rf"{_EARLIER} (.+)", "../{end}", "any time up to it"),
    (r"(.+),? at the latest", "../{end}", "any time up to it"),
    (r"from an unknown (?:date|start) (?:to|until) (.+)", "/{end}", "unknown start"),
    (r"(?:from )?(.+) to an unknown (?:date|end)", "{start}/", "unknown end"),
    (r"in or before (.+)|(.+) or (?:earlier|before)", "[..{end}]", "some day up to it"),
    (r"in or after (.+)", "[{start}..]", "some day from it on"),
    (r"(?:from )?(.+?)(?:,? (?:or later|or after|onwards?|on))", "{start}/..", "from it on"),
    (r"(?:from )?(.+?)(?: to (?:the present|present|date|today|now)| ?- ?(?:present|today|now))", "{start}/..", "on"),
    (r"(.+),? at the earliest", "{start}/..", "from it on"),
    (rf"{_LATER} (.+)", "{start}/..", "from it on"),
    (r"all of (.+) and (?:all )?later", "{{{start}..}}", "all from it on"),
    (r"all of (.+) and (?:all )?earlier", "{{..{end}}}", "all up to it"),
)  # fmt: skip
"""Patterns, the EDTF that each stands for, and its rule. "By 2005" and "before 2005" include 2005."""

_NOISE = re.compile(
    r"^(?:active|attic|fl|flourished|dated|born|died|built|made|printed|published|created|signed|written|founded|"
    r"established|completed|issued|released|effective|valid|due|expires?)(?: in| on| from)? (?=\S)"
)
_WORD_SEPARATOR = re.compile(r" (?:to|through|thru|until|till|up to) ")
_BARE = re.compile(r"\d{1,2}")
_MOST_READINGS = 3
_MOST_WORDS = 24
"""No date has more words, and reading tries every way to part them."""
_CLASHES = ({"month first", "day first"}, {"decade", "the hundreds as a century"})
"""Rules that nobody follows on two sides of one span."""


def statements(text: str, conventions: Conventions) -> list[Found]:
    """Return what a normal text may say, valid texts alone, likeliest first; empty when it holds no date."""
    text = _NOISE.sub("", text.strip(" .\"'"))
    return _statement(text, conventions) or _first_clause(text, conventions)


def _statement(text: str, conventions: Conventions) -> list[Found]:
    """Read a text that is a statement from its first word to its last."""
    if len(re.findall(r"[^\s,/-]+", text)) > _MOST_WORDS:
        return []
    for production in (_one_date, _bounded, _set, _span):
        found = [each for each in production(text, conventions) if is_valid(each.edtf, conventions)]
        if found:
            return sorted(dict.fromkeys(found), key=lambda each: each.rank)
    return []


def is_valid(edtf: str, conventions: Conventions) -> bool:
    """Tells whether a text is strict EDTF."""
    try:
        read_date(edtf, conventions)
    except UnreadableError:
        return False
    return True


def _one_date(text: str, conventions: Conventions) -> Iterator[Found]:
    for term in _sides(text, conventions):
        yield from _with_other_shape(Found(term.edtf, term.rule, term.rank), term)
    yield from _short_span(text)


def _with_other_shape(found: Found, term: Term) -> Iterator[Found]:
    """Add to a span the reading as some day in it: words such as "mid-1990s" say either."""
    yield found
    if term.spans and not term.one_of:
        yield Found(f"[{term.member}]", f"{term.rule}; some day in it", Rank.SHAPE)


def _short_span(text: str) -> Iterator[Found]:
    """Read 1851-52 and 1863-4, whose second year leaves out what it shares with the first."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})([?~]?)", text):
        end = found[1][: -len(found[2])] + found[2]
        if end > found[1]:
            yield Found(f"{found[1]}/{end}{found[3]}", "two years, the second cut short")
        if len(found[2]) == 1:
            yield Found(f"{found[1]}-0{found[2]}", "year and month")


def _sides(text: str, conventions: Conventions) -> list[Term]:
    """Return the terms of a text, which may also be a date in EDTF."""
    edtf = text.upper()
    season = re.search(r"\d{4}-(?:2[1-9]|3\d|4[01])$", edtf)  # rather two years, in the middle of a text
    if not season and re.fullmatch(r"[-\dXYES?~%]+", edtf) and is_valid(edtf, conventions):
        return [single(edtf, "year" if edtf.isdigit() else "EDTF")]
    return terms(text, conventions)


def _bounded(text: str, conventions: Conventions) -> Iterator[Found]:
    yield from _half_known_span(text, conventions)
    for pattern, template, rule in _BOUNDS:
        found = re.fullmatch(pattern, text)
        inner = next(filter(None, found.groups()), "") if found else ""
        for term in _sides(inner, conventions) if inner else []:
            edtf = template.format(start=outer_start(term), end=outer_end(term))
            yield Found(edtf, f"{rule}; {term.rule}", term.rank)


def outer_start(term: Term) -> str:
    """Return the text of the first date that a span begins with."""
    return outermost(term.start, "0") if term.spans else term.start


def outer_end(term: Term) -> str:
    """Return the text of the last date that a span ends with."""
    return outermost(term.end, "9") if term.spans else term.end


def _half_known_span(text: str, conventions: Conventions) -> Iterator[Found]:
    """Read "from 1985 or earlier to 1990" and "from 1985 to 1990 or later"."""
    if found := re.fullmatch(r"(?:from )?(.+?)( or earlier)? to (.+?)( or later)?", text):
        if not (found[2] or found[4]):
            return
        for a, b in product(_sides(found[1], conventions), _sides(found[3], conventions)):
            start, end = ".." * bool(found[2]) + a.start, b.end + ".." * bool(found[4])
            yield Found(f"{start}/{end}", "a span with an end left open", max(a.rank, b.rank))


def _set(text: str, conventions: Conventions) -> Iterator[Found]:
    head = re.match(r"(?:(one of|either|any of)|(all of|both|each of)):? (.+)", text)
    rest = head[3] if head else text
    for word, brackets in (("or", "[]"), ("and", "{}")):
        if head and bool(head[1]) != (word == "or"):
            continue
        for members in _lists(rest, word, conventions, listed=bool(head)):
            rule = "one of several" if word == "or" else "all of several"
            yield Found(f"{brackets[0]}{','.join(members)}{brackets[1]}", rule)
    if not head and text.count(",") and re.fullmatch(r"[\w,? ]+", text):
        years = re.split(r", ?", text)
        if all(re.fullmatch(r"\d{4}", year) for year in years):
            yield Found(f"{{{','.join(years)}}}", "all of several")
            yield Found(f"[{','.join(years)}]", "one of several")


def _lists(text: str, word: str, conventions: Conventions, *, listed: bool) -> Iterator[list[str]]:
    """Yield the members of a list joined by `word`, or by commas alone when it is known to be a list."""
    if not listed and f" {word} " not in text:
        return
    for separator in (rf",? {word} ", rf",? {word} |, ?"):
        items = re.split(separator, text)
        members = [_member(item, items, conventions) for item in items]
        if all(members) and (len(items) > 1 or listed):
            yield [str(member) for member in members]
            return


def _member(item: str, items: list[str], conventions: Conventions) -> str | None:
    """Return one member of a set; what it leaves out ("summer or fall 1963") stands in the last or first."""
    for text in _completed(item, items[-1], items[0]):
        for term in _sides(text, conventions):
            return term.member
    for found in _span(item, conventions):
        return found.edtf.replace("/", "..")
    return None


def _completed(item: str, last: str, first: str) -> Iterator[str]:
    if item != last:
        yield from (f"{item} {tail}" for tail in _tails(last))
    if item != first:
        yield from (f"{head} {item}" for head in _heads(first))
    yield item


def _tails(text: str) -> Iterator[str]:
    """Yield the last words of a text, more of them first; a lone day of a month is no tail."""
    words = text.split()
    last = len(words) - 1
    yield from (" ".join(words[start:]) for start in range(1, last))
    if last > 0 and not _BARE.fullmatch(words[last]):
        yield words[last]


def _heads(text: str) -> Iterator[str]:
    """Yield the month of a text, or its AD: the only first words that a second date leaves out (May 5-8)."""
    return (word for word in text.split()[:-1] if word in MONTH_NUMBERS or word == "ad")


def _span(text: str, conventions: Conventions) -> list[Found]:
    """Read a span from one date to another, by the first separator that makes sense of both sides."""
    for left, right, one_of in _splits(text):
        found = list(_joined(left, right, conventions))
        valid = [each for each in found if is_valid(each.edtf, conventions)][:_MOST_READINGS]
        if valid:
            best = min(each.rank for each in valid)
            valid = [each._replace(rank=Rank.MEANT) if each.rank is best else each for each in valid]
            return valid if one_of is None else [each for span in valid for each in _between(span, one_of)]
    return []


def _between(span: Found, one_of: bool) -> list[Found]:
    """Return both shapes of "between": the whole span, and some day in it, which "some time between" means."""
    day = Found(f"[{span.edtf.replace('/', '..')}]", f"some day between: {span.rule}", span.rank)
    pair = [day, span] if one_of else [span, day]
    return [pair[0], pair[1]._replace(rank=Rank.SHAPE)]


def _splits(text: str) -> Iterator[tuple[str, str, bool | None]]:
    """Yield the two sides of a span, and of one with "between" whether some day in it is meant, else None."""
    if found := re.fullmatch(r"(some ?(?:time|day|where) )?between (.+?) and (.+)", text):
        yield found[2], found[3], bool(found[1])
    text = re.sub(r"^from ", "", text)
    for separator in (_WORD_SEPARATOR, re.compile(" - | ?-- ?"), re.compile("-"), re.compile(" ?/ ?")):
        for found in separator.finditer(text):
            left, right = text[: found.start()].strip(), text[found.end() :].strip()
            whole = separator.pattern != " ?/ ?" or all(re.search(r"\d{4}", side) for side in (left, right))
            if left and right and whole:
                yield left, right, None


def _joined(left: str, right: str, conventions: Conventions) -> Iterator[Found]:
    """Yield the spans that two sides may make, with what one leaves out taken from the other."""
    starts = _first_terms(_left_texts(left, right), conventions)
    ends = _first_terms(_right_texts(left, right), conventions)
    for a, b in product(starts, ends):
        if {a.rule, b.rule} in _CLASHES:
            continue
        first, last = a.start, b.end
        if a.spans or b.spans:
            first, last = outermost(first, "0"), outermost(last, "9")
        if first.startswith("XXXX") == last.startswith("XXXX"):
            yield Found("/".join(_over_new_year(first, last)), f"from {a.rule} to {b.rule}", max(a.rank, b.rank))


def _first_terms(texts: Iterable[str], conventions: Conventions) -> list[Term]:
    return next((found for text in texts if (found := _sides(text, conventions))), [])


def _left_texts(left: str, right: str) -> Iterator[str]:
    yield from (f"{left} {tail}" for tail in _tails(right))
    if _BARE.fullmatch(left) and not _BARE.fullmatch(right):
        return  # "17-1900s": a bare number beside a full date says nothing
    if not re.search(r"\d|[a-z]", left):
        return
    yield left


def _right_texts(left: str, right: str) -> Iterator[str]:
    year = re.search(r"(\d{4})[?~]?$", left)
    bare = re.fullmatch(r"(\d{2})([?~]?)", right)
    if year and bare:
        yield year[1][:2] + right
        return
    if re.match(r"\d{1,2}\b", right):
        yield from (f"{head} {right}" for head in _heads(left))
    yield from (f"{right} {tail}" for tail in _tails(left) if re.search(r"\d{3}", tail) or tail.startswith("cent"))
    # "500 BC to 18" may mean either era.
    unsettled = re.search(r"\bbce?\b", left) and re.fullmatch(r"\d{1,3}", right)
    if not unsettled and not (bare and not _BARE.fullmatch(left)):
        yield right


def _over_new_year(first: str, last: str) -> tuple[str, str]:
    """Put the start into the year before when the months run over New Year: December to January 2024."""
    start, end = re.match(r"(\d{4})-(\d\d)", first), re.match(r"(\d{4})-(\d\d)", last)
    if start and end and start[1] == end[1] and start[2] > end[2]:
        months = (int(end[2]) - int(start[2])) % (12 if int(start[2]) <= 12 else 4)
        if months <= (6 if int(start[2]) <= 12 else 2):
            return f"{int(start[1]) - 1:04d}{first[4:]}", last
    return first, last


def _first_clause(text: str, conventions: Conventions) -> list[Found]:
    """Read the date before a remark: "1864, printed ca. 1864"."""
    for found in list(re.finditer(r"[,;] (?=(?:from )?[a-z]{3,})", text))[:_MOST_READINGS]:
        remark = not terms(text[found.end() :], conventions)
        if remark and (head := _statement(text[: found.start()], conventions)):
            return head
    return []
