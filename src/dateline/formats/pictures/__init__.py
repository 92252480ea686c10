"""Pictures of timelines as files."""

MOST = 10_000
"""Nobody can read a picture of more marks, and no browser moves it."""
