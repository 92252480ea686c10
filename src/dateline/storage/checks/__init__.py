"""Checks of a database that exists."""
