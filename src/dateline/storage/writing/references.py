"""References to a record: they prevent its removal, and follow when it is merged."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from dateline.errors import Fault, InvalidRecords
from dateline.formats.curated.folder import KINDS

Key = tuple[str, str]
_KINDS = " ".join(f"WHEN part LIKE '{kind}/%' THEN '{kind}'" for kind in KINDS)
_OWNERS = f"SELECT DISTINCT CASE {_KINDS} ELSE part END, owner FROM {{table}} n WHERE {{is}}"
_LINKS = (
    "SELECT 'link', id FROM link WHERE (origin_kind = '{kind}' AND origin = :id) "
    "OR (target_kind = '{kind}' AND target = :id)"
)
_NAMERS: dict[str, tuple[str, ...]] = {
    "source": (
        "SELECT 'event', e.id FROM event_citation n JOIN event e ON e.num = n.event WHERE n.source = :id",
        _OWNERS.replace("{table}", "citation").replace("{is}", "n.source = :id"),
    ),
    "actor": (
        "SELECT DISTINCT 'event', e.id FROM participant n JOIN event e ON e.num = n.event WHERE n.actor = {num}",
        _OWNERS.replace("{table}", "party").replace("{is}", "n.actor = {num}"),
        "SELECT 'event', e.id FROM claimed_actor n JOIN event e ON e.num = n.event WHERE n.actor = {num}",
        "SELECT DISTINCT 'actor', a.id FROM membership n JOIN actor a ON a.num = n.member WHERE n.whole = {num}",
    ),
    "theme": (
        """SELECT 'event', e.id FROM event e JOIN theme_set_member n ON n.theme_set = e.theme_set
        JOIN theme t ON t.num = n.theme WHERE t.id = :id""",
        "SELECT 'deadline', deadline FROM deadline_theme WHERE theme = :id",
        "SELECT 'theme', id FROM theme WHERE above = :id",
    ),
    "event": (
        "SELECT DISTINCT 'deadline', deadline FROM status_report WHERE event = :id",
        "SELECT DISTINCT 'deadline', deadline FROM due_assertion WHERE \"of\" = :id AND awaits_months IS NULL",
        _LINKS.format(kind="event"),
    ),
    "programme": ("SELECT 'deadline', id FROM deadline WHERE programme = :id",),
    "horizon": (
        "SELECT DISTINCT 'deadline', deadline FROM due_assertion WHERE \"of\" = :id AND awaits_months IS NOT NULL",
    ),
    "deadline": (
        "SELECT DISTINCT 'deadline', deadline FROM dependency WHERE predecessor = :id",
        # and who waits for an occurrence of it, which has no record of its own
        "SELECT DISTINCT 'deadline', deadline FROM dependency WHERE predecessor LIKE CAST(:id AS TEXT) || '@%' "
        "AND predecessor NOT IN (SELECT id FROM deadline)",
        _LINKS.format(kind="deadline"),
    ),
    "link": (),
}
"""The statements that select (kind, id) of those who name a record of each kind."""


def namers(connection: sa.Connection, key: Key, limit: int | None = None) -> Iterator[Key]:
    """Yield the kind and id of each record that names another; up to `limit` of each kind of naming."""
    kind, identity = key
    for statement in _NAMERS[kind]:
        text = statement.replace("{num}", "(SELECT num FROM actor WHERE id = :id)")
        text += f" ORDER BY 2 LIMIT {limit:d}" if limit else " ORDER BY 2"
        for row in connection.execute(sa.text(text), {"id": identity}).all():
            yield row[0], row[1]


def number_of_namers(connection: sa.Connection, key: Key) -> int:
    """Return how many records name another, each once for each kind of naming, as `namers` yields them."""
    kind, identity = key
    found = 0
    for statement in _NAMERS[kind]:
        text = statement.replace("{num}", "(SELECT num FROM actor WHERE id = :id)")
        counting = sa.text(f"SELECT count(*) FROM ({text}) AS naming")
        found += connection.execute(counting, {"id": identity}).scalar_one()
    return found


def still_named(kind: str, identity: str) -> InvalidRecords:
    """Return the error about a record that cannot be removed while others name it."""
    return InvalidRecords([Fault(identity, None, f"cannot remove this {kind}: other records refer to it")])
