"""Checks of an existing database."""
