"""How answers travel: packed for whoever can unpack them."""
