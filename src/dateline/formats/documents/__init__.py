"""Formats for other programs: calendars, feeds, bibliographies, JSON, Parquet."""
