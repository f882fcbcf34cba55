"""How git comes to karma's merge of contacts: the text of its configuration, and the line of .gitattributes.

The one home of both. Whatever becomes of karma, git's own merge is behind it, so that nothing is lost (G01).
"""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karma.files.git import Ran, Repository
    from karma.files.repository.config import GitConfig

NAME = "contacts, merged by karma"
"""What git calls the driver when it speaks of it."""
ATTRIBUTES = "contacts/**/*.md text eol=lf merge=karma diff=markdown"
"""The line of .gitattributes, without its line break."""
KEY_OF_NAME, KEY_OF_DRIVER = "merge.karma.name", "merge.karma.driver"
# 0 and 10 are answers of `karma merge-driver`: merged, and merged but for conflicts. Anything else means that
# it is broken, too old, or some other program of that name: then git merges as it would without a driver.
# git runs the text in sh (on Windows its own) and quotes %P itself; the other names have no blanks in them.
_GUARD = (
    "{karma} merge-driver -- %O %A %B %L %P; case $? in 0) exit 0;; 10) exit 10;; esac; }}; "
    "exec git merge-file -q --marker-size=%L -L ours -L base -L theirs %A %O %B"
)
GUARDED = "command -v karma >/dev/null && { " + _GUARD.format(karma="karma")
"""The value of merge.karma.driver."""


def registered(config: GitConfig) -> bool:
    """True when git would run exactly this text, not one that somebody changed."""
    return config.get(KEY_OF_DRIVER) == GUARDED


def register(repository: Repository) -> Ran:
    """Writes the driver into the configuration of this clone; once or many times comes to the same."""
    done = repository.run("config", "--local", "--replace-all", KEY_OF_NAME, NAME)
    return repository.run("config", "--local", "--replace-all", KEY_OF_DRIVER, GUARDED) if done.ok else done


def injected() -> tuple[str, ...]:
    """Options for one call of git whose driver is the karma that runs now, wherever that is installed.

    A clone that never registered the driver merges with it, and no other karma on the PATH is asked.
    """
    if not sys.executable:
        return _options(GUARDED)
    # Without -P, Python would look for modules in the current folder first: in whatever was cloned.
    words = shlex.join([sys.executable, "-P", "-m", "karma"]).replace("%", "%%")
    return _options("{ " + _GUARD.format(karma=words))


def _options(driver: str) -> tuple[str, ...]:
    return ("-c", f"{KEY_OF_NAME}={NAME}", "-c", f"{KEY_OF_DRIVER}={driver}")
