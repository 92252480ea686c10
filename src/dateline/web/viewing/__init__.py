"""Views of events: what their addresses say, and by what they can be narrowed."""
