"""Commitments that are due again and again, by recurrence rules."""
