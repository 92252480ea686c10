"""Curated collections in TOML, shipped with the program and read as resources."""
