"""The style sheet and the script of pictures, as files of the server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.render.picture.page import timeline_script
from dateline.render.picture.style import stylesheet

_KEPT = {"Cache-Control": "max-age=300"}


def picture_style(_: Request) -> Response:
    """Answer with the style of pictures, light or dark as the reader prefers."""
    return Response(stylesheet("auto"), media_type="text/css", headers=_KEPT)


def picture_script(_: Request) -> Response:
    """Answer with the script that lets readers explore a picture."""
    return Response(timeline_script(), media_type="text/javascript", headers=_KEPT)


ROUTES = (Route("/static/picture.css", picture_style), Route("/static/timeline.js", picture_script))
