"""What `karma doctor` found: each finding a sentence with its remedy, and the programs a repository names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["good", "note", "warning", "error"]
"""In order; worth knowing; better mended; karma cannot do its work so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `commands` are to be pasted, one behind the other."""

    code: str
    level: Level
    says: str
    remedy: str = ""
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A setting of the repository's own that names a program; `when` karma could come to it, if ever."""

    key: str
    value: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings in fixed order. `trusted`: the user looked at these very programs and said yes."""

    findings: tuple[Finding, ...]
    programs: tuple[Program, ...] = ()
    trusted: bool = False

    @property
    def healthy(self) -> bool:
        """True when nothing keeps karma from its work."""
        return not any(one.level == "error" for one in self.findings)
