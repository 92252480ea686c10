"""Pages of the questions about many deadlines: what changed, slipped, waits, is outstanding, or is unknown."""
