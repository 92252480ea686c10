"""URLs of databases and lakes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

from dateline.errors import DatabaseError
from dateline.platforms import user_folder

Dialect = Literal["sqlite", "postgresql", "duckdb", "spark"]
_DIALECTS: Mapping[str, Dialect] = {"sqlite": "sqlite", "postgresql": "postgresql", "lake": "duckdb", "spark": "spark"}

_POSTGRESQL = ("postgres", "postgresql")
_SCHEMES = (*_DIALECTS, *_POSTGRESQL)


def default_url() -> str:
    """Return the URL of the SQLite database in the user's data folder (XDG_DATA_HOME)."""
    return f"sqlite:///{os.path.join(user_folder('DATA'), 'dateline.db')}"


def normal_url(text: str) -> str:
    """Return `text` as a URL: a plain path is a SQLite file, `postgres:` is short for `postgresql:`.

    Raises:
        DatabaseError: the scheme is not one that dateline knows.
    """
    scheme, colon, rest = text.partition(":")
    if scheme == "lake" and rest:
        return f"lake:{rest.removeprefix('//')}"
    if not colon or not rest.startswith("//") or (scheme not in _SCHEMES and os.path.exists(text)):
        return url_of_file(text)
    if scheme in _POSTGRESQL or scheme.startswith("postgresql+"):
        return f"postgresql:{rest}"
    if scheme in ("sqlite", "spark"):
        return text
    hint = "use sqlite:///FILE, postgresql://USER@HOST/NAME, lake:DIR or spark://HOST/DIR"
    raise DatabaseError(f"unknown kind of database: {scheme}", hint)


def url_of_file(path: str) -> str:
    """Return the URL of the SQLite database in the file `path`, in which every letter stands for itself."""
    return f"sqlite:///{path}"


def placed(text: str, folder: str) -> str:
    """Return what names a database with its path as seen from `folder`; `~` at its beginning is the user's home."""
    for scheme in ("sqlite:///", "lake://", "lake:", ""):
        if text.startswith(scheme) and not (not scheme and "://" in text):
            path = text.removeprefix(scheme)
            return scheme + os.path.join(folder, os.path.expanduser(path)) if path else text
    return text


def is_lake_here(url: str) -> bool:
    """Tell whether a URL names a lake that is read on this machine."""
    return dialect_of(url) == "duckdb"


def dialect_of(url: str) -> Dialect:
    """Return the engine that the normal URL `url` belongs to."""
    return _DIALECTS[url.partition(":")[0]]


def sqlite_file(url: str) -> str:
    """Return the path in a SQLite URL; `:memory:` and an empty path are refused, for nothing would be kept.

    Raises:
        DatabaseError: the URL names no file.
    """
    path = url.removeprefix("sqlite:///")
    if path in ("", ":memory:") or path == url:
        raise DatabaseError(
            f"{url} does not name a database file", "write sqlite:///relative.db or sqlite:////absolute.db"
        )
    return path


def file_of(url: str) -> str | None:
    """Return the file in which a database is; None for those on a server, and for lakes.

    Raises:
        DatabaseError: as for `sqlite_file`.
    """
    return sqlite_file(url) if dialect_of(url) == "sqlite" else None


def shown(url: str) -> str:
    """Return `url` without its password, for messages."""
    if dialect_of(url) in ("sqlite", "duckdb"):
        return url
    if dialect_of(url) == "spark":
        return url.partition("?")[0]  # behind it may be a token
    from urllib.parse import urlsplit  # its import takes long, and a query on SQLite has no password to hide

    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@") if password else url
