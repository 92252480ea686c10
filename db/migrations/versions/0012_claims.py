"""What each source says of an event, why the event has its date, and links between events and promises."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "event_claims",
        sa.Column("event", number, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("claims", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event", name=op.f("event_claims_key")),
        sa.ForeignKeyConstraint(["event"], ["event.num"], name=op.f("event_claims_to_event_event")),
    )
    op.create_table(
        "claimed_actor",
        sa.Column("event", number, nullable=False),
        sa.Column("actor", number, nullable=False),
        sa.PrimaryKeyConstraint("event", "actor", name=op.f("claimed_actor_key")),
        sa.ForeignKeyConstraint(["event"], ["event.num"], name=op.f("claimed_actor_to_event_event")),
        sa.ForeignKeyConstraint(["actor"], ["actor.num"], name=op.f("claimed_actor_to_actor_actor")),
    )
    op.create_index(op.f("claimed_actor_by_actor"), "claimed_actor", ["actor"])
    names = ("collection", "fingerprint", "type", "origin_kind", "origin", "target_kind", "target")
    op.create_table(
        "link",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in names),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("link_key")),
    )
    for end in ("origin", "target"):
        op.create_index(op.f(f"link_by_{end}_{end}_kind"), "link", [end, f"{end}_kind"])
