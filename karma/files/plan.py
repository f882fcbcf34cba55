"""What a file will be after an edit, checked by reading it again: the intended change and no new problem."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from karma.core.problems import Fault
from karma.files.contact import parse_contact
from karma.files.lines import split_lines
from karma.files.read import BOM, SIZE_CAP, decode
from karma.files.refusals import EditRefused, WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.problems import Problem
    from karma.files.edit import Edit

_IN_OTHER_WORDS = "Nothing was changed. Say it in other words, or make the change in an editor."
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")


def _what(problem: Problem) -> tuple[str, str]:
    return problem.code, re.sub(r"\d+", "0", problem.message)


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


def created(path: str, text: str, config: Config) -> Written:
    """The new file. Raises WriteRefused when the reader would find an error in it."""
    _, problems = parse_contact(text, path, config)
    refuse_new_problems(path, (), [problem for problem in problems if problem.severity == "error"])
    return Written(path, None, encoded(path, text))


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
