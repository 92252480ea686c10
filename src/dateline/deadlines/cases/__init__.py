"""Deadlines as JSON objects, self-contained cases; no database is needed."""

from dateline.deadlines.cases.many import read_cases
from dateline.deadlines.cases.reading import Case, read_case

__all__ = ["Case", "read_case", "read_cases"]
