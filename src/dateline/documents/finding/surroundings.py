"""What stands around an expression, and whether its time moves the main line of the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from dateline.documents.finding.letters import MONTH_WORDS, word_set
from dateline.documents.finding.values import When

COUNTING = word_set(
    "about over some nearly almost approximately roughly than least most only another up estimated numbered numbering "
    "fewer further additional total killed wounded captured lost"
)
"""Words before a number that counts something."""
_NUMBERING = word_set("resolution no number nos flight article decree section proclamation order model")
_PLANNING = word_set(
    "will plan plans planned expected expect scheduled projected predicted intend intended proposed slated"
)
_TELLING_BACK = word_set("had which who that since following after whose where")
_COMING = word_set(
    "will would shall expected expect expects scheduled plan plans planned next by until due could might can hope "
    "hopes likely going upcoming due must "
    "arrives meets begins opens starts leaves expires resumes convenes travels flies heads "
    "meet arrive open begin start convene resume go goes ends"
)
_AGREED = word_set("agreed pledged vowed promised")
_COMING |= _AGREED
_SAYING = word_set("said told added announced reported declared confirmed")
_PAST = _SAYING | word_set(
    "fell rose met won lost took began left came went sold bought made held gave sent ran quit cut hit set put paid "
    "spoke broke flew drove saw struck died grew got found"
)
"""Verbs right before a date that tell what happened then."""
_BETWEEN = word_set("on in early late last this the here there")
"""Words between a verb and its date."""
_WEEKDAY_BEFORE = re.compile(r"Wc?a?$")
_NAMING = "i(aPo-/Utj!z"
"""Letters of what stands before a year."""
_OWNERS = frozenset(("its", "their", "his", "her", "our"))
_FAR = 10
"""Years: a lone year so far away, in the middle of a sentence, is a remark."""
_LOOKING_BACK = 8
"""Words before a date that may say "until"."""
_CLOSE = 25
"""Tokens between a date to come and the next months, which go on from it."""
_NEAR_NAME = 25
"""Words around a date in which the name of its event may stand."""
_AHEAD = 14
"""Words behind a date in which its month or year may stand."""
_OF_YEAR = re.compile(r"\.{1,3}oY")
_TO_MONTH = re.compile("a(?:x(?:p?o)?-?t?)?M(?!c?Y|oY|!?[DO])")
_SPAN_END = re.compile("[-ai](?:x(?:p?o)?-?)?(?:t?[DO]o?)?M")
_FROM_MONTH = re.compile("iM(?:a|-)$")
_DATED = re.compile(r"M!?(?:[DO]c?)?Y")
_OPENING = 3
"""Tokens of a sentence before an expression that opens it."""
_COUNTED = re.compile("U[fbg]")


class Surroundings:
    """The words and letters of a text around the tokens `first` to `last`."""

    __slots__ = ("_letters", "_words", "first", "last")

    def __init__(self, words: list[str], letters: str, first: int, last: int) -> None:
        self._words, self._letters, self.first, self.last = words, letters, first, last

    @property
    def letter_before(self) -> str:
        """Return the letter of the token before, empty at the beginning."""
        return self._letters[self.first - 1 : self.first] if self.first else ""

    @property
    def letter_behind(self) -> str:
        """Return the letter of the token behind, empty at the end."""
        return self._letters[self.last : self.last + 1]

    @property
    def before(self) -> str:
        """Return the word before in lower case."""
        return self._words[self.first - 1].lower() if self.first else ""

    @property
    def behind(self) -> str:
        """Return the word behind as it is."""
        return self._words[self.last] if self.last < len(self._words) else ""

    @property
    def sentence_start(self) -> int:
        """Return the token with which the sentence begins."""
        return max(self._letters.rfind("!", 0, self.first), self._letters.rfind("P", 0, self.first)) + 1

    def sentence_before(self) -> set[str]:
        """Return the words of the sentence before the expression, in lower case."""
        return {word.lower() for word in self._words[self.sentence_start : self.first]}

    def looks_ahead(self) -> bool:
        """Tell whether the sentence speaks of what is to come."""
        before = self._words[self.sentence_start : self.first]
        if self._follows_verb_of_past(before):
            return False
        said = _says_ahead(before[::-1])
        if said is None and self.first - self.sentence_start <= _OPENING:
            said = _says_ahead(self._clause_behind())
        return bool(said)

    def is_alone(self) -> bool:
        """Tell whether no noun follows the next word: "the week after that", not "after that defeat"."""
        return self._letters[self.last + 1 : self.last + 2] not in (".", "U", "t")

    def unit_before(self) -> str:
        """Return the unit two words before: the month of "this month and next"."""
        return self._words[self.first - 2].lower()

    def weekday_before(self) -> bool:
        """Tell whether another day of the week stands before, as in "Tuesday, Wednesday and Thursday"."""
        return _WEEKDAY_BEFORE.search(self._letters, max(0, self.first - 3), self.first) is not None

    def _follows_verb_of_past(self, before: list[str]) -> bool:
        """Tell whether the verb right before is one of the past: "said Monday", "agreed on Monday"."""
        words = [word.lower() for word in before[-5:]]
        while words and words[-1] in _BETWEEN:
            words.pop()
        if not words or words[-2:-1] in (["be"], ["been"], ["get"]) or words[-1] in _COMING - _AGREED:
            return False
        return words[-1] in _PAST or (len(words[-1]) > 4 and words[-1].endswith("ed"))

    def _clause_behind(self) -> list[str]:
        """Return the first words behind the expression, as far as its sentence goes."""
        behind = self._letters[self.last : self.last + _AHEAD]
        end = min((place for mark in "!;P" if (place := behind.find(mark)) >= 0), default=len(behind))
        return self._words[self.last : self.last + end]

    def told_in_sentence(self) -> bool:
        """Tell whether a month with its year stands before in the sentence."""
        return _DATED.search(self._letters, self.sentence_start, self.first) is not None

    def tells_back(self) -> bool:
        """Tell whether the sentence speaks of what was before; what had happened "by" a time did not."""
        return self.before != "by" and bool(self.sentence_before() & _TELLING_BACK)

    def phrase(self) -> list[str]:
        """Return the words that follow up to the next mark, at most ten."""
        found = []
        for word, letter in zip(self._words[self.last : self.last + 10], self._letters[self.last :], strict=False):
            if letter in "!c;:()P":
                break
            found.append(word)
        return found

    def counted_right(self) -> tuple[list[str], str] | None:
        """Return the unit and the word that say how "ten, fifteen and twenty years earlier" counts, with letters."""
        found = _COUNTED.search(self._letters, self.last, self.last + _AHEAD)
        return None if found is None else (self._words[slice(*found.span())], found[0])

    def told_with(self, names: Collection[str], history: Sequence[tuple[int, When]]) -> When | None:
        """Return the last time that stands in an earlier sentence with all of these names, None when none does."""
        limit = self.sentence_start
        for token, when in reversed(history):
            near = self._words[max(0, token - _NEAR_NAME) : min(limit, token + _NEAR_NAME)]
            if token < limit and set(names) <= set(near):
                return when
        return None

    def right(self) -> tuple[int | None, int | None]:
        """Return the month and the year that stand to the right, as in "April and June 1955"."""
        month = None
        ahead = slice(self.last, self.last + _AHEAD)
        for word, letter in zip(self._words[ahead], self._letters[ahead], strict=True):
            if letter == "M" and month is None:
                month = MONTH_WORDS[word.lower()]
            elif letter == "Y":
                return month, int(word)
            elif letter in ".P":
                break
        return month, None

    def ends_span_over_new_year(self, month: int) -> bool:
        """Tell whether a span begins here in a later month than it ends: "from 19 December to 6 January 1934"."""
        found = _SPAN_END.match(self._letters, self.last)
        if found is None or self._words[self.last].lower() in ("or", "but"):
            return False
        if self._words[self.last].lower() == "and" and self.before != "between":
            return False
        return MONTH_WORDS[self._words[found.end() - 1].lower()] < month

    def told_just_before(self, history: Sequence[tuple[int, When]]) -> When | None:
        """Return the last time told, None where it stands far before."""
        return history[-1][1] if history and self.first - history[-1][0] < _CLOSE else None

    def told_since_start(self, history: Sequence[tuple[int, When]]) -> bool:
        """Tell whether the last time told stands in this sentence."""
        return bool(history) and history[-1][0] >= self.sentence_start

    def year_of_noun(self) -> int | None:
        """Return the year of the noun that follows, as in "the Spring Offensive of 1918"."""
        found = _OF_YEAR.match(self._letters, self.last)
        return None if found is None else int(self._words[found.end() - 1])

    def month_to(self) -> int | None:
        """Return the month up to which a span goes that begins here, as in "from October to March"."""
        found = _TO_MONTH.match(self._letters, self.last)
        if found is None or self.before not in ("from", "between"):
            return None
        return MONTH_WORDS[self._words[found.end() - 1].lower()]

    def month_from(self) -> int | None:
        """Return the month from which a span goes that ends here."""
        there = self._letters[max(0, self.first - 3) : self.first]
        if not _FROM_MONTH.search(there) or self._words[self.first - 3].lower() not in ("from", "between"):
            return None
        return MONTH_WORDS[self._words[self.first - 2].lower()]

    def counts_things(self) -> bool:
        """Tell whether what follows a number is what it counts: troops, men, more."""
        return self.letter_behind == "." and (self.behind[-1:] == "s" or self.behind in ("men", "people", "more"))

    def counts(self, year: int) -> bool:
        """Tell whether a number of four digits rather counts or numbers something than says a year."""
        if self.before in _NUMBERING or self.letter_before == "$" or self.letter_behind in ("%", "$"):
            return True
        things = self.counts_things()
        round_things = things and year % 100 == 0 and self.letter_before in "a-"
        named = self.letter_before in _NAMING or not self.letter_before
        if named and self.before not in COUNTING and not round_things:
            return False
        return (things and self.before not in _OWNERS) or year < 1600 or year % 100 == 0

    def main(self, year: int | None, main_year: int | None) -> bool:
        """Tell whether a time of this year (None: one that names none) moves the main line from its year on.

        What stands in brackets does not, nor plans, nor what is the attribute of a noun ("the May 2007 high"), nor an
        earlier year in a sentence that tells back or has a date already.
        """
        if self.letter_before == "(" or self.letter_behind == ")":
            return False
        back = [word.lower() for word in self._words[max(0, self.first - _LOOKING_BACK) : self.first]]
        if "until" in back or back[-1:] == ["since"] or back[-2:] == ["as", "of"] or self._is_attribute():
            return False
        said = self.sentence_before()
        if said & _PLANNING:
            return False
        if year is None or main_year is None:
            return True
        start = self.sentence_start
        dated = bool(set(self._letters[start : self.first]) & {"Y", "M"})
        if year < main_year and (dated or said & _TELLING_BACK):
            return False
        lone = self.last - self.first == 1 and self._letters[self.first] == "Y"
        return not (lone and abs(year - main_year) > _FAR and self.first - start > 4)

    def _is_attribute(self) -> bool:
        owned = self._letters[self.first] == "t" or self.letter_before in ("t", "j") or self.before in _OWNERS
        return owned and self.letter_behind == "." and self.behind.islower()


def _says_ahead(words: Sequence[str]) -> bool | None:
    """Tell whether the first verb of words that says so looks ahead; None where none does."""
    for word in words:
        if word == ";":
            return None
        if word.lower() in _COMING or word == "may":
            return True
        if word in _SAYING:
            return False
    return True if _is_to(words) or _is_to(words[::-1]) else None


def _is_to(words: Sequence[str]) -> bool:
    """Tell whether somebody is to do something."""
    return any(one in ("is", "are") and other == "to" for one, other in pairwise(words))
