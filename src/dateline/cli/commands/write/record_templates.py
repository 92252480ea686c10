"""The templates that `add` opens in an editor: a record of each kind with its required and optional keys."""

from __future__ import annotations

_CITED = 'citations = [{ source = "", locator = "" }]\n'

TEMPLATES = {
    "event": f"""[[event]]
id = ""
title = ""
date = ""               # EDTF: 1999-12-08, 1999, [1994..1996]
# date_text = ""        # the words of the source
# description = ""
# kind = ""
# place = ""
# actors = ["belarus (signatory)"]
# themes = []
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
# text = ""
# known = ""
{_CITED}""",
}
