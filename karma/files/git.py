"""The one door to git, called like a stranger's program (faults.md, rule 7).

Nothing that a repository brings along may run because karma looked at it: hooks, monitors, pagers, signing
and foreign transports are off, nothing is asked at the terminal, and the places are named, never searched.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PATIENCE = 120
"""Seconds that a call without a network may take."""
_GLANCE = 0.25
"""Seconds after which a call that says nothing is looked at."""
_AT_ONCE = 4096
"""Bytes that any pipe takes without waiting."""
_LONGEST_PATH = 8192
"""Bytes of a `.git` file that are read."""
_FAREWELL = 3
"""Seconds that git has for taking its lock files away."""
TRANSPORTS = "file:git:http:https:ssh"
NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
NO_SIGNING = ("-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false", "-c", "push.gpgSign=false")
_HARDENED = (
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.pager=cat"),
    *("-c", "protocol.ext.allow=never"),
    *("-c", "log.showSignature=false"),
    *("-c", "merge.verifySignatures=false"),
    *("-c", "submodule.recurse=false"),  # a submodule has a configuration of its own, with filters maybe
    *("-c", "fetch.recurseSubmodules=false"),
    *("-c", "push.recurseSubmodules=no"),
    *("-c", "format.pretty=medium"),  # a format with %G? calls gpg
    *("-c", "core.safecrlf=false"),  # line endings are for .gitattributes to say, not a reason to refuse
    *("-c", "color.ui=false"),
    *("-c", "color.diff=false"),
    *("-c", "color.status=false"),
    *("-c", "gc.auto=0"),  # tidying up may take long, and in the background it would outlive the command
    *("-c", "maintenance.auto=false"),
    *("-c", "i18n.commitEncoding=UTF-8"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)
_SHOWS_CHANGES = {"diff", "diff-files", "diff-index", "diff-tree", "log", "show", "whatchanged"}
_NO_PROGRAMS = ("--no-ext-diff", "--no-textconv")
_LOOKS_AT_FILES = {"diff", "diff-files", "diff-index", "status"}
_NO_SUBMODULES = ("--ignore-submodules=all",)
_FROM_THE_USER = {
    *("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE"),
    *("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    *("GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXEC_PATH", "GIT_SSL_CAINFO"),
}
"""Variables of git's that stay: what the user says of themselves, not where some other git was at work."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a call ended: exit code (124 when it took too long), what it printed, what it complained of."""

    code: int
    out: bytes
    err: str

    @property
    def ok(self) -> bool:
        """True for exit code 0."""
        return self.code == 0

    @property
    def text(self) -> str:
        """What it printed, without the line break behind it; bytes that are no text become escapes."""
        return self.out.decode("utf-8", "backslashreplace").rstrip("\n")

    @property
    def complaint(self) -> str:
        """The last line of what it complained of that says something, without git's own label."""
        lines = [line.strip() for line in self.err.splitlines() if line.strip()]
        telling = [line for line in lines if line.startswith(("fatal:", "error:"))] or lines
        return telling[0].removeprefix("fatal:").removeprefix("error:").strip() if telling else ""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a book stands in. All paths absolute; `top` is the top of its work tree."""

    book: Path
    top: Path
    git_dir: Path

    @property
    def shared(self) -> Path:
        """Where configuration and hooks are: the repository itself, for a linked work tree as well."""
        with suppress(OSError, ValueError):
            return self.git_dir / (self.git_dir / "commondir").read_text("utf-8").strip()
        return self.git_dir

    @property
    def prefix(self) -> str:
        """Where the book stands in the work tree, with a slash behind it; empty when it is the top."""
        inside = self.book.relative_to(self.top).as_posix()
        return "" if inside == "." else f"{inside}/"

    def run(  # noqa: PLR0913  (one place for all that a call is)
        self,
        *args: str,
        stdin: bytes = b"",
        network: bool = False,
        allow: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        timeout: float = PATIENCE,
        silence: float | None = None,
    ) -> Ran:
        """Runs git in the book's folder, so that paths are relative to the book; never raises for its exit.

        `network` lets it talk to other repositories; with `silence` it is ended after so many seconds in
        which it said nothing: it has to be asked for `--progress`. `allow` are more `-c` options, put last,
        so that they win. What needs no repository runs through `run_anywhere`.
        """
        where = {"GIT_DIR": str(self.git_dir), "GIT_WORK_TREE": str(self.top), **(env or {})}
        named, *rest = args
        if named == "check-ignore":  # the one command that refuses to take paths literally
            where["GIT_LITERAL_PATHSPECS"] = "0"
        sealed = (_NO_PROGRAMS if named in _SHOWS_CHANGES else ()) + (
            _NO_SUBMODULES if named in _LOOKS_AT_FILES else ()
        )
        return _run([*_HARDENED, *NO_HOOKS, *NO_SIGNING, *allow, named, *sealed, *rest], self.book, where,
                    stdin=stdin, network=network, timeout=timeout, silence=silence)  # fmt: skip


def find(book: Path) -> Repository | None:
    """The repository whose work tree holds `book`: the nearest folder upwards with a `.git`, as git looks."""
    book = book.resolve()
    for folder in (book, *book.parents):
        git_dir = folder / ".git"
        if _is_file(git_dir / "HEAD"):
            return Repository(book, folder, git_dir)
        if _is_file(git_dir) and (real := _linked(git_dir)):
            return Repository(book, folder, real)
    return None


def run_anywhere(*args: str, cwd: Path, stdin: bytes = b"", timeout: float = PATIENCE) -> Ran:
    """Runs what needs no repository (`merge-file`, `init`, `--version`), hardened likewise."""
    return _run(
        [*_HARDENED, *NO_HOOKS, *NO_SIGNING, *args], cwd, {}, stdin=stdin, network=False, timeout=timeout
    )


@cache
def program() -> str | None:
    """Where git is, absolutely; None when it is not installed. The current folder is not searched."""
    name = "git.exe" if os.name == "nt" else "git"
    # `which` for a bare name would begin with the current folder on Windows, whatever path it is given.
    places = (os.path.join(folder, name) for folder in os.get_exec_path() if os.path.isabs(folder))  # noqa: PTH117, PTH118
    return next(filter(which, places), None)


def environment(*, network: bool) -> dict[str, str]:
    """The variables for git: the user's own, but for those that would lead it elsewhere or make it ask."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _FROM_THE_USER
    }
    return kept | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS": "",
        "GIT_EDITOR": ":",
        "GIT_SEQUENCE_EDITOR": ":",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "0" if network else "1",
        "GIT_ALLOW_PROTOCOL": TRANSPORTS if network else "",
        "LC_ALL": "C",
        "LANGUAGE": "C",
    }


def _run(  # noqa: PLR0913  (one place for all that a call is)
    args: Sequence[str],
    cwd: Path,
    where: Mapping[str, str],
    *,
    stdin: bytes,
    network: bool,
    timeout: float,
    silence: float | None = None,
) -> Ran:
    git = program()
    if git is None:
        return Ran(127, b"", "git is not installed")
    try:
        # In a session of its own it has no terminal to ask at, and can be ended with all that it started.
        process = subprocess.Popen(  # noqa: S603  (argv, no shell)
            [git, *args],
            cwd=cwd,
            env=environment(network=network) | dict(where),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as failure:
        return Ran(126, b"", f"git could not be started: {failure.strerror}")
    with process:
        try:
            out, err = _both(process, stdin, timeout, silence)
        except subprocess.TimeoutExpired:
            _end(process)
            if silence:
                return Ran(124, b"", f"nothing moved for {silence:g} seconds")
            return Ran(124, b"", f"git took longer than {timeout:g} seconds")
        except BaseException:
            _end(process)
            raise
    return Ran(process.returncode, out, err.decode("utf-8", "backslashreplace"))


def _both(
    process: subprocess.Popen[bytes], stdin: bytes, timeout: float, silence: float | None
) -> tuple[bytes, bytes]:
    """What it prints and complains of. Raises TimeoutExpired, with `silence` also when nothing moves.

    What a hook leaves running may keep the output open for long: when git has ended, that is not waited for.
    """
    now = time.monotonic
    until, heard, moved, ended = now() + timeout, 0, now(), False
    if os.name == "nt":  # where nobody can tell what it has said until it has ended
        silence = None
    if process.stdin and len(stdin) < _AT_ONCE:
        process.stdin.write(stdin)
        stdin = b""
    given, glance = stdin or None, timeout if stdin else _GLANCE  # `communicate` gives all of it in one go
    while True:
        try:
            return process.communicate(given, _GLANCE if ended else max(0.0, min(until - now(), glance)))
        except subprocess.TimeoutExpired as stalled:
            out, err = stalled.stdout or b"", stalled.stderr or b""
            if ended:
                return out, err
            given, ended = None, process.poll() is not None  # what git said last is still to be read
            if len(out) + len(err) != heard:
                heard, moved = len(out) + len(err), now()
            if not ended and (now() >= until or (silence and now() - moved >= silence)):
                raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends git and what it started; it takes its lock files away itself."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with suppress(OSError):
            os.killpg(process.pid, number) if hasattr(os, "killpg") else process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=_FAREWELL)
            return


def _linked(file: Path) -> Path | None:
    """The folder that a `.git` file of a linked work tree names."""
    try:
        with file.open("rb") as opened:
            text = opened.read(_LONGEST_PATH).decode().strip()
        folder = (file.parent / text.removeprefix("gitdir:").strip()).resolve()
    except (OSError, ValueError):
        return None
    return folder if text.startswith("gitdir:") and _is_file(folder / "HEAD") else None


def _is_file(path: Path) -> bool:
    """False as well for what may not be looked at."""
    return os.path.isfile(path)  # noqa: PTH113  (Path.is_file raises then)
