"""The spread of approximate dates, kept with a collection."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # The days by which approximate and uncertain dates are found are worked out anew behind all migrations.
    op.add_column("collection", sa.Column("circa", sa.Text(), nullable=True))
