"""The names by which catalogues and tables call calendars."""

from __future__ import annotations

import re

_CALLED = {
    "gregorian": "gregorian|greg|ce|ad|new style|ns|western|common era",
    "julian": "julian|old style|os|j",
    "islamic": "islamic|hijri|hijri qamari|qamari|hijra|hijrah|hegira|muslim|ah|anno hegirae|hijri lunar|lunar hijri",
    "hebrew": "hebrew|jewish|am hebrew|anno mundi hebrew",
    "french-republican": "french republican|republican|french revolutionary|french r|revolutionary",
    "coptic": "coptic|anno martyrum|era of martyrs|alexandrian",
    "ethiopian": "ethiopian|ethiopic|ec",
}
_NAMES = {name: calendar for calendar, names in _CALLED.items() for name in names.split("|")}


def calendar_called(text: str) -> str | None:
    """Return the calendar that a cell names, by the names of `convention_settings.CALENDARS`, or None.

    >>> calendar_called("#Hijri-qamari"), calendar_called("Julian calendar"), calendar_called("Hijri-shamsi")
    ('islamic', 'julian', None)
    """
    plain = " ".join(re.sub(r"[^a-z]+", " ", text.lower().replace(".", "")).split())
    return _NAMES.get(re.sub(r" ?calendar$", "", plain))
