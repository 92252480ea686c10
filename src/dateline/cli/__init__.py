"""The command line: one module a command group; text is converted at the edge, and errors become exit codes."""
