"""History: batches and revisions, ids of merged records, texts of sources."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _maybe(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def upgrade() -> None:
    op.create_table(
        "batch",
        _number("num"),
        *(_text(name) for name in ("recorded", "author", "command")),
        *(_text(name, null=True) for name in ("reason", "origin", "collection", "report")),
        *map(_maybe, ("first_event", "last_event", "undoes")),
        _text("seal"),
        sa.PrimaryKeyConstraint("num", name=op.f("batch_key")),
    )
    op.create_table(
        "revision",
        _number("batch"),
        sa.Column("seq", sa.Integer(), nullable=False),
        *(_text(name) for name in ("kind", "id", "action")),
        *(_text(name, null=True) for name in ("collection", "content", "had", "had_collection")),
        *map(_maybe, ("had_version", "had_event")),
        sa.PrimaryKeyConstraint("batch", "seq", name=op.f("revision_key")),
        sa.ForeignKeyConstraint(["batch"], ["batch.num"], name=op.f("revision_to_batch_batch")),
    )
    op.create_index(op.f("revision_by_kind_id_batch"), "revision", ["kind", "id", "batch"])
    op.create_table(
        "redirect",
        *(_text(name) for name in ("kind", "id", "target")),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("redirect_key")),
    )
    op.create_table(
        "source_text",
        *(_text(name) for name in ("source", "file", "sha256", "added", "text")),
        sa.PrimaryKeyConstraint("source", name=op.f("source_text_key")),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("source_text_to_source_source")),
    )
