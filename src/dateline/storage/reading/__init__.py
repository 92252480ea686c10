"""Reading records from an open connection."""
