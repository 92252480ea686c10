-- The best import that one can write by hand for the sqlite3 shell: our CSV into the tables and indexes of dateline.
-- bench/shell.py fills in the file, and tables and indexes as they stand in an empty database of dateline. Rows go
-- in by order of their keys, indexes come after the rows, and the dates are of the four forms that the generator
-- writes. Cache, threads and the settings of FTS5 are those that were fastest. The fingerprints stay empty, for the
-- shell has no such function: a second import would not know the rows.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -16384;
PRAGMA threads = 2;

@TABLES@

CREATE TEMP TABLE staging (
    id TEXT, date TEXT, date_text TEXT, earliest TEXT, latest TEXT, "match" TEXT, title TEXT, description TEXT,
    kind TEXT, place TEXT, latitude TEXT, longitude TEXT, actors TEXT, themes TEXT, citations TEXT, confidence TEXT@MORE@
);
.import --csv --skip 1 --schema temp @FILE@ staging

BEGIN;

INSERT INTO collection (id, title, curated) VALUES ('imported', 'imported', 0);

-- Themes with those above them, numbered in pre-order; there are few different cells, and each is a set.
CREATE TEMP TABLE staged_set (num INTEGER PRIMARY KEY, themes TEXT UNIQUE);
INSERT INTO staged_set (themes) SELECT DISTINCT themes FROM staging WHERE themes <> '';
CREATE TEMP TABLE staged_theme AS
SELECT cell.num AS theme_set, item.value AS id
FROM staged_set cell, json_each('["' || replace(cell.themes, '; ', '","') || '"]') item;

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

INSERT INTO theme (num, last, depth, id, collection, fingerprint, above, title)
SELECT num, num + (SELECT count(*) FROM staged_tree d WHERE substr(d.id, 1, length(b.id) + 1) = b.id || '/'),
    length(id) - length(replace(id, '/', '')) + 1, id, 'imported', '', nullif(above, ''), title
FROM staged_tree b ORDER BY num;

INSERT INTO theme_name (folded, theme, seq, name)
SELECT replace(replace(id, '/', ' '), '-', ' '), id, 0, id FROM theme ORDER BY 1, 2;
INSERT OR IGNORE INTO theme_name (folded, theme, seq, name) SELECT lower(title), id, 1, title FROM theme;

-- What a theme shares with the one before it in its set: the number of themes above both.
INSERT INTO theme_set (num, fingerprint) SELECT num, themes FROM staged_set;
INSERT INTO theme_set_member (theme_set, theme, shared)
SELECT theme_set, theme,
    iif(before IS NULL, 0, (SELECT count(*) FROM theme a
        WHERE a.num <= before AND a.last >= before AND a.num <= theme AND a.last >= theme))
FROM (
    SELECT s.theme_set, t.num AS theme, lag(t.num) OVER (PARTITION BY s.theme_set ORDER BY t.num) AS before
    FROM staged_theme s JOIN theme t ON t.id = s.id
);

-- Days are counted from the first day of the year 1; a length class is the first that holds the date.
CREATE TEMP TABLE dated AS
SELECT rowid AS num, earliest, latest, @BETWEEN@
    CASE WHEN latest = earliest THEN 0 WHEN latest - earliest < 31 THEN 1 WHEN latest - earliest < 366 THEN 2
        WHEN latest - earliest < 3653 THEN 3 ELSE 4 END AS length_class,
    (SELECT num FROM staged_set b WHERE b.themes = s.themes) AS theme_set
FROM (
@DAYS@    FROM staging
) s;

INSERT INTO event (num, theme_set, collection, id, fingerprint, title, date, date_text, start_earliest, start_latest,
    end_earliest, end_latest, length_class, description, kind, place, latitude, longitude, confidence)
SELECT s.rowid, d.theme_set, 'imported', s.id, '', s.title, s.date, nullif(s.date_text, ''), d.earliest, @SPAN@,
    d.latest, d.length_class, nullif(s.description, ''), nullif(s.kind, ''), nullif(s.place, ''),
    CAST(nullif(s.latitude, '') AS REAL), CAST(nullif(s.longitude, '') AS REAL), nullif(s.confidence, '')
FROM dated d CROSS JOIN staging s ON s.rowid = d.num;

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

INSERT INTO event_actor (actor, length_class, earliest, event, latest, start_latest, end_earliest, theme_set)
SELECT p.actor, d.length_class, d.earliest, d.num, d.latest, iif(d.length_class, @FIRST@, NULL),
    iif(d.length_class, @LAST@, NULL), d.theme_set
FROM participant p CROSS JOIN dated d ON d.rowid = p.event
ORDER BY p.actor, d.length_class, d.earliest, d.num;

INSERT INTO event_theme (theme, length_class, earliest, event, latest, start_latest, end_earliest, shared)
SELECT m.theme, d.length_class, d.earliest, d.num, d.latest, iif(d.length_class, @FIRST@, NULL),
    iif(d.length_class, @LAST@, NULL), m.shared
FROM dated d CROSS JOIN theme_set_member m ON m.theme_set = d.theme_set
ORDER BY m.theme, d.length_class, d.earliest, d.num;

@CITED@@MEASURED@INSERT INTO event_text (event_text, rank) VALUES ('automerge', 0);
INSERT INTO event_text (event_text, rank) VALUES ('hashsize', 4194304);
INSERT INTO event_text (rowid, words, place_words)
SELECT rowid,
    replace(replace(replace(replace(replace(lower(title || ' ' || description), '-', ' '), ',', ''), ':', ''), '.', ''),
        '  ', ' '),
    lower(place)
FROM staging;

-- The single days of those who have many.
INSERT INTO counted (kind, subject)
SELECT 'actor', actor FROM event_actor WHERE length_class = 0 GROUP BY actor HAVING count(*) >= 100000;
INSERT INTO counted (kind, subject)
SELECT 'theme', t.num FROM theme t JOIN event_theme j
    ON j.theme BETWEEN t.num AND t.last AND j.shared < t.depth AND j.length_class = 0
GROUP BY t.num HAVING count(*) >= 100000;
INSERT INTO day_count (kind, subject, day, number)
SELECT 'actor', actor, earliest, count(*) FROM event_actor
WHERE length_class = 0 AND actor IN (SELECT subject FROM counted WHERE kind = 'actor') GROUP BY actor, earliest;
INSERT INTO day_count (kind, subject, day, number)
SELECT 'theme', t.num, j.earliest, count(*) FROM counted c JOIN theme t ON t.num = c.subject JOIN event_theme j
    ON j.theme BETWEEN t.num AND t.last AND j.shared < t.depth AND j.length_class = 0
WHERE c.kind = 'theme' GROUP BY t.num, j.earliest;

@INDEXES@

COMMIT;

PRAGMA analysis_limit = 1000;
ANALYZE;
