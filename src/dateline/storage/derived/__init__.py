"""Tables that can be made again from the records."""
