"""Which pages are ours: the manifest, and the journal of a build that is under way."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING

from karma.files import atomic
from karma.files.site.folder import check_name
from karma.files.site.names import JOURNAL, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from karma.files.site.folder import SiteFolder

_ADD = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

Known = dict[str, list[str]]
"""The pages of ours by name, each with the hashes it may have."""


def read_manifest(folder: SiteFolder, names: Container[str] = ()) -> Known | None:
    """What the manifest names, and the journal of a build that was cut short; None when both are lost.

    `names` are those of pages that were looked at before.
    """
    known = _pages(_text(folder, MANIFEST), names)
    begun = _begun(_text(folder, JOURNAL))
    if known is None and not begun:
        return None
    known = known or {}
    for name, digests in begun.items():
        known[name] = [*known.get(name, []), *digests]
    return known


def write_manifest(folder: SiteFolder, pages: Known) -> None:
    """Writes the manifest if it says something else, and ends the journal. Raises OSError."""
    rows = [f"{_quoted(name)}: [{', '.join(map(_quoted, hashes))}]" for name, hashes in sorted(pages.items())]
    text = '{"version": 1, "pages": {\n' + ",\n".join(rows) + "\n}}\n"
    data = text.encode("utf-8", "surrogatepass")
    if folder.obstacle(MANIFEST) is None and folder.read(MANIFEST) != data:
        folder.write(MANIFEST, data)
    end_journal(folder)


def end_journal(folder: SiteFolder) -> None:
    """Takes the journal away: the manifest knows all of it."""
    if folder.obstacle(JOURNAL) is None:
        with suppress(FileNotFoundError):
            (folder.path / JOURNAL).unlink()


def note(folder: SiteFolder, digests: Mapping[str, str]) -> None:
    """Says in the journal which pages are about to be written. Several processes may do so at once.

    Raises OSError.
    """
    if folder.obstacle(JOURNAL):
        return
    lines = "".join(f"{digest} {name}\n" for name, digest in digests.items())
    handle = os.open(folder.path / JOURNAL, _ADD, 0o666)
    try:
        atomic.write_all(handle, lines.encode("utf-8", "surrogatepass"))
    finally:
        os.close(handle)


def _text(folder: SiteFolder, name: str) -> bytes:
    return (folder.read(name) or b"") if folder.obstacle(name) is None else b""


def _pages(data: bytes, names: Container[str]) -> Known | None:
    """The pages that a manifest names, with their hashes; None when it is no manifest of ours."""
    try:
        known = {name: list(map(str, hashes)) for name, hashes in json.loads(data)["pages"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return known if _are_names(name for name in known if name not in names) else None


def _begun(data: bytes) -> Known:
    """What the journal says; a line that was cut off says nothing."""
    found: Known = {}
    for line in data.decode("utf-8", "surrogateescape").split("\n")[:-1]:
        digest, _, name = line.partition(" ")
        if _are_names((name,)):
            found.setdefault(name, []).append(digest)
    return found


def _are_names(names: Iterable[str]) -> bool:
    try:
        for name in names:
            check_name(name)
    except ValueError:
        return False
    return True
