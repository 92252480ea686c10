"""What a due date says: which of its rule and its cutoff gave the last compliant day."""

from __future__ import annotations

import pytest

from dateline.formats.curated.folder import read_text
from dateline.render.explanation import due_words

BASE = """
[[source]]
id = "s"
title = "S"
[[programme]]
id = "p"
title = "P"
date = "1999"
citations = [{ source = "s" }]
[[deadline]]
id = "d"
programme = "p"
title = "D"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
citations = [{ source = "s" }]
"""
SAID = {
    'due = "2000-03"\nrule = "by_end"': "2000-03-31 by the rule “by the end of”",
    'due = "2000-03"\nrule = "by_end"\ncutoff = ["2000-04-02", "2000-04-02"]': "2000-04-02 by its cutoff",
    'due = "2000-03"\nrule = "by_end"\ncutoff = ["2000-03-31", "2000-03-31"]': "2000-03-31 by the rule “by the end of”",
    'due = "2000-04-01"\nrule = "by_end"\nroll = "following"': "2000-04-03 by the rule “by the end of”",
    'due = "2000-03"\nrule = "by_end"\ncutoff = ["2000-04-01", "2000-04-01"]\nroll = "following"': "2000-04-03 by its cutoff",
    'text = "soon"\ncutoff = ["2000-04-02", "2000-04-02"]': "2000-04-02",
    'within = "3 months"\nafter = "2000-01-01"': "2000-04-01 by the rule “within”",
}


@pytest.mark.parametrize("written", SAID)
def test_the_sentence_names_what_gave_the_day(written):
    found = read_text("d.toml", BASE + written)
    assert not found.faults
    (due,) = found.deadlines["d"].due
    assert due_words(due)[0].endswith(f"last compliant day {SAID[written]}")
