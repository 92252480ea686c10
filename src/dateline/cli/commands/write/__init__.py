"""Commands that change curated records, and the history of the changes."""
