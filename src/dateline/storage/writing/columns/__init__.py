"""Events by columns on their way into SQLite: one process puts them into files, another takes them from there."""
