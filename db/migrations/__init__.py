"""Alembic migrations; run by `dateline db upgrade`, never imported by the program."""
