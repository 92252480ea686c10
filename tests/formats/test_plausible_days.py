"""Days that no data set is about, and columns that repeat the day and differ from it. Rows are made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pytest
from formats.test_acled import ROW as ACLED_ROW
from formats.test_gdelt import ROW as GDELT_ROW
from formats.test_ucdp import ROW as UCDP_ROW

from dateline.formats.datasets import acled, gdelt, ucdp
from dateline.formats.incoming import Incoming, Item, Rejected

_OF = {"acled": (acled, ACLED_ROW, ","), "ucdp": (ucdp, UCDP_ROW, ","), "gdelt": (gdelt, GDELT_ROW, "\t")}
# What a row has instead of the usual, and a part of the reason for which it is refused; None when it is taken.
CASES: tuple[tuple[str, dict[str, str], str | None], ...] = (
    ("acled", {"event_date": "0025-03-04"}, "can be about"),
    ("acled", {"event_date": "0025-03-04", "year": "2025"}, "can be about"),
    ("acled", {"event_date": "2925-03-04"}, "can be about"),
    ("acled", {"event_date": "2022-03-04", "year": "2021"}, "not in the year 2021"),
    ("acled", {"event_date": "2022-03-04", "year": "2022"}, None),
    ("ucdp", {"date_start": "1013-01-03", "date_end": "1013-01-03"}, "can be about"),
    ("ucdp", {"date_start": "1945-12-31", "date_end": "1946-01-03"}, "can be about"),
    ("ucdp", {"date_start": "2013-01-03", "date_end": "2913-01-03"}, "can be about"),
    ("ucdp", {"date_start": "1946-01-01", "date_end": "1946-01-03"}, None),
    ("ucdp", {"year": "2013.0"}, None),
    ("ucdp", {"year": "2012"}, "not in the year 2012"),
    ("ucdp", {"date_start": "2012-12-30", "year": "2012"}, None),
    ("ucdp", {"date_start": "2012-12-30", "year": "2014"}, "not in the year 2014"),
    ("gdelt", {"MonthYear": "201910", "Year": "2019", "FractionDate": "2019.8082"}, None),
    ("gdelt", {"FractionDate": "2019.8904"}, None),  # (10 * 30 + 24) / 365, as the codebook has it
    ("gdelt", {"MonthYear": "201909"}, "not in the month 201909"),
    ("gdelt", {"Year": "2018"}, "not in the year 2018"),
    ("gdelt", {"Year": "x"}, "not a whole number"),
    ("gdelt", {"FractionDate": "2018.8082"}, "not near"),
    ("gdelt", {"FractionDate": "nonsense"}, "not near"),
)  # fmt: skip


def read(name: str, cells: Mapping[str, str]) -> Item:
    module, row, separator = _OF[name]
    full = {**row, **cells}
    stream = io.StringIO(newline="")
    columns = gdelt.COLUMNS if name == "gdelt" else tuple(full)
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerow(columns)
    writer.writerow([full.get(each, "") for each in columns])
    (item,) = module.events(io.StringIO(stream.getvalue(), newline=""))
    return item


@pytest.mark.parametrize(("name", "cells", "reason"), CASES)
def test_days_and_the_columns_that_repeat_them(name: str, cells: dict[str, str], reason: str | None) -> None:
    item = read(name, cells)
    if reason is None:
        assert isinstance(item, Incoming), item
    else:
        assert isinstance(item, Rejected), item
        assert reason in item.reason
