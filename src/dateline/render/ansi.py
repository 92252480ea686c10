"""The numbers by which a terminal knows a style (ECMA-48)."""

from __future__ import annotations

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34}
