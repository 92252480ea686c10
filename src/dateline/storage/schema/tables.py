"""The tables, defined once for all database engines, with their columns in the order in which migrations add them.

Dates of events are kept as their EDTF text beside four bounds in days. The junctions `event_actor` and `event_theme`
cover the common queries: they repeat length class and bounds, so that a filter by actor and date reads one index.
The length class (see `dateline.length_classes`) bounds how far before a range an overlapping event can begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dateline.event_fields import LATER, PLAIN, Field
from dateline.storage.date_columns import bounds_columns

metadata = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_unique_%(column_0_N_name)s",
        "fk": "%(table_name)s_to_%(referred_table_name)s_%(column_0_N_name)s",
        "pk": "%(table_name)s_key",
    }
)


def _day(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=null)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False)


def _small(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger, nullable=False)


def _days_of(name: str) -> sa.Column[int]:
    """Return a column that counts days, 0 unless given."""
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _field(field: Field) -> sa.Column[Any]:
    """Return the column of a field that an event may lack."""
    kinds: dict[str, Any] = {"number": sa.Double, "whole": sa.BigInteger}
    return sa.Column(field.name, kinds.get(field.kind, sa.Text), nullable=True)


def _kept() -> list[sa.Column[str]]:
    """Return the columns by which `load` knows what it has: the collection and a hash of the record."""
    return [_text("collection"), _text("fingerprint")]


# `circa` is how far its approximate dates spread ("10 years"), empty for one unit of each.
collection = sa.Table(
    "collection", metadata, _text("id"), _text("title"), _text("description", null=True),
    sa.Column("curated", sa.SmallInteger, nullable=False), _text("circa", null=True), sa.PrimaryKeyConstraint("id"),
)  # fmt: skip

source = sa.Table(
    "source", metadata, _text("id"), *_kept(), _text("title"), _text("author", null=True),
    _text("publisher", null=True), _text("date", null=True), _text("url", null=True), _text("language", null=True),
    _text("note", null=True), sa.PrimaryKeyConstraint("id"),
)  # fmt: skip

actor = sa.Table(
    "actor", metadata, _number("num"), _text("id"), *_kept(), _text("name"), _text("kind"),
    _text("description", null=True), _text("date", null=True), sa.PrimaryKeyConstraint("num"),
    sa.UniqueConstraint("id"),
)  # fmt: skip

actor_name = sa.Table(
    "actor_name", metadata, _text("folded"), _number("actor"), sa.Column("seq", sa.Integer, nullable=False),
    _text("name"), sa.PrimaryKeyConstraint("folded", "actor"), sa.ForeignKeyConstraint(["actor"], ["actor.num"]),
    sa.Index(None, "actor"), sqlite_with_rowid=False,
)  # fmt: skip

membership = sa.Table(
    "membership", metadata, _number("member"), sa.Column("seq", sa.Integer, nullable=False), _number("whole"),
    _text("role", null=True), _text("date", null=True), *bounds_columns(), sa.PrimaryKeyConstraint("member", "seq"),
    sa.ForeignKeyConstraint(["member"], ["actor.num"]), sa.ForeignKeyConstraint(["whole"], ["actor.num"]),
)  # fmt: skip

# Derived from membership on every load: who belonged to whom, through any number of steps.
belonging = sa.Table(
    "belonging", metadata, _number("whole"), _number("member"), *bounds_columns(),
    sa.PrimaryKeyConstraint("whole", "member", "start_earliest", "start_latest", "end_earliest", "end_latest"),
    sqlite_with_rowid=False,
)  # fmt: skip

# `num` numbers the tree in pre-order and `last` is the highest number below, so a subtree is num BETWEEN num AND last.
# `depth` counts from 1 at the top.
theme = sa.Table(
    "theme", metadata, _number("num"), _number("last"), _text("id"), *_kept(), _text("above", null=True),
    _text("title"), _text("description", null=True),
    sa.Column("depth", sa.SmallInteger, nullable=False, server_default="0"), sa.PrimaryKeyConstraint("num"),
    sa.UniqueConstraint("id"),
)  # fmt: skip

theme_name = sa.Table(
    "theme_name", metadata, _text("folded"), _text("theme"), sa.Column("seq", sa.Integer, nullable=False),
    _text("name"), sa.PrimaryKeyConstraint("folded", "theme"), sqlite_with_rowid=False,
)  # fmt: skip

# The themes that an event bears are one set, for many events bear the same. `shared` is the depth of the deepest theme
# above, or the same as, both this one and the one before it in the set; 0 for none. So a subtree at a depth d has an
# event once, whatever it bears of it: by the theme with shared < d.
theme_set = sa.Table(
    "theme_set", metadata, _number("num"), _text("fingerprint"), sa.PrimaryKeyConstraint("num"),
    sa.UniqueConstraint("fingerprint"),
)  # fmt: skip

theme_set_member = sa.Table(
    "theme_set_member", metadata, _number("theme_set"), _number("theme"), _small("shared"),
    sa.PrimaryKeyConstraint("theme_set", "theme"), sa.Index(None, "theme", "theme_set"), sqlite_with_rowid=False,
)  # fmt: skip

event = sa.Table(
    "event", metadata, _number("num"), _text("id"), *_kept(), _text("title"), _text("date"),
    *map(_field, PLAIN[:1]), *bounds_columns(), _small("length_class"), *map(_field, PLAIN[1:]),
    _day("version", null=True), _day("theme_set", null=True), *map(_field, LATER),
    sa.PrimaryKeyConstraint("num"), sa.UniqueConstraint("id"),
    sa.Index(None, "length_class", "start_earliest", "end_latest"),
)  # fmt: skip

# The first and last day of dates with marks (`1999~`) as they are written; the bounds of their events are wider.
marked_date = sa.Table(
    "marked_date", metadata, _text("date"), _day("earliest"), _day("latest"), sa.PrimaryKeyConstraint("date"),
)  # fmt: skip

participant = sa.Table(
    "participant", metadata, _number("event"), sa.Column("seq", sa.Integer, nullable=False), _number("actor"),
    _text("role", null=True), sa.PrimaryKeyConstraint("event", "seq"),
    sa.ForeignKeyConstraint(["event"], ["event.num"]), sa.ForeignKeyConstraint(["actor"], ["actor.num"]),
    sqlite_with_rowid=False,
)  # fmt: skip


def _junction(name: str, column: str, more: sa.Column[int]) -> sa.Table:
    """Return a covering junction of events with the things that `column` numbers.

    It repeats the bounds of the event; `start_latest` and `end_earliest` are empty for single days.
    """
    inner = (_day("start_latest", null=True), _day("end_earliest", null=True))
    covered = ["latest", "start_latest", "end_earliest", more.name]
    return sa.Table(
        name, metadata, _number(column), _small("length_class"), _day("earliest"), _number("event"), _day("latest"),
        *inner, more, sa.PrimaryKeyConstraint(column, "length_class", "earliest", "event", postgresql_include=covered),
        sqlite_with_rowid=False,
    )  # fmt: skip


event_actor = _junction("event_actor", "actor", _day("theme_set", null=True))
event_theme = _junction("event_theme", "theme", _small("shared"))

# How many single days an actor or the subtree of a theme has on each day, for those with so many that counting takes
# long; these stand in `counted`.
counted = sa.Table(
    "counted", metadata, _text("kind"), _number("subject"), sa.PrimaryKeyConstraint("kind", "subject"),
    sqlite_with_rowid=False,
)  # fmt: skip

day_count = sa.Table(
    "day_count", metadata, _text("kind"), _number("subject"), _day("day"), _number("number"),
    sa.PrimaryKeyConstraint("kind", "subject", "day", postgresql_include=["number"]), sqlite_with_rowid=False,
)  # fmt: skip

# What a data set took back, so that an older file does not bring it again.
tombstone = sa.Table(
    "tombstone", metadata, _text("id"), _text("collection"), _day("version", null=True), sa.PrimaryKeyConstraint("id"),
)  # fmt: skip

# What was done by hand to records that came with an import, which the next import must not take back. `fate` is
# changed, removed or merged, `collection` that of the import, `base` the event on the wire as the import had it when it
# was changed, and `said` as the import said it last if that is something else; `version` is the newest of both.
by_hand = sa.Table(
    "by_hand", metadata, _text("kind"), _text("id"), _text("collection"), _text("fate"), _text("base", null=True),
    _text("said", null=True), _day("version", null=True), sa.PrimaryKeyConstraint("kind", "id"),
)  # fmt: skip

# The files that an unfinished import has behind it.
checkpoint = sa.Table(
    "checkpoint", metadata, _text("collection"), _text("file"), _number("size"), _number("modified"),
    sa.PrimaryKeyConstraint("collection", "file"),
)  # fmt: skip

event_citation = sa.Table(
    "event_citation", metadata, _number("event"), sa.Column("seq", sa.Integer, nullable=False), _text("source"),
    _text("locator", null=True), _text("quote", null=True), sa.PrimaryKeyConstraint("event", "seq"),
    sa.ForeignKeyConstraint(["event"], ["event.num"]), sa.ForeignKeyConstraint(["source"], ["source.id"]),
    sa.Index(None, "source", "event"), sqlite_with_rowid=False,
)  # fmt: skip

# Numbers of events, such as how many died. `measure` numbers their names and units (empty for none); without `low` and
# `high` a value is exact, and one of them alone leaves the other side open.
measure = sa.Table(
    "measure", metadata, _number("num"), _text("name"), _text("unit"), sa.PrimaryKeyConstraint("num"),
    sa.UniqueConstraint("name", "unit"),
)  # fmt: skip

event_measure = sa.Table(
    "event_measure", metadata, _number("event"), _number("measure"),
    *(sa.Column(name, sa.Double, nullable=True) for name in ("value", "low", "high")),
    sa.PrimaryKeyConstraint("event", "measure"), sa.ForeignKeyConstraint(["event"], ["event.num"]),
    sa.ForeignKeyConstraint(["measure"], ["measure.num"]), sqlite_with_rowid=False,
)  # fmt: skip

# What each source says of an event, where that is recorded: `claims` is the text of `dateline.claims.forms`, `verdict`
# why the event has its date. `claimed_actor` has the actors that the claims name, so that none of them is removed.
event_claims = sa.Table(
    "event_claims", metadata, _number("event"), _text("verdict", null=True), _text("claims", null=True),
    sa.PrimaryKeyConstraint("event"), sa.ForeignKeyConstraint(["event"], ["event.num"]),
)  # fmt: skip

claimed_actor = sa.Table(
    "claimed_actor", metadata, _number("event"), _number("actor"), sa.PrimaryKeyConstraint("event", "actor"),
    sa.ForeignKeyConstraint(["event"], ["event.num"]), sa.ForeignKeyConstraint(["actor"], ["actor.num"]),
    sa.Index(None, "actor"),
)  # fmt: skip

# Citations and parties of the records that stay few: `part` says of what (`actor`, `deadline/due` ...), `owner` whose.
citation = sa.Table(
    "citation", metadata, _text("part"), _text("owner"), sa.Column("item", sa.Integer, nullable=False),
    sa.Column("seq", sa.Integer, nullable=False), _text("source"), _text("locator", null=True),
    _text("quote", null=True), sa.PrimaryKeyConstraint("part", "owner", "item", "seq"),
    sa.ForeignKeyConstraint(["source"], ["source.id"]), sa.Index(None, "source"),
)  # fmt: skip

party = sa.Table(
    "party", metadata, _text("part"), _text("owner"), sa.Column("seq", sa.Integer, nullable=False), _number("actor"),
    _text("role", null=True), sa.PrimaryKeyConstraint("part", "owner", "seq"),
    sa.ForeignKeyConstraint(["actor"], ["actor.num"]), sa.Index(None, "actor", "part", "owner"),
)  # fmt: skip

programme = sa.Table(
    "programme", metadata, _text("id"), *_kept(), _text("title"), _text("date", null=True),
    _text("description", null=True), _day("observed_through", null=True), _text("tz", null=True),
    sa.PrimaryKeyConstraint("id"),
)  # fmt: skip

deadline = sa.Table(
    "deadline", metadata, _text("id"), *_kept(), _text("programme"), _text("title"), _text("force"), _text("kind"),
    _text("item", null=True), _text("confidence", null=True), _text("note", null=True), _days_of("lead_from"),
    _days_of("lead_to"), sa.PrimaryKeyConstraint("id"), sa.ForeignKeyConstraint(["programme"], ["programme.id"]),
)  # fmt: skip

deadline_theme = sa.Table(
    "deadline_theme", metadata, _text("deadline"), sa.Column("seq", sa.Integer, nullable=False), _text("theme"),
    sa.PrimaryKeyConstraint("deadline", "seq"), sa.ForeignKeyConstraint(["deadline"], ["deadline.id"]),
)  # fmt: skip


def _of_deadline(
    name: str, *columns: sa.Column[str] | sa.Column[int], later: Sequence[sa.Column[Any]] = ()
) -> sa.Table:
    """Return a table of append-only records of a deadline, in order of entry; `later` columns were added to it."""
    return sa.Table(
        name, metadata, _text("deadline"), sa.Column("seq", sa.Integer, nullable=False), *columns,
        _day("known_from", null=True), _day("known_to", null=True), *later, sa.PrimaryKeyConstraint("deadline", "seq"),
        sa.ForeignKeyConstraint(["deadline"], ["deadline.id"]),
    )  # fmt: skip


# `counting` is JSON: how the cutoff was counted, in the keys of curated records; empty if it was not.
due_assertion = _of_deadline(
    "due_assertion", _text("kind"), _day("cutoff_from"), _day("cutoff_to"), _text("due", null=True),
    _text("text", null=True), _text("rule", null=True), _day("effective_from", null=True),
    _day("effective_to", null=True), _text("standing"), sa.Column("reinstates", sa.SmallInteger, nullable=False),
    _text("note", null=True),
    later=[
        sa.Column("awaits_months", sa.Integer, nullable=True), sa.Column("awaits_days", sa.Integer, nullable=True),
        _text("of", null=True), _text("counting", null=True),
    ],
)  # fmt: skip

status_report = _of_deadline(
    "status_report", sa.Column("level_from", sa.SmallInteger, nullable=False),
    sa.Column("level_to", sa.SmallInteger, nullable=False), _day("when_from"), _day("when_to"),
    _text("date", null=True), _text("standing"), _text("event", null=True), _text("note", null=True),
)  # fmt: skip

waiver = _of_deadline(
    "waiver", _day("effective_from"), _day("effective_to"), _text("basis", null=True),
    later=[sa.Column("standing", sa.Text, nullable=False, server_default="confirmed"), _text("note", null=True)],
)  # fmt: skip

dependency = _of_deadline(
    "dependency", _text("predecessor"), _days_of("lag_from"), _days_of("lag_to"), _text("standing"),
    _text("note", null=True),
)  # fmt: skip

horizon = sa.Table(
    "horizon", metadata, _text("id"), *_kept(), _text("title"), _text("description", null=True),
    sa.PrimaryKeyConstraint("id"),
)  # fmt: skip

horizon_date = sa.Table(
    "horizon_date", metadata, _text("horizon"), sa.Column("seq", sa.Integer, nullable=False), _day("when_from"),
    _day("when_to"), _text("date", null=True), _text("standing"), _text("note", null=True),
    _day("known_from", null=True), _day("known_to", null=True), sa.PrimaryKeyConstraint("horizon", "seq"),
    sa.ForeignKeyConstraint(["horizon"], ["horizon.id"]),
)  # fmt: skip

# A relation of one event or promise (`origin`) to another (`target`), of the kinds `event` or `deadline`.
link = sa.Table(
    "link", metadata, _text("id"), *_kept(), _text("type"), _text("origin_kind"), _text("origin"),
    _text("target_kind"), _text("target"), _text("note", null=True), sa.PrimaryKeyConstraint("id"),
    sa.Index(None, "origin", "origin_kind"), sa.Index(None, "target", "target_kind"),
)  # fmt: skip

# History. A batch is what one command wrote: when (UTC), who, by which command, why, and from what. Events that it
# added in bulk are those numbered `first_event` to `last_event`; where it added none, `last_event` is the highest
# number that its revisions name: numbers that the history knows are never given twice. `digest` hashes the events that
# it wrote without a revision of their content (`history/digests.py`). `seal` hashes all of the batch with its revisions
# and the seal of the batch before it, so that nothing of the past can be changed unseen.
batch = sa.Table(
    "batch", metadata, _number("num"), _text("recorded"), _text("author"), _text("command"),
    _text("reason", null=True), _text("origin", null=True), _text("collection", null=True), _text("report", null=True),
    _day("first_event", null=True), _day("last_event", null=True), _day("undoes", null=True), _text("seal"),
    _text("digest", null=True), sa.PrimaryKeyConstraint("num"),
)  # fmt: skip

# What became of one record in a batch; what an import made for its events to name was `made`. Tombstones, redirects and
# checkpoints have revisions of kinds of their own. `content` is the record as canonical TOML, empty where it was
# removed and for events of an import, which are their own content; `collection` is the one that has the record now.
# `had` is what stood before, where no revision has it: TOML, or an event on the wire; then `had_collection` and
# `had_version` are filled too. `had_event` is the number of an event, which it gets again when it comes back.
revision = sa.Table(
    "revision", metadata, _number("batch"), sa.Column("seq", sa.Integer, nullable=False), _text("kind"), _text("id"),
    _text("action"), _text("collection", null=True), _text("content", null=True), _text("had", null=True),
    _text("had_collection", null=True), _day("had_version", null=True), _day("had_event", null=True),
    sa.PrimaryKeyConstraint("batch", "seq"),
    sa.ForeignKeyConstraint(["batch"], ["batch.num"]), sa.Index(None, "kind", "id", "batch"),
)  # fmt: skip

# The ids of records that were merged into others.
redirect = sa.Table(
    "redirect", metadata, _text("kind"), _text("id"), _text("target"), sa.PrimaryKeyConstraint("kind", "id"),
)  # fmt: skip

# The text of a source, as it was read from a file.
source_text = sa.Table(
    "source_text", metadata, _text("source"), _text("file"), _text("sha256"), _text("added"), _text("text"),
    sa.PrimaryKeyConstraint("source"), sa.ForeignKeyConstraint(["source"], ["source.id"]),
)  # fmt: skip
