"""What git's configuration says, who said it, and which of it could run a program (faults.md G10).

What the user wrote (`git config --global`) is trusted. What stands in the repository came with it, maybe from
somebody else: what can run a program there is used only after `karma doctor --trust` (rule 7).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from karma.files.repository import programs

if TYPE_CHECKING:
    from karma.files.git import Repository

TRUSTED = "karma.trusted"
"""The user's own note, in their global configuration, of the repositories they looked at."""
_OF_THE_REPOSITORY = ("local", "worktree")


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of git's configuration; `scope` as git names it: system, global, local, worktree, command."""

    scope: str
    key: str
    value: str

    @property
    def of_the_repository(self) -> bool:
        """True when it came with the repository."""
        return self.scope in _OF_THE_REPOSITORY

    @property
    def can_run(self) -> bool:
        """True when it names a program that git would run at some command."""
        return programs.can_run(self.key, self.value)

    @property
    def out_of_reach(self) -> bool:
        """True when nothing that karma calls comes to it."""
        return programs.out_of_reach(self.key)


@dataclass(frozen=True)
class GitConfig:
    """All settings in the order in which git reads them: the last of a key counts."""

    settings: tuple[Setting, ...]
    git_dir: str
    complaint: str = ""
    """Why git could not read it, if so: then nobody knows what it would run."""

    def get(self, key: str) -> str | None:
        """The value that counts, wherever it was said."""
        return self._last(key, trusted_only=False)

    def scope_of(self, key: str) -> str | None:
        """Where the value that counts stands: system, global, local or worktree."""
        return next((one.scope for one in reversed(self.settings) if one.key == key.casefold()), None)

    def own(self, key: str) -> str | None:
        """The value that counts among what the user said, not the repository."""
        return self._last(key, trusted_only=True)

    def all_own(self, key: str) -> tuple[str, ...]:
        """Every value that the user gave to a key of many values."""
        return tuple(
            one.value for one in self.settings if one.key == key.casefold() and not one.of_the_repository
        )

    def opted_in(self, key: str) -> bool:
        """True when the user, not the repository, said yes to it (`git config --global karma.hooks true`)."""
        return (self.own(key) or "").casefold() in ("true", "yes", "on", "1")

    @cached_property
    def programs(self) -> tuple[Setting, ...]:
        """What stands in the repository's own configuration and could run a program."""
        return tuple(one for one in self.settings if one.of_the_repository and one.can_run)

    @property
    def unlooked_at(self) -> tuple[Setting, ...]:
        """Those of `programs` that a call of karma's would come to; none when the user trusts them."""
        return () if self.trusted else tuple(one for one in self.programs if not one.out_of_reach)

    @property
    def filters_unlooked_at(self) -> tuple[Setting, ...]:
        """Those that even a commit would run, whatever flags it is given."""
        return tuple(one for one in self.unlooked_at if programs.runs_at_a_commit(one.key))

    @property
    def signers_unlooked_at(self) -> tuple[Setting, ...]:
        """Those of `programs` that a signed commit would run; none when the user trusts them."""
        return () if self.trusted else tuple(one for one in self.programs if one.key.startswith("gpg."))

    @property
    def hooks_silenced(self) -> tuple[str, ...]:
        """Options that keep the hooks from running which stand in the configuration (git 2.54), whoever's."""
        keys = dict.fromkeys(one.key for one in self.settings if one.key.startswith("hook."))
        names = [key.removesuffix(".command") for key in keys if key.endswith(".command") and "=" not in key]
        return tuple(word for name in names for word in ("-c", f"{name}.enabled=false"))

    @property
    def trusted(self) -> bool:
        """True when the user has looked at these programs: these, not what was put there since."""
        return self.seal in self.all_own(TRUSTED)

    @property
    def seal(self) -> str:
        """What is noted when the user trusts the programs of this repository as they are now."""
        said = "\0".join(f"{one.key}={one.value}" for one in self.programs)
        return f"{self.git_dir} {hashlib.sha256(said.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"

    def _last(self, key: str, *, trusted_only: bool) -> str | None:
        found = None
        for one in self.settings:
            if one.key == key.casefold() and not (trusted_only and one.of_the_repository):
                found = one.value
        return found


def read_config(repository: Repository) -> GitConfig:
    """Everything that git would read. Reading runs nothing."""
    done = repository.run("config", "--list", "--includes", "--show-scope", "-z")
    return GitConfig(tuple(_settings(done.out)), str(repository.git_dir), "" if done.ok else done.complaint)


def _settings(listed: bytes) -> list[Setting]:
    fields = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    found = []
    for scope, said in zip(fields[::2], fields[1::2], strict=False):
        key, equals, value = said.partition("\n")
        found.append(Setting(scope, key, value if equals else "true"))
    return [one for one in found if one.scope != "command"]
