"""Charts and boards as files."""
