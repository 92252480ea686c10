"""Pictures of timelines as files."""
