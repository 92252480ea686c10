"""CSV of all events with actors, themes and citations as a whole process, beside `sqlite3 -csv` of the same join."""

from __future__ import annotations

import csv
from itertools import zip_longest
from pathlib import Path

from bench.pairs import PAIRS, peaks, process, told
from bench.workshop import DATELINE, Workshop

SETS = """
CREATE TEMP TABLE set_text (num INTEGER PRIMARY KEY, themes TEXT);
INSERT INTO set_text SELECT m.theme_set, group_concat(t.id, '; ')
FROM theme_set_member m JOIN theme t ON t.num = m.theme GROUP BY m.theme_set;
"""
SQL = """
SELECT e.id, e.date, e.date_text, date(e.start_earliest + 1721424.5) AS earliest,
    date(e.end_latest + 1721424.5) AS latest, 'certain' AS "match", e.title, e.description, e.kind, e.place, e.latitude,
    e.longitude,
    (SELECT group_concat(a.id || coalesce(' (' || p.role || ')', ''), '; ')
     FROM participant p JOIN actor a ON a.num = p.actor WHERE p.event = e.num) AS actors,
    (SELECT s.themes FROM set_text s WHERE s.num = e.theme_set) AS themes,
    (SELECT group_concat(
        c.source || coalesce(' (' || c.locator || ')', '') || coalesce(' "' || c.quote || '"', ''), '; ')
     FROM event_citation c WHERE c.event = e.num) AS citations,
    e.confidence, e.calendar,
    (SELECT group_concat(m.value, '; ') FROM event_measure m WHERE m.event = e.num) AS measures
FROM (SELECT num FROM event ORDER BY start_earliest, num LIMIT -1) o CROSS JOIN event e ON e.num = o.num;
"""


def run(workshop: Workshop, pairs: int = PAIRS) -> None:
    """Measure, and make sure that both files hold the same."""
    database = workshop.database()
    ours, theirs, script = workshop.file("ours.csv"), workshop.file("theirs.csv"), workshop.file("export.sql")
    script.write_text("PRAGMA cache_size = -65536;\nPRAGMA mmap_size = 2000000000;\n" + SETS + SQL)
    export = (DATELINE, "--quiet", "--db", database, "export", "-o", ours)
    shell = ("sqlite3", "-batch", "-csv", "-header", database)
    runs = [(process(*export), process(*shell, given=script, taken=theirs)) for _ in range(pairs)]
    _check(ours, theirs)
    told("export csv / sqlite3 -csv", [(a.seconds, b.seconds) for a, b in runs], 0.9)
    told("export csv / sqlite3 -csv, cpu", [(a.cpu, b.cpu) for a, b in runs], None)
    peaks("export csv, peak memory", [a for a, _ in runs], [b for _, b in runs], 400)
    for file in (ours, theirs):
        file.unlink()


def _check(ours: Path, theirs: Path) -> None:
    """Compare the cells of both files; the shell's first two lines are what its PRAGMA says."""
    with open(ours, newline="") as first, open(theirs, newline="") as second:
        next(second), next(second)
        for line, (one, other) in enumerate(zip_longest(csv.reader(first), csv.reader(second)), 1):
            if one != other:
                raise SystemExit(f"the files differ in line {line}: {one} beside {other}")
