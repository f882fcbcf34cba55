"""Checks of the computer: Python, the reader of YAML, the terminal, git itself."""

from __future__ import annotations

import platform
import re
from typing import TYPE_CHECKING

from karma.core.diagnosis import Finding
from karma.files import git
from karma.files.yaml_events import HAS_LIBYAML

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.diagnosis import Level
    from karma.files.doctor.patient import Patient

OLDEST_GIT = (2, 26)
"""The first that says where a setting stands, and takes the paths of a commit from a list."""


def python(_: Patient) -> Iterator[Finding]:
    """Which Python runs, for a report to whoever helps."""
    yield Finding("python", "good", f"Python {platform.python_version()}")


def libyaml(_: Patient) -> Iterator[Finding]:
    """One reader of YAML, everywhere the same and fast (faults.md Y15, L02)."""
    if HAS_LIBYAML:
        yield Finding("libyaml", "good", "libyaml")
    else:
        says = "PyYAML was built without libyaml: reading is slow, and odd YAML may be read differently."
        mend = ("python -m pip install --force-reinstall --only-binary :all: PyYAML",)
        yield Finding("libyaml", "warning", says, "Install a wheel of PyYAML for this computer.", mend)


def terminal(patient: Patient) -> Iterator[Finding]:
    """Names are shown as they are written only where the terminal knows UTF-8 (faults.md T04)."""
    if patient.encoding.casefold().replace("-", "") == "utf8":
        yield Finding("terminal", "good", "UTF-8")
    else:
        says = (
            f"The output is in {patient.encoding or 'no encoding that it names'}: other letters are escaped."
        )
        yield Finding("terminal", "note", says, "Ask for UTF-8.", ("export PYTHONUTF8=1",))


def git_version(patient: Patient) -> Iterator[Finding]:
    """A git that is there, and not too old."""
    if not patient.git_is_there:
        level: Level = "error" if patient.repository else "warning"
        says = "git is not installed: what you write is saved, and no history is kept."
        yield Finding("git", level, says, "Get it from https://git-scm.com/downloads")
        return
    said = git.run_anywhere("--version", cwd=patient.root).text
    found = re.search(r"(\d+)\.(\d+)\S*", said)
    if found and (int(found[1]), int(found[2])) < OLDEST_GIT:
        wanted = ".".join(map(str, OLDEST_GIT))
        says = f"git {found[0]} is too old: karma commits with {wanted} or newer."
        yield Finding("git", "error", says, "Get a newer one from https://git-scm.com/downloads")
    else:
        yield Finding("git", "good", f"git {found[0]}" if found else said)


CHECKS = (git_version, python, libyaml, terminal)
