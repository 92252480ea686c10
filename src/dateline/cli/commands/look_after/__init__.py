"""Commands that look after the database and the shell."""
