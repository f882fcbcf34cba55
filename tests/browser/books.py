"""Books for the browser to look at, and the sites that karma makes of them."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from karma.views.html.pages import TOP
from tests.repositories import git

REPOSITORY = Path(__file__).parents[2]
SAMPLE_PEOPLE = tuple(
    f"contacts/{path.stem}.html"
    for path in sorted((REPOSITORY / "contacts").rglob("*.md"))
    if "\nprivate: true\n" not in path.read_text("utf-8")
)
SAMPLE_PAGES = (*TOP, *SAMPLE_PEOPLE)
"""Every page of the sample network."""
LETTER_DAY = "1909-06-30"


@dataclass(frozen=True)
class OnDisk:
    """A book and the site that was built of it."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "site"

    @property
    def names(self) -> tuple[str, ...]:
        """Every page by its path in the site, sorted."""
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html")))

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if name.startswith("contacts/"))

    def address(self, name: str) -> str:
        """The page as it opens by double-click."""
        return (self.folder / name).as_uri()


def karma(root: Path, *args: str) -> str:
    """What karma says; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "karma", "-C", str(root), *args], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (args, done.stdout, done.stderr)
    return done.stdout


def sample(root: Path) -> OnDisk:
    """The sample network, in a repository as it would be."""
    shutil.copytree(REPOSITORY / "contacts", root / "contacts")
    shutil.copy(REPOSITORY / "karma.toml", root)
    (root / ".gitignore").write_text(".karma/\nsite/\n", "utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "the book as it was")
    karma(root, "build")
    return OnDisk(root)


_GIVEN = ("Edward", "Samuel Jr", "Mary Emily", "Józef", "Sigmund", "Harriet (Mrs)")
_FAMILY = ("Johnson", "Insull", "Meadowcroft", "Upton", "Batchelor", "Łukasiewicz", "Villard", "O'Gorman")
_FIRMS = ("Edison Phonograph Works", "Bergmann & Co", "North American Rubber Co, (New York)")
_ABOUT = ("Finances", "TAE health", 'Schermerhorn, John Relyea; "Storage battery"', "<Illegible>", "")
_ME = "Edison, Thomas Alva"


def letters(root: Path) -> OnDisk:
    """A letter book of the shape of Edison's: hundreds of letters, some of them between third parties."""
    (root / "contacts").mkdir(parents=True)
    (root / "karma.toml").write_text(
        'name = "Thomas Edison"\n[git]\ncommit = false\n[touch.letter]\nmeaning = "a letter"\nresets = true\n',
        "utf-8",
    )
    with (root / "letters.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([["id", "date", "from", "to", "subjects", "kind"], *_letters()])
    columns = "--me|Edison, Thomas Alva|--from|from|--to|to|--date|date|--text|subjects|--id|id|--verb|letter"
    karma(root, "import", "interactions", str(root / "letters.csv"), *columns.split("|"))
    karma(root, "--today", LETTER_DAY, "build")
    return OnDisk(root)


def _letters() -> list[list[str]]:
    chance = random.Random(1909)  # noqa: S311 - any letters will do, but always the same
    known = [f"{family}, {given}" for family in _FAMILY for given in _GIVEN] + list(_FIRMS)
    rows = []
    for number in range(600):
        day = date(1885, 1, 5) + timedelta(chance.randrange(8900))
        one, other = chance.sample(known, 2)
        sender, receivers = (_ME, f"{one}; {other}") if chance.random() < 0.3 else (one, _ME)
        if chance.random() < 0.1:
            sender, receivers = one, other
        rows.append([f"D{number:04d}", str(day), sender, receivers, chance.choice(_ABOUT), "Letter"])
    return rows
