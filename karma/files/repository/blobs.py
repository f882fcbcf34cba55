"""Many blobs in one call of git: a call for each would take longer than all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.files.git import Repository


def read(repository: Repository, names: Sequence[str]) -> list[bytes | None] | None:
    """The bytes of each blob, by id or as `HEAD:path` (without a line break); None for one that is none.

    None instead of the list when git cannot be asked.
    """
    if not names:
        return []
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    done = repository.run("cat-file", "--batch", stdin=asked)
    found = list(_contents(done.out)) if done.ok else []
    return found if len(found) == len(names) else None


def write(repository: Repository, contents: Sequence[bytes]) -> list[str]:
    """Puts the contents into git's object store; their ids, or none at all when it cannot be done."""
    if not contents:
        return []
    parts = [
        b"blob\nmark :%d\ndata %d\n%b\nget-mark :%d\n" % (mark, len(data), data, mark)
        for mark, data in enumerate(contents, 1)
    ]
    done = repository.run("fast-import", "--quiet", "--done", stdin=b"".join(parts) + b"done\n")
    ids = done.text.split()
    return ids if done.ok and len(ids) == len(contents) else []


def _contents(printed: bytes) -> Iterator[bytes | None]:
    """What `cat-file --batch` printed, object by object."""
    at = 0
    while at < len(printed):
        end = printed.index(b"\n", at)
        *_, kind, size = [b"", *printed[at:end].split(b" ")]
        at = end + 1
        if not size.isdigit():  # `… missing`
            yield None
            continue
        yield printed[at : at + int(size)] if kind == b"blob" else None
        at += int(size) + 1
