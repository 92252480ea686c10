"""The tables of the full text index, for each engine."""

from __future__ import annotations

CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE event_text USING fts5(words, place_words, content='', tokenize='ascii')",),
    "postgresql": (
        "CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, "
        "words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL)",
        "CREATE INDEX event_text_by_words ON event_text USING gin (words)",
        "CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words)",
    ),
}
"""The statements that make the index, for each engine."""
