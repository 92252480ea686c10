"""One side of a statement: the words of one date or period, sorted into its parts and written in English."""

from __future__ import annotations

from typing import Any

from dateline.dates.languages.tables import LAST, Meaning

BASES = ("day", "month", "season", "year", "decade", "century", "millennium", "nth", "date")
"""The parts that make a period of their own; early, mid, half and so on only narrow it."""

_NOTHING = {"noise", "year", "comma", "from"}
"""The kinds of words that say nothing in a date; "from" alone does."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LAST_SUMMER = 5000
LAST_CENTURY = 21
"""A later century is rather a number of something else."""
FRACTIONS = ("half", "third", "quarter")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Side:
    """The parts of one date: each is None until a word has given it, and no word may give it twice.

    `bare` is a number that nothing explains yet, `nth` the number of a decade in a century. `plural` marks a year
    beside a word for years, `led` a decade that such a word before it makes.
    """

    __slots__ = (
        *BASES, "bare", "circa", "era", "fraction", "led", "part", "plural", "possibly", "roman", "style", "weekday",
    )  # fmt: skip
    day: int | None
    month: int | None
    season: str | None
    year: str | None
    decade: int | None
    century: int | None
    millennium: int | None
    nth: int | None
    date: str | None
    bare: int | None
    circa: bool | None
    era: str | None
    fraction: tuple[int, str] | None
    led: bool | None
    part: str | None
    plural: bool | None
    possibly: bool | None
    roman: bool | None
    style: str | None
    weekday: int | None

    def __init__(self) -> None:
        for slot in self.__slots__:
            setattr(self, slot, None)

    def put(self, slot: str, value: Any, taken: int = 1) -> int:
        """Fill a slot and return `taken`, or return 0 when it is filled already."""
        if getattr(self, slot) is not None:
            return 0
        setattr(self, slot, value)
        return taken

    def copy_base(self, other: Side) -> None:
        """Take the period, and its era, from another side."""
        for slot in (*BASES, "era"):
            setattr(self, slot, getattr(other, slot))

    @property
    def counted_year(self) -> int:
        """The year as a number, 0 when there is none."""
        return int(self.year or 0)

    @property
    def bases(self) -> tuple[str, ...]:
        """The slots of the period that are filled."""
        return tuple(slot for slot in BASES if getattr(self, slot) is not None)


def side_of(tokens: list[Meaning]) -> Side | None:
    """Return the parts that the words give; None when one has no place, or nothing is given."""
    kept = [each for each in tokens if each.keys() == {"from"} or not each.keys() <= _NOTHING]
    side = Side()
    place = 0
    while place < len(kept):
        after = kept[place + 1] if place + 1 < len(kept) else {}
        taken = _taken(side, kept, place, after)
        if not taken:
            return None
        place += taken
    return side if side.bases or any((side.bare, side.part, side.fraction)) else None


def _taken(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    """Put a word into its slot, and return how many words that took; 0 when it has no place."""
    token = tokens[place]
    for kind, handle in _HANDLERS:
        if kind in token and (taken := handle(side, tokens, place, after)):
            return taken
    # Words for "to" can be mere articles (au, zum), but only where a side begins.
    first = all("doubt" in each for each in tokens[:place])
    return 1 if "year" in token or ("noise" in token and (first or "to" not in token)) else 0


def _number(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    token = tokens[place]
    number, digits, unit = token["n"], token.get("digits", ""), after.get("unit")
    if "month" in token and (_is_year(after) or (place and "n" in tokens[place - 1])):
        return 0  # sept. 1999
    if unit in FRACTIONS and len(digits) <= 1:
        return side.put("fraction", (number, unit), 2)
    if unit in ("century", "millennium") and number > 0 and len(digits) <= 2:
        return side.put(unit, number, 2)
    if unit == "decade" and number <= 10:
        return side.put("nth", number, 2)
    if "month" in after and 1 <= number <= 31:
        return side.put("day", number)
    return 0 if "dec" in token else _number_alone(side, tokens, place, after)


def _number_alone(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    """Place a number by those beside it: a day, a month in Roman numbers, a year or a decade."""
    token = tokens[place]
    number, digits = token["n"], token.get("digits", "")
    if token.get("roman") and number <= 12 and _is_year(after):
        return side.put("month", number)
    if after.get("roman") and after["n"] <= 12 and number <= 31 and _is_year(_at(tokens, place + 2)):
        return side.put("day", number)
    if len(digits) >= 3:
        return _year(side, digits, after)
    if "era" in after and digits:
        return side.put("year", digits)
    return _short_number(side, tokens, place, after)


def _short_number(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    token = tokens[place]
    digits = token.get("digits", "")
    if place and "month" in tokens[place - 1] and side.day is None and _is_year(after):
        return side.put("day", token["n"])
    if digits and side.month is not None and side.year is None:
        return side.put("year", digits)
    if token["n"] == LAST:
        return 0
    if token.get("roman") or token.get("word"):
        side.roman = True
    if "years" in after:
        side.plural = True  # twenty years are no date
    return side.put("bare", token["n"])


def _is_year(token: Meaning) -> bool:
    return len(token.get("digits", "")) >= 3 and "n" in token


def _at(tokens: list[Meaning], place: int) -> Meaning:
    return tokens[place] if place < len(tokens) else {}


def _year(side: Side, digits: str, after: Meaning) -> int:
    plural = "years" in after
    if plural and "year" not in after:
        side.plural = True
    return side.put("year", digits, 2 if plural else 1)


def _decade(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    return side.put("decade", tokens[place]["dec"], 2 if "years" in after else 1)


def _years(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    """Read a word for years: años 90, années 1990; before 1914-1918 it says nothing."""
    token = tokens[place]
    digits, number = after.get("digits", ""), after.get("n")
    if "season" in token and len(digits) >= 3:
        return _summer_or_years(side, tokens, place)
    if number is None or "roman" in after or (len(digits) > 2 and "n" not in after):
        return 1
    if number > 0 and number % 10 == 0 and len(digits) <= 2:
        return side.put("decade", number, 2)
    if number % 10 == 0 and "led" in token and "year" not in token:
        side.led = True
        return side.put("decade", number, 2)
    if len(digits) >= 3 and "year" not in token:
        side.plural = True
    return 1


def _summer_or_years(side: Side, tokens: list[Meaning], place: int) -> int:
    """Read Polish "lata", which is the plural of year and a case of summer; behind early and late it is summer."""
    if not (place and "part" in tokens[place - 1]):
        side.plural = True
    return side.put("season", tokens[place]["season"])


def _unit(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    """Read a unit before its number: siglo XIX, década de 1990."""
    unit, number = tokens[place]["unit"], after.get("n")
    if "noise" in tokens[place]:
        return 0  # the letter that shortens "century" behind a number is a preposition before one
    if unit == "quarter" and number and 0 < number <= 4 and len(after.get("digits", "")) == 1:
        return side.put("fraction", (number, unit), 2)
    if unit in ("century", "millennium") and number and 0 < number < 100:
        return side.put(unit, number, 2)
    if unit == "decade" and ("dec" in after or "years" in after):
        return 1
    if unit == "decade" and number and number > 0 and number % 10 == 0 and "roman" not in after:
        side.led = True
        return side.put("decade", number, 2)
    return 0


def _doubt(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    setattr(side, tokens[place]["doubt"], True)
    return 1


def _compound(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    part, season = tokens[place]["compound"].split()
    return side.put("season", season) and side.put("part", part)


def _plain(side: Side, tokens: list[Meaning], place: int, after: Meaning) -> int:
    token = tokens[place]
    slots = [each for each in ("month", "season", "weekday", "era", "style", "date", "part") if each in token]
    slot = slots[0]
    if slots[:2] == ["month", "weekday"] and any("month" in each for each in tokens[place + 1 :]):
        slot = "weekday"  # mar. 8 dic.
    return side.put(slot, token[slot])


_HANDLERS = (
    ("n", _number),
    ("dec", _decade),
    ("unit", _unit),
    ("years", _years),
    ("month", _plain),
    ("season", _plain),
    ("compound", _compound),
    ("weekday", _plain),
    ("era", _plain),
    ("style", _plain),
    ("date", _plain),
    ("doubt", _doubt),
    ("part", _plain),
)


def english(side: Side, *, edge: bool = False) -> str | None:
    """Write a side in English, None when its parts make no period.

    `edge` writes the beginning and end of a period, as is right behind "before", instead of early and late.
    """
    core = _narrowed(side, edge=edge)
    if core is None:
        return None
    return "possibly " * bool(side.possibly) + "circa " * bool(side.circa) + core


def _narrowed(side: Side, *, edge: bool) -> str | None:
    core = _period(side)
    if core is None or (side.part and side.fraction) or ((side.weekday or side.style) and not side.day):
        return None
    if side.style:
        return f"{core} {side.style}"
    if side.part:
        names = {"early": "beginning of", "late": "end of"} if edge else {}
        return f"{names.get(side.part, side.part)} {core}"
    if side.fraction:
        number, unit = side.fraction
        return f"{counted(number)} {unit} of {core}"
    return core


def counted(number: int) -> str:
    """Write an ordinal: 1st, 2nd, 3rd, 4th, last."""
    if number == LAST:
        return "last"
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _period(side: Side) -> str | None:
    era = f" {side.era}" if side.era else ""
    if not side.bases and side.roman and side.bare and (side.part or side.fraction):
        return f"{counted(side.bare)} century{era}"  # fin XIXe
    if not side.bases:
        return str(side.bare) + era if side.bare and not side.roman else None
    write = _PERIODS.get(side.bases)
    if side.century is not None and not 0 < side.century <= (99 if side.era == "bc" else LAST_CENTURY):
        return None
    if write is None or (side.bare is not None and side.bases != ("season",)):
        return None
    text = write(side)
    return text + era if text is not None else None


def _of_month(side: Side) -> str:
    weekday = _WEEKDAYS[side.weekday - 1] if side.weekday else ""
    words = (weekday, str(side.day) if side.day else "", _MONTHS[(side.month or 1) - 1], side.year or "")
    return " ".join(filter(None, words))


def _of_season(side: Side) -> str | None:
    if side.counted_year > _LAST_SUMMER:
        return None  # лето 7252 is a year of the world
    year = side.year or (f"{side.bare:02d}" if side.bare else "")
    return f"{side.season} {year}".strip()


def _of_decade(side: Side) -> str | None:
    first = side.decade or 0
    if side.century is not None:
        if first >= 100 and first // 100 + 1 != side.century:
            return None
        first = 100 * (side.century - 1) + first % 100
    return f"{first:02d}s"


def _of_counted_decade(side: Side) -> str | None:
    """Write the first decade of the 20th century, which is 1901 to 1910 as its halves and thirds are counted."""
    number = 10 if side.nth == LAST else side.nth or 1
    first = 100 * ((side.century or 1) - 1) + 10 * (number - 1) + 1
    return f"{first} to {first + 9}" if not side.era and not side.part else None


def _of_counted_days(side: Side) -> str | None:
    """Write the first "decade" of a month, which is ten days."""
    nth = side.nth or 1
    if nth > 3 or side.part or side.fraction:
        return None
    return f"{counted(nth)} third of {_of_month(side)}"


_PERIODS = {
    ("day", "month"): _of_month,
    ("day", "month", "year"): _of_month,
    ("month",): _of_month,
    ("month", "year"): _of_month,
    ("month", "nth"): _of_counted_days,
    ("month", "year", "nth"): _of_counted_days,
    ("season",): _of_season,
    ("season", "year"): _of_season,
    ("year",): lambda side: side.year,
    ("date",): lambda side: side.date,
    ("decade",): _of_decade,
    ("decade", "century"): _of_decade,
    ("century",): lambda side: f"{counted(side.century or 1)} century",
    ("millennium",): lambda side: f"{counted(side.millennium or 1)} millennium",
    ("century", "nth"): _of_counted_decade,
}
"""How the parts that are filled are written; other combinations are no period."""
