"""The page of a programme tells of it, and of its deadlines what the board tells."""

from __future__ import annotations

import pytest

PAGE = "/programme/union-state-programme-1999"


def test_the_page(client):
    answer = client.get(f"{PAGE}?as_of=2000-10-15&known_at=2010")
    assert answer.status_code == 200
    for text in ("Programme of Action of Belarus and Russia", "15 October 2000", "certainly overdue", "2008-12-31"):
        assert text in answer.text
    for link in ("/actor/russia", "/source/moshes-2000", "/deadline/usp-3-1", "/programmes"):
        assert f'href="{link}' in answer.text
    assert (
        'href="/deadlines?as_of=2000-10-15&amp;known_at=2010&amp;programme=union-state-programme-1999"' in answer.text
    )
    assert "as_of=2000-09-30" in answer.text, "the month before"


def test_the_links_to_it(client):
    for page in ("/programmes", "/deadlines?as_of=2000-10-15", "/deadline/usp-3-1", "/source/moshes-2000"):
        assert f'href="{PAGE}' in client.get(page).text, page


@pytest.mark.parametrize(("path", "status"), [("/programme/union-state-programme", 404), (f"{PAGE}?as_of=soon", 400)])
def test_what_it_cannot_answer(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    if status == 404:
        assert "union-state-programme-1999" in answer.text
