"""A lake by hand: DuckDB reads the CSV of made-up events and copies it to Parquet, sorted and parted alike.

    python bench/lake_by_hand.py EVENTS.csv FOLDER

It does only what made-up rows need: no escapes, days, months, years and decades alone, nothing checked, nothing known
from before, no hashes of files. Of fingerprints it takes DuckDB's own hash.
"""

from __future__ import annotations

import os
import sys

_HOW = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, PARTITION_BY (length_class, year))"
_READ = """
CREATE VIEW given AS
SELECT *, row_number() OVER () AS num, CAST(earliest AS DATE) AS first, CAST(latest AS DATE) AS last
    FROM read_csv('{file}', header = true, all_varchar = true, quote = '"', escape = '"', parallel = true)
"""
_STAGED = """
CREATE TABLE staged AS SELECT num, id, hash(id, date, title, description, actors, themes)::VARCHAR AS fingerprint,
    title, date, nullif(date_text, '') AS date_text, 719163 + (first - DATE '1970-01-01') AS start_earliest,
    719163 + (last - DATE '1970-01-01') AS end_latest,
    CASE WHEN last - first = 0 THEN 0 WHEN last - first < 31 THEN 1 WHEN last - first < 366 THEN 2 ELSE 3 END
    AS length_class, year(first) AS year, description, kind, place, latitude::DOUBLE AS latitude,
    longitude::DOUBLE AS longitude, nullif(confidence, '') AS confidence, actors, themes, citations FROM given
"""
_DIMENSIONS = """
CREATE TABLE taken AS SELECT num AS event, length_class, year, start_earliest, end_latest,
    unnest(range(len(string_split(actors, '; ')))) AS seq, unnest(string_split(actors, '; ')) AS item FROM staged
    WHERE actors <> '';
CREATE TABLE participant AS SELECT * EXCLUDE item, split_part(item, ' (', 1) AS actor,
    nullif(rtrim(split_part(item, ' (', 2), ')'), '') AS role FROM taken;
DROP TABLE taken;
CREATE TABLE actor AS SELECT row_number() OVER () AS num, id FROM (SELECT DISTINCT actor AS id FROM participant);
CREATE TABLE bears AS SELECT num AS event, length_class, year, start_earliest, end_latest,
    unnest(string_split(themes, '; ')) AS theme FROM staged WHERE themes <> '';
CREATE TABLE theme AS SELECT row_number() OVER (ORDER BY id) AS num, id FROM (SELECT DISTINCT theme AS id FROM bears);
CREATE TABLE theme_set AS SELECT row_number() OVER () AS num, themes FROM (SELECT DISTINCT themes FROM staged);
"""
_EVENT = """SELECT s.num, t.num AS theme_set, 'imported' AS collection, s.* EXCLUDE (num, actors, themes, citations)
    FROM staged s JOIN theme_set t USING (themes) ORDER BY length_class, year, start_earliest, s.num"""
_LINKED = "length_class, year, start_earliest AS earliest, event, end_latest AS latest"
_TABLES = {
    "event": _EVENT,
    "participant": """SELECT event, seq, a.num AS actor, role, length_class, year
        FROM participant p JOIN actor a ON a.id = p.actor ORDER BY length_class, year, event, seq""",
    "event_actor": f"""SELECT DISTINCT a.num AS actor, {_LINKED} FROM participant p JOIN actor a ON a.id = p.actor
        ORDER BY length_class, year, actor, earliest, event""",
    "event_theme": f"""SELECT t.num AS theme, {_LINKED} FROM bears b JOIN theme t ON t.id = b.theme
        ORDER BY length_class, year, theme, earliest, event""",
    "event_citation": """SELECT num AS event, 0 AS seq, split_part(citations, ' (', 1) AS source,
        rtrim(split_part(citations, ' (', 2), ')') AS locator, NULL::VARCHAR AS quote, length_class, year FROM staged
        WHERE citations <> '' ORDER BY length_class, year, event""",
}
_SAID = {
    "words": "trim(regexp_replace(lower(title || ' ' || description), '[^a-z0-9]+', ' ', 'g'))",
    "place_words": "lower(place)",
}
_SPLIT = "SELECT num AS event, '{field}' AS field, string_split({said}, ' ') AS said FROM staged"
_WORDS = """SELECT field, word, spot >> 24 AS event, (spot & 16777215)::INT AS nth FROM (
    SELECT field, word, unnest(list_sort(spots)) AS spot FROM (
    SELECT field, word, list((event << 24) | nth) AS spots FROM (
    SELECT field, event, unnest(said) AS word, unnest(range(len(said))) AS nth FROM ({split}) WHERE said <> [''])
    GROUP BY field, word ORDER BY field, word))"""


def main() -> None:
    import duckdb

    file, folder = sys.argv[1:]
    duck = duckdb.connect(os.path.join(folder, "by-hand.db"))
    duck.execute(f"SET memory_limit = '1200MB'; SET temp_directory = '{folder}/spilled'")
    for sql in (_READ.format(file=file), _STAGED, _DIMENSIONS):
        duck.execute(sql)
    for table, select in _TABLES.items():
        duck.execute(f"COPY ({select}) TO '{folder}/{table}' {_HOW}")
    split = " UNION ALL ".join(_SPLIT.format(field=field, said=said) for field, said in _SAID.items())
    words = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440, PARQUET_VERSION V2)"
    duck.execute(f"COPY ({_WORDS.format(split=split)}) TO '{folder}/event_text.parquet' {words}")
    for table in ("actor", "theme", "theme_set"):
        duck.execute(f"COPY {table} TO '{folder}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    main()
