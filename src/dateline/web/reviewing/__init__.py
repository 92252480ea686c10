"""The page on which one person reviews proposals, with a server of its own."""
