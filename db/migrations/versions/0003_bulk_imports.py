"""Full text, versions of imported events, tombstones, checkpoints; one index less."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE event_text USING fts5"
        "(words, place_words, content='event', content_rowid='num', tokenize='ascii')",
        "INSERT INTO event_text (event_text) VALUES ('rebuild')",
    ),
    # The next migration fills it.
    "postgresql": (
        "CREATE TABLE event_text (event BIGINT NOT NULL CONSTRAINT event_text_key PRIMARY KEY, "
        "words TSVECTOR NOT NULL, place_words TSVECTOR NOT NULL)",
        "CREATE INDEX event_text_by_words ON event_text USING gin (words)",
        "CREATE INDEX event_text_by_place_words ON event_text USING gin (place_words)",
    ),
}


def upgrade() -> None:
    op.add_column("event", sa.Column("version", sa.BigInteger(), nullable=True))
    op.drop_index(op.f("event_actor_by_event_actor"), "event_actor")
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("tombstone_key")),
    )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "checkpoint",
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size", number, nullable=False),
        sa.Column("modified", number, nullable=False),
        sa.PrimaryKeyConstraint("collection", "file", name=op.f("checkpoint_key")),
    )
    op.execute("UPDATE event SET words = trim(words), place_words = trim(place_words)")
    for statement in _FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)
