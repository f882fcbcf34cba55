"""Digests: how one thing is told from another without keeping either."""

from __future__ import annotations

import marshal
from _blake2 import blake2b  # hashlib has the same, and brings OpenSSL along: milliseconds and megabytes
from typing import Any

_PLAINLY = 2
"""The last version of `marshal` that writes equal values alike, however often each is referred to."""


def digest(data: bytes, size: int = 16) -> bytes:
    """A digest of so many bytes: the same for the same data and, as good as certainly, for no other."""
    return blake2b(data, digest_size=size).digest()


def digest_of(plain: Any, size: int = 16) -> bytes:
    """A digest of plain values, as `marshal` takes them: of equal ones the same, if no set is among them."""
    return digest(marshal.dumps(plain, _PLAINLY), size)
