"""The page about the tools has every tool with every argument and field; with DATELINE_DOCS_REWRITE=1 it is written."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.assistants.tools import TOOLS

PAGE = Path(__file__).parents[2] / "docs/reference/tools.md"
START, END = "<!-- tools: begin -->\n", "<!-- tools: end -->\n"


def tables():
    for name, tool in TOOLS.items():
        schema = tool.input_schema()
        yield f"### {name}\n\n{tool.summary}\n\n| argument | takes | means |\n|---|---|---|\n"
        for argument, taken in schema["properties"].items():
            must = ", required" if argument in schema["required"] else ""
            yield f"| `{argument}` | {kind(taken)}{must} | {taken['description']} |\n"
        if tool.fields:
            yield f"\nA row has: {', '.join(f'`{field}`' for field in tool.fields)}.\n"
        yield "\n"


def kind(schema):
    if schema.get("type") == "array":
        return f"one or several: {kind(schema['items'])}"
    if "enum" in schema:
        return ", ".join(f"`{choice}`" for choice in schema["enum"])
    return {"boolean": "true or false", "integer": "a number", "string": "a text"}[schema["type"]]


def test_the_page_has_every_tool_argument_and_field():
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    wanted = f"{before}{START}\n{''.join(tables())}{END}{after}"
    if os.environ.get("DATELINE_DOCS_REWRITE"):
        PAGE.write_text(wanted, "utf-8")
    assert page == wanted
