"""Lakes: how events in bulk are added to Parquet files, and how the files are maintained.

A lake holds the tables of `dateline.storage.schema.tables`, so the statements of the databases answer there too. What
it is made of stands in its manifest (`manifest.py`), and only what stands there is read.
"""
