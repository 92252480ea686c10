"""Sets of themes, bounds in the junctions, counts of days; full text keeps no text; dates with gaps are a class.

What is derived from the records (junctions, `shared`, `depth`, the full text) is emptied here and made anew by
`dateline.storage.writing.migrating` when all migrations have run.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TEXT = {
    "sqlite": (
        "DROP TABLE event_text",
        "CREATE VIRTUAL TABLE event_text USING fts5(words, place_words, content='', tokenize='ascii')",
    ),
    "postgresql": ("DELETE FROM event_text",),
}
_GAPPED = 5


def upgrade() -> None:
    connection = op.get_bind()
    _make_sets(connection)
    op.execute(f"UPDATE event SET length_class = {_GAPPED} WHERE gaps > 0 AND length_class > 0")
    op.add_column("theme", sa.Column("depth", sa.SmallInteger(), nullable=False, server_default="0"))
    for statement in _TEXT[connection.dialect.name]:
        op.execute(statement)
    for column in ("gaps", "words", "place_words"):
        op.execute(f"ALTER TABLE event DROP COLUMN {column}")
    _make_junctions()
    op.create_table(
        "counted",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("counted_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_count",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", _NUMBER, nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("number", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "day", name=op.f("day_count_key"), postgresql_include=["number"]),
        sqlite_with_rowid=False,
    )


def _make_sets(connection: sa.Connection) -> None:
    op.create_table(
        "theme_set",
        sa.Column("num", _NUMBER, nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("num", name=op.f("theme_set_key")),
        sa.UniqueConstraint("fingerprint", name=op.f("theme_set_unique_fingerprint")),
    )
    op.create_table(
        "theme_set_member",
        sa.Column("theme_set", _NUMBER, nullable=False),
        sa.Column("theme", _NUMBER, nullable=False),
        sa.Column("shared", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("theme_set", "theme", name=op.f("theme_set_member_key")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("theme_set_member_by_theme_theme_set"), "theme_set_member", ["theme", "theme_set"])
    op.add_column("event", sa.Column("theme_set", sa.BigInteger(), nullable=True))
    numbers: dict[tuple[str, ...], int] = {}
    for event, themes in _borne(connection):
        key = tuple(sorted(name for name, _ in themes))
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            _insert_set(connection, numbers[key], key, [number for _, number in themes])
        connection.execute(
            sa.text("UPDATE event SET theme_set = :number WHERE num = :event"), {"number": numbers[key], "event": event}
        )


def _insert_set(connection: sa.Connection, number: int, names: tuple[str, ...], themes: list[int]) -> None:
    fingerprint = blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    insert = "INSERT INTO theme_set (num, fingerprint) VALUES (:number, :fingerprint)"
    connection.execute(sa.text(insert), {"number": number, "fingerprint": fingerprint})
    insert = "INSERT INTO theme_set_member (theme_set, theme, shared) VALUES (:number, :theme, 0)"
    connection.execute(sa.text(insert), [{"number": number, "theme": theme} for theme in themes])


def _borne(connection: sa.Connection) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Yield (event, (theme id, number) of each of its themes), some thousand at a time."""
    after = 0
    sql = sa.text(
        "SELECT j.event, t.id, t.num FROM event_theme j JOIN theme t ON t.num = j.theme WHERE j.event IN "
        "(SELECT num FROM event WHERE num > :after ORDER BY num LIMIT 5000) ORDER BY j.event, t.num"
    )
    last = sa.text("SELECT max(num) FROM (SELECT num FROM event WHERE num > :after ORDER BY num LIMIT 5000) part")
    while (following := connection.execute(last, {"after": after}).scalar()) is not None:
        rows = connection.execute(sql, {"after": after}).all()
        for event, found in groupby(rows, lambda row: row[0]):
            yield event, [(name, number) for _, name, number in found]
        after = following


def _make_junctions() -> None:
    op.drop_index(op.f("event_theme_by_event_theme"), "event_theme")
    for table, column, more in (
        ("event_actor", "actor", sa.Column("theme_set", sa.BigInteger(), nullable=True)),
        ("event_theme", "theme", sa.Column("shared", sa.SmallInteger(), nullable=False)),
    ):
        op.drop_table(table)
        covered = ["latest", "start_latest", "end_earliest", more.name]
        op.create_table(
            table,
            sa.Column(column, _NUMBER, nullable=False),
            sa.Column("length_class", sa.SmallInteger(), nullable=False),
            sa.Column("earliest", sa.BigInteger(), nullable=False),
            sa.Column("event", _NUMBER, nullable=False),
            sa.Column("latest", sa.BigInteger(), nullable=False),
            sa.Column("start_latest", sa.BigInteger(), nullable=True),
            sa.Column("end_earliest", sa.BigInteger(), nullable=True),
            more,
            sa.PrimaryKeyConstraint(
                column, "length_class", "earliest", "event", name=op.f(f"{table}_key"), postgresql_include=covered
            ),
            sqlite_with_rowid=False,
        )
