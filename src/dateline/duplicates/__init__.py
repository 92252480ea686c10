"""Events that may be recorded twice: which to compare, and what speaks for each pair (docs/semantics/duplicates.md)."""
