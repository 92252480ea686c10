"""Finds the dates of a running text, and resolves them from what stands around them."""
