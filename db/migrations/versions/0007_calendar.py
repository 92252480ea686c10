"""The calendar in which the words of an event's date are written."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("event", sa.Column("calendar", sa.Text(), nullable=True))
