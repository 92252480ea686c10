"""Options as parameters that programs give: their names, limits and JSON schemas.

The web server and the tools for language models ask by them.
"""
