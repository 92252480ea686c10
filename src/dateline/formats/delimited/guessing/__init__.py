"""A mapping guessed from a table, with the evidence for each of its lines."""
