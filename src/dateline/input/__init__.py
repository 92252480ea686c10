"""Files on their way in: opened and bounded, their events read in bulk, the text of a document."""
