"""Where git puts the files that it hands to the merge driver: a killed one leaves them, with all they say."""

from __future__ import annotations

from contextlib import contextmanager
from shutil import copyfile, rmtree
from typing import TYPE_CHECKING

from karma.files.discover import CONTACTS
from karma.files.git import Repository
from karma.files.state import state_folder
from karma.files.sync.stopped import asked, paths_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTES = ".gitattributes"


@contextmanager
def elsewhere(repository: Repository) -> Iterator[Repository]:
    """The repository with a work tree in karma's own folder, which holds the attributes and nothing else.

    What a merge that was killed left there, the next one clears away. The caller holds the lock of the book.
    """
    folder = state_folder(repository.book) / "merging"
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        for name in _attributes(repository):
            source, target = repository.top / name, folder / name
            if source.is_file() and not source.is_symlink():  # git follows no link to its attributes either
                target.parent.mkdir(parents=True, exist_ok=True)
                copyfile(source, target)
        yield Repository(folder, folder, repository.git_dir)
    finally:
        rmtree(folder, ignore_errors=True)


def _attributes(repository: Repository) -> dict[str, None]:
    """The paths, from the top, at which git may look for attributes."""
    whole = Repository(repository.top, repository.top, repository.git_dir)
    known = [one for one in paths_of(asked(whole, "ls-files", "-z")) if one.endswith(_ATTRIBUTES)]
    book, people = repository.prefix, f"{repository.prefix}{CONTACTS}/"
    return dict.fromkeys([*known, *(f"{folder}{_ATTRIBUTES}" for folder in ("", book, people))])
