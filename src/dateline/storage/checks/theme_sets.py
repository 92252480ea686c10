"""Sets of themes, compared with what their themes say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.counted import sentence
from dateline.storage.derived.fingerprints import fingerprint_of
from dateline.storage.derived.theme_sets import Path, members
from dateline.storage.engines.connection import Connection

_THEMES = "SELECT num, last, id FROM theme ORDER BY num"
_MEMBERS = "SELECT theme_set, theme, shared FROM theme_set_member ORDER BY theme_set, theme"


def wrong_sets(connection: Connection) -> Iterator[str]:
    """Yield a sentence if sets of themes have another fingerprint, or share otherwise, than their themes say."""
    paths: dict[int, Path] = {}
    names: dict[int, str] = {}
    open_: list[tuple[int, int]] = []
    for num, last, identity in connection.run(_THEMES):
        while open_ and open_[-1][1] < num:
            open_.pop()
        open_.append((num, last))
        paths[num], names[num] = tuple(number for number, _ in open_), identity
    held = defaultdict(list)
    for theme_set, theme, shared in connection.run(_MEMBERS):
        held[theme_set].append((theme, shared))
    prints: dict[int, str] = dict(connection.run("SELECT num, fingerprint FROM theme_set"))
    wrong = len(prints.keys() ^ held.keys())
    for num, found in held.items():
        known = all(theme in names for theme, _ in found)
        told = fingerprint_of(tuple(sorted(names[theme] for theme, _ in found))) if known else None
        wrong += num in prints and (told != prints[num] or list(members(paths[theme] for theme, _ in found)) != found)
    if wrong:
        yield sentence(wrong, "sets of themes are not what their themes say")
