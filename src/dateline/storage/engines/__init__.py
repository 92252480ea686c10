"""One module a database engine: how it is opened and written to."""
