"""The text of an e-mail: its head and its body; what is attached is left out."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

from dateline.errors import Fault, InvalidRecords
from dateline.input.document_kinds.html import visible_text

_HEAD = ("Subject", "From", "To", "Date")


def mail_text(file: str, content: bytes) -> str:
    """Return the head and the body of an e-mail, an empty line between its parts.

    Raises:
        InvalidRecords: its letters are in an encoding that is unknown.
    """
    message = BytesParser(policy=policy.default).parsebytes(content)
    head = [f"{name}: {message[name]}" for name in _HEAD if message[name]]
    body = message.get_body(preferencelist=("plain", "html"))
    try:
        text = "" if body is None else str(body.get_content())
    except LookupError as error:
        raise InvalidRecords([Fault(file, None, f"cannot be read as an e-mail: {error}")]) from error
    if body is not None and body.get_content_type() == "text/html":
        text = visible_text(text)
    return "\n\n".join((*head, text)).replace("\r\n", "\n").replace("\0", "")
