"""Options of the command line, and the conversion of their texts."""
