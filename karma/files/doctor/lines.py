"""Checks of how git treats the files of the book: attributes, what is left out, line endings, encodings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from karma.core.diagnosis import Finding
from karma.core.problems import Fault
from karma.files.discover import CONTACTS
from karma.files.doctor.repository import FIX
from karma.files.newbook import IGNORED
from karma.files.read import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.files.doctor.patient import Patient
    from karma.files.git import Repository

_SOMEBODY = (f"{CONTACTS}/somebody.md", f"{CONTACTS}/archive/somebody.md")
_WANTED = {"merge": "karma", "eol": "lf"}
_KEPT_OUT = {".karma/": ".karma/journal", "site/*": "site/index.html"}
"""The line of .gitignore, and a path that it keeps out."""
_UTF8 = ("utf-8", "utf8")


def attributes_hold(repository: Repository) -> bool:
    """True when git merges contacts with karma, wherever they stand, and keeps them with LF."""
    said = repository.run("check-attr", "-z", *_WANTED, "--", *_SOMEBODY).text.split("\0")
    return list(zip(said[1::3], said[2::3], strict=False)) == list(_WANTED.items()) * len(_SOMEBODY)


def not_kept_out(repository: Repository) -> tuple[str, ...]:
    """Those lines of .gitignore that are missing; none for a folder that is committed on purpose."""
    missing = []
    for pattern in IGNORED:
        folder = pattern.partition("/")[0]
        committed = repository.run("ls-files", "-z", "--", folder).text.replace(f"{folder}/.gitkeep\0", "")
        if (
            not committed
            and not repository.run("check-ignore", "--quiet", "--no-index", "--", _KEPT_OUT[pattern]).ok
        ):
            missing.append(pattern)
    return tuple(missing)


def attributes(patient: Patient) -> Iterator[Finding]:
    """`.gitattributes` names karma's merge and the line endings (faults.md G01, G04)."""
    if patient.at is None:
        return
    if attributes_hold(patient.at[0]):
        yield Finding("attributes", "good", ".gitattributes")
    else:
        says = ".gitattributes does not say that karma merges contacts, and how their lines end."
        yield Finding("attributes", "warning", says, "Add the line:", FIX)


def ignored(patient: Patient) -> Iterator[Finding]:
    """What karma remembers for itself, and pages that can be made again, are not committed (L03)."""
    if patient.at is None:
        return
    missing = not_kept_out(patient.at[0])
    if missing:
        says = f".gitignore does not keep {' and '.join(missing)} out of git."
        yield Finding("ignored", "warning", says, "Add it:", FIX)
    else:
        yield Finding("ignored", "good", ".gitignore")


def line_endings(patient: Patient) -> Iterator[Finding]:
    """Contacts are committed with LF: else a change of endings is a change of every line (faults.md G04)."""
    if patient.at is None:
        return
    rows = patient.at[0].run("ls-files", "--eol", "-z", "--", CONTACTS).text.split("\0")
    odd = [row.partition("\t")[2] for row in rows if row.startswith(("i/crlf", "i/mixed"))]
    if odd:
        mend = ("git add --renormalize contacts", 'git commit -m "line endings as .gitattributes says"')
        says = f"{_some(odd)} committed with line endings of Windows."
        yield Finding("line-endings", "warning", says, "Once, when nothing else is half way:", mend)
    else:
        yield Finding("line-endings", "good", "line endings")


def encodings(patient: Patient) -> Iterator[Finding]:
    """Names and notes are UTF-8 everywhere (faults.md F02, P03)."""
    if patient.at is None:
        return
    config = patient.at[1]
    odd = [key for key in ("i18n.commitencoding", "i18n.logoutputencoding")
           if (config.get(key) or "utf-8").casefold() not in _UTF8]  # fmt: skip
    for key in odd:
        says = f"git is told to use {config.get(key)} ({key}): other programs show names wrongly."
        mend = (f"git config --{config.scope_of(key)} --unset-all {key}",)
        yield Finding("encoding", "warning", says, "Take it out:", mend)
    beyond_ascii = any(not path.isascii() for path in patient.people)
    if beyond_ascii and sys.platform == "darwin" and config.get("core.precomposeunicode") != "true":
        says = "On a Mac, é in the name of a file can be one letter or two: git should make it one."
        mend = ("git config --global core.precomposeUnicode true",)
        yield Finding("precompose", "warning", says, "Tell it:", mend)
    if beyond_ascii and config.get("core.quotepath") != "false":
        says = "git shows letters such as é in the names of files as numbers."
        mend = ("git config --global core.quotePath false",)
        yield Finding("quotepath", "note", says, "To see them:", mend)


def not_utf8(patient: Patient) -> Iterator[Finding]:
    """Files that are not UTF-8 cannot be read; `karma check` says where."""
    odd = [path for path in patient.people if not _is_utf8(patient, path)]
    if odd:
        yield Finding("not-utf8", "error", f"{_some(odd)} not in UTF-8.", "See where:", ("karma check",))


def _is_utf8(patient: Patient, path: str) -> bool:
    data = read_bytes(patient.root / path)
    if isinstance(data, Fault):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _some(paths: Sequence[str]) -> str:
    """`contacts/bill.md is`, `contacts/bill.md and 3 more are`."""
    return f"{paths[0]} is" if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more are"


CHECKS = (attributes, ignored, line_endings, encodings, not_utf8)
