"""Reading files for the commands."""
