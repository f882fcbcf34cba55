"""What every move of a person has in common: the files whose links follow, and the proof that all else stays.

A move is worked out as whole texts, read back, and compared with what was there; only then may the writer
have it. So whatever counted before counts after, or nothing is changed at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.moving.trail import led_astray, said_before, with_people
from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.discover import discover, original_of
from karma.files.read import read_text
from karma.files.refusals import WriteRefused
from karma.files.whole import Replacement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from karma.core.book import Book, Contact
    from karma.core.moving.trail import Astray, Trail


@dataclass(frozen=True, slots=True)
class Moved:
    """One file that has another place: its path and stem before and after, and whose it is."""

    name: str
    was_path: str
    path: str
    was: str
    id: str


@dataclass(frozen=True, slots=True)
class Move:
    """What is to be written in one step, what that moves, and what the user should know of it.

    `lines` say what the files say now that they did not say before; `notes` are sentences.
    """

    replacements: tuple[Replacement, ...]
    moved: tuple[Moved, ...]
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def text_of(root: Path, path: str) -> str:
    """The text of a file. Raises WriteRefused when it cannot be read (any more)."""
    text = read_text(root / path)
    if isinstance(text, Fault):
        raise WriteRefused(path, text.message, text.remedy)
    return text


def refuse_copies(root: Path, paths: Sequence[str]) -> None:
    """Stops while a sync tool's second copy of one of these files stands beside it. Raises WriteRefused.

    Nobody counts it now; left behind alone, it would be somebody (F05).
    """
    names = {path.casefold() for path in paths}
    for problem in discover(root).problems:
        original = original_of(problem.path, names) if problem.code == "conflict-copy" else None
        if original and original.casefold() in names:
            what = f"this second copy of {original} would count as somebody of its own"
            raise WriteRefused(problem.path, what, problem.remedy)


def linking(root: Path) -> dict[str, str]:
    """The texts of all people's files in which there is any link, by path.

    What cannot be read is left out: an alias keeps its links alive until somebody mends the file.
    """
    texts = ((path, read_text(root / path)) for path in discover(root).paths)
    return {path: text for path, text in texts if isinstance(text, str) and "[[" in text}


def following(texts: Mapping[str, str], trail: Trail, but: Sequence[str]) -> Iterator[Replacement]:
    """The files, `but` for some, in which links have to follow."""
    for path, text in texts.items():
        if path not in but and (new := trail.text(text)) != text:
            yield Replacement(path, text, new)


def proven(
    book: Book,
    texts: Mapping[str, str],
    trail: Trail,
    replacements: Sequence[Replacement],
    meant: Mapping[str, Callable[[Contact], bool]],
) -> tuple[str, ...]:
    """Refuses unless the files say the same afterwards, and gives what is worth knowing all the same.

    `meant` tells of the people who move, by their new path, if what is read there is what was meant; of
    everybody else the links follow and nothing changes. Raises WriteRefused.
    """
    people = {contact.path: contact for contact in book.contacts}
    here = []
    for one in replacements:
        if one.new is None:
            continue
        contact, _ = parse_contact(one.new, one.path, book.config)
        if one.path in meant:
            right = meant[one.path](contact)
        else:
            right = said_before(contact) == said_before(trail.contact(people[one.path]))
        if not right:
            raise WriteRefused(
                one.path, "the file would not say the same any more", "Please make the change by hand."
            )
        here.append(contact)
    after = with_people(book, [one.path for one in replacements], here)
    ids = {people[one.path].id: trail.stem for one in replacements if one.new is None and one.path in people}
    return tuple(_told(one) for one in led_astray(book, after, texts.items(), trail, ids))


def _told(astray: Astray) -> str:
    """What became of a link that led to nobody. Raises WriteRefused for one that led to somebody."""
    if astray.was is None and astray.now is not None:
        return f"{astray.path}: [[{astray.target}]] led to nobody for certain, and now to {astray.now.name}."
    was = astray.was.name if astray.was else "nobody"
    now = astray.now.name if astray.now else "nobody in particular"
    raise WriteRefused(
        astray.path,
        f"[[{astray.target}]] means {was} here, and would then mean {now}",
        "`karma fmt` makes it a link by file name; then run the command again.",
    )
