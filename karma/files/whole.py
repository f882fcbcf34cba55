"""A whole text in the place of another, as tidying, moving and settling want it, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.files.contact import parse_contact
from karma.files.discover import CONTACTS
from karma.files.plan import Written, encoded, readable, refuse_new_problems
from karma.files.read import BOM, decode
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.core.problems import Problem


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
        from karma.files.resolve.text import settled  # noqa: PLC0415  (start-up: few writes settle anything)

        return settled(self.old, self.chosen) if self.whole is None else self.whole


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
    if path.startswith(f"{CONTACTS}/") and (after := parse_contact(wanted.new, path, config)[1]):
        texts = filter(None, (text, wanted.earlier))
        known = [problem for one in texts for problem in parse_contact(one, path, config)[1]]
        refuse_new_problems(path, [*moved, *known], after, alike=_code)
    return Written(path, before, encoded(path, wanted.new, bom=before.startswith(BOM.encode())))


def resolved(before: bytes, wanted: Settlement) -> Written:
    """The file with conflicts settled and nothing else changed. Raises WriteRefused if it is another one."""
    text = decode(before)
    if text != wanted.old:
        raise WriteRefused(wanted.path, "the file has changed in the meantime", "Run the command again.")
    bom = before.startswith(BOM.encode())
    return Written(wanted.path, before, encoded(wanted.path, wanted.text, bom=bom))


def _code(problem: Problem) -> str:
    """What tells problems of whole texts apart: a message may quote a link, which leads elsewhere now."""
    return problem.code
