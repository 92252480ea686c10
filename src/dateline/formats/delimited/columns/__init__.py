"""Rows of our own tables as columns of Arrow, with the package pyarrow."""
