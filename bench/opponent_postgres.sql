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

-- The days are worked out of `date`, as dateline does; a length class is the first that holds the date.
INSERT INTO event (num, id, collection, fingerprint, title, date, date_text, start_earliest, start_latest, end_earliest,
    end_latest, length_class, gaps, description, kind, place, latitude, longitude, confidence, words, place_words)
SELECT num, id, 'imported', '', title, date, date_text, first, last, first, last,
    CASE WHEN last = first THEN 0 WHEN last - first < 31 THEN 1 WHEN last - first < 366 THEN 2
        WHEN last - first < 3653 THEN 3 ELSE 4 END,
    0, description, kind, place, latitude, longitude, confidence,
    translate(lower(concat_ws(' ', title, description)), '-,:.', ' '), coalesce(lower(place), '')
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
) s;

CREATE TEMP TABLE staged_party AS
SELECT s.num AS event, (item.place - 1)::int AS seq, split_part(item.text, ' (', 1) AS id,
    nullif(rtrim(split_part(item.text, ' (', 2), ')'), '') AS role
FROM staging s, unnest(string_to_array(s.actors, '; ')) WITH ORDINALITY AS item (text, place);

INSERT INTO actor (num, id, collection, fingerprint, name, kind)
SELECT row_number() OVER (ORDER BY id), id, 'imported', '', id, 'unknown' FROM (SELECT DISTINCT id FROM staged_party) a;
INSERT INTO actor_name (folded, actor, seq, name) SELECT replace(id, '-', ' '), num, 0, id FROM actor;
INSERT INTO participant (event, seq, actor, role)
SELECT p.event, p.seq, a.num, p.role FROM staged_party p JOIN actor a ON a.id = p.id;
INSERT INTO event_actor (actor, length_class, earliest, event, latest)
SELECT p.actor, e.length_class, e.start_earliest, e.num, e.end_latest FROM participant p JOIN event e ON e.num = p.event;

CREATE TEMP TABLE staged_theme AS
SELECT s.num AS event, unnest(string_to_array(s.themes, '; ')) AS id FROM staging s;
CREATE TEMP TABLE staged_tree AS
WITH RECURSIVE up (id, above) AS (
    SELECT DISTINCT id, regexp_replace(id, '/?[^/]*$', '') FROM staged_theme
    UNION
    SELECT above, regexp_replace(above, '/?[^/]*$', '') FROM up WHERE above <> ''
)
SELECT row_number() OVER (ORDER BY replace(id, '/', chr(1)) COLLATE "C") AS num, id, nullif(above, '') AS above,
    regexp_replace(id, '.*/', '') AS leaf
FROM up;
INSERT INTO theme (num, last, id, collection, fingerprint, above, title)
SELECT num, num + (SELECT count(*) FROM staged_tree d WHERE starts_with(d.id, b.id || '/')), id, 'imported', '', above,
    upper(left(leaf, 1)) || replace(substr(leaf, 2), '-', ' ')
FROM staged_tree b;
INSERT INTO theme_name (folded, theme, seq, name) SELECT translate(id, '/-', '  '), id, 0, id FROM theme;
INSERT INTO theme_name (folded, theme, seq, name) SELECT lower(title), id, 1, title FROM theme WHERE above IS NOT NULL;
INSERT INTO event_theme (theme, length_class, earliest, event, latest)
SELECT t.num, e.length_class, e.start_earliest, e.num, e.end_latest
FROM staged_theme s JOIN theme t ON t.id = s.id JOIN event e ON e.num = s.event;

INSERT INTO source (id, collection, fingerprint, title)
SELECT DISTINCT split_part(citations, ' (', 1), 'imported', '', split_part(citations, ' (', 1) FROM staging;
INSERT INTO event_citation (event, seq, source, locator)
SELECT num, 0, split_part(citations, ' (', 1), rtrim(split_part(citations, ' (', 2), ')') FROM staging;

INSERT INTO event_text (event, words, place_words)
SELECT num, to_tsvector('simple', words), to_tsvector('simple', place_words) FROM event;

@MAKES@

COMMIT;
ANALYZE;
