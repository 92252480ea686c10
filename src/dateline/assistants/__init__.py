"""Tools, resources and prompts for language models, over the Model Context Protocol (the SDK `mcp`).

`server.server` serves an open database. Only `server` imports the SDK; all else are values in and values out. Nothing
here writes, and nothing leaves the database that was opened.
"""
