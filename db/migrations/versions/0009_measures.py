"""Numbers of events, each with a name and a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "measure",
        sa.Column("num", number, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("num", name=op.f("measure_key")),
        sa.UniqueConstraint("name", "unit", name=op.f("measure_unique_name_unit")),
    )
    op.create_table(
        "event_measure",
        sa.Column("event", number, nullable=False),
        sa.Column("measure", number, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("event", "measure", name=op.f("event_measure_key")),
        sa.ForeignKeyConstraint(["event"], ["event.num"], name=op.f("event_measure_to_event_event")),
        sa.ForeignKeyConstraint(["measure"], ["measure.num"], name=op.f("event_measure_to_measure_measure")),
        sqlite_with_rowid=False,
    )
