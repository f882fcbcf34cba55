"""Which files under contacts/ are people, and what the others are (faults.md P03–P09, F03–F06)."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karma.core.links import fold
from karma.core.problems import Fault, Problem
from karma.core.typed import quoted, word
from karma.files.listing import CONTACTS, is_leftover, look
from karma.files.stems import stem_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from karma.files.listing import Listing

__all__ = ["CONTACTS", "Discovered", "discover", "is_leftover", "is_plain", "name_fault", "original_of"]

is_plain = re.compile(
    r"(?:[^/\ud800-\udfff]*/)*(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)"
    r"[^\W_](?:[\w '-]*[^\W_])?(?<! \d)\.md",
    re.IGNORECASE,
).fullmatch
"""Finds the path of a name that computers, commands and sync tools all take for what it is: letters, digits,
inner blanks. Such a file is a person."""
_COPIES = (
    r"(?P<stem>.+?) \(.*conflicted copy.*\)\.md",
    r"(?P<stem>.+?) \(Case Conflict.*\)\.md",
    r"(?P<stem>.+?)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?\.md",
)
_NUMBERED = r"(?P<stem>.+?)(?: \d| \(\d\))\.md"
_WINDOWS = r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*[<>:\"\\|?*].*|.*[. ]"


class Discovered(NamedTuple):
    """The files that are people, as paths relative to the book in fixed order, and problems with the rest."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...]


def discover(root: Path, listing: Listing | None = None) -> Discovered:
    """Judges what stands in contacts/ without opening a file. What is hidden or no Markdown is left alone.

    `listing` is what stands there, where somebody has looked already.
    """
    listing = listing or look(str(root))
    problems = [_unreadable_folder(folder, failure) for folder, failure in listing.failures]
    paths = sorted(filter(is_plain, listing.paths))
    odd = listing.others if len(paths) == len(listing.paths) else [*listing.others, *_odd(listing.paths)]
    if odd:
        odd = [person for path in odd if (person := _odd_person(path, root, problems))]
        names = {path.casefold() for path in (*paths, *odd)}
        paths = sorted([*paths, *(path for path in odd if not _is_copy(path, names, problems))])
    return Discovered(tuple(_without_twins(paths, problems)), tuple(sorted(problems)))


def _odd(paths: Iterable[str]) -> Iterator[str]:
    return (path for path in paths if not is_plain(path))


def _unreadable_folder(folder: str, failure: OSError) -> Problem:
    if folder == CONTACTS and isinstance(failure, FileNotFoundError):
        return _NO_FOLDER.at(CONTACTS, 1)
    what = f"the folder cannot be read: {failure.strerror}"
    return Fault("unreadable", what, "Check who may read it.").at(_shown(folder), 1)


def _odd_person(path: str, root: Path, problems: list[Problem]) -> str:
    """The path of a person's file with an unusual name; `""`, mostly with a problem, for what is nobody."""
    file, shown = root / path, _shown(path)
    if is_leftover(file.name):
        if ".md" in file.name.casefold():
            problems.append(_LEFTOVER.at(shown, 1))
    elif file.name.startswith("."):
        return ""
    elif file.name.casefold().endswith(".md"):
        return shown if _can_be_read(file, shown, root, problems) else ""
    elif file.is_symlink() and file.is_dir():
        problems.append(_LINKED_FOLDER.at(shown, 1))
    return ""


def _can_be_read(file: Path, path: str, root: Path, problems: list[Problem]) -> bool:
    """True for a person's file; one that went while karma looked is none, as if it had gone before."""
    try:
        return _is_person(file, path, root, problems)
    except FileNotFoundError:
        return False
    except OSError as failure:
        what = f"the file cannot be read: {failure.strerror}"
        problems.append(Fault("unreadable", what, "Check who may read it.").at(path, 1))
        return False


_NO_FOLDER = Fault(
    "no-contacts",
    "there is no folder contacts/ here yet",
    "`karma met NAME` makes it with the first person.",
    severity="warning",
)
_LINKED_FOLDER = Fault(
    "link-folder",
    "this is a link to a folder, which karma does not follow; nobody in it counts",
    "Put the folder itself here.",
)
_LEFTOVER = Fault(
    "editor-file",
    "an editor left this file; it is not a person",
    "Close the editor, or delete it.",
    severity="warning",
)


def _shown(path: str) -> str:
    r"""The path as it can be printed: bytes that are no UTF-8 are written as `\\xNN` (P08)."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_person(file: Path, path: str, root: Path, problems: list[Problem]) -> bool:
    """True for a regular file, or a link to one inside the book; reports what is odd about its name."""
    fault = name_fault(file.name, path)
    if fault:
        problems.append(fault.at(path, 1))
    if fault and fault.severity == "error":
        return False
    mode = file.lstat().st_mode
    if stat.S_ISLNK(mode):
        target = Path(os.path.realpath(file))
        if not target.is_relative_to(root.resolve()) or not target.is_file():
            fault = Fault(
                "link-outside",
                "this is a link to somewhere outside the book, or to nothing",
                "Put the file itself here.",
            )
            problems.append(fault.at(path, 1))
            return False
        return True
    if not stat.S_ISREG(mode):
        problems.append(
            Fault("not-a-file", "this is not an ordinary file", "Move it out of contacts/.").at(path, 1)
        )
        return False
    return True


def name_fault(name: str, path: str) -> Fault | None:
    """What computers or commands would stumble over in the file name `name`; an error keeps it unread."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return Fault("name-not-utf8", f"the file's name {path} is not UTF-8", "Rename the file.")
    if any(char < " " or char == "\x7f" for char in name):
        return Fault(
            "name-odd", "the file's name has a line break or control character in it", "Rename the file."
        )
    if name.startswith("-"):
        return Fault(
            "name-odd",
            "the file's name begins with a hyphen, as options do",
            "Rename the file.",
            severity="warning",
        )
    if re.fullmatch(_WINDOWS, name[:-3], re.IGNORECASE):
        return Fault(
            "name-odd", "Windows cannot hold a file of this name", "Rename the file.", severity="warning"
        )
    return None


def _is_copy(path: str, names: set[str], problems: list[Problem]) -> bool:
    """Reports a conflict copy of a sync tool, which is not a second person (F05)."""
    original = original_of(path, names)
    if original is None:
        return False
    fault = Fault(
        "conflict-copy",
        f"a sync tool's second copy of {original}; it is not counted",
        f"Put the two together: `karma merge {word(stem_of(original))} {quoted(path)}`.",
    )
    problems.append(fault.at(path, 1))
    return True


def original_of(path: str, names: Collection[str]) -> str | None:
    """The file of which the one at `path` is a sync tool's second copy; None when it is no copy.

    `names` are the paths that there are, casefolded.
    """
    folder, _, name = path.rpartition("/")
    copy = next(filter(None, (re.fullmatch(pattern, name, re.IGNORECASE) for pattern in _COPIES)), None)
    if copy is None and (numbered := re.fullmatch(_NUMBERED, name, re.IGNORECASE)):
        copy = numbered if f"{folder}/{numbered['stem']}.md".casefold() in names else None
    return f"{folder}/{copy['stem']}.md" if copy else None


def _without_twins(paths: list[str], problems: list[Problem]) -> list[str]:
    """The first file of each stem; another one with the same stem is reported, not counted (P03, P04)."""
    plainly = {path.rpartition("/")[2].casefold() for path in paths}
    said = "".join(plainly)
    if len(plainly) == len(paths) and said.isascii() and " " not in said:
        return paths
    return list(_first_of_each(paths, problems))


def _first_of_each(paths: list[str], problems: list[Problem]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for path in paths:
        twin = seen.setdefault(fold(stem_of(path)), path)
        if twin == path:
            yield path
            continue
        fault = Fault(
            "duplicate-stem",
            f"{twin} has the same name to karma, and to other computers; this file is not counted",
            f"Rename one of the two; one person? `karma merge {word(stem_of(twin))} {quoted(path)}`.",
        )
        problems.append(fault.at(path, 1))
