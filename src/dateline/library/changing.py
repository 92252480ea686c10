"""The changes of an open database, each a batch of its history."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as calendar_day
from os import PathLike, fspath
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

from dateline.errors import InvalidQuery
from dateline.library.opened import Opened
from dateline.storage.engines import store_of
from dateline.storage.history.occasion import Occasion

if TYPE_CHECKING:
    from dateline.model import Citation
    from dateline.operations.duplicates import Decided
    from dateline.operations.imports import Outcome
    from dateline.storage.writing.merging import Merged
    from dateline.storage.writing.report import Report
    from dateline.storage.writing.undoing import TakenBack

Path = str | PathLike[str]


class Added(NamedTuple):
    """The records that were added, each as its kind and id, and the batch."""

    records: list[tuple[str, str]]
    batch: int | None


class Changes(Opened):
    """Changes a database: all of a change, or nothing and an error. Each takes the reason for the history.

    Raises InvalidRecords with every fault of what is to be written, InvalidQuery where the past is open or all is
    closed, DatabaseError where it is a lake, the engine fails or another writer holds its turn too long.
    """

    def load(
        self, *paths: Path, prune: bool = False, dry_run: bool = False,
        choice: Literal["theirs", "ours"] | None = None, reason: str | None = None,
    ) -> Report:  # fmt: skip
        """Load TOML files or folders, or a shipped collection by its name; return how many records had which fate.

        Raises:
            InvalidRecords: a file has a fault, or a record was changed on both sides and there is no `choice`.
        """
        from dateline.operations.loading import read, spread
        from dateline.storage.writing.load import load
        from dateline.storage.writing.merging import join_imported

        url, names = self._writable(), [fspath(path) for path in paths]
        found, of = spread(read(names), self._conventions.circa), self.occasion("load", reason, " ".join(names))
        return load(url, found, prune=prune, dry_run=dry_run, occasion=of, choice=choice, join=join_imported)

    def import_(
        self, form: str, *files: Path | IO[bytes], collection: str = "imported", mapping: Path | None = None,
        sheet: str | None = None, rejects: IO[str] | None = None, reason: str | None = None, dry_run: bool = False,
    ) -> Outcome:  # fmt: skip
        """Import events in bulk from files or streams of bytes; return what became of the rows.

        With `rejects` the rows that cannot be taken are written there as JSON Lines, and the others are imported.

        Raises:
            InvalidRecords: rows cannot be taken, and there is no `rejects`; nothing of their file was written.
            NotFound: there is no such format.
        """
        from dateline.dates.convention_settings import circa_text
        from dateline.operations.imports import Files, Import, Outcome
        from dateline.operations.previews import Preview

        outcome, url = Outcome(rejects), self._writable()
        for file in files:
            if not isinstance(file, str | PathLike) and not hasattr(file, "read"):
                raise InvalidQuery(f"a file is {file!r}", "it can be a path or an open stream of bytes")
        opened = [fspath(file) if isinstance(file, str | PathLike) else file for file in files]
        given = Files(
            form,
            opened,
            None if mapping is None else fspath(mapping),
            circa=circa_text(self._conventions.circa),
            sheet=sheet,
        )

        def of(origin: str | None) -> Occasion:
            return self.occasion("import", reason, origin)

        run = Import(url, given, collection, outcome, of, preview=Preview() if dry_run else None)
        run.run()
        run.check()
        return outcome

    def add(self, text: str, *, collection: str | None = None, reason: str | None = None) -> Added:
        """Add the records of a text in TOML to a collection: to the only one, if there is one alone.

        Raises:
            InvalidRecords: the text has a fault, or a record is there already.
            InvalidQuery: there are several collections to choose from.
        """
        from dateline.operations.editing import add
        from dateline.storage.writing.editing import collection_for

        url = self._writable()
        return Added(*add(url, "the text", text, collection_for(url, collection), self.occasion("add", reason)))

    def text_of(self, identity: str, *, kind: str | None = None) -> str:
        """Return a record as TOML, as `edit` takes it.

        Raises:
            NotFound: there is none.
        """
        from dateline.operations.editing import held

        with self.reading() as connection:
            return held(connection, identity, kind).text

    def edit(
        self, identity: str, text: str, *, kind: str | None = None, before: str | None = None,
        reason: str | None = None,
    ) -> int | None:  # fmt: skip
        """Write the new text of a record; return the batch, None when nothing differs.

        With `before`, the text that the new one was made of, it is refused when the record has changed since.

        Raises:
            InvalidRecords: the text has a fault.
            ChangedMeanwhile: the record is not as it was `before`.
        """
        from dateline.operations.editing import edit, held

        url = self._writable()
        with self.reading() as connection:
            found = held(connection, identity, kind)
        found = found if before is None else found._replace(text=before)
        return edit(url, found, found.key[1], text, self.occasion("edit", reason))

    def cite(self, event: str, citation: Citation, *, reason: str | None = None) -> int | None:
        """Add a citation to an event, also to one of an import; return the batch, None when it is there already.

        Raises:
            InvalidRecords: the source does not exist.
        """
        from dateline.model import Citation
        from dateline.operations.editing import cite, held

        if not isinstance(citation, Citation):
            raise InvalidQuery(f"citation is {citation!r}", "it can be a Citation of dateline.model")
        url = self._writable()
        with self.reading() as connection:
            found = held(connection, event, "event")
        return cite(url, found, citation, self.occasion("add", reason))

    def remove(self, *identities: str, kind: str | None = None, reason: str | None = None) -> int | None:
        """Remove records that nothing refers to; return the batch.

        Raises:
            NotFound: there is none of an id.
            InvalidQuery: something refers to one; the message names it.
        """
        from dateline.operations.editing import key_of
        from dateline.storage.writing.editing import remove

        url = self._writable()
        with self.reading() as connection:
            keys = [key_of(connection, identity, kind) for identity in identities]
        return remove(url, keys, self.occasion("remove", reason))

    def merge(
        self, old: str, into: str, *, kind: Literal["actor", "event"] | None = None, as_claims: bool = False,
        reason: str | None = None,
    ) -> Merged:  # fmt: skip
        """Merge an actor or event into another, and return what of it is dropped.

        With `as_claims` what each event says is kept as what its sources say.
        """
        from dateline.operations.editing import key_of, named_as
        from dateline.storage.writing.merging import merge

        url = self._writable()
        with self.reading() as connection:
            key = key_of(connection, old, kind, among=("actor", "event"))
            target = named_as(connection, key[0], into)
        if as_claims and key[0] != "event":
            raise InvalidQuery(f"as_claims needs two events, and {key[1]!r} is an {key[0]}")
        return merge(url, key, target, self.occasion("merge", reason), as_claims=as_claims)

    def differ(self, one: str, other: str, *, collection: str | None = None, reason: str | None = None) -> int | None:
        """Remember that two events are two, so that `duplicates` lists them no more; return the batch.

        Raises:
            NotFound: one of them is not there.
        """
        from dateline.operations.duplicates import differ

        return differ(self._writable(), one, other, self.occasion("duplicates different", reason), collection)

    def decide(
        self, table: str, *, collection: str | None = None, dry_run: bool = False, reason: str | None = None
    ) -> Decided:
        """Do what a table of pairs decides, as `dateline duplicates decide` does; `table` is the path of a file.

        Raises:
            InvalidRecords: something is wrong with the table; nothing was written.
        """
        from dateline.operations.duplicates import decide

        of = self.occasion("duplicates decide", reason, table)
        return decide(self._writable(), table, of, collection, dry_run=dry_run)

    def restore(
        self,
        identity: str,
        at: str | int | calendar_day | None = None,
        *,
        kind: str | None = None,
        reason: str | None = None,
    ) -> int | None:
        """Make a record again what it was at a moment, by default before it was removed; return the batch.

        Raises:
            NotFound: the history knows no such record at that moment.
        """
        from dateline.library.opened import moment_of
        from dateline.operations.history import restore

        url, moment = self._writable(), None if at is None else moment_of(at, self)
        return restore(url, identity, kind, moment, self.occasion("restore", reason))

    def undo(self, batch: int | None = None, *, dry_run: bool = False, reason: str | None = None) -> TakenBack:
        """Undo a batch, by default the last one; return which records change back.

        Raises:
            InvalidQuery: later batches depend on it; the message lists them.
        """
        from dateline.storage.writing.undoing import undo

        return undo(self._writable(), batch, self.occasion("undo", reason), dry_run=dry_run)

    def keep_texts(
        self, *files: Path, source: str | None = None, replace: bool = False, reason: str | None = None
    ) -> list[str]:
        """Keep the texts of files, each of the source of that name or of `source`; return those that are new."""
        from dateline.operations.sources import keep_texts

        names = [fspath(file) for file in files]
        return keep_texts(self._writable(), names, self.occasion("sources add", reason), source=source, replace=replace)

    def dump(self, folder: Path, *, collection: str | None = None, force: bool = False) -> list[str]:
        """Write the curated records to a folder as TOML, all files or none; return their names.

        Raises:
            InvalidQuery: there are such files, and no `force`.
        """
        from dateline.operations.loading import dumped, write_files

        with self.reading() as connection:
            files = dumped(connection, collection)
        write_files(fspath(folder), files, force=force)
        return list(files)

    def backup(self, file: Path) -> None:
        """Write a consistent copy of the database to a new file; raises InvalidQuery where the past is open."""
        from dateline.storage.writing.backups import backup

        self.check_present("a copy")
        backup(self.url, fspath(file))

    def _writable(self) -> str:
        """Return the URL of a database that can be written to; raises what `Changes` says."""
        self._connections.check_open()
        if self.moment is not None:
            raise InvalidQuery("the past cannot be changed", "change the database that is open now")
        store_of(self.url)
        return self.url

    def occasion(self, command: str, reason: str | None, origin: str | None = None) -> Occasion:
        """Return who changes something now, by which command of the command line, and why."""
        from dateline.platforms import login
        from dateline.storage.history.moments import in_utc

        return Occasion(in_utc(datetime.now(UTC)), self._author or login(), command, reason, origin)
