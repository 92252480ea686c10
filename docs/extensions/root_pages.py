"""Files of the root folder as pages: their links lead to the pages of the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

HOMES = {
    "ARCHITECTURE.md": "/maintainers/architecture.md",
    "CONTRIBUTING.md": "/maintainers/contributing.md",
    "CHANGELOG.md": "/maintainers/changelog.md",
}


def link(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Turn links of an included root file into links of the documentation."""
    text = re.sub(r"\]\(docs/", "](/", content[0])
    content[0] = re.sub(r"\]\((\w+\.md)\)", lambda found: f"]({HOMES.get(found[1], found[1])})", text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the function above."""
    app.connect("include-read", link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
