-- The best import that one can write by hand for psql: our CSV by COPY, and SQL into the tables of dateline.
-- bench/scale_postgres.py fills in the file, and what drops and makes again the constraints and indexes that an empty
-- database of dateline has. As with SQLite the fingerprints stay empty.

\set ON_ERROR_STOP on
\set QUIET on
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SET work_mem = '256MB';
SET client_min_messages = warning;

BEGIN;

@DROPS@

CREATE TEMP TABLE staging (
    num BIGINT GENERATED ALWAYS AS IDENTITY, id TEXT, date TEXT, date_text TEXT, earliest DATE, latest DATE,
    match TEXT, title TEXT, description TEXT, kind TEXT, place TEXT, latitude FLOAT8, longitude FLOAT8, actors TEXT,
    themes TEXT, citations TEXT, confidence TEXT
);
\copy staging (id, date, date_text, earliest, latest, match, title, description, kind, place, latitude, longitude, actors, themes, citations, confidence) FROM '@FILE@' WITH (FORMAT csv, HEADER)

INSERT INTO collection (id, title, curated) VALUES ('imported', 'imported', 0);

CREATE TEMP TABLE staged_set AS
SELECT row_number() OVER () AS num, themes FROM (SELECT DISTINCT themes FROM staging WHERE themes IS NOT NULL) s;
ANALYZE staged_set;

-- The days are worked out of `date`, as dateline does; a length class is the first that holds the date.
INSERT INTO event (num, theme_set, collection, id, fingerprint, title, date, date_text, start_earliest, start_latest,
    end_earliest, end_latest, length_class, description, kind, place, latitude, longitude, confidence)
SELECT s.num, b.num, 'imported', id, '', title, date, date_text, first, last, first, last,
    CASE WHEN last = first THEN 0 WHEN last - first < 31 THEN 1 WHEN last - first < 366 THEN 2
        WHEN last - first < 3653 THEN 3 ELSE 4 END,
    description, kind, place, latitude, longitude, confidence
FROM (
    SELECT *, CASE length(date)
            WHEN 10 THEN date::date
            WHEN 7 THEN (date || '-01')::date
            ELSE (replace(date, 'X', '0') || '-01-01')::date
        END - DATE '0001-01-01' + 1 AS first,
        CASE length(date)
            WHEN 10 THEN date::date
            WHEN 7 THEN ((date || '-01')::date + INTERVAL '1 month - 1 day')::date
            ELSE (replace(date, 'X', '9') || '-12-31')::date
        END - DATE '0001-01-01' + 1 AS last
    FROM staging OFFSET 0
) s LEFT JOIN staged_set b USING (themes);

CREATE TEMP TABLE staged_party AS
SELECT s.num AS event, (item.place - 1)::int AS seq, split_part(item.text, ' (', 1) AS id,
    nullif(rtrim(split_part(item.text, ' (', 2), ')'), '') AS role
FROM staging s, unnest(string_to_array(s.actors, '; ')) WITH ORDINALITY AS item (text, place);

INSERT INTO actor (num, id, collection, fingerprint, name, kind)
SELECT row_number() OVER (ORDER BY id), id, 'imported', '', id, 'unknown' FROM (SELECT DISTINCT id FROM staged_party) a;
INSERT INTO actor_name (folded, actor, seq, name) SELECT replace(id, '-', ' '), num, 0, id FROM actor;
INSERT INTO participant (event, seq, actor, role)
SELECT p.event, p.seq, a.num, p.role FROM staged_party p JOIN actor a ON a.id = p.id;
INSERT INTO event_actor (actor, length_class, earliest, event, latest, start_latest, end_earliest, theme_set)
SELECT p.actor, e.length_class, e.start_earliest, e.num, e.end_latest,
    CASE WHEN e.length_class > 0 THEN e.start_latest END, CASE WHEN e.length_class > 0 THEN e.end_earliest END, e.theme_set
FROM participant p JOIN event e ON e.num = p.event;

CREATE TEMP TABLE staged_theme AS
SELECT num AS theme_set, unnest(string_to_array(themes, '; ')) AS id FROM staged_set;
CREATE TEMP TABLE staged_tree AS
WITH RECURSIVE up (id, above) AS (
    SELECT DISTINCT id, regexp_replace(id, '/?[^/]*$', '') FROM staged_theme
    UNION
    SELECT above, regexp_replace(above, '/?[^/]*$', '') FROM up WHERE above <> ''
)
SELECT row_number() OVER (ORDER BY replace(id, '/', chr(1)) COLLATE "C") AS num, id, nullif(above, '') AS above,
    regexp_replace(id, '.*/', '') AS leaf
FROM up;
INSERT INTO theme (num, last, depth, id, collection, fingerprint, above, title)
SELECT num, num + (SELECT count(*) FROM staged_tree d WHERE starts_with(d.id, b.id || '/')),
    array_length(string_to_array(id, '/'), 1), id, 'imported', '', above,
    upper(left(leaf, 1)) || replace(substr(leaf, 2), '-', ' ')
FROM staged_tree b;
INSERT INTO theme_name (folded, theme, seq, name) SELECT translate(id, '/-', '  '), id, 0, id FROM theme;
INSERT INTO theme_name (folded, theme, seq, name) SELECT lower(title), id, 1, title FROM theme WHERE above IS NOT NULL;
INSERT INTO theme_set (num, fingerprint) SELECT num, themes FROM staged_set;
INSERT INTO theme_set_member (theme_set, theme, shared)
SELECT theme_set, theme,
    CASE WHEN before IS NULL THEN 0 ELSE (SELECT count(*) FROM theme a
        WHERE before BETWEEN a.num AND a.last AND theme BETWEEN a.num AND a.last) END
FROM (
    SELECT s.theme_set, t.num AS theme, lag(t.num) OVER (PARTITION BY s.theme_set ORDER BY t.num) AS before
    FROM staged_theme s JOIN theme t ON t.id = s.id
) m;
INSERT INTO event_theme (theme, length_class, earliest, event, latest, start_latest, end_earliest, shared)
SELECT m.theme, e.length_class, e.start_earliest, e.num, e.end_latest,
    CASE WHEN e.length_class > 0 THEN e.start_latest END, CASE WHEN e.length_class > 0 THEN e.end_earliest END, m.shared
FROM event e JOIN theme_set_member m ON m.theme_set = e.theme_set;

INSERT INTO source (id, collection, fingerprint, title)
SELECT DISTINCT split_part(citations, ' (', 1), 'imported', '', split_part(citations, ' (', 1) FROM staging;
INSERT INTO event_citation (event, seq, source, locator)
SELECT num, 0, split_part(citations, ' (', 1), rtrim(split_part(citations, ' (', 2), ')') FROM staging;

INSERT INTO event_text (event, words, place_words)
SELECT num, to_tsvector('simple', translate(lower(concat_ws(' ', title, description)), '-,:.', ' ')),
    to_tsvector('simple', coalesce(lower(place), ''))
FROM staging;

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

@MAKES@

COMMIT;
ANALYZE;
