"""What files of people said at a time: blobs of git as contacts, however broken some of them are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from karma.core.book import Contact
from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.read import SIZE_CAP, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from karma.core.config import Config
    from karma.files.git import Repository

UNREAD: Literal["unread"] = "unread"
"""A version that is there and cannot be read: too large, not UTF-8, empty, or not in this clone."""
Version = Contact | None | Literal["unread"]
_AT_ONCE = 200
"""Blobs that are asked for in one go: at most 200 MB of them are ever held."""


class Versions:
    """The versions that were asked for, each read once. Nothing here raises for what a version holds."""

    def __init__(self, repository: Repository, config: Config) -> None:
        self._repository, self._config = repository, config
        self._read: dict[tuple[str, str], Version] = {}

    def fetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Reads these blobs, each with the path at which it stood; "" is no blob."""
        new = [pair for pair in dict.fromkeys(wanted) if pair[0] and pair not in self._read]
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            texts = self._texts({blob for blob, _ in part})
            for blob, path in part:
                self._read[blob, path] = version(texts.get(blob), path, self._config)

    def put(self, blob: str, path: str, data: bytes | None) -> None:
        """Takes `data` for the blob of that name at that path; None cannot be read."""
        self._read[blob, path] = version(data, path, self._config)

    def get(self, blob: str, path: str) -> Version:
        """The person that a fetched blob tells of; None when there was no file."""
        return self._read.get((blob, path), UNREAD) if blob else None

    def _texts(self, blobs: set[str]) -> dict[str, bytes]:
        """The bytes of those blobs that are there and not too large."""
        asked = "".join(f"{blob}\n" for blob in sorted(blobs)).encode("utf-8", "replace")
        sizes = self._repository.run(
            "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", stdin=asked
        )
        fits = [
            words[0]
            for words in (line.split() for line in sizes.text.split("\n"))
            if len(words) == 3 and words[1] == "blob" and int(words[2]) <= SIZE_CAP
        ]
        asked = "".join(f"{blob}\n" for blob in fits).encode()
        return dict(_blobs(self._repository.run("cat-file", "--batch", stdin=asked).out)) if fits else {}


def version(data: bytes | None, path: str, config: Config) -> Version:
    """The person that these bytes tell of; `unread` when they cannot be read."""
    text = decode(data) if data is not None else None
    return UNREAD if text is None or isinstance(text, Fault) else parse_contact(text, path, config)[0]


def _blobs(printed: bytes) -> Iterator[tuple[str, bytes]]:
    """Each blob that `cat-file --batch` printed with its id; one that was cut off is left out."""
    at = 0
    while (end := printed.find(b"\n", at)) >= 0:
        words = printed[at:end].decode("ascii", "replace").split()
        if len(words) != 3:  # `… missing`
            at = end + 1
            continue
        at = end + 1 + int(words[2])
        if at <= len(printed):
            yield words[0], printed[end + 1 : at]
        at += 1
