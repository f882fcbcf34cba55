"""One person, read without everybody else: for a command that is told by whose file they go.

A stem comes before any name or alias (see `core.lookup`), so nobody else need be asked who is meant.
"""

from __future__ import annotations

import os
from stat import S_ISREG
from typing import TYPE_CHECKING

from karma.core.links import fold
from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.discover import is_plain
from karma.files.read import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.files.listing import Names


class Alone:
    """The people of a book by the names of their files. Where these leave any doubt, it says None.

    `names` are all that stand below contacts/, or none.
    """

    def __init__(self, root: Path, config: Config, names: Names) -> None:
        self._root, self._config = root, config
        self._folders = [(folder, inside, _said(inside)) for folder, inside in names]

    def is_stem(self, stem: str) -> bool:
        """True when a file is called so, whether it can be read or not."""
        return any(self._called(fold(stem)))

    def get(self, stem: str) -> Contact | None:
        """The one whose file has that name, if no other file is called like it and this one can be read."""
        paths = list(self._called(fold(stem)))
        if len(paths) != 1 or not is_plain(paths[0]) or not self._is_ordinary(paths[0]):
            return None
        text = read_text(self._root / paths[0])
        return None if isinstance(text, Fault) else parse_contact(text, paths[0], self._config)[0]

    def _called(self, stem: str) -> Iterator[str]:
        """The files, whoever they are, with a stem that is folded to this one."""
        wanted = f"/{stem}.md/"
        for folder, names, said in self._folders if stem and "/" not in stem else ():
            at = said.find(wanted)
            while at >= 0:
                yield f"{folder}/{names[said.count('//', 0, at + 1)]}"
                at = said.find(wanted, at + 1)

    def _is_ordinary(self, path: str) -> bool:
        try:
            return S_ISREG(os.lstat(self._root / path).st_mode)
        except OSError:
            return False


def _said(names: list[str]) -> str:
    """All names in one text, folded at one go, each between slashes, which no name has in it."""
    return fold(f"/{'//'.join(names)}/").replace("/ ", "/").replace(" .md/", ".md/")
