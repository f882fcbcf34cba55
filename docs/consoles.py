"""Runs the console blocks of a page, so that the page shows what happens.

Each line `$ …` in a block is a command, and what follows is its output. The commands of a page run one after
another in the same book. A line `…` in the output stands for any lines.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from karma.cli.main import run
from tests import problem_fixtures

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
_NEEDS_NO_SHELL = re.compile(r"karma(?! git\b)[^|&;<>$`*?~\\]*")
_VARIABLE = re.compile(r"([A-Z_]+)=(.*)")


def in_the_sample_book(page: str) -> str:
    """`page` with the output of its console blocks as it is, run in a copy of the sample book by a shell."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder).resolve() / "book"
        book.mkdir()
        shutil.copytree(ROOT / "contacts", book / "contacts")
        shutil.copy(ROOT / "karma.toml", book)
        _commit_all(book)
        return _refreshed(page, lambda command: _typed(command, book))


def in_its_own_book(page: str) -> str:
    """`page` with the output of its console blocks as it is now, run in the book that its other blocks hold.

    A command is karma's, with variables before it at most; one that fails has its exit code as the last line.
    """
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder).resolve() / "book"
        book.mkdir()
        problem_fixtures.build(page, book)
        return _refreshed(page, lambda command: _with_its_exit_code(command, book))


def _commit_all(book: Path) -> None:
    """Makes the book a repository with one commit, as whoever follows the guide has it."""
    (book / ".gitignore").write_text(".karma/\nsite/\n", "utf-8")
    begin = ["git", "init", "--quiet", "--initial-branch=main"]
    commit = ["git", "commit", "--quiet", "--message=The book as it was"]
    for command in (begin, ["git", "add", "--all"], commit):
        subprocess.run(command, cwd=book, env=_environment(book), check=True)  # noqa: S603 - our own words


def _refreshed(page: str, output_of: Callable[[str], str]) -> str:
    return _BLOCK.sub(lambda match: _refreshed_block(match[1], output_of), page)


def _refreshed_block(block: str, output_of: Callable[[str], str]) -> str:
    parts = []
    for chunk in re.split(r"(?=^\$ )", block, flags=re.MULTILINE):
        command = _COMMAND.match(chunk)
        if not command:
            parts.append(chunk)
            continue
        written = chunk[command.end() + 1 :].rstrip("\n")
        output = output_of(command[1])
        kept = written if _agrees(written, output) else output
        parts += [f"$ {command[1]}\n", f"{kept}\n" if kept else "", "\n" if chunk.endswith("\n\n") else ""]
    return "".join(parts)


def _agrees(written: str, output: str) -> bool:
    """True when `written` is `output`, with any lines where it has a line `…`."""
    parts = re.split(r"^(…)$", written, flags=re.MULTILINE)
    pattern = "".join(".*" if part == "…" else re.escape(part) for part in parts)
    return re.fullmatch(pattern, output, re.DOTALL) is not None


def _typed(command: str, book: Path) -> str:
    """What a command shows that somebody types; only what needs a shell is given to one."""
    if not _NEEDS_NO_SHELL.fullmatch(command):
        return _in_a_shell(command, book)
    environment = {**_environment(book), "EDITOR": "true"}
    return _shown(_in_this_process(shlex.split(command)[1:], book, environment)[1], book)


def _in_a_shell(command: str, book: Path) -> str:
    environment = {**_environment(book), "PYTHONPATH": str(ROOT), "EDITOR": "true"}
    script = re.sub(r"(^|\| )karma\b", rf"\1{sys.executable} -m karma", command)
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        ["/bin/sh", "-c", script], cwd=book, env=environment, capture_output=True, text=True, check=False
    )
    return _shown(done.stdout + done.stderr, book)


def _with_its_exit_code(command: str, book: Path) -> str:
    words = shlex.split(command)
    environment = {**_environment(book), "KARMA_TODAY": problem_fixtures.TODAY.isoformat()}
    while match := _VARIABLE.fullmatch(words[0]):
        environment[match[1]] = match[2]
        words.pop(0)
    if words.pop(0) != "karma":
        raise ValueError(command)
    code, printed = _in_this_process(words, book, environment)
    return _shown(f"{printed}[exit code {code}]" if code else printed, book)


def _in_this_process(words: list[str], book: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The exit code and the output, as a shell would have them, without the time it takes to start Python."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with (
        chdir(book),
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch("sys.stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(words)
    return code, b"".join(stream.detach().getvalue() for stream in (out, err)).decode()


def _environment(book: Path) -> dict[str, str]:
    """Nothing of this computer's: a commit of a page has the same id on every machine."""
    when = "2026-11-20T09:00:00+0100"
    nora = {"NAME": "Nora Lindqvist", "EMAIL": "nora@example.org", "DATE": when}
    git = {f"GIT_{role}_{what}": said for role in ("AUTHOR", "COMMITTER") for what, said in nora.items()}
    git |= {"GIT_CONFIG_GLOBAL": str(book.parent / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}
    return {"PATH": os.defpath, "HOME": str(book), "LANG": "C.UTF-8", "COLUMNS": "80"} | git


def _shown(printed: str, book: Path) -> str:
    return printed.replace(str(book), "~/book").rstrip("\n")
