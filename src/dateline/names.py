"""Names as users type them: folded for look-up, and the nearest names for an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

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


_AROUND = ' \t\n"“”„«»'
"""Blanks and quotation marks, which may stand around words."""
_KEPT_APART = b"\0" + _FOLDED[1:]


def fold(text: str) -> str:
    """Return `text` without case, accents, punctuation and doubled spaces, for look-up.

    "Śiarhiej  Sidorski" and "siarhiej sidorski" fold alike; scripts are not transliterated (aliases do that).
    """
    if (ascii_ := _in_ascii(text)) is not None:
        return " ".join(ascii_.translate(_FOLDED).decode().split())
    return " ".join(text.translate(_LETTERS).split())


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

    Texts of Latin letters are folded together, in a twentieth of the time.
    """
    if (ascii_ := _in_ascii("\0".join(texts))) is not None:
        return ascii_.translate(_KEPT_APART).decode().split("\0")
    return list(map(fold, texts))


def fold_ascii(letters: bytes | memoryview) -> bytes | None:
    """Return letters of ASCII folded as `fold_each` does, each in its place; None where there are others."""
    found = bytes(letters)
    return found.translate(_KEPT_APART) if found.isascii() else None


def nearest(wanted: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return up to `count` of `names` most like `wanted`, best first, after folding; empty when none is near."""
    import difflib

    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(fold(name), name)
    folded = fold(wanted)
    containing = sorted((f for f in by_folded if len(folded) > 2 and folded in f), key=len)[:count]
    similar = difflib.get_close_matches(folded, by_folded, n=count, cutoff=0.6)
    return [by_folded[f] for f in dict.fromkeys(containing + similar)][:count]


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
