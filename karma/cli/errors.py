"""Why a command cannot go on. Problems in files are data (`karma.core.problems`); these end the command."""

from __future__ import annotations

EXIT_CODES = {
    0: "done",
    1: "problems found in the files (`check`), or the command could not be done",
    2: "wrong usage",
    3: "no book here",
    4: "the person, or which of their promises, is ambiguous or unknown",
    5: "git could not do it; the files are written",
    130: "interrupted",
    141: "whoever read the output has stopped reading",
}
"""What the exit codes mean. Published: scripts rely on them."""


class KarmaError(Exception):
    """Something to tell the user, once, on stderr: what is in the way, what to do, and the exit code."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class CannotDo(KarmaError):  # noqa: N818  (named for what is in the way)
    """The command was understood and could not be done."""


class WrongUsage(KarmaError):  # noqa: N818  (named for what is in the way)
    """The words of the command make no sense together."""

    exit_code = 2


class NoBook(KarmaError):  # noqa: N818  (named for what is in the way)
    """There is neither `karma.toml` nor `contacts/` here or above."""

    exit_code = 3


class WhoIsMeant(KarmaError):  # noqa: N818  (named for what is in the way)
    """The person is ambiguous or unknown; `remedy` lists who could be meant."""

    exit_code = 4


class GitFailed(KarmaError):  # noqa: N818  (named for what is in the way)
    """git could not do it, or the other repository was not reached; nothing is lost."""

    exit_code = 5
