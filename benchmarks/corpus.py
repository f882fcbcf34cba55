"""Generates a book of any size: about 15 fields and 45 lines a person, the same for the same seed.

python -m benchmarks.corpus FOLDER [PEOPLE]
"""

from __future__ import annotations

import argparse
import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 1879
TODAY = date(2026, 11, 20)
BEGUN = date(2023, 1, 9)

SETTINGS = f"""\
name = "Nora Quist"
phone = "+1 503 555 0100"
email = "nora@quist.example"
pitch = "I help people who build boats know where their money is."
today = {TODAY}
started = {BEGUN}
"""

_SAID = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_FIRST, _LAST, _WORDS, _LINKS = (_SAID[name] for name in ("first", "last", "words", "links"))
_CITIES, _TAGS, _CIRCLES, _TOUCHES = (_SAID[name] for name in ("cities", "tags", "circles", "touches"))


class Corpus:
    """The people of one book; every choice comes from the seed."""

    def __init__(self, people: int, seed: int = SEED) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - any book will do, but always the same
        self.people = people

    def write(self, root: Path) -> None:
        """Makes the book at `root`, which must be a new or empty folder."""
        (root / "contacts").mkdir(parents=True)
        (root / "karma.toml").write_text(SETTINGS, "utf-8")
        for number in range(self.people):
            (root / "contacts" / f"{_stem(number)}.md").write_text(self._person(number), "utf-8")

    def _person(self, number: int) -> str:
        log = "\n".join(self._log(number))
        prose = "\n\n".join(self._paragraph(number) for _ in range(3))
        return (
            f"---\n{self._fields(number)}---\n\n{prose}\n\n"
            f"## Next time\n\n- Ask how the {self._some(4)} went\n\n"
            f"## Promises\n\n{self._promises()}\n\n## Log\n\n{log}\n"
        )

    def _fields(self, number: int) -> str:
        chance = self._chance
        some = chance.choice
        name = f"{some(_FIRST)} {some(_LAST)} {_roman(number)}"
        return (
            f"name: {name}\norg: {some(_WORDS).title()} & {some(_WORDS).title()}\ntitle: Owner\n"
            f"circle: {self._circle()}\nevery: {chance.randint(4, 12)}w..{chance.randint(4, 9)}m\n"
            f'phone:\n  - "+1 503 {number // 10_000 % 1000:03d} {number % 10_000:04d} (mobile)"\n'
            f"email:\n  - {_stem(number)}@example.com\n"
            f"birthday: --{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}\n"
            f"city: {some(_CITIES)}\ntags:\n  - {some(_TAGS)}\n  - {some(_TAGS)}x\n"
            f"interests:\n  - {some(_WORDS)}\nneeds:\n  - a {self._some(3)}\noffers:\n  - {self._some(2)}\n"
            f"met: {self._day()}\nadded: {self._day()}\n"
            + (f'via: "[[{self._other(number)}]]"\n' if chance.random() < 0.3 else "")
        )

    def _circle(self) -> str:
        """About a hundred partners however large the book: nobody has a thousand."""
        return (
            "partner"
            if self._chance.random() < 100 / max(self.people, 400)
            else self._chance.choice(_CIRCLES)
        )

    def _log(self, number: int) -> list[str]:
        lines = []
        for day in sorted(self._day() for _ in range(self._chance.randint(9, 13))):
            kind = self._chance.random()
            if kind < 0.03:
                lines.append(f"- {day} heard: {self._some(6)} #{self._chance.choice(_TAGS)}")
            elif kind < 0.06:
                lines.append(f"- {day} helped: {self._some(5)}")
            elif kind < 0.09:
                lines.append(f"- {day} got: {self._some(5)}")
            else:
                lines.append(
                    f"- {day} {self._chance.choice(_TOUCHES)}: {self._some(self._chance.randint(4, 12))}"
                )
        if self._chance.random() < 0.08:
            lines = [f"- {lines[0][2:12]} referred by [[{self._other(number)}]]: {self._some(4)}", *lines]
            lines.append(
                f"- {TODAY - timedelta(1)} {self._chance.choice(['won USD 4000', 'next-step', 'reached'])}"
            )
        return lines

    def _promises(self) -> str:
        day = TODAY + timedelta(self._chance.randint(-20, 400))
        kept = self._day()
        first = f"- [ ] {day} Send the {self._some(3)}\n" if self._chance.random() < 0.3 else ""
        return f"{first}- [x] {kept} Call about the {self._some(3)} ✅ {kept}"

    def _paragraph(self, number: int) -> str:
        about = [f"The {self._some(self._chance.randint(8, 14))}." for _ in range(3)]
        if self._chance.random() < 0.2:
            about.append(f"Knows [[{self._other(number)}]] from the *{self._some(2)}*.")
        return " ".join(about)

    def _some(self, words: int) -> str:
        chosen = [self._chance.choice(_WORDS)]
        while len(chosen) < words:
            chosen += [self._chance.choice(_LINKS), self._chance.choice(_WORDS)]
        return " ".join(chosen)

    def _day(self) -> date:
        return BEGUN + timedelta(self._chance.randrange((TODAY - BEGUN).days))

    def _other(self, number: int) -> str:
        return _stem((number + self._chance.randrange(1, self.people)) % self.people)


def _stem(number: int) -> str:
    return f"person-{number:06d}"


def _roman(number: int) -> str:
    """Something to tell namesakes apart by, as a family would."""
    return f"{chr(65 + number % 26)}. {_WORDS[number // 26 % len(_WORDS)].title()}"


def main(words: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to: a new or empty folder")
    parser.add_argument("people", type=int, nargs="?", default=10_000, help="how many people (10000)")
    given = parser.parse_args(words)
    Corpus(given.people).write(given.folder)


if __name__ == "__main__":
    main()
