"""Why a build came to nothing, in words: for a loop that tells it and goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from karma.cli.errors import KarmaError
from karma.files.refusals import WriteRefused

if TYPE_CHECKING:
    from pathlib import Path


def words_of(failure: Exception, folder: Path) -> tuple[str, str]:
    """What is in the way of the pages in `folder`, and what to do. With KARMA_DEBUG, raises a defect."""
    if isinstance(failure, KarmaError):
        return failure.message, failure.remedy
    if isinstance(failure, WriteRefused):
        return f"{failure.path}: {failure.message}", failure.remedy
    if isinstance(failure, OSError):
        return f"{failure.filename or folder}: {failure.strerror or failure}", "karma tries again by itself."
    if os.environ.get("KARMA_DEBUG"):
        raise failure
    return (
        f"karma stumbled, and that is its own fault: {type(failure).__name__}: {failure}",
        "It tries again with the next change; `KARMA_DEBUG=1` shows where it was.",
    )
