"""Files of proposals in TOML: what documents say, with the verdict of a person on each."""
