"""Records that were merged, and what their ids lead to."""

from __future__ import annotations

import json


def test_an_id_leads_to_the_first_record_of_its_chain_that_is_there(cli, own_url):
    assert cli("merge", "duma-budget-committee", "state-duma", url=own_url).code == 0
    assert cli("merge", "state-duma", "federal-assembly-russia", url=own_url).code == 0
    assert cli("restore", "state-duma", url=own_url).code == 0
    found = cli("show", "duma-budget-committee", "-f", "json", url=own_url)
    assert json.loads(found.out)["id"] == "state-duma"
    assert cli("db", "check", url=own_url).code == 0
