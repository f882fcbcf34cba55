"""Which keys of git's configuration name a program, and which of those karma comes to (faults.md G10).

From git's own list of its settings, up to the hooks that git 2.54 reads from the configuration.
"""

from __future__ import annotations

import re

from karma.files.repository.driver import GUARDED, KEY_OF_DRIVER

_FLAGS = re.IGNORECASE | re.VERBOSE | re.DOTALL
_PROGRAMS = re.compile(
    r"""filter\..*\.(clean|smudge|process) | hook\..*\.command
      | merge\..*\.driver | diff\..*\.(textconv|command) | diff\.external
      | core\.(sshcommand|fsmonitor|hookspath|pager|editor|askpass|gitproxy|alternaterefscommand)
      | sequence\.editor | gpg(\..*)?\.program | gpg\..*\.defaultkeycommand | credential(\..*)?\.helper
      | remote\..*\.(uploadpack|receivepack|vcs)
      | lfs\..*\.(clean|smudge|path) | lfs\.standalonetransferagent
      | uploadpack\.packobjectshook | interactive\.difffilter | pager\..*
      | (diff|merge|gui)tool\..*\.(cmd|path) | (browser|man)\..*\.(cmd|path)
      | sendemail\..*(cmd|server) | imap\.tunnel | tar\..*\.command
      | alias\..* | trailer\..*\.(command|cmd) | submodule\..*\.update""",
    _FLAGS,
)
_EVEN_AT_A_COMMIT = re.compile(
    r"filter\..*\.(clean|smudge|process) | hook\..*\.command | lfs\..*\.(clean|smudge)", _FLAGS
)
_OUT_OF_REACH = re.compile(
    r"""core\.(fsmonitor|hookspath|pager|editor|askpass) | sequence\.editor
      | gpg(\..*)?\.program | gpg\..*\.defaultkeycommand | diff\..* | pager\..* | alias\..*
      | interactive\..* | (diff|merge|gui)tool\..* | (browser|man)\..* | sendemail\..* | imap\..* | tar\..*
      | trailer\..* | uploadpack\..* | submodule\..*""",
    _FLAGS,
)
_YES_OR_NO = {"true", "yes", "on", "1", "false", "no", "off", "0"}


def can_run(key: str, value: str) -> bool:
    """True when the setting names a program that git would run at some command of its own or karma's."""
    if not value or not _PROGRAMS.fullmatch(key) or (key, value) == (KEY_OF_DRIVER, GUARDED):
        return False
    kind = key.casefold()
    if kind.startswith(("alias.", "submodule.")):
        return value.lstrip().startswith("!")  # else it is a command of git's own
    if kind == "core.fsmonitor" or kind.startswith("pager."):
        return value.casefold() not in _YES_OR_NO
    return True


def runs_at_a_commit(key: str) -> bool:
    """True for what runs even in a commit of a single path, whatever flags it is given."""
    return bool(_EVEN_AT_A_COMMIT.fullmatch(key))


def out_of_reach(key: str) -> bool:
    """True for what the flags of `files/git.py` keep from ever running when karma calls."""
    return bool(_OUT_OF_REACH.fullmatch(key))
