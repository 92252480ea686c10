"""Imprecise dates: EDTF text to values, bounds in days, and comparison in three values.

The package knows no clock and does no I/O. Days are integers as in `dateline.dates.calendar`. Its names are imported
when they are first used: a command that only shows days need not load the parser.
"""

from __future__ import annotations

from dateline.errors import InvalidDate

TYPE_CHECKING = False  # that of typing, whose import costs more than all that parsing needs
if TYPE_CHECKING:
    from typing import Any

    from dateline.dates.bounds import Bounds
    from dateline.dates.calendar import FAR_FUTURE, FAR_PAST, day_text, from_day, parse_day, to_day
    from dateline.dates.compare import Match, certain, match, possible, within
    from dateline.dates.comparing.allen import Allen
    from dateline.dates.parser import parse
    from dateline.dates.prose.candidate import Candidate
    from dateline.dates.prose.expressions import Expression, dissect
    from dateline.dates.prose.interpretation import ambiguous, from_prose, settled
    from dateline.dates.prose.wording import to_prose
    from dateline.dates.values import Date

__all__ = [
    "FAR_FUTURE",
    "FAR_PAST",
    "Allen",
    "Bounds",
    "Candidate",
    "Date",
    "Expression",
    "InvalidDate",
    "Match",
    "ambiguous",
    "certain",
    "day_text",
    "dissect",
    "from_day",
    "from_prose",
    "match",
    "parse",
    "parse_day",
    "possible",
    "settled",
    "to_day",
    "to_prose",
    "within",
]

_HOMES = {
    "bounds": ("Bounds",),
    "calendar": ("FAR_FUTURE", "FAR_PAST", "day_text", "from_day", "parse_day", "to_day"),
    "compare": ("Match", "certain", "match", "possible", "within"),
    "parser": ("parse",),
    "prose.candidate": ("Candidate",),
    "prose.expressions": ("Expression", "dissect"),
    "prose.interpretation": ("ambiguous", "from_prose", "settled"),
    "prose.wording": ("to_prose",),
    "comparing.allen": ("Allen",),
    "values": ("Date",),
}


def __getattr__(name: str) -> Any:
    """Import the module in which the public `name` is at home (PEP 562)."""
    from importlib import import_module

    for module, public in _HOMES.items():
        if name in public:
            home = import_module(f"{__name__}.{module}")
            globals().update({each: getattr(home, each) for each in public})
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
