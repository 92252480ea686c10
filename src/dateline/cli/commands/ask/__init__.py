"""Commands that ask: events, single records, lists, dates."""
