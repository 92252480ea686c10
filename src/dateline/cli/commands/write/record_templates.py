"""The templates that `add` opens in an editor: a record of each kind with its required and optional keys."""

from __future__ import annotations

from dateline.event_fields import FIELDS, NUMBERS

_CITED = 'citations = [{ source = "", locator = "" }]\n'


def _fields() -> str:
    """Return a line for each field of an event that it may have, but for its coordinates."""
    lines = []
    for field in FIELDS:
        if field.name != "confidence" and not field.limit:
            nothing = "0" if field.name in NUMBERS else '""'
            lines.append(f"# {field.name} = {nothing}".ljust(24) + f"# {field.about or ''}".rstrip(" #"))
    return "".join(line.rstrip() + "\n" for line in lines)


TEMPLATES = {
    "event": f"""[[event]]
id = ""
title = ""
date = ""               # EDTF: 1999-12-08, 1999, [1994..1996]; or undated
{_fields()}# actors = ["belarus (signatory)"]
# themes = []
# measures = [{{ name = "deaths", value = 0, low = 0, high = 0, unit = "people" }}]
confidence = "high"     # high, medium or low
{_CITED}""",
    "actor": """[[actor]]
id = ""
name = ""
kind = "body"           # state, person, organisation, office, bloc, body, company, party
# aliases = []
# description = ""
# date = ""             # when it existed

# [[actor.member_of]]
# actor = ""
# role = ""
# date = ""
""",
    "source": """[[source]]
id = ""
title = ""
# author = ""
# publisher = ""
# date = ""
# url = ""
# language = "en"
# note = ""
""",
    "theme": """[[theme]]
id = ""
title = ""
# aliases = []
# description = ""
# parent = ""           # where the id does not say it
""",
    "programme": f"""[[programme]]
id = ""
title = ""
# date = ""
# actors = []
# description = ""
# observed_through = "" # the last day of complete monitoring
{_CITED}""",
    "horizon": f"""[[horizon]]
id = ""
title = ""
{_CITED}
[[horizon.date]]
when = ""
# known = ""
{_CITED}""",
    "link": f"""[[link]]
id = ""
type = "causes"         # causes, answers, part of, precedes, breaks, fulfils, repeats, contradicts, differs from
from = ""               # an event; from_deadline for a promise
to = ""                 # an event; to_deadline for a promise
# note = ""
{_CITED}""",
    "deadline": f"""[[deadline]]
id = ""
programme = ""
title = ""
force = "binding"       # binding, forecast or proposal
# actors = ["belarus (co-obligor)"]
# themes = []
confidence = "high"

[[deadline.due]]
kind = "original"
due = ""
rule = "by_end"         # in, by_end, by, before, from, in_one_of, within
# within = ""           # instead of due: a period such as "3 months", counted after = "", before = "" or of = ""
# text = ""
# known = ""
{_CITED}""",
}
