"""The letters of pages and pictures: one font that comes with dateline, its style sheet, and how wide texts are in it.

`docs/maintainers/make_letters.py` makes the files in this folder.
"""
