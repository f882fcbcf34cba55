"""The questions of `karma resolve`: which side stays, who two people are, whether a deleted file goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from karma.cli import ask, output
from karma.cli.call_questions import key_lines, key_of
from karma.cli.editor import edited
from karma.cli.errors import CannotDo
from karma.core.names import slug
from karma.files.resolve.git import label, sides
from karma.views.show import fit
from karma.views.terminal.lines import BLANK, line, paragraph
from karma.views.terminal.resolve import conflict_lines, people_lines, side_words, title

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.resolve import Conflict, Take, TwoPeople
    from karma.files.resolve.open_files import OpenFile

_SHORT = 32
"""Columns for the name of a side among the keys."""
_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
_SIDES: dict[str, Take] = {"o": "ours", "t": "theirs", "b": "both"}
_STAYS: dict[str, Literal["stay", "go"]] = {"k": "stay", "d": "go"}


class Stop(Exception):  # noqa: N818  (an outcome)
    """It is enough; what was settled stays."""


def ask_conflict(here: Run, conflict: Conflict, name: str, number: str) -> tuple[str, ...] | None:
    """The lines that are to stand in the place of the conflict; None when it is to stay open. Raises Stop."""
    words = sides(here.root)
    first, second = (fit(side, _SHORT) for side in words)
    keys = {"o": first, "t": second, "b": "both", "e": "edit", "s": "skip", "q": "quit"}
    if not conflict.both:
        del keys["b"]
    labels = (label(here.root, one) for one in conflict.labels)
    told = (side_words(words[0], next(labels)), side_words(words[1], next(labels)))
    output.put(conflict_lines(conflict, f"{number} · {name}", told, output.width(), output.height()))
    output.put(key_lines(keys))
    while True:
        key = key_of(keys)
        if key == "q":
            raise Stop
        if key == "s":
            return None
        if key in _SIDES:
            return conflict.lines(_SIDES[key])
        if (lines := _in_the_editor(conflict)) is not None:
            return lines
        output.put(key_lines(keys))


def ask_people(two: TwoPeople, number: str, new: str) -> Take | tuple[str] | Literal["one"] | None:
    """What is to become of two people in one file: a path for the one who goes, `one` when both are the same.

    None to leave them as they are. Raises Stop.
    """
    keys = {
        "p": "two people: part them",
        "b": "one person: put together",
        "o": "only the first",
        "t": "only the second",
        "s": "skip",
        "q": "quit",
    }
    output.put([*people_lines(two, number, new, output.width()), *key_lines(keys)])
    key = key_of(keys)
    if key == "q":
        raise Stop
    if key == "b":
        return "one"
    if key == "p":
        stem = new.rpartition("/")[2].removesuffix(".md")
        who = two.theirs if two.stays == "ours" else two.ours
        typed = ask.a_line(f"The file name for {who} (Enter: {stem})").removesuffix(".md")
        return (f"{new.rpartition('/')[0]}/{slug(typed) if typed else stem}.md",)
    return _SIDES.get(key)


def ask_whole(here: Run, file: OpenFile, name: str, number: str) -> Literal["stay", "go"] | None:
    """Whether a file that one side deleted and the other changed stays. Raises Stop."""
    width = output.width()
    first, second = sides(here.root)
    changed, deleted = (first, second) if file.unmerged and file.unmerged.ours else (second, first)
    text = f"It was changed in {changed}, and deleted in {deleted}. The changed file is whole."
    keys = {"k": "keep it", "d": "delete it", "s": "skip", "q": "quit"}
    output.put(
        [BLANK, title(f"{number} · {name}", width), line(file.path), BLANK, *paragraph(text, width), BLANK]
    )
    output.put(key_lines(keys))
    key = key_of(keys)
    if key == "q":
        raise Stop
    return _STAYS.get(key)


def _in_the_editor(conflict: Conflict) -> tuple[str, ...] | None:
    """What the user makes of both sides in their editor; None, with the reason said, when it is not done."""
    shown = [_MARKS[0], *conflict.ours, _MARKS[1], *conflict.theirs, _MARKS[2]]
    try:
        lines = edited("\n".join(shown) + "\n", "conflict.md").splitlines()
    except CannotDo as failure:
        output.say(f"{failure.message} {failure.remedy}")
        return None
    if any(line.startswith(_MARKS) for line in lines):
        output.say(
            "There are marker lines left, so nothing was settled: keep what is right, remove the marks."
        )
        return None
    return tuple(lines)
