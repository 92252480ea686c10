"""A page of the server as a page of a site: its links lead to files, and those that lead nowhere are plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, urldefrag

_LINK = re.compile(r' (href|src|action)="([^"]*)"')
"""As the templates write them: every text in them is escaped, so no quote of a text ends one."""
_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\n?')
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_NAMES = re.compile(r"<dt>Also called</dt>\s*<dd>(.*?)</dd>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_links(text: str, way: Callable[[str], str | None]) -> str:
    """Return the page with each link of the server replaced by `way(address)`, or taken out where that is None.

    Links to other places and within the page stay.
    """

    def replaced(found: re.Match[str]) -> str:
        address, fragment = urldefrag(unescape(found[2]))
        if not address.startswith("/") or address.startswith("//"):
            return found[0]
        target = way(address)
        if target is None:
            return ""
        return f' {found[1]}="{escape(quote(target) + (f"#{fragment}" if fragment else ""))}"'

    return _LINK.sub(replaced, _ALTERNATE.sub("", text))


def links(text: str) -> list[str]:
    """Return the addresses of the server that a page leads to, without the places in them."""
    found = (urldefrag(unescape(each[2])).url for each in _LINK.finditer(_ALTERNATE.sub("", text)))
    return [address for address in found if address.startswith("/") and not address.startswith("//")]


def minified(text: str) -> str:
    """Return a page without what HTML needs not, as quotes and ends of tags; unchanged where the extra is older."""
    try:
        import minify_html
    except ImportError:
        return text
    return minify_html.minify(text)


def heading(text: str) -> str:
    """Return the heading of a page as plain text."""
    found = _TITLE.search(text)
    return unescape(_TAG.sub("", found[1])).strip() if found else ""


def other_names(text: str) -> list[str]:
    """Return the other names that a page says its record has, as one text, or nothing."""
    found = _NAMES.search(text)
    return [unescape(_TAG.sub("", found[1])).strip()] if found else []
