"""Two dates compared: before, after, the same day, overlaps, within, and the relations of Allen, in three values."""
