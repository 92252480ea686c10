"""Documents: texts with places, the dates that are found in them, and what a reader may make of each.

Nothing here reads a file, a clock or a database. Texts are data: nothing in them is executed, fetched or followed.
"""
