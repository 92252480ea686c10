"""Writing what the commands answer."""
