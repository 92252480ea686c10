"""The SQL statements that read, and the cache of their texts."""
