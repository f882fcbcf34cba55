"""Two processes more, each of which answers for half of the people, where a rule is first asked of everybody.

Of each person in a book that karma never saw there are sixty things to ask: as much work as to read them all.
What they unpack of people goes with them, and the process that goes on to make the pages stays small.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from datetime import date
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from karma.core.each import Each
from karma.files.split import can_split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.files.cache.packed import Key

    Ask = Callable[[Contact], Any]

_END = b""


class Halves:
    """These people, half of them in one process and half in another, which go on until they are closed.

    They are there for the process that began them: one that was split off later has to ask everybody itself.
    """

    def __init__(self, contacts: Sequence[Contact], config: Config) -> None:
        half = len(contacts) // 2
        self._first = os.getpid()
        self._halves = [_Half(contacts[:half], config), _Half(contacts[half:], config)]

    def asked(self, key: Key, ask: Ask) -> list[Any]:
        """What a rule says of each of them on a day; `ask` is that rule. Raises what it raises."""
        told: list[list[Any] | None] = [None] * len(self._halves)
        if os.getpid() == self._first:
            try:
                for one in self._halves:
                    one.send(marshal.dumps(key))
                told = [one.told() for one in self._halves]
            except BaseException:
                self.close()  # what they still have to say would be taken for an answer to something else
                raise
        both = zip(self._halves, told, strict=True)
        return list(
            chain.from_iterable(map(ask, one.contacts) if said is None else said for one, said in both)
        )

    def close(self) -> None:
        """Ends the other processes.

        The second was split off with an end of the first one's pipe, which nobody else may hold: until both
        have been told to end, the first may wait for somebody to read what it has to say.
        """
        if os.getpid() == self._first:
            for one in self._halves:
                one.hang_up()
            for one in self._halves:
                one.join()


class _Half:
    """These people, and the process that answers for them, where there can be one."""

    def __init__(self, contacts: Sequence[Contact], config: Config) -> None:
        self.contacts = contacts
        self._end: Connection | None = None
        self._process: BaseProcess | None = None
        if can_split():
            self._begin(config)

    def _begin(self, config: Config) -> None:
        from multiprocessing import get_context  # noqa: PLC0415  (start-up)

        with suppress(OSError):
            context = get_context("fork")
            end, far_end = context.Pipe()
            args = end, far_end, self.contacts, config
            process = context.Process(target=_answer, args=args, daemon=True)
            process.start()
            far_end.close()
            self._end, self._process = end, process

    def send(self, data: bytes) -> None:
        """Asks for an answer, or with `_END` for the end."""
        if self._end:
            with suppress(OSError):
                self._end.send_bytes(data)

    def told(self) -> list[Any] | None:
        """The answers to what was sent; None when the process has none, or went away."""
        if self._end is None:
            return None
        with suppress(EOFError, OSError, ValueError, TypeError):
            answers: list[Any] | None = marshal.loads(self._end.recv_bytes())  # noqa: S302  (our own)
            return answers
        self._end = None
        return None

    def hang_up(self) -> None:
        """Tells the process to end, and reads no more of what it says."""
        if self._end:
            self.send(_END)
            self._end.close()
            self._end = None

    def join(self) -> None:
        """Waits until the process has ended."""
        if self._process:
            self._process.join()
            self._process = None


def _answer(first: Connection, end: Connection, contacts: Sequence[Contact], config: Config) -> None:
    """The other process: reads which rule and which day, and tells what it says of each, until the end.

    Where the first process is gone, that is the end too.
    """
    first.close()
    with suppress(KeyboardInterrupt, EOFError, OSError):
        while key := end.recv_bytes():
            end.send_bytes(marshal.dumps(_answers(marshal.loads(key), contacts, config)))  # noqa: S302


def _answers(key: Key, contacts: Sequence[Contact], config: Config) -> list[Any] | None:
    """None where that cannot be told here: then the first process asks, and meets what is in the way."""
    with suppress(Exception):
        module, _, name = key[0].rpartition(".")
        rule = getattr(import_module(module), name)
        if isinstance(rule, Each):
            day = date.fromordinal(key[1])
            return [rule(contact, config, day) for contact in contacts]
    return None
