"""Why nothing was written: the two exceptions of the one writer. Both are messages for the user."""

from __future__ import annotations


class EditRefused(Exception):  # noqa: N818 - it is no error: nothing went wrong
    """An edit that has no clear place in this text, or a value that the format cannot hold.

    `message` says what is in the way, `remedy` what to do, each one sentence without a final path.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class WriteRefused(Exception):  # noqa: N818 - likewise
    """Nothing was changed at `path` (relative to the book, or a file of karma's own), and why.

    `unsaved` are the log and promise lines that did not get into the files, for the command to print:
    what somebody typed is never lost (faults.md C06).
    """

    def __init__(self, path: str, message: str, remedy: str, unsaved: tuple[str, ...] = ()) -> None:
        super().__init__(f"{path}: {message}\n    {remedy}")
        self.path, self.message, self.remedy, self.unsaved = path, message, remedy, unsaved
