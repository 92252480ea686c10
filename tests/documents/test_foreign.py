"""Dates of texts in other languages: those with a year, as `dateline.dates` reads them."""

from __future__ import annotations

import pytest

from dateline.documents.finding.foreign import find_foreign_dates

TEXTS = {
    (
        "ru",
        "\u0414\u043e\u0433\u043e\u0432\u043e\u0440 \u043f\u043e\u0434\u043f\u0438\u0441\u0430\u043d 8 \u0434\u0435\u043a\u0430\u0431\u0440\u044f 1999 \u0433\u043e\u0434\u0430.",
    ): ["1999-12-08"],
    ("de", "Er wurde am 8. Dezember 1999 in Moskau unterzeichnet.\n\nEnde 1998 fiel der Handel."): [
        "1999-12-08",
        "1998-09/1998-12",
    ],
    ("fr", "Le trait\u00e9 fut sign\u00e9 le 8 d\u00e9cembre 1999, puis ratifi\u00e9 en janvier 2000."): [
        "1999-12-08",
        "2000-01",
    ],
    ("pl", "Umowa zosta\u0142a podpisana 8 grudnia 1999 roku w Moskwie."): ["1999-12-08"],
    ("es", "Se firm\u00f3 el 8 de diciembre de 1999."): ["1999-12-08"],
    ("de", "Im Mai kamen 1500 Leute."): [],
    ("de", "Im Mai kamen sie."): [],
}


@pytest.mark.parametrize(("given", "wanted"), TEXTS.items())
def test_dates(given, wanted):
    language, text = given
    found = list(find_foreign_dates(text, language))
    assert [each.core for each in found] == wanted
    assert all(text[each.start : each.end] == each.text for each in found)
