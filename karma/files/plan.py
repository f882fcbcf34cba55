"""What a file will be after an edit, checked by reading it again: the intended change and no new problem."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.discover import CONTACTS
from karma.files.lines import split_lines
from karma.files.read import BOM, SIZE_CAP, decode
from karma.files.refusals import EditRefused, WriteRefused
from karma.files.resolve.text import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.edit import Edit

_IN_OTHER_WORDS = "Nothing was changed. Say it in other words, or make the change in an editor."
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


def _what(problem: Problem) -> tuple[str, str]:
    return problem.code, re.sub(r"\d+", "0", problem.message)


def _code(problem: Problem) -> str:
    """What tells problems of whole texts apart: a message may quote a link, which leads elsewhere now."""
    return problem.code


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written, or with a dry run would be.

    `before` is None for a new file, `after` for one that was removed. `path` is relative to the book with
    forward slashes.
    """

    path: str
    before: bytes | None
    after: bytes | None

    def diff(self) -> str:
        """The change as a unified diff, for `--dry-run`."""
        from difflib import unified_diff  # noqa: PLC0415 - only a dry run needs it

        old, new = ((data or b"").decode("utf-8", "replace") for data in (self.before, self.after))
        source = f"a/{self.path}" if self.before is not None else "/dev/null"
        result = f"b/{self.path}" if self.after is not None else "/dev/null"
        lines = unified_diff(split_lines(old), split_lines(new), source, result)
        return "".join(
            line if line[-1] in "\r\n" else f"{line}\n\\ No newline at end of file\n" for line in lines
        )


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The text `old` made `new`; `check` gets the contact before and after, and says if that was meant."""

    old: str
    new: str
    check: Callable[[Contact, Contact], bool]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A whole file for another: `old` is None where nothing may stand yet, `new` where the file goes.

    Texts are without byte order mark, endings as in the file. `like` is the path of a file that goes in the
    same step and whose lines stand here from now on: what karma watches in it is watched here. A new file
    takes over its mode and byte order mark. `heir` says the same of a file that goes: the path where its
    lines stand from now on. `earlier` is a text that stood here once: its problems are no
    new ones.
    """

    path: str
    old: str | None
    new: str | None
    like: str = ""
    heir: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The lines (without endings) that take the place of conflicts in the text `old`, by number from 0.

    `parted` is the path and the text of a file of its own for the second of two people who stood in one.
    `whole` is the text of the whole file, merged anew from the versions that git keeps.
    """

    path: str
    old: str
    chosen: Mapping[int, Sequence[str]]
    parted: tuple[str, str] | None = None
    whole: str | None = None

    @property
    def text(self) -> str:
        """What the file says then."""
        return settled(self.old, self.chosen) if self.whole is None else self.whole


def edited(path: str, before: bytes, edits: Sequence[Edit], config: Config) -> Written:
    """The file after `edits`, applied one after the other. Raises WriteRefused (faults.md, rule 3)."""
    text = readable(path, before)
    contact, problems = parse_contact(text, path, config)
    after_text, expected = text, contact
    try:
        for edit in edits:
            expected = edit.expect(expected)
            after_text = edit.apply(after_text)
    except EditRefused as refusal:
        raise WriteRefused(path, refusal.message, refusal.remedy) from refusal
    written = Written(path, before, encoded(path, after_text, bom=before.startswith(BOM.encode())))
    after, new_problems = parse_contact(after_text, path, config)
    refuse_new_problems(path, problems, new_problems)
    if altered := _differences(after, expected):
        raise WriteRefused(
            path, f"the file would not say what was meant ({', '.join(altered)})", _IN_OTHER_WORDS
        )
    return written


def rewritten(path: str, before: bytes, rewrite: Rewrite, config: Config) -> Written:
    """The file with another text. Raises WriteRefused when the check is not content with it."""
    text = readable(path, before)
    if text != rewrite.old:
        raise WriteRefused(path, "the file has changed in the meantime", "Run the command again.")
    contact, problems = parse_contact(text, path, config)
    after, new_problems = parse_contact(rewrite.new, path, config)
    refuse_new_problems(path, problems, new_problems)
    if not rewrite.check(contact, after):
        raise WriteRefused(
            path, "the file would not say the same any more", "Please make the change by hand."
        )
    return Written(path, before, encoded(path, rewrite.new, bom=before.startswith(BOM.encode())))


def created(path: str, text: str, config: Config) -> Written:
    """The new file. Raises WriteRefused when the reader would find an error in it."""
    _, problems = parse_contact(text, path, config)
    refuse_new_problems(path, (), [problem for problem in problems if problem.severity == "error"])
    return Written(path, None, encoded(path, text))


def replaced(
    path: str, before: bytes, wanted: Replacement, config: Config, moved: Sequence[Problem] = ()
) -> Written:
    """The file with the text that is wanted, or gone. Raises WriteRefused when it is not what was read.

    `moved` are problems of files that go in the same step: what stood there may stand here now.
    """
    text = readable(path, before)
    if text != wanted.old:
        raise WriteRefused(path, "the file has changed in the meantime", "Run the command again.")
    if wanted.new is None:
        return Written(path, before, None)
    if path.startswith(f"{CONTACTS}/"):
        known = [*moved, *parse_contact(text, path, config)[1]]
        known += parse_contact(wanted.earlier, path, config)[1] if wanted.earlier else []
        refuse_new_problems(path, known, parse_contact(wanted.new, path, config)[1], alike=_code)
    return Written(path, before, encoded(path, wanted.new, bom=before.startswith(BOM.encode())))


def resolved(before: bytes, wanted: Settlement) -> Written:
    """The file with conflicts settled and nothing else changed. Raises WriteRefused if it is another one."""
    text = decode(before)
    if text != wanted.old:
        raise WriteRefused(wanted.path, "the file has changed in the meantime", "Run the command again.")
    bom = before.startswith(BOM.encode())
    return Written(wanted.path, before, encoded(wanted.path, wanted.text, bom=bom))


def readable(path: str, data: bytes) -> str:
    """The text, when karma may edit it. Raises WriteRefused for what is no text and for merge conflicts."""
    text = decode(data)
    if isinstance(text, Fault):
        raise WriteRefused(path, text.message, text.remedy)
    for number, line in enumerate(split_lines(text), 1):
        if line.startswith(_CONFLICT):
            raise WriteRefused(
                path,
                f"an unresolved merge conflict stands on line {number}",
                "Keep what is right of the two sides, remove the marker lines, and run the command again.",
            )
    return text


def encoded(path: str, text: str, *, bom: bool = False) -> bytes:
    """The bytes of a file. Raises WriteRefused above the size that is read, and for half a character."""
    try:
        data = ((BOM if bom else "") + text).encode()
    except UnicodeEncodeError:
        raise WriteRefused(path, "the text holds half a character", "Type it again.") from None
    if len(data) > SIZE_CAP:
        raise WriteRefused(
            path,
            f"the file would have {len(data):,} bytes; karma reads up to {SIZE_CAP:,}",
            "Move long texts into files of their own, outside contacts/.",
        )
    return data


def refuse_new_problems(
    path: str, before: Sequence[Problem], after: Sequence[Problem], alike: Callable[[Problem], object] = _what
) -> None:
    """Raises WriteRefused for the first problem of `after` that `before` had not, wherever it stood."""
    known = Counter(map(alike, before))
    for problem in after:
        known[alike(problem)] -= 1
        if known[alike(problem)] < 0:
            raise WriteRefused(path, problem.message, f"Nothing was changed. {problem.remedy}")


def _differences(found: Contact, expected: Contact) -> list[str]:
    """The attributes that differ. The log counts as a multiset: lines of one day may stand in any order."""
    if Counter(found.log) == Counter(expected.log):
        found = replace(found, log=expected.log)
    names = [spec.name for spec in fields(found) if spec.compare]
    return [name for name in names if getattr(found, name) != getattr(expected, name)]
