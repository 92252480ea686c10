"""Names as users type them: folded for look-up, and the nearest names for an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from dateline.errors import Ambiguous

_FOLDED = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
"""What becomes of ASCII letters, which most texts hold alone; the general way takes ten times as long."""


class _Folded(dict[int, str]):
    """What becomes of each letter by its code, worked out when it is first met; letters fold one by one."""

    def __missing__(self, code: int) -> str:
        import unicodedata  # late: most starts fold ASCII alone

        letters = unicodedata.normalize("NFKD", chr(code).casefold())
        kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
        folded = self[code] = "".join(kept)
        return folded


_LETTERS = _Folded()
_MOST_OTHERS = 64
"""So many different letters beyond ASCII are replaced one after the other; a text with more is translated."""


_FEW_OTHERS = 8
"""So few are worth to be replaced in columns, where each takes a look at all texts."""


_AROUND = ' \t\n"“”„«»'
"""Blanks and quotation marks, which may stand around words."""
_KEPT_APART = b"\0" + _FOLDED[1:]
_ASCII = bytes(range(128))


def fold(text: str) -> str:
    """Return `text` without case, accents, punctuation and doubled spaces, for look-up.

    "Śiarhiej  Sidorski" and "siarhiej sidorski" fold alike; scripts are not transliterated (aliases do that).
    """
    if (ascii_ := _in_ascii(text)) is not None:
        return " ".join(ascii_.translate(_FOLDED).decode().split())
    return " ".join(text.translate(_LETTERS).split())


def distinct_aliases(identity: str | None, name: str | None, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the aliases, in their order, that find more than the id, the name or an alias before, folded, finds."""
    seen = {fold(each) or each for each in (identity, name) if each}
    kept = {fold(each) or each: each for each in reversed(aliases)}
    return tuple(each for each in aliases if kept[fold(each) or each] == each and (fold(each) or each) not in seen)


def _in_ascii(text: str) -> bytes | None:
    """Return `text` with dashes and accented letters as the ASCII that they fold to, None where others are among it."""
    for _ in range(_MOST_OTHERS):
        try:
            return text.encode("ascii")
        except UnicodeEncodeError as error:
            letter = text[error.start]
            folded = _LETTERS[ord(letter)]
            if not folded.isascii() or folded != folded.lower():  # NFKD makes capitals of a few signs
                return None
            text = text.replace(letter, folded)
    return None


def wanted_words(text: str) -> str:
    """Return the folded words to look for in texts; a blank at the end says that the last one is a whole word.

    That is so but where `text` ends with a star: then the last word may be the beginning of a longer one.

    >>> wanted_words('Niger'), wanted_words('Niger*'), wanted_words('"gas contr*"')
    ('niger ', 'niger', 'gas contr')
    """
    return fold(text) + " " * (not text.rstrip(_AROUND).endswith("*"))


def has_star_within(text: str) -> bool:
    """Return whether a star stands anywhere but behind the last word, where it means nothing."""
    words = text.strip(_AROUND)
    return "*" in words[:-1] or not fold(words[-2:-1] if words.endswith("*") else "a")


def fold_each(texts: Sequence[str]) -> list[str]:
    """Return what `fold` makes of each text, but for blanks, of which there may be more; no text may hold a NUL.

    All but texts in letters of their own are folded together, in a twentieth of the time.
    """
    if not texts:
        return []  # a text of nothing would be parted into one
    together = _with_ascii("\0".join(texts))
    if together.isascii():
        return _folded_apart(together)
    parts = together.split("\0")
    plain = iter(_folded_apart("\0".join(filter(str.isascii, parts))))
    return [next(plain) if part.isascii() else fold(part) for part in parts]


def _with_ascii(text: str) -> str:
    """Return `text` with the ASCII that its most frequent other letters fold to, where it is ASCII."""
    others = text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
    for letter, _ in Counter(others).most_common(_MOST_OTHERS):
        folded = _LETTERS[ord(letter)]
        if folded.isascii() and folded == folded.lower():  # NFKD makes capitals of a few signs
            text = text.replace(letter, folded)
    return text


def _folded_apart(texts: str) -> list[str]:
    return texts.encode().translate(_KEPT_APART).decode().split("\0")


def fold_ascii(letters: bytes | memoryview) -> bytes | None:
    """Return letters of ASCII folded as `fold_each` does, each in its place; None where there are others."""
    found = bytes(letters)
    return found.translate(_KEPT_APART) if found.isascii() else None


def few_others(letters: bytes | memoryview) -> dict[str, str] | None:
    """Return the ASCII that each letter beyond ASCII folds to, None where they are many or fold to something else."""
    others = set(bytes(letters).translate(None, _ASCII).decode(errors="surrogatepass"))
    found = {letter: _LETTERS[ord(letter)] for letter in others} if len(others) <= _FEW_OTHERS else {"": "\x80"}
    return found if all(folded.isascii() and folded == folded.lower() for folded in found.values()) else None


def nearest(wanted: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` of `names` most like `wanted`, best first, after folding; empty when none is near.

    Names are looked at one by one and let go, for a database may have millions.
    """
    folded = fold(wanted)
    by_folded: dict[str, str] = {}
    containing: list[tuple[int, int, str]] = []
    similar: list[tuple[float, str]] = []
    likeness = _likeness(folded)
    for place, name in enumerate(names):
        other = fold(name)
        if other in by_folded:
            continue
        best = (likeness(other, similar[0][0] if len(similar) == count else _NEAR), other)
        within = len(folded) > 2 and folded in other and (len(containing) < count or len(other) < containing[-1][0])
        if within:
            containing = sorted([*containing, (len(other), place, other)])[:count]
        if best[0] >= _NEAR and (len(similar) < count or best > similar[0]):
            similar = sorted([*similar, best])[-count:]
        if within or best in similar:
            kept = {each[-1] for each in (*containing, *similar)}
            by_folded = {each: known for each, known in (*by_folded.items(), (other, name)) if each in kept}
    found = [other for *_, other in containing] + [other for _, other in reversed(similar)]
    return [by_folded[other] for other in dict.fromkeys(found)][:count]


_NEAR = 0.6
"""How like another name must be, from 0 to 1."""


def _likeness(wanted: str) -> Callable[[str, float], float]:
    """Return a function that tells how like another text is, 0 where it is less like than the number given."""
    import difflib

    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(wanted)

    def like(other: str, least: float) -> float:
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            return 0.0
        return matcher.ratio()

    return like


def only_kind(kinds: Collection[str], identity: str) -> str:
    """Return the one kind whose record has the id.

    Raises:
        Ambiguous: records of several kinds have it.
    """
    if len(kinds) > 1:
        raise Ambiguous(f"several records have the id {identity!r}", f"add --kind {' or --kind '.join(kinds)}")
    return next(iter(kinds))


def did_you_mean(wanted: str, names: Iterable[str]) -> str | None:
    """Return the hint with the names nearest to `wanted`, None when none is near."""
    near = nearest(wanted, names)
    return f"did you mean {' or '.join(near)}?" if near else None
