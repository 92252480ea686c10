"""The style sheet and the script of pictures come from the server as files of their own."""

from __future__ import annotations

import pytest

from dateline.render.picture.page import timeline_script
from dateline.render.picture.style import stylesheet


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [("picture.css", "text/css", stylesheet("auto")), ("timeline.js", "text/javascript", timeline_script())],
)
def test_files_of_pictures(client, path, kind, text):
    answer = client.get(f"/static/{path}")
    assert (answer.status_code, answer.text) == (200, text)
    assert answer.headers["content-type"].startswith(kind)
