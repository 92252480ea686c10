"""How Sphinx builds the documentation: html with the theme furo, and man pages, from the same pages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

from command_pages import PAGES, names

from dateline import __version__

project = "dateline"
author = "the authors of dateline"
copyright = author  # noqa: A001 - the name that Sphinx reads
version = release = __version__
language = "en"
smartquotes = False  # they would make a dash of the two hyphens of an option

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "command_pages",
    "public_names",
    "root_pages",
]
exclude_patterns = ["extensions", "static"]
nitpicky = True
default_role = "code"  # docstrings write names between single backticks

myst_heading_anchors = 4
myst_links_external_new_tab = False

# Nothing is fetched when the pages are built: what is not ours has no link.
nitpick_ignore_regex = [
    ("py:.*", r"(?!dateline\b).*"),
    ("py:.*", r"dateline\.dates\.(masks\..*|values\.(Member|Qualifier))"),
    ("py:.*", r"dateline\.(prepared_events\.Entry|event_columns\.Frame)"),
]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_type_aliases = {name: name for name in ("Certainty", "Placement", "Silence", "State")}
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
add_module_names = False

html_theme = "furo"
html_title = f"dateline {release}"
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "default"
pygments_dark_style = "native"

man_show_urls = False
man_pages = [(PAGES + page, name, what, author, 1) for page, name, what in names()]
"""(page, name, what it does, authors, section) of each manual page."""
