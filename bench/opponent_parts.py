"""What differs in the SQL of the opponent: the rows of `bench/generate.py`, and those that data sets became."""

from __future__ import annotations

OWN = {
    "MORE": "",
    "BETWEEN": "",
    "SPAN": "d.latest, d.earliest",
    "FIRST": "d.latest",
    "LAST": "d.earliest",
    "DAYS": """    SELECT rowid, themes,
        CAST(CASE length(date)
            WHEN 10 THEN julianday(date)
            WHEN 7 THEN julianday(date || '-01')
            ELSE julianday(replace(date, 'X', '0') || '-01-01')
        END - 1721424.5 AS INTEGER) AS earliest,
        CAST(CASE length(date)
            WHEN 10 THEN julianday(date)
            WHEN 7 THEN julianday(date || '-01', '+1 month', '-1 day')
            ELSE julianday(replace(date, 'X', '9') || '-12-31')
        END - 1721424.5 AS INTEGER) AS latest
""",
    "CITED": """-- One citation each, `source (locator)`.
INSERT INTO source (id, collection, fingerprint, title)
SELECT DISTINCT substr(citations, 1, instr(citations, ' (') - 1), 'imported', '',
    substr(citations, 1, instr(citations, ' (') - 1)
FROM staging;

INSERT INTO event_citation (event, seq, source, locator)
SELECT rowid, 0, substr(citations, 1, instr(citations, ' (') - 1),
    rtrim(substr(citations, instr(citations, ' (') + 2), ')')
FROM staging;

""",
    "MEASURED": "",
}
"""Four forms of dates, one citation, no measures."""
_MEASURED = """-- Items of the list `measures`, each `name [unit] = value (low..high)`, perhaps without unit and bounds.
CREATE TEMP TABLE staged_measure AS
SELECT event, iif(instr(what, ' ['), substr(what, 1, instr(what, ' [') - 1), what) AS name,
    iif(instr(what, ' ['), rtrim(substr(what, instr(what, ' [') + 2), ']'), '') AS unit,
    CAST(iif(instr(said, ' ('), substr(said, 1, instr(said, ' (') - 1), said) AS REAL) AS value,
    iif(instr(said, '..'), CAST(substr(said, instr(said, ' (') + 2) AS REAL), NULL) AS low,
    iif(instr(said, '..'), CAST(substr(said, instr(said, '..') + 2) AS REAL), NULL) AS high
FROM (
    SELECT s.rowid AS event, substr(item.value, 1, instr(item.value, ' = ') - 1) AS what,
        substr(item.value, instr(item.value, ' = ') + 3) AS said
    FROM staging s, json_each('["' || replace(s.measures, '; ', '","') || '"]') item WHERE s.measures <> ''
);
INSERT INTO measure (name, unit) SELECT DISTINCT name, unit FROM staged_measure;
INSERT INTO event_measure (event, measure, value, low, high)
SELECT s.event, m.num, s.value, s.low, s.high
FROM staged_measure s JOIN measure m ON m.name = s.name AND m.unit = s.unit
ORDER BY 1, 2;

"""
SETS = OWN | {
    "MORE": ", calendar TEXT, measures TEXT",
    "BETWEEN": "\n    iif(lasts, earliest, latest) AS start_latest, iif(lasts, latest, earliest) AS end_earliest,",
    "SPAN": "d.start_latest, d.end_earliest",
    "FIRST": "d.start_latest",
    "LAST": "d.end_earliest",
    "DAYS": """    SELECT rowid, themes, instr(date, '/') AS lasts,
        CAST(julianday(earliest) - 1721424.5 AS INTEGER) AS earliest,
        CAST(julianday(latest) - 1721424.5 AS INTEGER) AS latest
""",
    "MEASURED": _MEASURED,
}
"""Every date with the days that the CSV has for it, one citation, measures."""
CITED_OFTEN = """-- Items of the list `citations`, each `source (locator)`.
CREATE TEMP TABLE staged_citation AS
SELECT s.rowid AS event, item.key AS seq, substr(item.value, 1, instr(item.value, ' (') - 1) AS source,
    rtrim(substr(item.value, instr(item.value, ' (') + 2), ')') AS locator
FROM staging s, json_each('["' || replace(s.citations, '; ', '","') || '"]') item WHERE s.citations <> '';
INSERT INTO source (id, collection, fingerprint, title)
SELECT DISTINCT source, 'imported', '', source FROM staged_citation;
INSERT INTO event_citation (event, seq, source, locator) SELECT event, seq, source, locator FROM staged_citation;

"""
PARTS = {"gdelt": SETS, "ucdp": SETS | {"CITED": CITED_OFTEN}, "mapped": SETS | {"MEASURED": ""}}
"""By the data set."""
