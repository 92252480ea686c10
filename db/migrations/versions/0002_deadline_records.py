"""Dependencies, horizons, due dates that await a happening, claimed waivers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name in ("lead_from", "lead_to"):
        op.add_column("deadline", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in ("awaits_months", "awaits_days"):
        op.add_column("due_assertion", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("due_assertion", sa.Column("of", sa.Text(), nullable=True))
    op.add_column("waiver", sa.Column("standing", sa.Text(), server_default="confirmed", nullable=False))
    op.add_column("waiver", sa.Column("note", sa.Text(), nullable=True))
    op.create_index(op.f("party_by_actor_part_owner"), "party", ["actor", "part", "owner"])
    op.create_table(
        "dependency",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("predecessor", sa.Text(), nullable=False),
        sa.Column("lag_from", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lag_to", sa.Integer(), server_default="0", nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("known_from", sa.BigInteger(), nullable=True),
        sa.Column("known_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("deadline", "seq", name=op.f("dependency_key")),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"], name=op.f("dependency_to_deadline_deadline")),
    )
    op.create_table(
        "horizon",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("horizon_key")),
    )
    op.create_table(
        "horizon_date",
        sa.Column("horizon", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("when_from", sa.BigInteger(), nullable=False),
        sa.Column("when_to", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("known_from", sa.BigInteger(), nullable=True),
        sa.Column("known_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("horizon", "seq", name=op.f("horizon_date_key")),
        sa.ForeignKeyConstraint(["horizon"], ["horizon.id"], name=op.f("horizon_date_to_horizon_horizon")),
    )
