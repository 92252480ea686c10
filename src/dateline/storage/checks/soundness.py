"""The check of a database: the engine's own checks, and every derived table against its origin."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.counted import sentence as counted_sentence
from dateline.dates.undated import NOWHERE, UNDATED
from dateline.errors import DatabaseError, DatelineError
from dateline.length_classes import GAPPED, LONGEST
from dateline.storage.checks.drift import drifted
from dateline.storage.checks.events import Events
from dateline.storage.checks.recorded import Recorded
from dateline.storage.checks.rewritten import differing
from dateline.storage.checks.stale_counts import stale
from dateline.storage.checks.theme_sets import wrong_sets
from dateline.storage.checks.unreadable import unreadable
from dateline.storage.derived import plain_views, written_days
from dateline.storage.engines import store_of
from dateline.storage.engines.connection import Connection
from dateline.storage.engines.kept_json import CANNOT_BE_READ, Damaged
from dateline.storage.history.seals import broken
from dateline.storage.opening import reading

_JUNCTION = """
SELECT count(*) FROM {junction} j LEFT JOIN event e ON e.num = j.event
WHERE e.num IS NULL OR j.earliest <> e.start_earliest OR j.latest <> e.end_latest
   OR j.length_class <> e.length_class OR coalesce(j.start_latest, j.earliest) <> e.start_latest
   OR coalesce(j.end_earliest, j.earliest) <> e.end_earliest OR {more}
"""
_DOUBTFUL = "(start_latest > end_latest OR end_earliest < start_earliest)"
_CLASS = f"CASE WHEN date = '{UNDATED}' THEN {len(LONGEST)} " + " ".join(
    f"WHEN end_latest - start_earliest < {longest}{'' if number else f' AND NOT {_DOUBTFUL}'} THEN {number}"
    for number, longest in enumerate(LONGEST)
) + f" ELSE {len(LONGEST)} END"  # fmt: skip
_COUNTED = """
SELECT count(*) FROM (
    SELECT d.kind, d.subject, d.day, d.number FROM day_count d
    EXCEPT SELECT * FROM ({recount}) found
) differing
"""
_RECOUNT = """
SELECT 'actor' AS kind, j.actor AS subject, j.earliest AS day, count(*) AS number FROM event_actor j
JOIN counted c ON c.kind = 'actor' AND c.subject = j.actor WHERE j.length_class = 0 GROUP BY j.actor, j.earliest
UNION ALL
SELECT 'theme', t.num, j.earliest, count(*) FROM counted c JOIN theme t ON t.num = c.subject
JOIN event_theme j ON j.theme BETWEEN t.num AND t.last AND j.shared < t.depth AND j.length_class = 0
WHERE c.kind = 'theme' GROUP BY t.num, j.earliest
"""
_OWNED = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id, collection FROM {kind}"
    for kind in ("source", "actor", "theme", "event", "programme", "horizon", "deadline", "link")
)

_QUESTIONS = {
    "rows of event_actor disagree with their event": _JUNCTION.format(
        junction="event_actor", more="coalesce(j.theme_set, 0) <> coalesce(e.theme_set, 0)"
    ),
    "rows of event_theme disagree with their event": _JUNCTION.format(
        junction="event_theme",
        more="NOT EXISTS (SELECT 1 FROM theme_set_member m WHERE m.theme_set = e.theme_set AND m.theme = j.theme "
        "AND m.shared = j.shared)",
    ),
    "participants are missing from event_actor": """
        SELECT count(*) FROM participant p JOIN event e ON e.num = p.event WHERE NOT EXISTS
        (SELECT 1 FROM event_actor j WHERE j.actor = p.actor AND j.length_class = e.length_class
         AND j.earliest = e.start_earliest AND j.event = p.event)""",
    "rows of event_actor have no participant": """
        SELECT count(*) FROM event_actor j WHERE NOT EXISTS
        (SELECT 1 FROM participant p WHERE p.event = j.event AND p.actor = j.actor)""",
    "rows of event_theme refer to no theme": """
        SELECT count(*) FROM event_theme j WHERE NOT EXISTS (SELECT 1 FROM theme t WHERE t.num = j.theme)""",
    "events have bounds out of order": f"""
        SELECT count(*) FROM event WHERE start_earliest > start_latest OR end_earliest > end_latest
        OR (start_earliest > end_latest AND date <> '{UNDATED}')""",
    "undated events have days, or days belong to no date": f"""
        SELECT count(*) FROM event WHERE (date = '{UNDATED}') <> (start_earliest = {NOWHERE.start_earliest}
        AND start_latest = {NOWHERE.start_latest} AND end_earliest = {NOWHERE.end_earliest}
        AND end_latest = {NOWHERE.end_latest})""",
    "events are of the wrong length class": f"""
        SELECT count(*) FROM event WHERE length_class <> {_CLASS}
        AND (length_class <> {GAPPED} OR start_earliest = end_latest)""",
    "themes of events are missing from event_theme": """
        SELECT count(*) FROM event e JOIN theme_set_member m ON m.theme_set = e.theme_set WHERE NOT EXISTS
        (SELECT 1 FROM event_theme j WHERE j.theme = m.theme AND j.length_class = e.length_class
         AND j.earliest = e.start_earliest AND j.event = e.num)""",
    "events refer to a set of themes that does not exist": """
        SELECT count(*) FROM event WHERE theme_set IS NOT NULL
        AND theme_set NOT IN (SELECT theme_set FROM theme_set_member)""",
    "counts of days disagree with the events": _COUNTED.format(recount=_RECOUNT),
    "days of events are missing from the counts": f"""
        SELECT count(*) FROM ({_RECOUNT}) found LEFT JOIN day_count d
        ON d.kind = found.kind AND d.subject = found.subject AND d.day = found.day WHERE d.day IS NULL""",
    "events have participants whose places are not 0, 1, 2 ...": """
        SELECT count(*) FROM (SELECT event FROM participant GROUP BY event
        HAVING max(seq) <> count(*) - 1 OR min(seq) <> 0) found""",
    "participants belong to no event": """
        SELECT count(*) FROM participant p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.num = p.event)""",
    "events have citations whose places are not 0, 1, 2 ...": """
        SELECT count(*) FROM (SELECT event FROM event_citation GROUP BY event
        HAVING max(seq) <> count(*) - 1 OR min(seq) <> 0) found""",
    "citations belong to no event": """
        SELECT count(*) FROM event_citation p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.num = p.event)""",
    "claims of sources belong to no event": """
        SELECT count(*) FROM event_claims p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.num = p.event)""",
    "actors that claims name belong to no event": """
        SELECT count(*) FROM claimed_actor p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.num = p.event)""",
    "collections are neither curated nor of an import": """
        SELECT count(*) FROM collection WHERE curated NOT IN (0, 1)""",
    "themes lie outside of their parent's range": """
        SELECT count(*) FROM theme t JOIN theme a ON a.id = t.above WHERE t.num <= a.num OR t.last > a.last
        OR t.depth <> a.depth + 1""",
    "events are missing from the full text": """
        SELECT count(*) FROM event e LEFT JOIN {rows} x ON x.{number} = e.num WHERE x.{number} IS NULL""",
    "texts belong to no event": """
        SELECT count(*) FROM {rows} x LEFT JOIN event e ON x.{number} = e.num WHERE e.num IS NULL""",
    "revisions of the history say that a record was of another collection than the revision before them": """
        SELECT count(*) FROM (
            SELECT had_collection, lag(collection) OVER earlier AS collection, lag(action) OVER earlier AS action
            FROM revision WINDOW earlier AS (PARTITION BY kind, id ORDER BY batch, seq)
        ) r WHERE action <> 'removed' AND had_collection <> collection""",
    "revisions of the history say that an event was of another collection than the import that brought it": """
        SELECT count(*) FROM (
            SELECT batch, had_collection, had_event, lag(action) OVER earlier AS action
            FROM revision WHERE kind = 'event' WINDOW earlier AS (PARTITION BY id ORDER BY batch, seq)
        ) r JOIN batch b ON b.num < r.batch AND r.had_event BETWEEN b.first_event AND b.last_event
        WHERE r.action = 'removed' AND r.had_collection <> b.collection""",
    "imports gave numbers to events that other events had before, as the history says": """
        SELECT count(*) FROM (
            SELECT b.first_event, max(r.highest) OVER (
                ORDER BY b.num ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS given
            FROM batch b LEFT JOIN (SELECT batch, max(had_event) AS highest FROM revision GROUP BY batch) r
            ON r.batch = b.num
        ) found WHERE first_event <= given""",
    "records are of another collection than their last revision says": f"""
        SELECT count(*) FROM (
            SELECT kind, id, action, collection,
                   row_number() OVER (PARTITION BY kind, id ORDER BY batch DESC, seq DESC) AS place
            FROM revision
        ) r JOIN ({_OWNED}) o ON o.kind = r.kind AND o.id = r.id
        WHERE r.place = 1 AND r.action <> 'removed' AND r.collection <> o.collection""",
}


def faults(connection: Connection, *, full: bool = False) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the database; nothing when all is well.

    The words of a sample of the events are compared with the full text; with `full` those of all.

    Raises:
        DatabaseError: the engine fails.
    """
    store = store_of(connection.url)
    for sql, sentence in store.faults.items():
        yield from (sentence.format(*row) for row in connection.run(sql) if row != ("ok",))
    for sentence, sql in _QUESTIONS.items():
        count = connection.run(sql.format(**store.full_text._asdict()))[0][0]
        if count:
            yield counted_sentence(count, sentence)
    recorded = Recorded(connection)
    checks = (
        unreadable(connection),
        broken(connection),
        drifted(connection),
        recorded.faults(),
        differing(connection, recorded),
        stale(connection),
        wrong_sets(connection),
        written_days.wrong(connection),
        plain_views.wrong(connection),
        Events(connection, full=full).faults(),
    )
    told = set()
    for fault in (fault for each in checks for fault in _as_far_as_it_goes(each)):
        if (what := fault.partition(CANNOT_BE_READ)[0]) not in told:  # several checks meet a text that is damaged
            told.add(what)
            yield fault


def _as_far_as_it_goes(found: Iterator[str]) -> Iterator[str]:
    """Yield what a check finds; that it cannot read something is a fault as well."""
    try:
        yield from found
    except Damaged as error:
        yield error.message
    except DatabaseError:
        raise
    except (DatelineError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"something that is stored cannot be read: {error}"


def check(url: str, *, full: bool = False) -> list[str]:
    """Return what is wrong with the database at `url`, a sentence each; empty when all is well.

    Raises:
        DatabaseError: it cannot be opened as a dateline database.
    """
    store_of(url)  # no lake
    with reading(url) as connection:
        return list(faults(connection, full=full))
