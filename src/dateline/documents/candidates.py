"""Candidates of a document: one for each date and clause, with quote, actors, themes and what it resembles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from dateline.dates import Date, parse
from dateline.documents import promises
from dateline.documents.candidate import Candidate
from dateline.documents.casting import Cast
from dateline.documents.dating import SPANNED, Dated, dated, joined, spanned
from dateline.documents.finding.finder import Found, find_dates
from dateline.documents.finding.values import When
from dateline.documents.known import Known, subject
from dateline.documents.sentences import clause_at, sentences
from dateline.documents.terms import Happenings, awaited
from dateline.documents.texts import Paragraph, PlacedText

_LONGEST_QUOTE = 500
"""Characters; of a longer sentence the clause is quoted."""
_LONGEST_TITLE = 90
Span = tuple[int, int]


class _Sentence:
    """A sentence with the dates in it."""

    def __init__(self, text: PlacedText, span: Span, paragraph: Paragraph, dates: list[Found]) -> None:
        self.text, self.span, self.paragraph, self.dates = text, span, paragraph, dates

    @property
    def words(self) -> str:
        return self.text.text[slice(*self.span)]

    def clause(self, found: Found) -> Span:
        return clause_at(self.text.text, self.span, found.start)


def candidates(text: PlacedText, known: Known, written: When | None = None) -> Iterator[Candidate]:
    """Yield the candidates of a document in the order of their places; `written` is its day, month or year."""
    found = list(find_dates(text.text, written, named=known.named_time))
    yield from candidates_of(text, known, found, written)


def candidates_of(text: PlacedText, known: Known, found: list[Found], written: When | None) -> Iterator[Candidate]:
    """Yield the candidates of a document whose dates are found."""
    cast = Cast(text, known.names)
    happenings = Happenings(text.text, found)
    seen: Counter[str] = Counter()
    for sentence in _sentences(text, found):
        for each in _of_sentence(sentence, cast, known, happenings, written):
            seen[each.id] += 1
            yield each if seen[each.id] == 1 else each._replace(id=f"{each.id}-again-{seen[each.id]}")


def _sentences(text: PlacedText, found: list[Found]) -> Iterator[_Sentence]:
    """Yield the sentences that have a date or a term counted from something."""
    place = 0
    for paragraph in text.paragraphs:
        for start, end in sentences(text.text, paragraph.start, paragraph.end):
            dates = []
            while place < len(found) and found[place].start < end:
                dates.append(found[place])
                place += 1
            if dates or promises.within(text.text[start:end]):
                yield _Sentence(text, (start, end), paragraph, dates)


def _of_sentence(
    sentence: _Sentence, cast: Cast, known: Known, happenings: Happenings, written: When | None
) -> Iterator[Candidate]:
    words, start = sentence.words, sentence.span[0]
    obliges = promises.obliges(words)
    seen: set[tuple[Span, str | None, str]] = set()
    taken: list[Span] = []
    for each in promises.within(words) if obliges else ():
        taken.append((start + each.start, start + each.end))
        due, after = awaited(each, happenings)
        made = _made(sentence, due, taken[-1], cast, known, kind="deadline")
        yield made._replace(within=each.period, counted_from=each.event or None, after=after)
    for found, reading, span in _readings(sentence):
        clause = sentence.clause(found)
        if any(first <= span[0] < last for first, last in taken) or (clause, reading.edtf, found.rule) in seen:
            continue
        seen.add((clause, reading.edtf, found.rule))
        term = (
            promises.term_of(words, found.start - start, found.text, soft=promises.is_soft(words)) if obliges else None
        )
        term = term if term and _may_be_due(reading, found, written) else None
        kind = "deadline" if term else _kind(words, reading, written)
        due = _due(found, reading) if term else reading
        yield _made(sentence, due, span, cast, known, kind=kind, found=found, rule=term.rule if term else None)


def _readings(sentence: _Sentence) -> Iterator[tuple[Found, Dated, Span]]:
    """Yield each date with what it means and where its words are; the two ends of a span are one."""
    dates = iter(enumerate(sentence.dates))
    for place, found in dates:
        reading = dated(found)
        after = sentence.dates[place + 1] if place + 1 < len(sentence.dates) else None
        if after is not None and reading and joined(sentence.text.text, found, after) and (end := dated(after)):
            next(dates)
            yield found, spanned(reading, end), (found.start, after.end)
        elif reading is not None:
            yield found, reading, (found.start, found.end)


def _due(found: Found, reading: Dated) -> Dated:
    """Return what a reading rule reads: the year of "the end of 2003", but the days of "mid-2003", and a span whole."""
    narrowed = reading.edtf is not None and not promises.names_end(found.text) and promises.names_part(found.text)
    spanned = reading.rule == SPANNED
    unclear = reading.edtf is None
    return reading if narrowed or spanned or unclear or not found.core else Dated(found.core, reading.also, found.rule)


def _may_be_due(reading: Dated, found: Found, written: When | None) -> bool:
    """Tell whether a date may be one by which something is to be done: not one long before the document."""
    date = _date(found.core or reading.edtf)
    return date is None or written is None or date.latest >= parse(written.edtf).earliest


def _kind(words: str, reading: Dated, written: When | None) -> str:
    date = _date(reading.edtf)
    later = date is not None and written is not None and date.earliest > parse(written.edtf).latest
    return "forecast" if later or (written is None and promises.looks_ahead(words)) else "event"


def _date(edtf: str | None) -> Date | None:
    return parse(edtf) if edtf else None


def _made(
    sentence: _Sentence, reading: Dated, span: Span, cast: Cast, known: Known, *, kind: str,
    found: Found | None = None, rule: str | None = None,
) -> Candidate:  # fmt: skip
    text, paragraph = sentence.text.text, sentence.paragraph
    clause = clause_at(text, sentence.span, span[0])
    quoted = sentence.span if sentence.span[1] - sentence.span[0] <= _LONGEST_QUOTE else clause
    if sentence.text.in_title(paragraph):
        quoted = clause = span  # lines of a title may have run together: its author is no party to its date
    quote, words = text[slice(*quoted)], text[slice(*span)]
    actors = cast.actors(quoted if clause == span else sentence.span, clause, promise=kind == "deadline")
    about = subject(text[slice(*clause)])
    date = _date(reading.edtf)
    like = (
        known.resembling(date, [each.partition(" ")[0] for each in actors], about) if date and kind == "event" else None
    )
    return Candidate(
        id=sha256(f"{quote}\0{words}\0{span[0] - quoted[0]}".encode()).hexdigest()[:10],
        kind=kind,
        title=_title(text[slice(*clause)]),
        date=reading.edtf,
        date_text=words,
        also=reading.also,
        quote=quote,
        locator=_locator(sentence.text, paragraph, quoted),
        start=span[0],
        end=span[1],
        rule="; ".join(dict.fromkeys(each for each in (found.rule if found else "", reading.rule) if each)),
        context=found.anchor or "" if found else "",
        actors=tuple(actors),
        themes=tuple(known.themes_of(about)),
        place=known.place_in(text[slice(*clause)]),
        resembles=f"{like.title} ({like.date.edtf})" if like else None,
        event=like.id if like else None,
        due_rule=rule,
    )


def _title(clause: str) -> str:
    words = " ".join(clause.split()).strip(" .,;:()\u2014-")
    if len(words) > _LONGEST_TITLE:
        words = words[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(",;:") + "\u2026"
    return words[:1].upper() + words[1:]


def _locator(text: PlacedText, paragraph: Paragraph, quoted: Span) -> str:
    page = f"p. {paragraph.page}, " if text.pages > 1 else ""
    return f"{page}par. {paragraph.number}, characters {quoted[0]} to {quoted[1]}"
