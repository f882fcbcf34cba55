"""A book that three people share: a bare repository, and a clone for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.repositories import GitShelf, git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.shelf import Said


@dataclass
class Clones:
    """`nora` began the book; `ann` and `joe` cloned it. Nobody has registered a driver or its attributes."""

    bare: Path
    nora: GitShelf
    ann: GitShelf
    joe: GitShelf

    def __iter__(self) -> Iterator[GitShelf]:
        return iter((self.nora, self.ann, self.joe))

    def sync_all(self) -> None:
        """Everybody syncs until all have everything."""
        for one in (self.nora, self.ann, self.joe, self.nora, self.ann):
            one.done("sync")


def clones_of(gitshelf: GitShelf, folder: Path) -> Clones:
    bare = folder / "shared.git"
    git(folder, "clone", "--quiet", "--bare", str(gitshelf.root), str(bare))
    git(gitshelf.root, "remote", "add", "origin", str(bare))
    git(gitshelf.root, "fetch", "--quiet", "origin")
    git(gitshelf.root, "branch", "--quiet", "--set-upstream-to", "origin/main")
    ann, joe = (clone(bare, folder / name.lower(), name, gitshelf) for name in ("Ann", "Joe"))
    return Clones(bare, gitshelf, ann, joe)


def clone(bare: Path, folder: Path, name: str, like: GitShelf, *options: str) -> GitShelf:
    """A clone of somebody's own, who is called so."""
    own = (f"--config=user.name={name} Lee", f"--config=user.email={name.lower()}@lee.example")
    git(bare.parent, "clone", "--quiet", *own, *options, bare.as_uri() if options else str(bare), str(folder))
    return GitShelf(folder, like.capsys)


def state(shelf: GitShelf) -> tuple[str, list[str], dict[str, bytes]]:
    """All that a sync that broke off has to leave alone: branch, index and status, every file of the book."""
    files = {path: data for path, data in shelf.bytes().items() if not path.startswith((".git/", ".karma/"))}
    return shelf.git("rev-parse", "HEAD"), shelf.git("ls-files", "--stage").split("\n") + shelf.dirty(), files


def add_line(shelf: GitShelf, stem: str, line: str) -> None:
    """A line at the end of somebody's log, as an editor writes it; not committed."""
    path = shelf.root / "contacts" / f"{stem}.md"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")


def by_hand(shelf: GitShelf, stem: str, old: str, new: str) -> None:
    """A change of somebody's file made by hand, and committed."""
    path = shelf.root / "contacts" / f"{stem}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    shelf.git("commit", "--quiet", "--all", "--message", f"{stem} by hand")


def data_of(said: Said) -> Any:
    assert said.code == 0, said
    return said.data


def unwrapped(text: str) -> str:
    """What was printed, without the ends of its lines."""
    return " ".join(text.split())
