"""The database schema as shipped data: schema.sql (generated) and the Alembic migrations."""
