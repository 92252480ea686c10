"""Charts in pages: drawn for two widths, with their figures, their files and a citation."""
