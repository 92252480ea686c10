"""Full text, versions of imported events, tombstones, checkpoints; one index less."""

import sqlalchemy as sa
from alembic import op

from dateline.storage.text_index import CREATE, FILL

revision = "0003"
down_revision = "0002"


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
    dialect = op.get_bind().dialect.name
    for statement in (*CREATE[dialect], FILL[dialect]):
        op.execute(statement)
