"""Lakes as engines: Parquet files read by DuckDB on one machine, and by Spark on many."""
