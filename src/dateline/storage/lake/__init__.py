"""Lakes: bulk collections as Parquet files, which DuckDB reads on one machine and Spark on many.

A lake holds the tables of `dateline.storage.schema.tables`, so the statements of the databases answer there too. What
it is made of stands in its manifest (`manifest.py`), and only what stands there is read.
"""
