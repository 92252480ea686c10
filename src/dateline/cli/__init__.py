"""The command line: commands in folders as help groups them; texts become values, and errors exit codes."""
