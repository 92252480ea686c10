"""The digest of the events of a batch, which its seal covers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("batch", sa.Column("digest", sa.Text(), nullable=True))
