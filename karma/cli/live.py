"""The loop of `watch` and `serve`: wait for a hint, wait for quiet, look, and build what is different.

Events are hints (faults.md W01). Whether there is something to do is for a look to say; whatever fails is
told once and tried again, and the loop goes on (W03).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from karma.cli import clock
from karma.cli.trouble import words_of
from karma.cli.workshop import Workshop
from karma.files.discover import CONTACTS
from karma.files.site.names import MANIFEST
from karma.files.watching.hints import Hints
from karma.files.watching.look import COMMITS, JOURNAL, PAGES, Look, look_again, look_at, stamp_of_file
from karma.files.watching.watcher import TooMany, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from karma.cli.building import Built
    from karma.cli.context import Run
    from karma.cli.telling import Teller
    from karma.core.problems import Problem
    from karma.files.watching.look import Stamp

SECOND = 1.0
"""Between two glances at the watcher; and a file in which something is wrong is left alone so long (W05)."""
FULL_LOOK = 30.0
"""Seconds after which karma looks at everything, hint or no hint (W07)."""
_PATIENCE = 3 * SECOND
"""Seconds after which pages are made even of a file that is wrong in another way each time."""
_UNCHANGED_FOR = 0.2

POLLING = (
    "This computer lets nobody watch more folders, so karma looks every second instead. It works as well;"
    " `sysctl fs.inotify` shows the limits."
)
GONE = "{} is gone. The pages stay as they are until it is back."
BACK = "{} is back."
STILL = "Still waiting for this to be mended: {}"


class _Held(NamedTuple):
    """A state of the files that looks half written: since when, and until when it is left alone."""

    look: Look
    since: float
    until: float


@dataclass
class Live:
    """Keeps the pages in `folder` as the book is. `polling`: look every second, without the system's help."""

    here: Run
    folder: Path
    tellers: Sequence[Teller]
    polling: bool = False
    hints: Hints = field(default_factory=Hints)
    watcher: Watcher | None = None
    make: Callable[[Run, Path], Built] | None = None
    """How to build, where it is not done in the workshop."""
    _shop: Workshop = field(init=False)
    _built: Look | None = None
    _owed: set[str] = field(default_factory=set)
    """Paths that changed since the last build that went well."""
    _first: bool = True
    _day: date | None = None
    _made: Stamp | None = None
    """The stamp of the site's manifest as the last build left it: another build may come along (W07)."""
    _known: frozenset[tuple[str, ...]] = frozenset()
    _refused: frozenset[str] = frozenset()
    _failed: tuple[str, str] | None = None
    _held: _Held | None = None
    _gone: str = ""
    _again: float | None = None
    _full: float = 0.0

    def __post_init__(self) -> None:
        self.here.goes_on = True
        self._shop = Workshop(self.here.root, self.folder)

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Builds, calls `ready`, and goes on until somebody interrupts it."""
        try:
            self.begin()
            ready()
            while True:
                self.step()
        finally:
            if self.watcher:
                self.watcher.stop()

    def begin(self) -> None:
        """The first build; then what is there is watched, and looked at once more.

        The watcher comes second, because a build can take two processes only while there is one thread.
        """
        self._build(self._look(()), ())
        if not self.polling:
            self.watcher = self.watcher or Watcher(self.here.root, self.hints)
            self._arm()
        self._again = self.hints.now()

    def step(self) -> None:
        """One turn: waits a second at most, and builds if that is due."""
        due = self.hints.wait(self._pause()) or self.polling
        if self.watcher and not self.polling and not self.watcher.well:
            due = self._arm() or due
        now = self.hints.now()
        due = due or now >= self._full or any(now >= one for one in self._dates())
        if not due and self._today() == self._day:
            return
        self.hints.settle()
        self._consider(self.hints.taken(), full=now >= self._full)

    # Whether to build

    def _consider(self, saved: Sequence[str], *, full: bool) -> None:
        """Builds when the files are not what was built, or the day is not; hints were of `saved` files."""
        now = self.hints.now()
        again = self._again is not None and now >= self._again
        if again:
            self._again = None
        if full:
            self._full = now + FULL_LOOK
        look = self._look(() if full or again else saved)
        if self._is_gone(look):
            return
        names = look.since(self._built) if self._built else ()
        if full and not self._failed and self._made != self._manifest():
            names = (*names, PAGES)
        retry = self._failed is not None and (full or again)
        if not names and self._today() == self._day and not retry and not (again and self._refused):
            self._held = None
            if not (full or again or self.polling):  # the hint may have come before what it is about
                self._again = now + SECOND
            return
        if not self._waits(look, names):
            self._build(look, names)

    def _is_gone(self, look: Look) -> bool:
        """True while the book's folder, or contacts/ in it, is taken away: nobody's page goes with it."""
        gone = bool(self._built and self._built.there and not look.there)
        if gone:
            self._held = None
        if gone and not self._gone:
            self._gone = "contacts/" if self.here.root.is_dir() else str(self.here.root)
            for teller in self.tellers:
                teller.away(GONE.format(self._gone))
        elif self._gone and not gone:
            for teller in self.tellers:
                teller.back(BACK.format(self._gone))
            self._gone = ""
        return gone

    def _waits(self, look: Look, names: Sequence[str]) -> bool:
        """True when something looks half written, and may be whole in a second (W05)."""
        now = self.hints.now()
        if self._held and self._held.look == look and now < self._held.until:
            return True
        self._forget(look, names)
        if self._held and self._held.look == look:
            return False
        if not self._half_done(look, names):
            self._held = None
            return False
        since = self._held.since if self._held else now
        self._held = _Held(look, since, min(now + SECOND, since + _PATIENCE))
        return now < self._held.until

    def _forget(self, look: Look, names: Sequence[str]) -> None:
        """Has the files be looked at anew; where more changed than people and commits, nothing is kept."""
        self.here.anew()
        if self._failed or self._day != self._today() or not all(map(_is_usual, names)):
            self.here.forget_files()
            self._shop.clear()
        elif look.few and all(look.stamps.get(name) for name in names):
            self.here.library.only(names)

    def _half_done(self, look: Look, names: Sequence[str]) -> bool:
        """A person's file is gone and nowhere else, or there is an error in a file that was just changed."""
        before = self._built.stamps if self._built else {}
        gone = {_inode(before.get(name, ())) for name in names if name not in look.stamps}
        if gone - {_inode(look.stamps[name]) for name in names if name in look.stamps} - {0}:
            return True
        try:
            problems = self.here.problems
        except Exception:  # the build will say it
            return False
        new = [one for one in problems if one.severity == "error" and one.path in names]
        return any(_key(one) not in self._known for one in new)

    # The build

    def _build(self, look: Look, names: Sequence[str]) -> None:
        began, failed = self.hints.now(), self._failed
        self._built, self._held = look, None
        self._owed |= set(names)
        self._full = began + FULL_LOOK
        self._day = self.here.today
        with self._shop.going_on(self.here):
            try:
                built = self.make(self.here, self.folder) if self.make else self._shop.build(self.here)
            except Exception as failure:
                self._trouble(*words_of(failure, self.folder), saved=bool(names))
            else:
                self._done(built, began)
        # What was hinted at while the build ran, and what no hint came for: a commit, an editor's clean-up.
        # What failed is tried once more, since somebody may just be moving things; then every thirty seconds.
        self._again = None if failed and failed == self._failed else self.hints.now() + SECOND

    def _done(self, built: Built, began: float) -> None:
        names, first = tuple(sorted(self._owed)), self._first
        self._failed, self._owed, self._first = None, set(), False
        self._made = self._manifest()
        self._known = frozenset(map(_key, built.problems))
        refused = frozenset(name for name, _ in built.published.refused)
        self._refused = refused - self._refused  # another build beside this one, maybe: tried once more
        for teller in self.tellers:
            teller.done(names, built, self.hints.now() - began, first=first)

    def _trouble(self, message: str, remedy: str, *, saved: bool) -> None:
        if self._failed != (message, remedy):
            self._failed = (message, remedy)
            for teller in self.tellers:
                teller.trouble(message, remedy)
        elif saved:
            self._notice(STILL.format(message))

    def _notice(self, text: str) -> None:
        for teller in self.tellers:
            teller.notice(text)

    # Waiting and looking

    def _arm(self) -> bool:
        """Watches what is there now; True when a look is due. Too many folders: polling (W04)."""
        try:
            if self.watcher:
                self.watcher.arm()
        except TooMany:
            self.polling = True
            self._notice(POLLING)
        except OSError:  # taken away in this very moment; the next second sees more
            return False
        return True

    def _look(self, saved: Sequence[str]) -> Look:
        """What is there now. Without hints, it has to be the same for a moment: nobody is writing.

        Where only a few files were `saved`, what else there is waits for the look that follows each build.
        """
        unsure = self.polling or self._failed or self._held or self._gone
        if saved and self._built and not unsure and (few := look_again(self.here.root, self._built, saved)):
            return few
        look = look_at(self.here.root)
        if not self.polling or self._built in (None, look):
            return look
        for _ in range(int(_PATIENCE / _UNCHANGED_FOR)):
            self.hints.pause(_UNCHANGED_FOR)
            before, look = look, look_at(self.here.root)
            if look == before:
                break
        return look

    def _pause(self) -> float:
        now = self.hints.now()
        return max(min(SECOND, *(one - now for one in (self._full, *self._dates()))), 0.0)

    def _dates(self) -> list[float]:
        return [one for one in (self._again, self._held and self._held.until) if one is not None]

    def _manifest(self) -> Stamp:
        return stamp_of_file(self.folder / MANIFEST)

    def _today(self) -> date:
        return clock.today(self.here.day, self.here.config)


def _is_usual(name: str) -> bool:
    """True for what changes every day: people, commits, the journal."""
    return name.startswith(f"{CONTACTS}/") or name in (COMMITS, JOURNAL)


def _inode(stamp: Stamp) -> int:
    return stamp[2] if stamp else 0


def _key(problem: Problem) -> tuple[str, ...]:
    """A problem without its line, which moves when something is written above it."""
    return (problem.path, problem.code, problem.message)
