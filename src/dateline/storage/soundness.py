"""Is a database what dateline left: the engine's own checks, and every derived table against its origin."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.storage.connection import Connection
from dateline.storage.lengths import LONGEST

_JUNCTION = """
SELECT count(*) FROM {junction} j LEFT JOIN event e ON e.num = j.event
WHERE e.num IS NULL OR j.earliest <> e.start_earliest OR j.latest <> e.end_latest
   OR j.length_class <> e.length_class
"""
_CLASS = "CASE " + " ".join(
    f"WHEN end_latest - start_earliest < {longest} THEN {number}" for number, longest in enumerate(LONGEST)
) + f" ELSE {len(LONGEST)} END"  # fmt: skip

_QUESTIONS = {
    "rows of event_actor disagree with their event": _JUNCTION.format(junction="event_actor"),
    "rows of event_theme disagree with their event": _JUNCTION.format(junction="event_theme"),
    "participants are missing from event_actor": """
        SELECT count(*) FROM participant p JOIN event e ON e.num = p.event WHERE NOT EXISTS
        (SELECT 1 FROM event_actor j WHERE j.actor = p.actor AND j.length_class = e.length_class
         AND j.earliest = e.start_earliest AND j.event = p.event)""",
    "rows of event_actor have no participant": """
        SELECT count(*) FROM event_actor j WHERE NOT EXISTS
        (SELECT 1 FROM participant p WHERE p.event = j.event AND p.actor = j.actor)""",
    "rows of event_theme name no theme": """
        SELECT count(*) FROM event_theme j WHERE NOT EXISTS (SELECT 1 FROM theme t WHERE t.num = j.theme)""",
    "events have bounds out of order": """
        SELECT count(*) FROM event WHERE start_earliest > start_latest OR end_earliest > end_latest
        OR start_earliest > end_latest""",
    "events are of the wrong length class": f"SELECT count(*) FROM event WHERE length_class <> {_CLASS}",
    "themes lie outside of their parent's range": """
        SELECT count(*) FROM theme t JOIN theme a ON a.id = t.above WHERE t.num <= a.num OR t.last > a.last""",
}


_FULL_TEXT = {
    "sqlite": {
        "events are missing from the full text": """
            SELECT count(*) FROM event WHERE num NOT IN (SELECT id FROM event_text_docsize)""",
        "texts belong to no event": "SELECT count(*) FROM event_text_docsize WHERE id NOT IN (SELECT num FROM event)",
    },
    "postgresql": {
        "events are missing from the full text": """
            SELECT count(*) FROM event e LEFT JOIN event_text x ON x.event = e.num WHERE x.event IS NULL""",
        "texts belong to no event": """
            SELECT count(*) FROM event_text x LEFT JOIN event e ON x.event = e.num WHERE e.num IS NULL""",
    },
}


def faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the database; nothing when all is well.

    Raises:
        DatabaseError: the engine fails.
    """
    if connection.dialect == "sqlite":
        yield from _sqlite_faults(connection)
    for sentence, sql in {**_QUESTIONS, **_FULL_TEXT[connection.dialect]}.items():
        count = connection.run(sql)[0][0]
        if count:
            yield f"{count} {sentence}"


def _sqlite_faults(connection: Connection) -> Iterator[str]:
    yield from (str(text) for (text,) in connection.run("PRAGMA integrity_check") if text != "ok")
    for table, row, parent, _ in connection.run("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} names a missing {parent}"
