"""Databases for Python programs: the questions and changes of the command line, as values.

`opening.open` opens a database, `database.Database` answers. Nothing is printed; the clock is read only for the days,
times and the author that a program does not give.
"""
