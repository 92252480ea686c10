"""The database as it was, for a look: beside what is there now, or as a copy."""
