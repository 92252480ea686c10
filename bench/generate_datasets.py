"""Made-up rows of data sets and of a mapped table: the same rows for the same number, streamed at constant memory.

    python bench/generate_datasets.py gdelt|ucdp|mapped 1000000 FILE

How many different values each column has is taken from a quarter of an hour of GDELT 2.0 (2,111 rows: 985 different
counts, tones and articles in groups of five rows, 400 places) and from a thousand rows of UCDP GED 23.1 (nearly every
description and article is another one). The mapped table has the events of `bench/generate.py` as an office might keep
them; MAPPING says what its columns mean.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import generate

SETS = ("gdelt", "ucdp", "mapped")
SUFFIXES = {"gdelt": ".CSV", "ucdp": ".csv", "mapped": ".csv"}
MAPPING = """[file]
separator = ";"

[columns]
id = "{Ref}"
title = "Name"
description = "Text"
kind = "Art"
place = "Ort"
latitude = "Breite"
longitude = "Laenge"
themes = "Themen"
source = "Quelle"
locator = "{Blatt}"
confidence = "Sicherheit"

[date]
column = "Datum"
format = ["%d.%m.%Y", "%m/%Y", "%Y"]

[[actors]]
column = "Parteien"

[lists]
actors = "|"
themes = "|"
"""
_COUNTRIES = (
    "USA", "GBR", "RUS", "CHN", "BLR", "POL", "DEU", "FRA", "UKR", "LTU", "IND", "PAK", "SYR", "TUR", "ISR", "IRN",
    "IRQ", "EGY", "NGA", "KEN", "ZAF", "BRA", "MEX", "CAN", "AUS", "JPN", "KOR", "PRK", "VNM", "THA", "IDN", "ESP",
)  # fmt: skip
_ROLES = ("", "", "GOV", "MIL", "COP", "BUS", "EDU", "JUD", "OPP", "MED", "LEG", "CVL")
_CODES = (
    "010", "020", "036", "040", "042", "043", "051", "057", "061", "070", "080", "090", "100", "111", "112", "120",
    "130", "138", "141", "150", "160", "173", "180", "190", "193", "195",
)  # fmt: skip
_SCALES = ("-10.0", "-7.0", "-5.0", "-2.0", "-0.3", "0.0", "1.0", "1.9", "2.8", "3.4", "4.0", "7.0", "8.0")
_FIRST = date(2019, 1, 1)


def lines(of: str, rows: int) -> Iterator[str]:
    """Yield the lines of so many rows of a data set."""
    return {"gdelt": _gdelt, "ucdp": _ucdp, "mapped": _mapped}[of](rows)


def _places(draw: random.Random, number: int) -> list[tuple[str, str, str]]:
    towns = [noun.capitalize() for noun in generate._NOUNS]
    sides = [adjective.capitalize() for adjective in generate._ADJECTIVES if "-" not in adjective]
    names = (f"{draw.choice(sides)} {draw.choice(towns)} {n}" for n in range(number))
    return [(name, f"{draw.uniform(-60, 70):.4f}", f"{draw.uniform(-179, 179):.3f}") for name in names]


def _gdelt(rows: int) -> Iterator[str]:
    """Yield rows of version 2.0: articles of some five rows each, 2,000 of them every quarter of an hour."""
    draw = random.Random(5)
    actors = [*_named_actors(), *[("", "", "", "")] * 100]
    places = [_where(draw, *place) for place in _places(draw, 20_000)]
    often = list(accumulate(1 / (rank + 20) for rank, _ in enumerate(places)))
    for number in range(rows):
        if number % 5 == 0:
            article = _article(draw, number, _FIRST + timedelta(number * 365 // rows))
        day, mentions, tone, quarter, address = article
        when = day - timedelta(draw.choices((0, 1, 7, 30, 365), weights=(970, 3, 9, 9, 9))[0])
        code, (where,) = draw.choice(_CODES), draw.choices(places, cum_weights=often)
        fraction = f"{when.year + when.timetuple().tm_yday / 366:.4f}"
        sides = draw.sample(actors, 2)
        cells = (
            str(800_000_000 + number), f"{when:%Y%m%d}", f"{when:%Y%m}", f"{when:%Y}", fraction,
            *(cell for code_, name, land, role in sides for cell in (code_, name, land, *[""] * 4, role, "", "")),
            "1", code, code, code[:2], "1", draw.choice(_SCALES), mentions, "1", mentions, tone, *where * 3, quarter,
            address,
        )  # fmt: skip
        yield "\t".join(cells) + "\n"


def _named_actors() -> Iterator[tuple[str, str, str, str]]:
    for land in _COUNTRIES:
        for role in dict.fromkeys(_ROLES):
            yield land + role, f"{role} OF {land}" if role else f"LAND OF {land}", land, role


def _where(draw: random.Random, place: str, north: str, east: str) -> tuple[str, ...]:
    land = draw.choice(_COUNTRIES)[:2]
    return "4", f"{place}, {land}", land, f"{land}01", "12345", north, east, str(draw.randrange(10_000_000))


def _article(draw: random.Random, number: int, day: date) -> tuple[date, str, str, str, str]:
    """Return the day of an article, how often it is mentioned, its tone, when it was added and where it is."""
    mentions = draw.choices((1, 2, 3, 4, 5, 6, 8, 10, 20, 40), weights=(17, 27, 5, 12, 4, 9, 7, 10, 6, 3))[0]
    quarter = f"{day:%Y%m%d}{number // 2_000 % 24:02d}{15 * (number // 500 % 4):02d}00"
    words = "-".join(draw.choices(generate._NOUNS, k=5))
    address = f"https://www.{draw.choice(generate._NOUNS)}.example/{day:%Y/%m/%d}/{words}-{number}"
    return day, str(mentions), f"{draw.gauss(-2, 3):.14f}", quarter, address


_UCDP = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip


def _ucdp(rows: int) -> Iterator[str]:
    """Yield rows of GED: nearly every article and description is another; in 7 % of them a cell has two lines."""
    draw = random.Random(6)
    places = _places(draw, 20_000)
    rebels = [f"Movement of the {a} {n}" for a in generate._ADJECTIVES for n in generate._NOUNS]
    dyads = [(n, draw.randrange(60), draw.choice(rebels), draw.choice((1, 1, 1, 2, 3))) for n in range(900)]
    yield ",".join(_UCDP) + "\n"
    for number in range(1, rows + 1):
        row: dict[str, object] = {"id": number, "relid": f"X-{number}", "event_clarity": draw.choice((1, 1, 1, 2))}
        row |= _fight(*draw.choice(dyads)) | _days(draw) | _site(draw, *draw.choice(places)) | _dead(draw)
        row |= _articles(draw, str(row["date_end"]))
        yield ",".join(f'"{row.get(name, "")}"' for name in _UCDP) + "\n"


def _fight(dyad: int, land: int, rebels: str, kind: int) -> dict[str, object]:
    return {
        "type_of_violence": kind, "conflict_name": f"Land {land}: Government {dyad // 5}",
        "dyad_name": f"Government of Land {land} - {rebels}", "side_a_new_id": land + 100,
        "side_a": f"Government of Land {land}", "side_b_new_id": 1_000 + dyad, "side_b": rebels,
        "country": f"Land {land}", "country_id": land + 2,
    }  # fmt: skip


def _days(draw: random.Random) -> dict[str, object]:
    start = date(1989, 1, 1) + timedelta(draw.randrange(12_400))
    end = start + timedelta(draw.choices((0, 1, 2, 6, 27), weights=(80, 8, 5, 5, 2))[0])
    return {"year": start.year, "date_start": start, "date_end": end}


def _site(draw: random.Random, place: str, north: str, east: str) -> dict[str, object]:
    return {
        "where_prec": draw.choices((1, 2, 3, 4, 6), weights=(50, 20, 15, 10, 5))[0],
        "where_coordinates": f"{place} town", "adm_1": f"{place.split(maxsplit=1)[0]} province",
        "adm_2": f"{place} district",
        "where_description": f"{' '.join(draw.choices(generate._NOUNS, k=7))} near {place}",
        "latitude": north, "longitude": east,
    }  # fmt: skip


def _dead(draw: random.Random) -> dict[str, object]:
    a, b, civil, unknown = draw.choices(range(8), weights=(60, 15, 8, 5, 4, 3, 3, 2), k=4)
    best = a + b + civil + unknown
    sides: dict[str, object] = {"deaths_a": a, "deaths_b": b, "deaths_civilians": civil, "deaths_unknown": unknown}
    return sides | {"best": best, "high": best + draw.choice((0, 0, 0, 2)), "low": best}


def _articles(draw: random.Random, day: str) -> dict[str, object]:
    found = []
    for _ in range(draw.choice((1, 1, 1, 2))):
        paper, words = draw.choice(("Reuters", "AFP", "BBC", "Xinhua")), draw.choices(generate._NOUNS, k=6)
        found.append(f'""{paper},{day},{" ".join(words)}""')
    return {
        "number_of_sources": len(found), "source_article": ";".join(found),
        "source_headline": "One\nTwo" if draw.random() < 0.07 else "One",
    }  # fmt: skip


_MAPPED = "Ref;Name;Text;Datum;Art;Ort;Breite;Laenge;Parteien;Themen;Quelle;Blatt;Sicherheit"


def _mapped(rows: int) -> Iterator[str]:
    """Yield the events of `bench/generate.py` with semicolons and German dates; decades are years there."""
    yield _MAPPED + "\n"
    given = csv.reader(line for batch in generate.lines(rows) for line in batch.splitlines())
    for cells in islice(given, 1, None):
        identity, when, _, _, _, _, title, text, kind, place, north, east, actors, themes, cited, confidence = cells
        source, _, page = cited.partition(" (")
        parties = "|".join(actor.partition(" (")[0] for actor in actors.split("; "))
        row = (identity, title, text, _german(when), kind, place, north, east, parties, themes.replace("; ", "|"),
               source, page[:-1], confidence)  # fmt: skip
        yield ";".join(row) + "\n"


def _german(when: str) -> str:
    year, *rest = when.replace("X", "0").split("-")
    return ("/" if len(rest) == 1 else ".").join((*reversed(rest), year))


def write(of: str, rows: int, path: Path) -> None:
    """Write the file of so many rows."""
    with path.open("w", encoding="ascii", newline="") as stream:
        stream.writelines(lines(of, rows))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
