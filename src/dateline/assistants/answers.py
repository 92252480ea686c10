"""Answers: what dateline itself says, apart from records, in which the texts of sources are marked and bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dateline.assistants.arguments import DEFAULT, MOST, Values
from dateline.counted import counted

Answer = dict[str, Any]
QUOTED = frozenset(
    ("title", "description", "quote", "date_text", "due_text", "text", "note", "why", "verdict", "one_says",
     "other_says", "explanation", "nearest")
)  # fmt: skip
"""The fields with texts of sources, or with sentences that quote them."""
LONGEST, MOST_ITEMS = 4_000, 100
"""Characters of a text and items of a list in a record; what is left out is counted."""


class Page:
    """The part of an answer that a model asked for; it never gets more than a page."""

    def __init__(self, values: Values) -> None:
        self.asked = int(values.pop("limit", DEFAULT))
        self.size = min(self.asked, MOST)
        self.offset: int = values.pop("offset", 0)

    @property
    def end(self) -> int:
        """Return how many records come before the next page."""
        return self.offset + self.size

    def answer(
        self, records: Iterable[Answer], total: int, said: Sequence[str] = (), empty: str = "", **facts: Any
    ) -> Answer:
        """Return an answer with this page of `total` records; where there are none, `empty` is said."""
        shown, cut = bounded(list(records))
        words = [empty] if empty and not total else []
        if total and not shown:
            words.append(f"There are only {counted(total, 'record')}: offset {self.offset:,} is behind the last one.")
        if self.asked > self.size and total > self.size:
            words.append(f"A page has at most {MOST} records, though {self.asked:,} were asked for.")
        following = self.end if self.end < total else None
        if following is not None:
            words.append(f"This is not all: {counted(total, 'record', 'match')}. Ask again with offset {following}.")
        head = {"said": [*words, *said, *cut], "total": total, **facts}
        return head | {"offset": self.offset, "next_offset": following, "records": shown}


def single(record: Answer, said: Sequence[str] = ()) -> Answer:
    """Return an answer with one record."""
    shown, cut = bounded(record)
    return {"said": [*said, *cut], "record": shown}


def bounded(value: Any) -> tuple[Any, list[str]]:
    """Return a value in which quoted texts are marked and what is too long is cut, and sentences about what was cut."""
    cut: Counter[str] = Counter()
    shown = _bounded(value, "", cut)
    after = {"text": f"{LONGEST:,} characters", "list": f"{MOST_ITEMS} items"}
    return shown, [f"Cut after {after[what]}: {counted(number, what)}." for what, number in sorted(cut.items())]


def _bounded(value: Any, name: str, cut: Counter[str]) -> Any:
    if isinstance(value, dict):
        return {key: _bounded(each, str(key), cut) for key, each in value.items()}
    if isinstance(value, list | tuple):
        if len(value) > MOST_ITEMS:
            cut["list"] += 1
        return [_bounded(each, name, cut) for each in value[:MOST_ITEMS]]
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST:
        cut["text"] += 1
        value = value[:LONGEST] + "…"
    return {"quoted": value} if name in QUOTED else value
