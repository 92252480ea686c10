"""The parts of an expression: its numbers, months, units and words, taken from the tokens of a match."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.documents.finding.letters import COUNTS, MONTH_WORDS, ORDINAL_WORDS, VAGUE_COUNTS

_UNIT_OF = {"centuries": "century", "century": "century"}


class Parts:
    """What stands in the tokens of one expression, in their order; `days` are the numbers that may be days."""

    __slots__ = (
        "days",
        "era",
        "letters",
        "marked",
        "months",
        "numbers",
        "ordinals",
        "seasons",
        "unit",
        "words",
        "years",
    )

    def __init__(self, words: Sequence[str], letters: str) -> None:
        self.words = [word.lower() for word in words]
        self.letters = letters
        self.years: list[int] = []
        self.numbers: list[int] = []
        self.days: list[int] = []
        self.ordinals: list[int] = []
        self.months: list[int] = []
        self.seasons: list[str] = []
        self.unit: str | None = None
        self.era = "K" if "K" in letters else ""
        for word, letter in zip(self.words, letters, strict=True):
            self._take(word, letter)

    def _take(self, word: str, letter: str) -> None:
        if letter == "Y":
            self.years.append(int(word))
        elif letter in "DB" or (letter == "N" and word.isdigit()):
            self.numbers.append(int(word))
            self.days.append(int(word))
        elif letter == "M":
            self.months.append(MONTH_WORDS[word])
        elif letter == "O":
            self.ordinals.append(ORDINAL_WORDS.get(word) or int(word[:-2]))
            self.days.append(self.ordinals[-1])
        elif letter in "SF":
            self.seasons.append(word)
        elif letter == "N" and word in COUNTS:
            self._count(COUNTS[word])
        elif letter in "UC":
            self.unit = _UNIT_OF.get(word, word.rstrip("s"))
        elif letter in "Ee":
            self.years.append(int(word[:-1]))

    def _count(self, number: int) -> None:
        """Take a number; the seven of "thirty-seven" belongs to the thirty before it."""
        tens = self.numbers[-1] if self.numbers and "N-N" in self.letters else 0
        if tens in range(20, 100, 10) and number < 10:
            self.numbers[-1] += number
        else:
            self.numbers.append(number)

    @property
    def vague(self) -> bool:
        """Tell whether it counts with "several" or "a few"."""
        return any(word in VAGUE_COUNTS for word in self.words)

    @property
    def step(self) -> int:
        """Return how many units on it points: 1 for next, -1 for last, 0 for this and that."""
        return ("n" in self.letters) - ("v" in self.letters)
