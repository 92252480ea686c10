"""Good input of every kind, small and made up: what mutations begin with."""

from __future__ import annotations

import json

from dateline.formats.datasets import gdelt, icews

_GDELT = {
    "GLOBALEVENTID": "77", "SQLDATE": "20191024", "Actor1Code": "BLRGOV", "Actor1Name": "MINSK", "Actor2Code": "RUS",
    "EventCode": "040", "NumMentions": "4", "NumSources": "1", "NumArticles": "2", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Brest, Brestskaya, Belarus", "ActionGeo_CountryCode": "BO", "ActionGeo_Lat": "52.1",
    "ActionGeo_Long": "23.7", "DATEADDED": "20191024143000", "SOURCEURL": "https://example.org/a",
}  # fmt: skip
_ICEWS = {
    "Event ID": "9001", "Event Date": "2016-03-02", "Source Name": "Police (Belarus)", "Source Country": "Belarus",
    "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Jānis", "Story ID": "55",
    "Sentence Number": "3", "Publisher": "Wire", "Country": "Belarus", "Latitude": "52.1", "Longitude": "26.1",
}  # fmt: skip
_POLECAT = {
    "Event ID": "EX-1", "Event Date": "2021-05-04", "Event Type": "ACCUSE", "Event Mode": "allege",
    "Intensity": "-2.0", "Contexts": "legal;human_rights", "Actor Name": "Jane", "Actor Country": "LVA",
    "Recipient Country": "BLR", "Placename": "Riga", "Latitude": "56.9", "Longitude": "24.1", "Source": "Wire",
    "Publication Date": "2021-05-05",
}  # fmt: skip
_ACLED = {
    "event_id_cnty": "XXA12", "event_date": "2022-12-28", "time_precision": "1", "disorder_type": "Violence",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Army", "assoc_actor_1": "Militia A; B",
    "country": "Xland", "location": "Aville", "latitude": "1.5", "longitude": "-2.25", "source": "Paper; Radio",
    "notes": "A clash", "fatalities": "3", "timestamp": "1672531200",
}  # fmt: skip
_UCDP = {
    "id": "77", "type_of_violence": "1", "conflict_name": "X: Government", "dyad_name": "X - Rebels",
    "side_a_new_id": "11", "side_a": "Government", "side_b_new_id": "22", "side_b": "Rebels", "where_prec": "1",
    "latitude": "1.5", "longitude": "2.5", "country": "Xland", "country_id": "999", "event_clarity": "1",
    "date_prec": "1", "date_start": "2013-01-03", "date_end": "2013-01-03", "best": "4", "high": "4", "low": "4",
}  # fmt: skip
_CSV = 'id,date,title,actors,themes,citations,latitude\na,1999-12-08,"A ""b"", c",p (role); q,x/y,s (p. 1) "q",53.9\n'
_EVENT = {
    "id": "a", "date": "1999", "title": "A", "actors": [{"id": "p", "name": "P", "role": None}], "themes": ["x"],
    "citations": [{"source": "s", "locator": "p. 1", "quote": None}], "latitude": 1.5, "version": 2,
}  # fmt: skip
_TIMELINE = {
    "events": [
        {
            "start_date": {"year": "1999", "month": "12"},
            "end_date": {"year": 2000},
            "text": {"headline": "A", "text": "B"},
        },
    ]
}
_ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTART;VALUE=DATE:19991208\r\nSUMMARY:A\\, b\r\n"
    "RRULE:FREQ=YEARLY;COUNT=3\r\nDESCRIPTION:a long\r\n line\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
TOML = """[collection]
id = "mine"
title = "T"
[[source]]
id = "s"
title = "S"
[[actor]]
id = "p"
name = "P"
kind = "state"
[[actor.member_of]]
actor = "q"
date = "1999/.."
[[actor]]
id = "q"
name = "Q"
kind = "bloc"
[[theme]]
id = "x"
title = "X"
[[event]]
id = "a"
title = "A"
date = "1999-12?"
actors = ["p (host)"]
themes = ["x"]
latitude = 53.9
confidence = "high"
citations = [{ source = "s", locator = "p. 1" }]
[[horizon]]
id = "h"
title = "H"
citations = [{ source = "s" }]
[[horizon.date]]
when = "[2001..2004]"
citations = [{ source = "s" }]
[[programme]]
id = "g"
title = "G"
citations = [{ source = "s" }]
[[deadline]]
id = "d"
programme = "g"
title = "D"
force = "binding"
confidence = "low"
kind = "occurrence"
recurs = "FREQ=YEARLY;COUNT=3"
lead = [1, 2]
[[deadline.due]]
kind = "original"
due = "2000"
rule = "by_end"
known = "1999"
citations = [{ source = "s" }]
[[deadline.due]]
kind = "amendment"
occurrence = "2000-12-31"
within = "3 months and 2 days"
after = "2001-02-03"
roll = "following"
citations = [{ source = "s" }]
[[deadline.status]]
occurrence = "2001-12-31"
level = [0, 2]
when = "../2001"
event = "a"
citations = [{ source = "s" }]
[[deadline.waiver]]
occurrence = "2002-12-31"
effective = "2001-02"
citations = [{ source = "s" }]
"""


def _separated(row: dict[str, str], separator: str) -> str:
    return f"{separator.join(row)}\n{separator.join(row.values())}\n"


def _gdelt() -> str:
    return "".join("\t".join(_GDELT.get(name, "") for name in shape) + "\n" for shape in gdelt.SHAPES.values())


FILES: dict[str, str] = {
    "csv": _CSV,
    "tsv": _CSV.replace(",", "\t"),
    "jsonl": json.dumps(_EVENT) + "\n" + json.dumps({"id": "b", "withdrawn": True}) + "\n",
    "timelinejs": json.dumps(_TIMELINE),
    "ics": _ICS,
    "gdelt": _gdelt(),
    "icews": "\t".join(icews.COLUMNS) + "\n" + "\t".join(_ICEWS.get(name, "") for name in icews.COLUMNS) + "\n",
    "polecat": _separated(_POLECAT, "\t"),
    "acled": _separated(_ACLED, ","),
    "ucdp": _separated(_UCDP, ","),
}
"""A file of each format that `import` reads."""

MAPPING = '[file]\nseparator = ","\n[columns]\nid = "id"\ntitle = "title"\n[columns.date]\nfrom = "date"\nformat = "%Y-%m-%d"\n'
TEXTS = (
    "1999-12-08", "mid-1990s", "fall 2000", "[1994..1996]", "Y17E7", "156X-12-XX", "-0043-03-15?", "1999-12/..",
    "late 19th century", "Q4 1999 – Q1 2000", "by 2005", "{1960,1961-12}", "3 months ago", "10/7/2008",
    "before the first half of the 2nd century BC", "2001-33S2", "1990S3",
)  # fmt: skip
"""Dates."""
INJECTIONS = (
    "'", '"', "x' OR '1'='1", "x'; DROP TABLE event; --", '"; DROP TABLE event; --', "%", "_", "\\", "%s", ":first",
    "$1", "?", "x) OR (1=1", "NEAR(a b)", 'a" OR "b', "a AND NOT b", "words:gas", "*", "^gas", "🙈", "\udcff", "a\0b",
    "ǆ", "İ", "x" * 5_000, "(" * 500, "../../etc/passwd", "-1", "--", "<script>alert(1)</script>", "=1+1",
)  # fmt: skip
"""Texts that mean something to those who would take them for code."""
