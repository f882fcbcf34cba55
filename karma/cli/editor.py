"""The user's editor: $VISUAL or $EDITOR, else what the system has."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from shutil import which

from karma.cli import output
from karma.cli.errors import CannotDo


def editor() -> list[str]:
    """The words of the editor's command, the program found on the PATH (faults.md T05). Raises CannotDo."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen and not output.interactive():
        raise CannotDo("There is no terminal to edit at.", "Name an editor in the variable EDITOR.")
    wanted = [chosen] if chosen else ["sensible-editor", "nano", "vi", "notepad"]
    for one in wanted:
        try:
            words = shlex.split(one, posix=os.name != "nt")
        except ValueError:
            words = []  # a quotation that never closes
        if words and which(words[0]):
            return words
    raise CannotDo(f"There is no editor: {wanted[0]}", "Name yours in the variable EDITOR.")


def edit(path: Path, remedy: str) -> None:
    """Opens the file and waits. Raises CannotDo, with the remedy, when the editor says that it failed."""
    done = subprocess.run([*editor(), str(path)], check=False)  # noqa: S603  (argv, no shell)
    if done.returncode:
        raise CannotDo(f"The editor ended with exit code {done.returncode}.", remedy)


def edited(text: str, name: str) -> str:
    """What becomes of a text in the editor, in a file of that name, gone afterwards. Raises CannotDo.

    A file that the editor took away is an empty text.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415  (start-up)

    with TemporaryDirectory(prefix="karma-") as folder:
        path = Path(folder) / name
        path.write_text(text, "utf-8", newline="\n")
        edit(path, "Nothing was kept. Another editor is named in the variable EDITOR.")
        return path.read_text("utf-8-sig", errors="replace") if path.exists() else ""
