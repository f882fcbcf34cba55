"""What every command starts from: the book, the day, and the two options that choose them."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from karma.cli import clock
from karma.cli.errors import NoBook
from karma.cli.interrupts import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from karma.core.book import Book
    from karma.core.config import Config
    from karma.core.operation import Operation
    from karma.core.problems import Problem
    from karma.files.alone import Alone
    from karma.files.cache.answers import Answers
    from karma.files.cache.library import Library
    from karma.files.listing import Names
    from karma.files.plan import Written
    from karma.files.repository.outcome import Outcome
    from karma.files.write import Writer


class Run:
    """One run of karma. `folder` and `day` are what was asked for with -C and --today, if anything.

    `uncommitted`: no commit is wanted (--no-commit). `outcomes` are what became of the commits of this run.
    `goes_on`: it answers again and again, and puts away what it learned when there is time (`remember`).
    """

    def __init__(self, folder: str | None = None, day: str | None = None) -> None:
        self.folder, self.day = folder, day
        self.uncommitted = False
        self.outcomes: list[Outcome] = []
        self.goes_on = False

    @cached_property
    def place(self) -> str:
        """The folder of the book as a text, for what can do without the import of pathlib. Raises NoBook."""
        from karma.files.root import find_root  # noqa: PLC0415  (start-up)

        start = self.folder or os.getcwd()  # noqa: PTH109  (start-up)
        place = find_root(start) if os.path.isdir(start) else None  # noqa: PTH112  (start-up)
        if place is None:
            from pathlib import Path  # noqa: PLC0415  (start-up)

            raise NoBook(
                f"There is no book in {Path(start)} or above it.",
                "Begin one with `karma init`, or say where it is: `karma -C FOLDER`.",
            )
        return place

    @cached_property
    def root(self) -> Path:
        """The folder of the book. Raises NoBook."""
        from pathlib import Path  # noqa: PLC0415  (start-up)

        return Path(self.place)

    @cached_property
    def config(self) -> Config:
        """The settings alone, without reading anybody's file."""
        if "book" in self.__dict__:
            return self.book.config
        from karma.files.book import load_config  # noqa: PLC0415  (start-up)

        return load_config(self.root)[0]

    @cached_property
    def book(self) -> Book:
        """Everything that can be read."""
        from karma.files.book import load  # noqa: PLC0415  (start-up)

        seen = self.__dict__.get("answers")
        return load(self.root, self.library, seen and seen.listing)

    @cached_property
    def library(self) -> Library:
        """What is known of people's files, for as long as this run goes on."""
        from karma.files.cache.library import Library  # noqa: PLC0415  (start-up)

        return Library(self.root, at_once=not self.goes_on)

    @cached_property
    def alone(self) -> Alone:
        """Those who can be read without the book."""
        from karma.files.alone import Alone  # noqa: PLC0415  (start-up)

        return Alone(self.root, self.config, self.names)

    @cached_property
    def names(self) -> Names:
        """All names below contacts/; none where a folder cannot be read."""
        from karma.files.listing import names_below  # noqa: PLC0415  (start-up)

        try:
            return list(names_below(str(self.root)))
        except OSError:
            return []

    @cached_property
    def answers(self) -> Answers:
        """What was said before of the book as it is now."""
        from karma.files.cache.answers import Answers  # noqa: PLC0415  (start-up)

        return Answers(self.place)

    def remembered(self, question: tuple[Any, ...], answer: Callable[[], Any]) -> Any:
        """What `answer` gives for the book on this day, or what it gave when nothing was different.

        It goes by the files, the settings, the journal and the day, and by nothing else. Question and answer
        are plain values: texts, numbers, lists and tuples of them.
        """
        known = self.answered(question)
        if known is None:
            self.expect_answer()
            known = answer()
            self.keep_answer(question, known)
        return known

    def answered(self, question: tuple[Any, ...]) -> Any:
        """What was answered to that question for the book as it is; None if it was not asked."""
        return self.answers.get(self._of_the_day(question)) if self.answers.about else None

    def expect_answer(self) -> None:
        """Has all be read anew, so that an answer made of it can be kept."""
        self.answers.expect()
        self._forget("book", "alone", "names", "config", "problems", "today")

    def keep_answer(self, question: tuple[Any, ...], answer: Any) -> None:
        """Keeps an answer that was made since `expect_answer`, if it is certain to be of this book."""
        fixed = self.config.today
        if self._is_settled():
            about = fixed.isoformat() if fixed else "", self.config.timezone
            self.answers.keep(self._of_the_day(question), answer, about)

    def _of_the_day(self, question: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*question, self.today.isoformat(), self.day is None)

    def _is_settled(self) -> bool:
        """True when all that was read is what the look at contacts/ stands for."""
        if not self.library.settled or not self._has_journal():
            return self.library.settled
        from karma.files.journal import records  # noqa: PLC0415  (start-up)

        watched = {one.path for one in records(self.root)}
        return len(self.answers.listing.stamps_of(watched)) == len(watched)

    @cached_property
    def today(self) -> date:
        """The day to count from."""
        answers = self.__dict__.get("answers")
        if answers and answers.about:
            fixed, zone = answers.about
            return clock.today(self.day, clock.Calendar(clock.iso(fixed), zone))
        return clock.today(self.day, self.config)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, by place: what every command counts and shows.

        The files, the rules between them, and lines that an editor saved over (faults.md C05).
        """
        from karma.core.check import check  # noqa: PLC0415  (start-up)

        saved_over: tuple[Problem, ...] = ()
        if self._has_journal():
            from karma.files import recover  # noqa: PLC0415  (start-up)

            saved_over = recover.saved_over(self.root)
        return tuple(sorted((*check(self.book, self.today), *saved_over)))

    def _has_journal(self) -> bool:
        """False where karma itself never wrote a line, so that none can be missing."""
        from karma.files.cache.answers import JOURNAL  # noqa: PLC0415  (start-up)

        return os.path.exists(f"{self.place}/{JOURNAL}")  # noqa: PTH110  (start-up)

    def writer(self, *, dry_run: bool = False) -> Writer:
        """The one writer of this book; what a killed run left behind is cleared away first (C11)."""
        from karma.files.strays import sweep  # noqa: PLC0415  (start-up)
        from karma.files.write import Writer  # noqa: PLC0415  (start-up)

        sweep(self.root, clock.now(), self.names)
        return Writer(self.root, self.config, dry_run=dry_run, record=self.record)

    def record(self, operation: Operation, written: Sequence[Written]) -> None:
        """Commits what was written, unless that is not wanted. The caller holds the lock of the book.

        Who has waited in vain for another git once does not wait again in the same run.
        """
        from karma.files.repository.outcome import Outcome  # noqa: PLC0415  (start-up)

        if self.uncommitted or not self.config.commit:
            why = "--no-commit was asked for" if self.uncommitted else "karma.toml says commit = false"
            self.outcomes.append(Outcome("nothing", why=why))
            return
        if self._settings_unclear():
            why, remedy = "karma.toml cannot be read, and it may say not to", "`karma check` says where."
            self.outcomes.append(Outcome("skipped", why=why, remedy=remedy))
            return
        from karma.files.repository.commit import commit  # noqa: PLC0415  (start-up)

        in_vain = any(one.kind in ("skipped", "failed") for one in self.outcomes)
        with undisturbed():  # what is written is committed, and only then stops whoever wants to stop
            self.outcomes.append(commit(self.root, operation, written, waits=not in_vain))

    def _settings_unclear(self) -> bool:
        """True when nobody can tell what karma.toml says about committing: then karma does not (rule 4)."""
        from karma.files.book import load_config  # noqa: PLC0415  (start-up)

        problems = load_config(self.root)[1]
        return any(one.code != "settings" or "“commit”" in one.message for one in problems)

    def remember(self) -> None:
        """Leaves what was read, and what rules found of each person, for the next run."""
        if {"book", "library", "today"} <= self.__dict__.keys():
            self.library.put_away()
            self.library.columns.save(self.today)

    def reload(self) -> None:
        """Forgets what was read, because something was written."""
        self._forget("book", "alone", "names", "config", "problems", "answers")

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def anew(self) -> None:
        """Forgets the day as well: what runs past midnight asks again for all of it."""
        self.reload()
        self._forget("today")

    def forget_files(self) -> None:
        """Forgets what is known of people's files as well, but for what `.karma/` tells."""
        self.anew()
        self._forget("library")


def this_run() -> Run:
    """What the running command starts from."""
    return click.get_current_context().find_root().ensure_object(Run)


def ask_for_book(command: click.Command) -> None:
    """Gives `command` the options that every command has, before its name and after it."""
    known = {name for param in command.params for name in param.opts}
    for option in _options():
        if not known.intersection(option.opts):
            command.params.append(option)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            ask_for_book(below)


def _options() -> list[click.Option]:
    return [
        click.Option(
            ["-C", "--book"],
            metavar="FOLDER",
            expose_value=False,
            callback=_remember("folder"),
            help="The book; else the nearest folder upwards with karma.toml or contacts/.",
        ),
        click.Option(
            ["--today"],
            metavar="DATE",
            expose_value=False,
            callback=_remember("day"),
            help="Count from this day instead of the calendar's.",
        ),
    ]


def may_commit(command: Any) -> Any:
    """The option of every command that commits what it wrote: `--no-commit`."""
    return click.option(
        "--no-commit",
        is_flag=True,
        expose_value=False,
        callback=_remember("uncommitted"),
        help="Write the files, and leave committing to you.",
    )(command)


def _remember(attribute: str) -> Any:
    def callback(ctx: click.Context, _param: click.Parameter, value: str | bool | None) -> None:
        if value:
            setattr(ctx.find_root().ensure_object(Run), attribute, value)

    return callback
