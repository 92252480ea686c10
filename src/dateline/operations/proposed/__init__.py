"""From documents to proposals, their review, and what becomes of those that were accepted."""
