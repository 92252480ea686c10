"""A whole statement: one date, a bound, a span, or several dates, in canonical English."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.dates.languages.sides import Side, english, side_of
from dateline.dates.languages.tables import Meaning

_POSSIBLY: Meaning = {"doubt": "possibly"}
_DOUBT_OR_NOTHING = {"doubt", "noise", "comma", "year", "years"}


def english_of(tokens: list[Meaning]) -> str | None:
    """Return the statement that the words make, None when they make none."""
    if any("undated" in each for each in tokens):
        return "undated" if all(each.keys() & {"undated", "comma"} for each in tokens) else None
    if doubted := _doubted_behind(tokens):
        return doubted
    for production in (
        _single,
        _in_two_styles,
        _listed_years,
        _between,
        _turn,
        _span,
        _bounded,
        _with_tail,
        _several,
        _with_slash,
    ):
        text = production(tokens)
        if text is not None:
            return text
    return None


def _doubted_behind(tokens: list[Meaning]) -> str | None:
    """Write doubt behind two dates as a question mark: English knows whether it is about both (1743-1750 (?))."""
    links = ("dash", "to", "and", "or", "slash")
    if len(tokens) < 4 or tokens[-1] != _POSSIBLY or not any(link in each for each in tokens for link in links):
        return None
    text = english_of(tokens[:-1])
    if text is None or text.endswith("?") or ")" in text:
        return None
    dashed = any("dash" in each for each in tokens)
    return (text.replace(" to ", " - ", 1) if dashed else text) + "?"


def _in_two_styles(tokens: list[Meaning]) -> str | None:
    """Write a day with that of another calendar in brackets: 25 october (7 november) 1917, 8 (20) may 1899."""
    start = next((place for place, each in enumerate(tokens) if "open" in each), len(tokens))
    end = next((place for place, each in enumerate(tokens) if "close" in each), 0)
    before, inner, behind = tokens[:start], tokens[start + 1 : end], tokens[end + 1 :]
    if not before or not inner:
        return None
    other = side_of(inner)
    remark = all(each.keys() <= {"style", "noise", "doubt"} for each in inner)
    if remark or (other and not other.bases and (other.part or other.fraction) and other.bare is None):
        return _single(before + inner + behind)  # lata 90. XX w. (początek)
    day, first = side_of(before + behind), side_of(before)
    if not day or not other or not first or "day" not in day.bases or not ("day" in other.bases or other.bare):
        return None
    whole, bracket, head = english(day), english(other), english(first)
    if not whole or not bracket or not head or not whole.startswith(head):
        return None
    return f"{head} ({bracket}){whole.removeprefix(head)}"


def _listed_years(tokens: list[Meaning]) -> str | None:
    """Write 1914, 1916, 1918, whatever the list says."""
    kept = [each for each in tokens if not each.keys() <= {"noise", "year"}]
    numbers = kept[::2]
    if len(kept) < 3 or not all("comma" in each for each in kept[1::2]):
        return None
    years = [each.get("digits", "") for each in numbers]
    return ", ".join(years) if all(len(year) == 4 for year in years) else None


def _single(tokens: list[Meaning]) -> str | None:
    side = side_of(tokens)
    if side is None or side.plural:
        return None
    return english(side)


def _split(tokens: list[Meaning], *kinds: str) -> Iterator[tuple[list[Meaning], list[Meaning]]]:
    """Yield the words on both sides of each link of the given kinds."""
    for place, each in enumerate(tokens):
        if 0 < place < len(tokens) - 1 and any(kind in each for kind in kinds):
            yield tokens[:place], tokens[place + 1 :]


def _pairs(tokens: list[Meaning], *kinds: str) -> Iterator[tuple[Side, Side]]:
    """Yield the two sides at each link, with what one leaves out taken from the other."""
    for left, right in _split(tokens, *kinds):
        first, second = side_of(left), side_of(right)
        if first and second and _completed(first, second, listed="and" in kinds):
            yield first, second


def _first_pair(tokens: list[Meaning], kinds: tuple[str, ...], template: str) -> str | None:
    for left, right in _pairs(tokens, *kinds):
        start, end = english(left), english(right)
        if start is not None and end is not None:
            return template.format(start=start, end=end)
    return None


def _head(tokens: list[Meaning]) -> int:
    """Return the place of the first word that is neither doubt nor nothing."""
    return next((place for place, each in enumerate(tokens) if not _is_nothing(each)), len(tokens))


def _is_nothing(token: Meaning) -> bool:
    return token.keys() <= _DOUBT_OR_NOTHING or ("noise" in token and "bound" not in token)


def _without(tokens: list[Meaning], place: int) -> list[Meaning]:
    return tokens[:place] + tokens[place + 1 :]


def _between(tokens: list[Meaning]) -> str | None:
    place = _head(tokens)
    if place == len(tokens) or "between" not in tokens[place]:
        return None
    return _first_pair(_without(tokens, place), ("and", "dash"), "between {start} and {end}")


def _turn(tokens: list[Meaning]) -> str | None:
    """Write the turn of two centuries as the end of one and the beginning of the next."""
    place = _head(tokens)
    if place == len(tokens) or "turn" not in tokens[place]:
        return None
    rest = [each for each in _without(tokens, place) if "from" not in each]
    for left, right in _pairs(rest, "and", "dash", "to", "slash"):
        step = (right.century or 0) - (left.century or 0)
        if left.bases == right.bases == ("century",) and step == (-1 if right.era == "bc" else 1):
            left.part, right.part = "late", "early"
            return f"{english(left)} to {english(right)}"
    return None


def _span(tokens: list[Meaning]) -> str | None:
    place = _head(tokens)
    led = place < len(tokens) and "from" in tokens[place]
    rest = [_in_genitive(each) for each in _without(tokens, place)] if led else tokens
    winter = _winter(rest)
    return winter or _first_pair(rest, ("to", "dash"), "from {start} to {end}" if led else "{start} to {end}")


def _in_genitive(token: Meaning) -> Meaning:
    """Behind "from" Polish "lata" is the summer; the years would be "lat"."""
    return {"season": token["season"]} if {"season", "years"} <= token.keys() else token


def _winter(tokens: list[Meaning]) -> str | None:
    """Write the winter 1999-2000, which is no span."""
    for left, right in _split(tokens, "dash", "slash"):
        first, second = side_of(left), side_of(right)
        if first and second and first.season == "winter" and first.bases == ("season", "year") and not second.part:
            last = second.counted_year or second.bare
            if last is not None and (first.counted_year + 1) % (10000 if second.year else 100) == last:
                first.circa, first.possibly = first.circa or second.circa, first.possibly or second.possibly
                return f"{english(first)}-{first.counted_year + 1}"
    return None


def _bounded(tokens: list[Meaning]) -> str | None:
    place = _head(tokens)
    if place == len(tokens) or "bound" not in tokens[place]:
        return None
    rest = _without(tokens, place)
    side = side_of(rest)
    if side is None and (both := _in_two_styles(rest)) and tokens[place]["bound"] != "not before":
        return f"{tokens[place]['bound']} {both}"
    if side is None or (side.plural and not side.season):
        return None
    text = english(side, edge=True)
    if text is None or " to " in text:
        return None
    word = tokens[place]["bound"]
    return f"{text} or later" if word == "not before" else f"{word} {text}"


def _with_tail(tokens: list[Meaning]) -> str | None:
    if "tail" not in tokens[-1]:
        return None
    before, tail = tokens[:-1], tokens[-1]["tail"]
    if tail == "to present" and len(before) > 1:
        before = before[:-1] if "dash" in before[-1] else before
        before = before[1:] if "from" in before[0] or before[0].get("bound") == "since" else before
    text = _single(before)
    return None if text is None else f"{text} {tail}"


def _several(tokens: list[Meaning]) -> str | None:
    for kind in ("or", "and"):
        if not any(kind in each for each in tokens):
            continue
        if kind == "and":
            return _first_pair(tokens, ("and",), "{start} and {end}")
        return _alternatives(tokens)
    return None


def _alternatives(tokens: list[Meaning]) -> str | None:
    """Write two or more dates of which one is meant; commas part them too when there are more than two."""
    if text := _first_pair(tokens, ("or",), "{start} or {end}"):
        return text
    groups: list[list[Meaning]] = [[]]
    for each in tokens:
        if "or" in each or "comma" in each:
            groups.append([])
        else:
            groups[-1].append(each)
    texts = [_single(group) for group in groups if group]
    return " or ".join(text for text in texts if text) if len(texts) > 2 and None not in texts else None


def _with_slash(tokens: list[Meaning]) -> str | None:
    """Write two things with a stroke between: years and days as they are, others as alternatives."""
    for left, right in _pairs(tokens, "slash"):
        start, end = english(left), english(right)
        if start is None or end is None:
            continue
        whole = not any((left.part, left.fraction, right.part, right.fraction))
        if whole and left.bases == right.bases == ("year",) and left.counted_year + 1 == right.counted_year > 999:
            return f"{start}/{end[-2:]}" if end.isdigit() else None  # a double year, as 1743/44
        if left.bases == ("year",) or left.bare is not None or left.day is not None:
            return f"{start}/{end}"
        return f"{start} to {end}" if left.part or left.fraction else f"{start} or {end}"
    return None


def _completed(left: Side, right: Side, *, listed: bool) -> bool:
    """Take what one side leaves out from the other, and tell whether the two make sense together."""
    if left.plural and left.season and right.bases == ("year",):
        left.season = None
    if not left.bases and left.bare is None:
        left.copy_base(right)
    elif not right.bases and right.bare is None:
        right.copy_base(left)
    _complete_left(left, right)
    _complete_right(left, right)
    _complete_decades(left, right)
    if right.plural and right.bare is not None:
        return False
    if right.era == "bc" and left.era is None:
        left.era = "bc"
    if not left.led or right.bases != ("year",):
        return True
    return _decades_both(right) if listed else _years_after_all(left, right)


def _complete_left(left: Side, right: Side) -> None:
    """Explain a bare number on the left by the right side: XVIII-XIX вв., 2.-3. Viertel, V-VI 1999."""
    number = left.bare
    if number is None or left.bases:
        return
    if right.fraction and not left.fraction and not left.part and len(right.bases) == 1:
        left.fraction = (number, right.fraction[1])
        left.copy_base(right)
    elif "century" in right.bases and right.decade is None:
        left.century = number
    elif right.millennium is not None:
        left.millennium = number
    elif right.decade is not None and number % 10 == 0:
        left.decade = number
    elif left.roman and number <= 12 and right.month is not None and right.day is None:
        left.month = number
    elif left.roman or right.day is not None or not right.era:
        return
    else:
        left.year = str(number)
    left.bare = None


def _complete_right(left: Side, right: Side) -> None:
    """Explain a bare number on the right by the left side: siglos XVIII y XIX, 1994-96."""
    number = right.bare
    if number is None or right.bases not in ((), ("century",)):
        return
    if left.century is not None and left.decade is None and not right.bases:
        right.century = number
    elif left.decade is not None and number % 10 == 0:
        right.decade = number
    elif left.bases == ("year",) and left.counted_year > 999 and 10 <= number > left.counted_year % 100:
        right.year = str(left.counted_year // 100 * 100 + number)
    else:
        return
    right.bare = None


def _complete_decades(left: Side, right: Side) -> None:
    """Read the 1980-90s: both are decades, of one century."""
    if right.decade is None:
        return
    if left.bases == ("year",) and left.counted_year % 10 == 0:
        left.decade, left.year = left.counted_year, None
    if left.decade is not None and left.decade < 100:
        left.century = left.century or right.century
    elif left.decade is not None and right.decade < 100 and right.century is None:
        right.decade += left.decade // 100 * 100


def _decades_both(right: Side) -> bool:
    """Read décadas de 1830 y 1840: the second is a decade too."""
    right.decade, right.year = right.counted_year, None
    return right.decade % 10 == 0


def _years_after_all(left: Side, right: Side) -> bool:
    """Read años 1990-1995 as years; where both may be decades, nobody knows."""
    if right.counted_year % 10 == 0:
        return False
    left.year, left.decade = f"{left.decade:04d}", None
    return True


_PRODUCTIONS = (
    _single, _in_two_styles, _listed_years, _between, _turn, _span, _bounded, _with_tail, _several, _with_slash,
)  # fmt: skip
"""What a statement may be, the commonest first; the first that takes all words is it."""
