"""The shape of `karma doctor --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from karma.views.json.written import NO_COMMIT, Committed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.diagnosis import Diagnosis


class FindingRow(TypedDict):
    """One thing that was looked at: `level` is good, note, warning or error; `commands` are to be pasted."""

    code: str
    level: str
    says: str
    remedy: str
    commands: list[str]


class ProgramRow(TypedDict):
    """A setting of the repository's own that names a program; `when` karma could run it, null for never."""

    key: str
    value: str
    when: str | None


class Doctor(Committed):
    """What `karma doctor` prints.

    `healthy` is false when something keeps karma from its work; `trusted`: you said yes to these programs;
    `fixed` says what `--fix` did, or with `dry_run` would do.
    """

    healthy: bool
    findings: list[FindingRow]
    programs: list[ProgramRow]
    trusted: bool
    fixed: list[str]
    dry_run: bool


def doctor(
    found: Diagnosis,
    fixed: Sequence[str] = (),
    *,
    dry_run: bool = False,
    committed: Committed = NO_COMMIT,
) -> Doctor:
    """Every finding in the order of the checks."""
    return {
        "healthy": found.healthy,
        "findings": [
            {
                "code": one.code,
                "level": one.level,
                "says": one.says,
                "remedy": one.remedy,
                "commands": list(one.commands),
            }
            for one in found.findings
        ],
        "programs": [{"key": one.key, "value": one.value, "when": one.when} for one in found.programs],
        "trusted": found.trusted,
        "fixed": list(fixed),
        "dry_run": dry_run,
        **committed,
    }
