"""The revision of the schema that this program reads and writes."""

SCHEMA = "0013"
"""The revision of the schema that this program reads and writes: the newest file of db/migrations/versions."""
VERSION_TABLE = "dateline_version"
