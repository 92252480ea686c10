"""What sources say, on request: on the page of the timeline, in exports and in the API; nobody else sees it."""

from __future__ import annotations

import pytest

from dateline.wire_fields import EVENT_FIELDS


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "svg", "html"])
def test_the_same_file_as_export_with_claims(client, cli, loaded_url, form):
    answer = client.get(f"/export.{form}?claims=1&to=1996")
    assert answer.status_code == 200, answer.text
    assert answer.content.decode() == cli("export", "--claims", "-f", form, "--to", "1996", url=loaded_url).out


def test_a_format_without_a_place_for_claims_is_refused(client):
    answer = client.get("/export.md?claims=1")
    assert answer.status_code == 400
    assert "md has no place for claims" in answer.text


def test_the_api_has_claims_on_request_only(client):
    plain = client.get("/api/events?to=1996").json()["records"]
    assert {tuple(each) for each in plain} == {EVENT_FIELDS}
    asked = client.get("/api/events?to=1996&claims=1").json()["records"]
    assert {tuple(each) for each in asked} == {(*EVENT_FIELDS, "verdict", "claims")}
    assert any(each["claims"] for each in asked)
    assert [{name: each[name] for name in EVENT_FIELDS} for each in asked] == plain
    lines = client.get("/api/events?to=1996&claims=1&format=jsonl").text.splitlines()
    assert len(lines) == len(asked)
    assert '"claims": [{' in "".join(lines)


def test_the_page_draws_them_and_leads_to_exports_that_have_them(client):
    assert "data-said" not in client.get("/timeline?to=1996").text
    page = client.get("/timeline?to=1996&claims=1").text
    assert "data-said=" in page
    assert "/export.csv?to=1996&amp;claims=1" in page
    assert "/export.md?to=1996&amp;claims=1" not in page
    assert 'id="claims" name="claims" value="1" checked' in page


def test_the_page_of_a_deadline_has_its_links(cli, url, folder, client_of):
    text = """
[collection]
id = "m"
title = "M"
[[source]]
id = "memo"
title = "Memo"
[[event]]
id = "walk-out"
title = "Walk-out"
date = "1999-06-01"
confidence = "high"
citations = [{ source = "memo" }]
[[programme]]
id = "pact"
title = "Pact"
citations = [{ source = "memo" }]
[[deadline]]
id = "pact-1"
programme = "pact"
title = "Meet"
force = "binding"
confidence = "high"
[[deadline.due]]
kind = "original"
due = "1999-06"
rule = "by_end"
citations = [{ source = "memo" }]
[[link]]
id = "broken"
type = "breaks"
from = "walk-out"
to_deadline = "pact-1"
citations = [{ source = "memo", locator = "p. 9" }]
"""
    assert cli("load", folder(all=text), url=url).code == 0
    client = client_of(url)
    assert 'is broken by <a href="/event/walk-out">Walk-out</a>: Memo, p. 9' in client.get("/deadline/pact-1").text
    assert 'breaks <a href="/deadline/pact-1">Meet</a>: Memo, p. 9' in client.get("/event/walk-out").text
