"""dateline: dated events with their sources, and promises with their deadlines."""

__version__ = "0.1.0"
