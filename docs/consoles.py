"""Runs the console blocks of a page in a copy of the sample book, so that a guide shows what happens.

Each line `$ …` in a block is a command, and what follows is its output. The commands of a page run one after
another in the same copy. A line `…` in the output stands for any lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)


def refreshed(page: str) -> str:
    """`page` with the output of every console block as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book")
        book.mkdir()
        shutil.copytree(ROOT / "contacts", book / "contacts")
        shutil.copy(ROOT / "karma.toml", book)
        return _BLOCK.sub(lambda match: _refreshed_block(match[1], book), page)


def _refreshed_block(block: str, book: Path) -> str:
    parts = []
    for chunk in re.split(r"(?=^\$ )", block, flags=re.MULTILINE):
        command = _COMMAND.match(chunk)
        if not command:
            parts.append(chunk)
            continue
        written = chunk[command.end() + 1 :].rstrip("\n")
        output = _run(command[1], book)
        kept = written if _agrees(written, output) else output
        parts.append(f"$ {command[1]}\n{kept}\n" + ("\n" if chunk.endswith("\n\n") else ""))
    return "".join(parts)


def _agrees(written: str, output: str) -> bool:
    """True when `written` is `output`, with any lines where it has a line `…`."""
    parts = re.split(r"^(…)$", written, flags=re.MULTILINE)
    pattern = "".join(".*" if part == "…" else re.escape(part) for part in parts)
    return re.fullmatch(pattern, output, re.DOTALL) is not None


def _run(command: str, book: Path) -> str:
    environment = {
        "PATH": os.defpath,
        "HOME": str(book),
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT),
        "EDITOR": "true",
    }
    script = re.sub(r"(^|\| )karma\b", rf"\1{sys.executable} -m karma", command)
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        ["/bin/sh", "-c", script], cwd=book, env=environment, capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr).replace(str(book), "~/book").rstrip("\n")
