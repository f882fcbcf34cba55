"""Strict reading: a regular file of at most 1 MB in UTF-8, or the reason why not (faults.md F01–F04)."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from karma.core.problems import Fault

if TYPE_CHECKING:
    from pathlib import Path

SIZE_CAP = 1_000_000
BOM = "\ufeff"
_SAFELY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


def read_bytes(path: Path | str) -> bytes | Fault:
    """The bytes of a regular file, opened without ever blocking; or why there are none.

    A link is followed: which of them lead out of the book, `discover` has seen.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _SAFELY)
    except OSError as failure:
        return Fault(
            "unreadable",
            f"the file cannot be read: {failure.strerror}",
            "Check that it exists and who may read it.",
        )
    try:
        return _read(handle)
    finally:
        os.close(handle)


def _read(handle: int) -> bytes | Fault:
    """All that the file holds now, even if it grows while it is read. Raises OSError."""
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        return Fault("not-a-file", "this is not an ordinary file", "Move it out of contacts/.")
    if status.st_size > SIZE_CAP:
        return _too_large(status.st_size)
    data = b""
    while len(data) <= SIZE_CAP and (more := os.read(handle, status.st_size + 1)):
        data += more
    return data if len(data) <= SIZE_CAP else _too_large(len(data))


def decode(data: bytes) -> str | Fault:
    """The text without its byte order mark, or what is wrong with the bytes. Line endings stay."""
    if not data.strip():
        return Fault(
            "empty-file",
            "the file is empty",
            "Bring back what was there: `git show HEAD:PATH`, or delete the file.",
        )
    if not data.strip(b"\0"):
        return Fault(
            "empty-file",
            "the file holds nothing but zeros, as after a crash",
            "Bring back what was there: `git show HEAD:PATH`.",
        )
    try:
        return data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as failure:
        return _not_utf8(data, failure.start)


def _not_utf8(data: bytes, at: int) -> Fault:
    """The fault at byte `at` (from 0), placed by the lines and characters that editors count (F02)."""
    lines = re.split(r"\r\n|\r|\n", data[:at].decode("utf-8").removeprefix(BOM))
    what = f"not UTF-8 at byte {at + 1}, line {len(lines)}"
    return Fault("not-utf8", what, "Save the file as UTF-8.", col=len(lines[-1]), line=len(lines) - 1)


def read_text(path: Path) -> str | Fault:
    """The text of a file without its byte order mark, or why there is none. Read twice if torn (C03)."""
    data = read_bytes(path)
    if isinstance(data, bytes) and not data:
        data = read_bytes(path)
    return data if isinstance(data, Fault) else decode(data)


_MOVE = "Move long texts into files of their own, outside contacts/."


def _too_large(size: int) -> Fault:
    return Fault("too-large", f"the file has {size:,} bytes; karma reads up to {SIZE_CAP:,}", _MOVE)
