"""Tables that can be rebuilt from the records."""
