"""What is written without click is what click would write."""

from __future__ import annotations

import io
from typing import Any

import click
import pytest

from dateline.cli.context import App, echo
from dateline.cli.output.destination import styled

TEXTS = ["", "plain", "Лукашенко", "\x1b[2mdim\x1b[0m", "two\nlines", "\x1b[31mred"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("kind", [io.StringIO, Terminal])
@pytest.mark.parametrize("colored", [True, False])
@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_written_as_click_writes_it(kind, colored, text):
    ours, theirs = kind(), kind()
    echo(text, ours, colored=colored)
    click.echo(text, file=theirs, color=colored or None)
    assert ours.getvalue() == theirs.getvalue()


STYLES: dict[tuple[str, ...], dict[str, Any]] = {
    ("yellow", "bold"): {"fg": "yellow", "bold": True},
    ("dim",): {"dim": True},
    ("red",): {"fg": "red"},
    ("green",): {"fg": "green"},
}


@pytest.mark.parametrize("styles", STYLES)
def test_styles_are_those_of_click(styles):
    assert styled(App(None, "always", False, False), "text", *styles) == click.style("text", **STYLES[styles])
    assert styled(App(None, "never", False, False), "text", *styles) == "text"


TOML = """
[collection]
id = "mine"
title = "Mine"

[[source]]
id = "paper"
title = "Paper"

[[event]]
id = "one"
title = "A \\u001b[31mred\\u001b[0m title"
date = "1999"
confidence = "high"
citations = [{ source = "paper" }]
"""


def test_codes_in_what_is_recorded_reach_no_pipe(cli, url, folder, tmp_path):
    assert cli("load", folder(all=TOML), url=url).code == 0
    plain = cli("query", url=url).out
    assert "A red title" in plain
    assert "\x1b" not in plain
    colored = cli("--color", "always", "query", url=url).out
    assert "A \x1b[31mred\x1b[0m title" in colored
    assert "\x1b[2mone\x1b[0m" in colored
    for color, expected in (("always", colored), ("never", plain)):
        assert cli("--color", color, "query", "-o", tmp_path / "out.txt", url=url).code == 0
        assert (tmp_path / "out.txt").read_text("utf-8") == expected
