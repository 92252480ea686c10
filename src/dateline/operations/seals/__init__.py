"""Seals of the history that are kept outside, and proofs of who vouched for them and when."""
