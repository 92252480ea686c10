-- The best import that one can write by hand for the sqlite3 shell: our CSV into the tables and indexes of dateline.
-- bench/shell.py fills in the file, and tables and indexes as they stand in an empty database of dateline. Rows go
-- in by order of their keys, indexes come after the rows, and the dates are of the four forms that the generator
-- writes. The fingerprints stay empty, for the shell has no such function: a second import would not know the rows.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -262144;

@TABLES@

CREATE TEMP TABLE staging (
    id TEXT, date TEXT, date_text TEXT, earliest TEXT, latest TEXT, "match" TEXT, title TEXT, description TEXT,
    kind TEXT, place TEXT, latitude TEXT, longitude TEXT, actors TEXT, themes TEXT, citations TEXT, confidence TEXT
);
.import --csv --skip 1 --schema temp @FILE@ staging

BEGIN;

INSERT INTO collection (id, title, curated) VALUES ('imported', 'imported', 0);

-- Days are counted from the first day of the year 1; a length class is the first that holds the date.
INSERT INTO event (num, id, collection, fingerprint, title, date, date_text, start_earliest, start_latest, end_earliest,
    end_latest, length_class, gaps, description, kind, place, latitude, longitude, confidence, words, place_words)
SELECT num, id, 'imported', '', title, date, date_text, earliest, latest, earliest, latest,
    CASE WHEN latest = earliest THEN 0 WHEN latest - earliest < 31 THEN 1 WHEN latest - earliest < 366 THEN 2
        WHEN latest - earliest < 3653 THEN 3 ELSE 4 END,
    0, description, kind, place, latitude, longitude, confidence,
    replace(replace(replace(replace(replace(lower(title || ' ' || description), '-', ' '), ',', ''), ':', ''), '.', ''),
        '  ', ' '),
    coalesce(lower(place), '')
FROM (
    SELECT rowid AS num, id, title, date, nullif(date_text, '') AS date_text,
        CAST(CASE length(date)
            WHEN 10 THEN julianday(date)
            WHEN 7 THEN julianday(date || '-01')
            ELSE julianday(replace(date, 'X', '0') || '-01-01')
        END - 1721424.5 AS INTEGER) AS earliest,
        CAST(CASE length(date)
            WHEN 10 THEN julianday(date)
            WHEN 7 THEN julianday(date || '-01', '+1 month', '-1 day')
            ELSE julianday(replace(date, 'X', '9') || '-12-31')
        END - 1721424.5 AS INTEGER) AS latest,
        nullif(description, '') AS description, nullif(kind, '') AS kind, nullif(place, '') AS place,
        CAST(nullif(latitude, '') AS REAL) AS latitude, CAST(nullif(longitude, '') AS REAL) AS longitude,
        nullif(confidence, '') AS confidence
    FROM staging
);

-- Items of the list `actors`, each `id` or `id (role)`; nothing in these rows is escaped.
CREATE TEMP TABLE staged_party AS
SELECT s.rowid AS event, item.key AS seq,
    iif(instr(item.value, ' ('), substr(item.value, 1, instr(item.value, ' (') - 1), item.value) AS id,
    iif(instr(item.value, ' ('), rtrim(substr(item.value, instr(item.value, ' (') + 2), ')'), NULL) AS role
FROM staging s, json_each('["' || replace(s.actors, '; ', '","') || '"]') item
WHERE s.actors <> '';

INSERT INTO actor (id, collection, fingerprint, name, kind)
SELECT DISTINCT id, 'imported', '', id, 'unknown' FROM staged_party ORDER BY id;

INSERT INTO actor_name (folded, actor, seq, name)
SELECT replace(id, '-', ' '), num, 0, id FROM actor ORDER BY 1, 2;

INSERT INTO participant (event, seq, actor, role)
SELECT p.event, p.seq, a.num, p.role FROM staged_party p JOIN actor a ON a.id = p.id;

INSERT INTO event_actor (actor, length_class, earliest, event, latest)
SELECT p.actor, e.length_class, e.start_earliest, e.num, e.end_latest
FROM participant p JOIN event e ON e.num = p.event
ORDER BY p.actor, e.length_class, e.start_earliest, e.num;

-- Themes with those above them, numbered in pre-order; there are few different cells.
CREATE TEMP TABLE staged_theme AS
SELECT cell.themes, item.value AS id
FROM (SELECT DISTINCT themes FROM staging WHERE themes <> '') cell,
    json_each('["' || replace(cell.themes, '; ', '","') || '"]') item;
CREATE INDEX temp.staged_theme_by_themes ON staged_theme (themes);

CREATE TEMP TABLE staged_tree AS
WITH RECURSIVE up (id, above) AS (
    SELECT DISTINCT id, rtrim(rtrim(id, replace(id, '/', '')), '/') FROM staged_theme
    UNION
    SELECT above, rtrim(rtrim(above, replace(above, '/', '')), '/') FROM up WHERE above <> ''
)
SELECT row_number() OVER (ORDER BY replace(id, '/', char(1))) AS num, id, above,
    upper(substr(id, length(above) + 1 + (above <> ''), 1))
        || replace(substr(id, length(above) + 2 + (above <> '')), '-', ' ') AS title
FROM up;

INSERT INTO theme (num, last, id, collection, fingerprint, above, title)
SELECT num, num + (SELECT count(*) FROM staged_tree d WHERE substr(d.id, 1, length(b.id) + 1) = b.id || '/'), id,
    'imported', '', nullif(above, ''), title
FROM staged_tree b ORDER BY num;

INSERT INTO theme_name (folded, theme, seq, name)
SELECT replace(replace(id, '/', ' '), '-', ' '), id, 0, id FROM theme ORDER BY 1, 2;
INSERT OR IGNORE INTO theme_name (folded, theme, seq, name) SELECT lower(title), id, 1, title FROM theme;

INSERT INTO event_theme (theme, length_class, earliest, event, latest)
SELECT t.num, e.length_class, e.start_earliest, e.num, e.end_latest
FROM staging s JOIN staged_theme b ON b.themes = s.themes JOIN theme t ON t.id = b.id JOIN event e ON e.num = s.rowid
ORDER BY t.num, e.length_class, e.start_earliest, e.num;

-- One citation each, `source (locator)`.
INSERT INTO source (id, collection, fingerprint, title)
SELECT DISTINCT substr(citations, 1, instr(citations, ' (') - 1), 'imported', '',
    substr(citations, 1, instr(citations, ' (') - 1)
FROM staging;

INSERT INTO event_citation (event, seq, source, locator)
SELECT rowid, 0, substr(citations, 1, instr(citations, ' (') - 1),
    rtrim(substr(citations, instr(citations, ' (') + 2), ')')
FROM staging;

INSERT INTO event_text (event_text) VALUES ('rebuild');

@INDEXES@

COMMIT;

PRAGMA analysis_limit = 1000;
ANALYZE;
