"""The first schema: curated records, events with covering junctions, programmes and their deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("num", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("num", name=op.f("actor_key")),
        sa.UniqueConstraint("id", name=op.f("actor_unique_id")),
    )
    op.create_table(
        "belonging",
        sa.Column("whole", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_earliest", sa.BigInteger(), nullable=False),
        sa.Column("start_latest", sa.BigInteger(), nullable=False),
        sa.Column("end_earliest", sa.BigInteger(), nullable=False),
        sa.Column("end_latest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "whole",
            "member",
            "start_earliest",
            "start_latest",
            "end_earliest",
            "end_latest",
            name=op.f("belonging_key"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "collection",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("curated", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("collection_key")),
    )
    op.create_table(
        "event",
        sa.Column("num", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("start_earliest", sa.BigInteger(), nullable=False),
        sa.Column("start_latest", sa.BigInteger(), nullable=False),
        sa.Column("end_earliest", sa.BigInteger(), nullable=False),
        sa.Column("end_latest", sa.BigInteger(), nullable=False),
        sa.Column("length_class", sa.SmallInteger(), nullable=False),
        sa.Column("gaps", sa.SmallInteger(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("place_words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("num", name=op.f("event_key")),
        sa.UniqueConstraint("id", name=op.f("event_unique_id")),
    )
    op.create_index(
        op.f("event_by_length_class_start_earliest_end_latest"),
        "event",
        ["length_class", "start_earliest", "end_latest"],
        unique=False,
    )
    op.create_table(
        "event_actor",
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("length_class", sa.SmallInteger(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("latest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "actor",
            "length_class",
            "earliest",
            "event",
            name=op.f("event_actor_key"),
            postgresql_include=["latest"],
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("event_actor_by_event_actor"), "event_actor", ["event", "actor"], unique=False)
    op.create_table(
        "event_theme",
        sa.Column("theme", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("length_class", sa.SmallInteger(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("latest", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "theme",
            "length_class",
            "earliest",
            "event",
            name=op.f("event_theme_key"),
            postgresql_include=["latest"],
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("event_theme_by_event_theme"), "event_theme", ["event", "theme"], unique=False)
    op.create_table(
        "programme",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("observed_through", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("programme_key")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("source_key")),
    )
    op.create_table(
        "theme",
        sa.Column("num", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("above", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("num", name=op.f("theme_key")),
        sa.UniqueConstraint("id", name=op.f("theme_unique_id")),
    )
    op.create_table(
        "theme_name",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("folded", "theme", name=op.f("theme_name_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_name",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.num"], name=op.f("actor_name_to_actor_actor")),
        sa.PrimaryKeyConstraint("folded", "actor", name=op.f("actor_name_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("actor_name_by_actor"), "actor_name", ["actor"], unique=False)
    op.create_table(
        "citation",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("citation_to_source_source")),
        sa.PrimaryKeyConstraint("part", "owner", "item", "seq", name=op.f("citation_key")),
    )
    op.create_index(op.f("citation_by_source"), "citation", ["source"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"], name=op.f("deadline_to_programme_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("deadline_key")),
    )
    op.create_table(
        "event_citation",
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event.num"], name=op.f("event_citation_to_event_event")),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name=op.f("event_citation_to_source_source")),
        sa.PrimaryKeyConstraint("event", "seq", name=op.f("event_citation_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("event_citation_by_source_event"), "event_citation", ["source", "event"], unique=False)
    op.create_table(
        "membership",
        sa.Column("member", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("whole", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("start_earliest", sa.BigInteger(), nullable=False),
        sa.Column("start_latest", sa.BigInteger(), nullable=False),
        sa.Column("end_earliest", sa.BigInteger(), nullable=False),
        sa.Column("end_latest", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member"], ["actor.num"], name=op.f("membership_to_actor_member")),
        sa.ForeignKeyConstraint(["whole"], ["actor.num"], name=op.f("membership_to_actor_whole")),
        sa.PrimaryKeyConstraint("member", "seq", name=op.f("membership_key")),
    )
    op.create_table(
        "participant",
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actor.num"], name=op.f("participant_to_actor_actor")),
        sa.ForeignKeyConstraint(["event"], ["event.num"], name=op.f("participant_to_event_event")),
        sa.PrimaryKeyConstraint("event", "seq", name=op.f("participant_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["actor"], ["actor.num"], name=op.f("party_to_actor_actor")),
        sa.PrimaryKeyConstraint("part", "owner", "seq", name=op.f("party_key")),
    )
    op.create_table(
        "deadline_theme",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"], name=op.f("deadline_theme_to_deadline_deadline")),
        sa.PrimaryKeyConstraint("deadline", "seq", name=op.f("deadline_theme_key")),
    )
    op.create_table(
        "due_assertion",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cutoff_from", sa.BigInteger(), nullable=False),
        sa.Column("cutoff_to", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.BigInteger(), nullable=True),
        sa.Column("effective_to", sa.BigInteger(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("reinstates", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("known_from", sa.BigInteger(), nullable=True),
        sa.Column("known_to", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"], name=op.f("due_assertion_to_deadline_deadline")),
        sa.PrimaryKeyConstraint("deadline", "seq", name=op.f("due_assertion_key")),
    )
    op.create_table(
        "status_report",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("level_from", sa.SmallInteger(), nullable=False),
        sa.Column("level_to", sa.SmallInteger(), nullable=False),
        sa.Column("when_from", sa.BigInteger(), nullable=False),
        sa.Column("when_to", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("known_from", sa.BigInteger(), nullable=True),
        sa.Column("known_to", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"], name=op.f("status_report_to_deadline_deadline")),
        sa.PrimaryKeyConstraint("deadline", "seq", name=op.f("status_report_key")),
    )
    op.create_table(
        "waiver",
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.BigInteger(), nullable=False),
        sa.Column("effective_to", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("known_from", sa.BigInteger(), nullable=True),
        sa.Column("known_to", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"], name=op.f("waiver_to_deadline_deadline")),
        sa.PrimaryKeyConstraint("deadline", "seq", name=op.f("waiver_key")),
    )
