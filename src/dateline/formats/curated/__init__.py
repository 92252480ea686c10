"""Curated collections in TOML: reading with every fault and its line (see docs/reference/records.md)."""
