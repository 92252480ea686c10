"""What the files of a lake hold of the events that are added, as SQL of the engine."""

from __future__ import annotations

from dateline.event_fields import CLAIMED, LATER_NAMES, PLAIN

_SAID = ("id", "title", "date", *(field.name for field in PLAIN), "theme_set", "actors", "citations")
FINGERPRINT = "md5(concat_ws(chr(0), {}))".format(
    ", ".join(
        [
            *(f"coalesce({name}::VARCHAR, '')" for name in _SAID),
            "CASE WHEN len(measures) > 0 THEN 'measures' || chr(1) || measures::VARCHAR END",
            *(f"'{name}' || chr(1) || {name}::VARCHAR" for name in (*LATER_NAMES, *CLAIMED)),
        ]
    )
)
"""A hash of all that an event says, by which what comes again is known; of fields that came later where they are set:
concat_ws leaves out what is NULL."""
_LINKED = "length_class, start_earliest AS earliest, num AS event, end_latest AS latest, " + ", ".join(
    f"CASE WHEN length_class > 0 THEN {column} END AS {column}" for column in ("start_latest", "end_earliest")
)
"""What a junction repeats of an event."""
SELECTS = {
    "event": "SELECT * FROM part ORDER BY start_earliest, num",
    "participant": """SELECT p.event, p.seq, a.num AS actor, p.role FROM (SELECT num AS event,
        unnest(range(len(actors))) AS seq, unnest(actors, recursive := true) FROM part WHERE len(actors) > 0) p
        JOIN actor_number a ON a.id = p.actor ORDER BY event, seq""",
    "event_citation": """SELECT num AS event, unnest(range(len(citations))) AS seq, unnest(citations, recursive := true)
        FROM part WHERE len(citations) > 0 ORDER BY event, seq""",
    "event_measure": """SELECT * FROM (SELECT num AS event, unnest(measures, recursive := true) FROM part
        WHERE len(measures) > 0) ORDER BY event, measure""",
    "event_claims": """SELECT num AS event, verdict, claims FROM part
        WHERE verdict IS NOT NULL OR claims IS NOT NULL ORDER BY event""",
    "event_actor": f"""SELECT a.num AS actor, p.* EXCLUDE id FROM (SELECT {_LINKED}, theme_set,
        unnest(list_distinct(list_transform(actors, lambda each: each.actor))) AS id FROM part) p
        JOIN actor_number a USING (id) ORDER BY actor, earliest, event""",
    "event_theme": f"""SELECT b.theme AS theme, {_LINKED}, b.shared AS shared FROM part p
        JOIN bearing b ON b.theme_set = p.theme_set ORDER BY theme, earliest, event""",
}
"""What the files of each great table hold of the events in `part`."""
DAYS = """SELECT 'theme' AS kind, u.above AS subject, e.earliest AS day, count(*) AS number FROM {links} e
JOIN under u ON u.theme = e.theme AND e.shared < u.depth GROUP BY ALL ORDER BY kind, subject, day"""
