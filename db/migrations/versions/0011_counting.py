"""How due dates were counted, and the time zone of programmes."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("due_assertion", sa.Column("counting", sa.Text(), nullable=True))
    op.add_column("programme", sa.Column("tz", sa.Text(), nullable=True))
    # What awaits a horizon was always kept as months and days; how others were counted was not kept.
    bind = op.get_bind()
    due = sa.table(
        "due_assertion", *map(sa.column, ("deadline", "seq", "awaits_months", "awaits_days", "of", "counting"))
    )
    rows = sa.select(due.c.deadline, due.c.seq, due.c.awaits_months, due.c.awaits_days, due.c.of)
    for deadline, seq, months, days, of in bind.execute(
        rows.where(due.c.awaits_months.is_not(None), due.c.of.is_not(None))
    ).all():
        parts = [f"{months} months"] * bool(months) + [f"{days} days"] * bool(days)
        said = json.dumps({"within": " and ".join(parts or ["0 days"]), "of": of})
        bind.execute(due.update().where(due.c.deadline == deadline, due.c.seq == seq).values(counting=said))
