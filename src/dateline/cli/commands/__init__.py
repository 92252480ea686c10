"""The commands, in folders as `dateline --help` groups them."""
