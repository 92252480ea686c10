"""Hashes of sets of themes."""

from __future__ import annotations

from hashlib import blake2b

_SIZE = 16


def fingerprint_of(themes: tuple[str, ...]) -> str:
    """Return the hash of a set of themes, given sorted."""
    return blake2b("\0".join(themes).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()
