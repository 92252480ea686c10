"""The texts of the tests: the same dates in all languages, and what historians write in each."""

from pathlib import Path

from dateline.dates.conventions import Conventions
from dateline.dates.languages import NAMES
from dateline.dates.prose.candidate import Rank
from dateline.dates.prose.interpretation import from_prose

LANGUAGES = tuple(NAMES)
_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


PARALLEL = _rows("parallel.txt")
"""English, EDTF by hand or "=", and the text in each language."""

SAMPLES = {language: _rows(f"samples/{language}.txt") for language in LANGUAGES}
"""Texts of footnotes and catalogues with EDTF by hand, "= English" or "?", which means not read."""


def in_language(text: str, language: str | None) -> list[str]:
    """Return what a text means in a language."""
    found = from_prose(text, conventions=Conventions(language=language))
    return [each.edtf for each in found if each.rank is Rank.MEANT]
