"""What was recorded when: the last batches of the history, as a page and as a feed."""
