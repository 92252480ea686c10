"""Two programmes, actors, themes or days side by side, as a page and for programs."""
