"""`.karma/`: the folder for what karma remembers about a book. Never committed, safe to delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".karma"


def state_folder(root: Path) -> Path:
    """The book's `.karma/`, made when missing with a `.gitignore` that keeps all of it out of git.

    Raises WriteRefused when it is a link, as a book that was received from somebody else must not lead
    karma to write elsewhere (faults.md P09), or a file.
    """
    folder = root / FOLDER
    try:
        if folder.is_symlink():
            raise WriteRefused(
                FOLDER, "this is a link to another place", "Delete the link; karma makes a folder."
            )
        if folder.exists() and not folder.is_dir():
            raise WriteRefused(
                FOLDER, "a file stands where karma's folder should be", "Move it away; karma makes a folder."
            )
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as failure:
        raise WriteRefused(
            FOLDER,
            f"the folder cannot be made: {failure.strerror}",
            "See who may write in the book's folder.",
        ) from failure
    return folder
