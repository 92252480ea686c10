"""How much of what was promised was kept: how far each promise came, and shares, delays and levels of many."""
