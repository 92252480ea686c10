"""Pictures of timelines: records to SVG, and to a page that can be explored.

`look` says how a picture is to look, `marks` what it shows of each record, `axis` turns days into pixels, `lanes`
gives every mark and label its place, `svg` writes them; `listing` writes the table of the same records, `page` a whole
page of both, which needs nothing from elsewhere.
"""

from __future__ import annotations

from dateline.render.picture.listing import table
from dateline.render.picture.look import LANES, SCHEMES, Look
from dateline.render.picture.style import stylesheet
from dateline.render.picture.svg import svg

__all__ = ["LANES", "SCHEMES", "Look", "stylesheet", "svg", "table"]
