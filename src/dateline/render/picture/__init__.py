"""Pictures of timelines: records to SVG, and to a page that can be explored.

`look` says how a picture is to look, `marks` what it shows of each record, `axis` turns days into pixels, `lanes`
gives every mark and label its place, `svg` writes them; `listing` writes the table of the same records, `page` a whole
page of both, which needs nothing from elsewhere. Only `look` is imported with the package: options are made of it.
"""

from __future__ import annotations

from dateline.render.picture.look import LANES, SCHEMES, Look

__all__ = ["LANES", "SCHEMES", "Look"]
