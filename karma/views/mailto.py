"""A `mailto:` link with a message in it (RFC 6068): nothing in a name or a text becomes a header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+@[^\s@,;:<>()\[\]\"\\\x00-\x1f\x7f]+")


def mailto(addresses: Iterable[str], subject: str, body: str) -> str | None:
    """The link that opens a new message to all of them; None when there is none, or one is no address.

    Everything but letters, digits and `-._~` is percent-encoded, in the addresses too but for `@` and `+`;
    line breaks of the body become `%0D%0A`, those of the subject blanks.
    """
    to = [address.strip() for address in addresses]
    if not to or not all(map(_ADDRESS.fullmatch, to)):
        return None
    fields = {"subject": " ".join(subject.split()), "body": "\r\n".join(body.splitlines())}
    query = "&".join(f"{name}={_encoded(text)}" for name, text in fields.items() if text)
    return "mailto:" + ",".join(_encoded(one, "@+") for one in to) + (f"?{query}" if query else "")


def _encoded(text: str, kept: str = "") -> str:
    return quote(text, safe=kept, errors="replace")
