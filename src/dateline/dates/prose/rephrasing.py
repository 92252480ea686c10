"""Other ways to write a date, put into the words that the reader knows: of cataloguers, genealogists and treaties.

Each rule rewrites a normal text (see `vocabulary`) and leaves alone what it does not know. A rule adds nothing:
"15th century, second half" and "second half of the 15th century" are one statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.dates.prose.feasts import with_feasts_as_days
from dateline.dates.prose.number_words import roman, with_centuries_in_words, with_years_in_digits
from dateline.dates.prose.spellings import MONTH, NAMED, usually_spelt
from dateline.dates.prose.vocabulary import MONTH_NUMBERS, numbered, ordinal

_PLACE = r"(?:1st|2nd|3rd|4th|last|final)"
_COUNTED = rf"(?:{_PLACE}\??(?: ?\?)? (?:half|third|3rd|quarter)|(?:\d{{1,2}}(?:st|nd|rd|th)|last) decade)"
_EDGE_WORDS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
_EDGE = "(?:" + "|".join(sorted(_EDGE_WORDS, key=len, reverse=True)) + ")"
_ABOUT = r"(?:ca?|circa|about|around|approximately|approx)"
_DOUBT = r"(?:possibly |probably |perhaps |ca? |circa |\? ?)?"
_PART = rf"{_DOUBT}(?:the )?(?:very )?(?:{_EDGE}|{_COUNTED}|{_PLACE}(?= (?:or|and|to) {_PLACE}))(?: part)?"
_EDGES = {"in": "early", "med": "middle", "ex": "late"}
_IN_DOUBT = (
    "(?:a )?(?:doubtful|dubious|disputed|questionable|conjectural|conjectured?|supposed(?:ly)?|presumed|presumably|"
    "tentative(?:ly)?|unverified|unconfirmed|not certain|guess(?:ed)?|alleged(?:ly)?|seemingly|apparently|suggested|"
    "proposed|likely|uncertain)"
)
_BOUND = r"(?:(?:in|on) or )?(?:before|after)"
_JOIN = r"(?:,? (?:or|and|to) | ?- ?| ?/ ?)"
_PERIOD = (
    r"(?:(?:possibly |perhaps |probably )?(?:ca?|circa) ?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)(?: ?\?)? (?:century|cents?|c)(?: bce?| ad| ce)?|\d{3,4}s(?: bce?)?|"
    rf"\d{{1,4}} bce?|(?:{MONTH} )?\d{{4}})"
)
_JOINED = r"(?: ?(?<!mid)(?<!early)(?<!late)- ?| to | through | until |, ?(?:or |and )?| or | and )"
_WORD_OF_A_YEAR = (
    rf"(?:{NAMED}|{_COUNTED}|{_EDGE}|\d{{1,2}}(?:st|nd|rd|th)?(?![\w:])|"
    r"of|the|in|possibly|probably|perhaps|circa|ca?|or|and)(?!\w)"
)
_YEAR_FIRST = re.compile(
    r"(?<![\w/.])(?P<year>\d{4}|\d{1,3} (?:bce?|ad|ce)|\d{4} (?:bce?|ad|ce)|ad \d{1,4})[,.:]? "
    rf"(?P<rest>(?!(?:or|and|of|in)\b){_WORD_OF_A_YEAR}"
    rf"(?:(?: ?[-/,] ?| to | through | until | )?{_WORD_OF_A_YEAR})*)(?! ?\d|\w)"
)
"""A year in front of words and days of it: 1914, early or late May; 44 BC, March 15; 1776 Dec.-Jan."""
_MONTH_BEFORE = re.compile(rf"\b{NAMED}(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? $")
_PARTS_OF_IT = rf"{_PART}(?:{_JOIN}{_PART})*"
_IN_BRACKETS = re.compile(rf"({_PERIOD}) ?\(({_PARTS_OF_IT} ?\??)\)")
_POSTPOSED = re.compile(
    rf"(?<![\w-])({_PERIOD}),? ((?:{_PART})(?:{_JOIN}{_PART})*)(?= ?(?:$|[-,;.(/?]|(?:or|and|to)\b))"
)
_DOUBTS = re.compile(r"^(?:possibly |perhaps |probably )?(?:(?:ca?|circa) ?(?=\d))?")
_PARTS = re.compile(rf"({_DOUBT})(?:the )?(?:very )?(?:({_EDGE})|({_COUNTED})|({_PLACE}))(?: part)?(?![\w])")


def rephrased(text: str) -> str:
    """Return a normal text in the words that the reader knows, as far as a rule fits.

    >>> rephrased("15th century, 2nd half"), rephrased("s xiv in")
    ('2nd half of the 15th century', 'early 14th century')
    >>> rephrased("bet 3 and 4 jan 2001"), rephrased("1776 jul-sept"), rephrased("[187-?]")
    ('some time between 3 and 4 jan 2001', 'jul 1776-sept', '1870s?')
    """
    text = usually_spelt(with_centuries_in_words(_without_brackets(text)))
    for pattern, rewrite in _RULES:
        text = pattern.sub(rewrite, text)
    if _SELDOM_WORDS.search(text):
        for pattern, rewrite in _SELDOM:
            text = pattern.sub(rewrite, text)
    text = _YEAR_FIRST.sub(_year_behind, numbered(text))
    text = _IN_BRACKETS.sub(r"\1, \2", text)
    text = _POSTPOSED.sub(_put_before, with_feasts_as_days(numbered(with_years_in_digits(text))))
    return " ".join(text.split())


def _year_behind(found: re.Match[str]) -> str:
    """Put a year behind the first month or season of the words of it: December 1776-January."""
    segments = re.split(f"({_JOINED})", found["rest"])
    named = [place for place in range(0, len(segments), 2) if re.search(rf"\b{NAMED}\b", segments[place])]
    if not named or _MONTH_BEFORE.search(found.string[: found.start()]):
        return found[0]
    # The days behind a month belong to it: July 4-10.
    last = named[1] - 2 if len(named) > 1 else len(segments) - 1
    segments[last] += f" {found['year']}"
    return "".join(segments)


def is_part(text: str) -> bool:
    """Tells whether a normal text is a part of a period that it does not name: second quarter, middle or end."""
    return re.fullmatch(rf"{_PARTS_OF_IT} ?\??", text) is not None


def period_in(text: str) -> str:
    """Return the first century, decade or year that a normal text names, or nothing."""
    found = re.search(_PERIOD, text)
    return _DOUBTS.sub("", found[0]) if found else ""


def _without_brackets(text: str) -> str:
    """Remove the brackets by which cataloguers mark what they supply, and write 18-- and 187- as century and decade."""
    if text.endswith("-") and text.count("[") != text.count("]"):
        return text  # what broke off in the middle does not go on
    if not re.fullmatch(r"\[[\d,. ]*[,.][\d,. ]*\]", text):  # [1667, 1668] is rather a set of EDTF, badly spelt
        for pattern, rewrite in _IN_PART:
            text = pattern.sub(rewrite, text)
        text = re.sub(r"<([^<>]*)>", r"\1", re.sub(r"[][]", " ", text))
    text = re.sub(r"(?<![\w-])(\d\d)(?:--?|__|\?\?)(?=$| ?[?,;)]| (?:or|and|to)\b)", _century_of_hundreds, text.strip())
    return re.sub(r"(?<![\w-])(\d{3})[-_](?=$| ?[?,;)]| (?:or|and|to|-)\b)", r"\g<1>0s", text)


def _century_of_hundreds(found: re.Match[str]) -> str:
    return f"{ordinal(int(found[1]) + 1)} century"


def _put_before(found: re.Match[str]) -> str:
    """Put the parts of a period that stand behind it before it, each with the period: late or early 15th century."""
    period = _DOUBTS.sub("", found[1])
    doubt, parts = found[1].removesuffix(period), found[2]
    counted = re.findall(r"half|third|3rd|quarter", parts)

    def whole(part: re.Match[str]) -> str:
        lead = f"{doubt}{('circa ' if part[1][:1] == 'c' else 'possibly ') if part[1] else ''}"
        if part[2]:
            return f"{lead}{_EDGE_WORDS[part[2]]} {period}"
        # "second or third quarter" leaves the unit to the last.
        return f"{lead}{part[3] or part[4] + ' ' + ''.join(counted[-1:])} of the {period}"

    return re.sub(r" ?[-/] ?", " - ", _PARTS.sub(whole, parts)) if "-" not in period else found[0]


def _roman_year(found: re.Match[str]) -> str:
    number = roman(found[0])
    return str(number) if number and number >= 1000 else found[0]


def _between_excluded(found: re.Match[str]) -> str:
    return f"some time between {int(found[1]) + 1} and {int(found[2]) - 1}"


def _two_centuries(found: re.Match[str]) -> str:
    first, second = int(found[1]), int(found[2][:-2])
    return f"{ordinal(first)} century or {found[2]} century" if second == first + 1 else found[0]


def _more_or_less(found: re.Match[str]) -> str:
    year, spread, era = int(found[1]), int(found[2]), found[3] or ""
    sign = -1 if era.startswith(" b") else 1
    first, last = year - sign * spread, year + sign * spread
    return f"some time between {first}{era} and {last}{era}" if min(first, last) > 0 else found[0]


def _year_and_day(found: re.Match[str]) -> str:
    """Put the second of two years behind the day that follows them: 1809-10 Jan 30."""
    return f"{found[1]} - {found[3]} {found[1][:2]}{found[2]}" if found[2] > found[1][2:] else found[0]


def _to_before(found: re.Match[str]) -> str:
    return f"some time between {found[1]} and {int(found[2]) - 1}"


def _from_after(found: re.Match[str]) -> str:
    start = int(found[1]) + 1
    return f"some time between {start} and {int(found[2]) - 1 if found[2] else found[3]}"


def _crossed(found: re.Match[str]) -> str:
    return f"{found[1] or found[2] or found[3]} - "


def _outside(found: re.Match[str]) -> str:
    return f"{found[3]} {found[1] or found[2] if found[3] == 'before' else found[2]}"


def _night(found: re.Match[str]) -> str:
    """Return two days that follow each other as a span; others are a day under two calendars, or a slip."""
    return f"{found[1]}-{found[2]} " if int(found[2]) == int(found[1]) + 1 else found[0]


def _registered(found: re.Match[str]) -> str:
    quarter = found[0].startswith(("q", "quarter")) or re.search(_QUARTER_WORD, found[0])
    return f"q{MONTH_NUMBERS[found[1]] // 3} " if quarter else found[0]


def _registered_behind(found: re.Match[str]) -> str:
    return f"q{MONTH_NUMBERS[found[2]] // 3} {found[1]}"


_TIMES = "(?:night|small hours|early hours|morning|afternoon|evening)"
_SIDES = {"ante": "before", "post": "after"}
_PART_WORDS = {
    "early": "early ", "earlier": "early ", "1st": "early ", "middle": "mid ", "mid": "mid ",
    "latter": "late ", "later": "late ", "last": "late ",
}  # fmt: skip
_QUARTER_MONTH = r"(mar|march|jun|june|sept?|september|dec|december)"
_QUARTER_WORD = r"(?:q|qtr|quarter)"
_QUARTER_ENDING = rf"(?:{_QUARTER_WORD}[ /]?(?:ending|ended|end|e))"
_IN_PART = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        (r"(?<!\d)(?=[\d[]{5,6}\??\])(\d{1,3})\[(\d{1,3})(\??)\]", r"\1\2\3"),  # 18[61]
        (r"\[(\d{3,4})\?\] ?-", r"\1?-"),
        (r"- ?\[(\d{3,4})\?\]", r"-?\1"),
        (r"^\[(?:ca?|circa) ?(\d{3,4})\] ?- ?(?=\d{3})", r"from circa \1 to "),
        (r"^\[(\d{1,3})\](\d{1,3})$", r"\1\2"),
        (r"(?<!\d)(?=[\d[\]]{6}(?!\d))(\d{1,2})\[(\d{1,2})\](\d{1,2})", r"\1\2\3"),  # 1[7]43
        (rf"\[(\d{{1,2}}|{MONTH})\?\] (?=\w)", r"\1? "),
        (r" \[sic\]", ""),
    )
)
"""Brackets around a part of a date, and what is written instead: only that part is supplied or in doubt."""
_Rewrite = str | Callable[[re.Match[str]], str]
_SELDOM_WORDS = re.compile(
    r"[\u00b1+×]| x |\dx\d|day of|\d-\d\d,? [a-z]|before|night|hours|ing\b|noon|mid|months|period|year|inclusive|^at |"
    r"^done|^signed|^given|^concluded|^made|copies|plicate|originals|effect|force|applicable"
)
_SELDOM: tuple[tuple[re.Pattern[str], _Rewrite], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        (
            rf"^(?:{_ABOUT} ?)?(\d{{3,4}}) ?\(?(?:\u00b1|\+ ?/?-) ?"
            r"(\d{1,3})(?: ?(?:years?|yrs?|y))?\)?( bce?| ad| ce)?$",
            _more_or_less,
        ),
        (rf"^(\d{{4}})-(\d\d),? ({MONTH} \d{{1,2}})$", _year_and_day),
        (r"^(\d{3,4}) ?(?:-|to) ?before (\d{3,4})$", _to_before),
        (
            rf"^(?:on |in |at )?(?:the )?(?:{_TIMES} of|noon on|midday on) (?:the )?(?=\d|{MONTH}\b)",
            "",
        ),
        (
            r"(?<=\d),? (?:in )?(?:the )?(?:morning|afternoon|evening)$",
            "",
        ),
        (r"\b(spring|summer|autumn|fall|winter) months (?:of )?", r"\1 "),
        (
            r"^((?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:night|morning|afternoon|evening),? (?=\S*\d)",
            r"\1 ",
        ),
        (
            r"^(?:in |during )?(?:the )?(?:period|years?) (?:from )?(?=\d{4} ?(?:-|to|and))",
            "",
        ),
        (r"^(?:the )?year[- ]end,? (?:of )?(?=\d{4}$)", "end of "),
        (r"(?<=\d{4}),? \(?inclusive\)?$", ""),
        (
            r"^(?:(?:done|signed|given|concluded|made) )?(at [^\d,]*?[a-z]),?(?: on| this)?(?: the)? (?=\d)",
            r"\1, ",
        ),
        (
            r"(\d{4}),? (in (?:duplicate|triplicate|quadruplicate|[a-z]+ (?:copies|originals)))$",
            r"\1, \2",
        ),
        (
            r"^(?:with effect|effective|applicable|in force|in effect)(?: as)? (from|of|since) (?=\S*\d)",
            "since ",
        ),
        (r" ?[×] ?|(?<=\d\d\d)x(?=\d)", " x "),
        (r"^(?!.* (?:or|and) )([^()]*\d[^()]*) x ([^()]*\d[^()]*)$", r"some time between \1 and \2"),
        (r"(\d{3,4}) x (?=\d+)(?=.* (?:or|and) )|(?<= or )(\d{3,4}) x (?=\d)|(?<= and )(\d{3,4}) x (?=\d)", _crossed),
        (rf"\b(?:this |the |on )*(?:the )?(\d{{1,2}}(?:st|nd|rd|th)?) day of ({MONTH})", r"\1 \2"),
    )
)
"""Rules that are tried only on a text that has one of the words in `_SELDOM_WORDS`."""
_RULES: tuple[tuple[re.Pattern[str], _Rewrite], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        # Doubts: (?) behind a word, and a question mark in front.
        (r" ?\( ?\? ?\)", "?"),
        (r"(\d{1,2}(?:st|nd|rd|th)) ?\? ?(century|cent|c|half|third|3rd|quarter)\b(.*)$", r"\1 \2\3?"),
        (r"\b(last|final) ?\? ?(half|third|3rd|quarter)\b(.*)$", r"\1 \2\3?"),
        (r" ?\((?:c|ca|circa|approx|approximate|approximately|about|around|est|estimated|roughly)\)$", " circa"),
        (
            r"^(.*\d{1,2}(?:st|nd|rd|th) (?:century|cent|c))(?:, ?| \()(in|med|ex)\)?$",
            lambda found: f"{found[1]}, {_EDGES[found[2]]}",
        ),
        (rf"(?: ?\(|, ?)(?:{_IN_DOUBT})\)?$", "?"),
        (r"(?: ?\(|, ?)(?:nearly|almost|rounded|more or less|give or take|not exact|inexact)\)?$", " circa"),
        (r",? or (?:so|thereabouts)$|,? thereabouts$", " circa"),
        (r"^(bce?|ad) (\d+.*-.*\d)(\??)$", r"\2 \1\3"),
        (rf"^(bce?|ad|ce) {_ABOUT} ?(\d.*?)(\??)$", r"circa \2 \1\3"),
        (r"^say,? (?=.*\d)|(?<=\d),? say$|(?<=\d{3}) c$", " circa "),
        (rf"^({MONTH})\? (\d{{4}})$", r"\1 \2 (month uncertain)"),
        (rf"^(\d{{1,2}})\? ({MONTH} \d{{4}})$", r"\1 \2 (day uncertain)"),
        (r"(\d{1,2}(?:st|nd|rd|th)) ?\? ?(?=(?:to|or|and|-) )", r"possibly \1 "),
        (r"(?<=\w) -(?=\d)", " - "),
        (r"\b(early|mid|middle|late)\? ", r"possibly \1 "),
        (r" (?:according to [^()]*|variously|etc)(?=$|\))|(?<=century) date$", ""),
        (r"^and ", ""),
        (r" \((or (?:later|earlier|before|after))\)", r" \1"),
        (r", ([^,()]+) \(bulk\)$", r", bulk \1"),
        (r"^(ad|bce?|ce) (\d{1,2}(?:st|nd|rd|th) .+)$", r"\2 \1"),
        (r"^(before|after) or (?:in|by) (?=\S*\d)", r"in or \1 "),
        (r"^(?:(\d{3,4}) ?- ?)?(\d{3,4}) \((before|after)\)$", _outside),
        (r"\) ?- ?(?=\d)", ") - "),
        (r" (with (?:\w+ ){0,3}additions?)$", r", \1"),
        (r",? (?:and|or) (?:undated|no date|n ?d)$", ", with undated items"),
        (r"^(\d{4}),?\s+\(?(?:ie|i e|recte) (\d{4})\)?$", r"\2"),
        (r"^(?:b|d|fl|born|died) ?(?=(?:c|ca|circa|before|after|by|in|probably|possibly|\?)? ?\d{3,4}\b)", ""),
        (r"^(?:b|d) (?=.*\d{4}$)", ""),
        (r"^terminus (ante|post)(?: quem)?:? (?=.*\d)", lambda found: f"in or {_SIDES[found[1]]} "),
        (r"^(ante|post)(?: quem)? (?=.*\d)", lambda found: f"{_SIDES[found[1]]} "),
        (
            r"^(?:begun|started|commenced)(?: in)? (.+?)(?:,|;| and)+ (?:finished|completed|ended)(?: in)? (.+)$",
            r"from \1 to \2",
        ),
        (r"^(?:the )?(?:last|closing|final) years of (?:the )?", "late "),
        (r"^(?:the )?(?:first|1st|opening|early) years of (?:the )?", "early "),
        (r"^(?:the )?(?:middle|mid) years of (?:the )?", "mid "),
        (r"\b(?:latter|later) (half|third)\b", r"last \1"),
        (r"\b(?:former|earlier) half\b", "1st half"),
        (
            r"\b(?:the )?(early|earlier|1st|latter|later|last|middle|mid) part of (?:the )?",
            lambda found: _PART_WORDS[found[1]],
        ),
        (r"^(?:must )?(post|ante|pre)dates? (?=\S*\d)", lambda found: "after " if found[1] == "post" else "before "),
        (
            r"\b(?:soon|shortly|slightly|just|immediately|not long|a little|some time|somewhat|well|long|much) "
            r"(?=after|before|later|earlier)",
            "",
        ),
        (r"^(possibly|perhaps|probably|\?) ?between (.+) and (.+)$", r"some time between possibly \2 and possibly \3"),
        (r"^(?:possibly|perhaps|probably|\?) ?(before|after|by|until|since|from) (.+)$", r"\1 possibly \2"),
        (r"^(after|before) or (?=ca? |circa )", r"in or \1 "),
        (r"^after (\d{4})(?:,? (?:and|but) before |, before )(\d{4})$", _between_excluded),
        (r"^(\d\d) ?- ?(\d{3})$", r"year \1 - \2"),
        (r"^after (\d{3,4}) ?(?:-|to) ?(?:before (\d{3,4})|((?:ca? ?|circa )\d{3,4}\??))$", _from_after),
        # GEDCOM 7, section 2.4: BEF and AFT include the date.
        (r"^int (.+?) \([^()]*\)$", r"circa \1"),
        (r"^est (bef|aft) ", r"\1 circa "),
        (r"^est (?=betw? )", ""),
        (r"^(betw?(?:een)?) (?!.* and )(.+?\d(?:st|nd|rd|th)?) ?- ?(?=.*\d)", r"\1 \2 and "),
        (r"^(?:int|cal|est) (?=\w.*\d)", "circa "),
        (r"\babt\b", "circa"),
        (r"^betw? (?:aft |after )?(.+?) and (?:bef |before )?(.+)$", r"some time between \1 and \2"),
        (r"(?:^|(?<=circa )|(?<=\d )|(?<=and ))(?:in or )?bef\b", "in or before"),
        (r"(?:^|(?<=circa )|(?<=\d )|(?<=and ))(?:in or )?aft\b", "in or after"),
        (rf"^({_BOUND} .+?)(?<! not)(?<! or),? (?:(?:and|but) )?({_BOUND} .+)$", r"\1, \2"),
        (rf"(?<=\w), but ({_BOUND})", r", \1"),
        (r"^at the latest (?=\S*\d)", "no later than "),
        (r"^at the earliest (?=\S*\d)", "no earlier than "),
        (r"\bpre[- ](?=\d{3})", "before "),
        (r"\bpost[- ](?=\d{3})", "after "),
        # Years in Roman numerals, centuries as C18 and c18th.
        (r"\bm[mdclxvi]{3,}\b", _roman_year),
        (r"^(\d{4}),? \(?\1\)?$", r"\1"),
        # Treaties: this 8th day of December, 1999; done in the year of our Lord.
        (r",? ?\bin the year(?: of our lord| of grace)?,? (?=\d|one |two |[a-z]+teen |twenty )", " "),
        (r"\banno(?: domini)? (?=\d)", ""),
        # Parts of a year; a registration quarter is named by its last month.
        (rf"^(?:{_QUARTER_ENDING} )?{_QUARTER_MONTH}(?: {_QUARTER_WORD})?,? (?=\d{{4}}$)", _registered),
        (rf"^(\d{{4}}),? {_QUARTER_MONTH} {_QUARTER_WORD}$", _registered_behind),
        (r"\bq0([1-4])\b", r"q\1"),
        (r"(\d{4})q0([1-4])\b", r"\1q\2"),
        (r"\bqtr\b", "quarter"),
        (r"\b(early|mid|middle|late)- (to|or|and) ", r"\1 \2 "),
        (rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)? ?/ ?(\d{{1,2}})(?:st|nd|rd|th)? (?={MONTH} \d{{4}})", _night),
        (r"\bsession of (\d{4})", r"\1 session"),
        (r" \((or [^()]*\d[^()]*)\)$", r" \1"),
        # What goes on: 2005-, 1776 -, 1998 - ongoing.
        (r"^([^-]*\d{4}(?:-\d\d(?:-\d\d)?)?\??) ?-$", r"from \1 onwards"),
        (r" ?(?:-|to|until|till) (?:ongoing|the present day|continuing)$", " to the present"),
        # Two centuries in one word; 12th/18th is one century under two counts.
        (r"(\d{1,2})(?:st|nd|rd|th)? ?/ ?(\d{1,2}(?:st|nd|rd|th)) (century|centuries|cents?|c)\b", _two_centuries),
    )
)  # fmt: skip
