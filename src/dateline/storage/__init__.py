"""The database: tables, statements, reading, writing and migrations."""
