"""dateline: dated events with their sources, and promises with their deadlines.

Programs begin with `dateline.open`; `dateline.dates` is a library of its own. Nothing else is imported before it is
asked for.
"""

__version__ = "0.1.0"
__all__ = ["Database", "open"]
_ELSEWHERE = {"Database": ("database", "Database"), "open": ("opening", "open_database")}


def __getattr__(name: str) -> object:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from importlib import import_module

    module, member = _ELSEWHERE[name]
    return getattr(import_module(f"dateline.library.{module}"), member)
