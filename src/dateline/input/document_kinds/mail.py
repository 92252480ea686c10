"""The text of an e-mail: its head and its body; what is attached is left out."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from dateline.input.document_kinds.html import visible_text

_HEAD = ("Subject", "From", "To", "Date")


def mail_text(content: bytes) -> str:
    """Return the head and the body of an e-mail, an empty line between its parts."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    head = [f"{name}: {message[name]}" for name in _HEAD if message[name]]
    body = message.get_body(preferencelist=("plain", "html"))
    text = "" if body is None else str(body.get_content())
    if body is not None and body.get_content_type() == "text/html":
        text = visible_text(text)
    return "\n\n".join((*head, text)).replace("\r\n", "\n").replace("\0", "")
