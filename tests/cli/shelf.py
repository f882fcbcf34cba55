"""A book on disk in a test, and karma run on it in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karma.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUNDAY = "2026-11-22"

BILL = """\
---
name: Bill Okafor
aliases:
  - Billy
org: Harbor Marine Supply
title: Owner
circle: client
every: 4w..6w
phone:
  - "+1 503 555 0142 (mobile)"
tags:
  - marine
added: 2025-01-01
favourite: tea
---

Prefers calls before ten. <!-- a comment that stays -->

## Next time

- Ask how the new workshop opening went

## Promises

- [ ] 2026-11-20 call: as he asked at the Rotary lunch
- [ ] 2026-W50 Send the inventory checklist
- [ ] they: introduce me to the harbour master

## Log

- 2026-08-20 call: off to the mountains on Friday
- 2026-08-20 heard: fibreglass is booming #marine
"""
ANN = """\
---
name: Ann Lee
circle: partner
added: 2025-01-01
---

## Log

- 2026-10-20 lunch with [[bill-okafor]]: harbour café
"""
ANNA = "---\nname: Anna Bell\nadded: 2026-11-01\n---\n\n## Log\n"


CACHES = ("people", "columns", "answers", ".gitignore")
"""How the names begin of what any command may leave in `.karma/`."""


@dataclass(frozen=True)
class Said:
    """What one command came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass
class Shelf:
    """The folder of a book, and karma to run on it on Sunday 22 November 2026."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def put(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def text(self, stem: str) -> str:
        return (self.root / "contacts" / f"{stem}.md").read_text("utf-8")

    def bytes(self) -> dict[str, bytes]:
        """Everything in the folder by its path, but for what karma remembers to save time."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not (path.parent.name == ".karma" and path.name.startswith(CACHES))
        }

    def karma(self, *args: str) -> Said:
        self.capsys.readouterr()
        code = run(["-C", str(self.root), "--today", SUNDAY, *args])
        out, err = self.capsys.readouterr()
        return Said(code, out, err)

    def done(self, *args: str) -> Said:
        """The command, which must succeed."""
        said = self.karma(*args)
        assert said.code == 0, said
        return said
