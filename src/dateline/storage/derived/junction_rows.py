"""The rows of the junctions of events with actors and themes, as SQL; `which` chooses events `e`."""

_DAYS = """e.length_class, e.start_earliest, e.num, e.end_latest, CASE WHEN e.length_class > 0 THEN e.start_latest END,
CASE WHEN e.length_class > 0 THEN e.end_earliest END"""
_DATED = "length_class, earliest, event, latest, start_latest, end_earliest"
# An actor may take part twice. Reading goes from the events to their participants, whose key begins with the event.
ACTORS = f"""
INSERT INTO event_actor (actor, {_DATED}, theme_set)
SELECT p.actor, {_DAYS}, e.theme_set FROM event e CROSS JOIN participant p WHERE p.event = e.num AND {{which}}
ORDER BY p.actor, e.length_class, e.start_earliest, e.num ON CONFLICT DO NOTHING
"""
ACTORS_WITHOUT_KEY = ACTORS.replace("SELECT", "SELECT DISTINCT", 1).replace("ON CONFLICT DO NOTHING", "")
"""The same for a table whose key is yet to be made."""
THEMES = f"""
INSERT INTO event_theme (theme, {_DATED}, shared)
SELECT m.theme, {_DAYS}, m.shared FROM event e CROSS JOIN theme_set_member m
WHERE m.theme_set = e.theme_set AND {{which}} ORDER BY m.theme, e.length_class, e.start_earliest, e.num
"""
