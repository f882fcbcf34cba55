"""A second process that answers for half of the people, where a rule is asked of everybody the first time.

Of each person in a book that karma never saw there are sixty things to ask: as much work as to read them all.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from karma.core.each import Each
from karma.files.split import can_split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from karma.core.book import Contact
    from karma.core.config import Config
    from karma.files.cache.packed import Key

    Ask = Callable[[Contact], Any]

_END = b""


class Halves:
    """These people, the second half of them in another process, which goes on until it is closed.

    It is there for the process that began it: one that was split off later has to ask everybody itself.
    """

    def __init__(self, contacts: Sequence[Contact], config: Config) -> None:
        half = len(contacts) // 2
        self._mine, self._others = contacts[:half], contacts[half:]
        self._end: Connection | None = None
        self._first = os.getpid()
        if can_split():
            self._begin(config)

    def _begin(self, config: Config) -> None:
        from multiprocessing import get_context  # noqa: PLC0415  (start-up)

        with suppress(OSError):
            context = get_context("fork")
            end, far_end = context.Pipe()
            args = end, far_end, self._others, config
            self._process = context.Process(target=_answer, args=args, daemon=True)
            self._process.start()
            far_end.close()
            self._end = end

    def asked(self, key: Key, ask: Ask) -> list[Any]:
        """What a rule says of each of them on a day; `ask` is that rule. Raises what it raises."""
        if os.getpid() != self._first:
            return [ask(contact) for contact in (*self._mine, *self._others)]
        try:
            self._send(marshal.dumps(key))
            mine = [ask(contact) for contact in self._mine]
            others = self._told()
        except BaseException:
            self.close()  # what it still has to say would be taken for an answer to something else
            raise
        return mine + ([ask(contact) for contact in self._others] if others is None else others)

    def close(self) -> None:
        """Ends the other process."""
        if self._end and os.getpid() == self._first:
            self._send(_END)
            self._end.close()
            self._end = None
            self._process.join()

    def _send(self, data: bytes) -> None:
        if self._end:
            with suppress(OSError):
                self._end.send_bytes(data)

    def _told(self) -> list[Any] | None:
        """The answers for the other half; None when the other process has none, or went away."""
        if self._end is None:
            return None
        with suppress(EOFError, OSError, ValueError, TypeError):
            answers: list[Any] | None = marshal.loads(self._end.recv_bytes())  # noqa: S302  (our own)
            return answers
        self._end = None
        return None


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
