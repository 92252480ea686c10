"""What the sources of an event say: its forms, and where they disagree."""
