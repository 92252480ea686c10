"""Pictures of pages against stored ones that a person looked at.

DATELINE_NEW_PICTURES=1 writes them anew, to be looked at again. The font comes with the page, so that only the smoothing
of edges differs between browsers.
"""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "browser" / "pictures"
MOST_OTHER = 0.004
"""The share of pixels that may be clearly different."""
DRAWN = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => 0)"
COMPARED = """async ([before, now]) => {
  const [a, b] = await Promise.all([before, now].map(async (text) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + text;
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    return { size: `${picture.width}x${picture.height}`, data: pen.getImageData(0, 0, picture.width, picture.height).data };
  }));
  if (a.size !== b.size) return `${b.size} instead of ${a.size}`;
  let other = 0;
  for (let i = 0; i < a.data.length; i += 4) if ([0, 1, 2].some((n) => Math.abs(a.data[i + n] - b.data[i + n]) > 48)) other++;
  return other / (a.data.length / 4);
}"""


def check(page: Any, name: str, part: str = "svg.dl") -> None:
    """Compare the picture on a page with the one of this name."""
    page.evaluate(DRAWN)
    now, file = page.locator(part).screenshot(animations="disabled"), FOLDER / f"{name}.png"
    if os.environ.get("DATELINE_NEW_PICTURES"):
        file.write_bytes(now)
    other = page.context.new_page().evaluate(COMPARED, [b64encode(each).decode() for each in (file.read_bytes(), now)])
    assert other == 0 or (not isinstance(other, str) and other < MOST_OTHER), f"{name}: {other}"
