"""One search for everything, as a page and for programs."""
