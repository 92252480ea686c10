"""Rules of counting that have a name, each with the text that it comes from (docs/semantics/counting.md)."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """What a rule adds to counting days from the day after the event; each text names the place that says so.

    `rolls` and `rolls_back` say that a last day which is free moves on, or back where it was counted backwards,
    and `rolls_hours` that the last day of a period in hours does;
    `weekends` says that Saturdays and Sundays are free, also those on which a country works;
    `two_working_days` that a period of two days or more has at least two; `half_month` how many days half a month has.
    """

    name: str
    source: str
    rolls: str | None = None
    rolls_back: str | None = None
    rolls_hours: str | None = None
    two_working_days: str | None = None
    half_month: int | None = None
    holidays: str | None = None
    needs_holidays: bool = False
    weekends: bool = False


RULES = {
    "eu-1182-71": Rule(
        "eu-1182-71",
        "Regulation (EEC, Euratom) No 1182/71",
        rolls="art. 3(4)",
        two_working_days="art. 3(5)",
        half_month=15,
        needs_holidays=True,
        weekends=True,
    ),
    "us-frcp-6": Rule(
        "us-frcp-6",
        "US Federal Rules of Civil Procedure",
        rolls="rule 6(a)(1)(C)",
        rolls_back="rule 6(a)(5)",
        rolls_hours="rule 6(a)(2)(C)",
        holidays="US",
        needs_holidays=True,
        weekends=True,
    ),
    "un-treaty": Rule("un-treaty", "practice of the Secretary-General of the United Nations as depositary of treaties"),
}
"""The named rules by the word that selects them."""
