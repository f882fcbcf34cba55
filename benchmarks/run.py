"""Measures karma and the peers that are installed on the same files in the same run, and prints the ratios.

python -m benchmarks.run [PEOPLE] [--write]     `make bench`

An absolute time says nothing on a machine that others use as well; a ratio within one run does.
"""

from __future__ import annotations

import argparse
import platform
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ours import WHEEL, append, heavy_imports, ours
from benchmarks.peers import GENERATORS, HUGO, hledger, program, site, todoman
from benchmarks.timing import Command, Cost, once, typical
from benchmarks.watching import save_to_page

PAGE = Path(__file__).parents[1] / "docs" / "speed.md"
_HEAD = "| what | karma | against | ratio | goal |\n|---|---:|---|---:|---:|\n"


@dataclass
class Table:
    """The rows as they come in; each is printed at once."""

    rows: list[str] = field(default_factory=list)

    def ratio(self, what: str, our: Cost | None, name: str, their: Cost | None, goal: str = "") -> None:
        """A row: our time and theirs, and how many times theirs ours is."""
        if our and their:
            against = f"{name} {_seconds(their.seconds)}"
            self.row(what, _seconds(our.seconds), against, f"{our.seconds / their.seconds:.2f}", goal)

    def row(self, what: str, karma: str, against: str = "", ratio: str = "", goal: str = "") -> None:
        """A row of any words."""
        self.rows.append(f"| {what} | {karma} | {against} | {ratio} | {goal} |")
        print(self.rows[-1], flush=True)

    def __str__(self) -> str:
        return _HEAD + "\n".join(self.rows) + "\n"


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def builds(table: Table, people: int, folder: Path) -> None:
    """The pages: first build, nothing changed, one edit, another look; beside the site generators."""
    us = ours(folder / "book", people)
    build, status = us.karma("build"), typical(us.status())
    cold = typical(build, us.forget)
    peers = {peer.name: site(peer, us.book, folder / peer.site) for peer in GENERATORS}
    colds: dict[str, Cost | None] = {}
    agains: dict[str, Cost | None] = {}
    for name, there in peers.items():
        colds[name] = typical(there.command(there.peer.cold), there.clean) if there else None
        agains[name] = None
        if there:
            one = sorted(there.pages.glob("person-*.md"))[7]
            agains[name] = typical(there.command(there.peer.again), partial(append, one, "More."))
    for name, cost in colds.items():
        table.ratio("first build", cold, f"{name}, first build", cost, "1.0" if name == "Hugo" else "")
    still = typical(build)
    table.ratio("build, nothing changed", still, "`git status`", status, "8")
    table.ratio("build, nothing changed", still, "Hugo, again", agains["Hugo"], "0.04")
    edited = typical(build, us.edit)
    goals = {"Hugo": "0.05", "MkDocs": "0.4"}
    for name, cost in agains.items():
        table.ratio("build, one file edited", edited, f"{name}, one file edited", cost, goals.get(name, ""))
    table.ratio("build, another style", typical(build, us.retouch), "Hugo, first build", colds["Hugo"], "0.4")
    table.row("most memory, first build", f"{cold.megabytes:.0f} MB", goal="200 MB")
    for name, cost in colds.items():
        if cost:
            table.row(f"most memory, {name}", "", f"{cost.megabytes:.0f} MB")
    _watching(table, folder, people)


def _watching(table: Table, folder: Path, people: int) -> None:
    us = ours(folder / "watched", people)
    one = us.person(3)
    there = site(HUGO, us.book, folder / "hugo-watched")
    page = us.book / "site" / "contacts" / f"{one.stem}.html"
    our = Cost(save_to_page(us.karma("watch"), one, page), 0)
    if there:
        page = there.folder / "public" / "contacts" / one.stem / "index.html"
        their = Cost(save_to_page(there.command(HUGO.watch), there.pages / one.name, page), 0)
        table.ratio("a save, until the page is there", our, "`hugo --watch`", their, "0.05")


def questions(table: Table, people: int, folder: Path) -> None:
    """`karma today` and `karma log`, beside tools that answer from as many files or entries."""
    us = ours(folder / "asked", people)
    today, status = us.karma("today"), us.status()
    first = typical(today, us.forget)
    warm = typical(today)
    quiet = typical(status)
    table.ratio("`karma today`, nothing changed", warm, "`git status`", quiet, "4.5")
    table.ratio(
        "`karma today`, nothing changed",
        warm,
        "`hledger balance`",
        _typical(hledger(folder / "hledger", people)),
        "0.6",
    )
    table.ratio(
        "`karma today`, nothing changed",
        warm,
        "`todo list`, warm",
        _typical(todoman(folder / "todo", people)),
        "0.125",
    )
    table.ratio("`karma today`, nothing changed", warm, "`rg`, no match", _no_match(us.book))
    edited = typical(today, us.edit)
    table.ratio("`karma today`, one file edited", edited, "`git status`", quiet, "8")
    table.ratio("`karma today`, for the first time", first, "`git status`", quiet)
    log = typical(us.karma("log", us.person(5).stem, "call", "-m", "hello", "--again", "--no-commit"))
    table.ratio("`karma log --no-commit`", log, "`karma today`", warm, "1.3")
    table.row("most memory, `karma today`", f"{max(warm.megabytes, edited.megabytes):.0f} MB", goal="60 MB")
    once(today)
    table.row("heavy imports, `karma today`", ", ".join(heavy_imports(today)) or "none", goal="none")
    small = ours(folder / "small", 500)
    once(small.karma("today"))
    click = typical(Command((str(WHEEL / "python"), "-c", "import click"), folder))
    table.ratio(
        "`karma today`, 500 people", typical(small.karma("today")), "`python -c 'import click'`", click, "2"
    )


def _typical(command: Command | None) -> Cost | None:
    if command is None:
        return None
    once(command)
    return typical(command)


def _no_match(book: Path) -> Cost | None:
    found = program("rg")
    if not found:
        return None
    words = ("sh", "-c", f"{found} --quiet nobody-of-this-name contacts || true")
    return typical(Command(words, book))


def growth(table: Table, people: int, folder: Path) -> None:
    """A tenth, all, and ten times the people: what ten times as many cost."""
    sizes = [people // 10, people, people * 10]
    for (fewer, less), (more, cost) in pairwise((size, _three(size, folder)) for size in sizes):
        for name in cost:
            table.ratio(f"{name}, {more:,} people", cost[name], f"{fewer:,} people", less[name], "10")


def _three(size: int, folder: Path) -> dict[str, Cost]:
    us = ours(folder / f"of-{size}", size)
    first = once(us.karma("build"))
    us.edit()
    edited = once(us.karma("build"))
    once(us.karma("today"))
    return {"first build": first, "one file edited": edited, "`karma today`": typical(us.karma("today"))}


def main(people: int, *, write: bool) -> None:
    """Everything; with `write` the table goes into docs/speed.md."""
    table = Table()
    print(_HEAD, end="", flush=True)
    for part in (questions, builds, growth):
        with TemporaryDirectory(prefix="karma-bench-") as folder:
            part(table, people, Path(folder))
    if write:
        _write(table, people)


def _write(table: Table, people: int) -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition("<!-- table -->\n")
    _, _, after = rest.partition("<!-- end -->")
    python = f"Python {platform.python_version()}, {people:,} people"
    PAGE.write_text(f"{before}<!-- table -->\n{python}\n\n{table}<!-- end -->{after}", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=10_000, help="how many people (10000)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/speed.md")
    given = parser.parse_args()
    main(given.people, write=given.write)
