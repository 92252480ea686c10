"""What commands and pages do, as plain functions that any program can call: values in, values out.

Who reads gives an open connection, who writes the URL of a database and the occasion for its history. Nothing is
printed, and no clock is read: the current day is an argument. Where a function of the storage is that already, it is
the operation itself:

- `storage.opening.reading`, and `storage.past.opened.rewound` for the past: open a database
- `storage.reading.events.Reader`: `events`, `page`, `count`, `facets`, `spread`, `event`, `explain`
- `storage.reading.horizon_lookup.horizon_of`, `storage.history.log.batches`
- `storage.checks.quotes`: `Verifier.records`, `resting_on_one`
- `storage.writing`: `load.load`, `editing.remove`, `merging.merge`, `undoing.undo`, `migrating.upgrade`,
  `backups.backup`, `backups.restore`
- `storage.lake`: `adding.create`, `compacting.compact`, `compacting.verify`; `storage.engines.lakes.manifest.load`

Every operation raises errors of `dateline.errors` alone: NotFound and Ambiguous for a name or an id that nothing or
several records bear, InvalidQuery for what cannot be asked, InvalidRecords for faults of files, UnusableFile for a file
that cannot be read or written, DatabaseError when the engine fails. Its docstring says what is not plain from these.
"""
