"""Deadlines in tables: a mapping, and the curated records that it makes of the rows."""
