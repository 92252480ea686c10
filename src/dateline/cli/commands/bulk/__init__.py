"""Commands for events in bulk: imports and lakes."""
