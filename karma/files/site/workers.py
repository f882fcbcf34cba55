"""Work that is cut in chunks, done by two processes where the system can split one in two."""

from __future__ import annotations

import gc
import marshal
import os
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from karma.files.split import can_split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Result = TypeVar("Result")

_NUMBER = 4
"""Bytes of a chunk's number; the system reads and writes so few all at once."""
_SELDOM = 20_000
"""New objects after which garbage is looked for: those of a few dozen pages."""


def each(
    chunks: Sequence[Sequence[str]], work: Callable[[Sequence[str]], Result], here: int = 1
) -> list[Result]:
    """The result of `work` for each chunk, in their order. Raises what `work` raises.

    The first is done before there are two processes, as it makes what all others need; the first `here` are
    done by this one. The rest the two take one by one, whenever they are done with one. Results are plain
    values, as `marshal` takes them; what the other process could not do is done here, where it fails or
    succeeds.
    """
    if len(chunks) < 2:
        return [work(chunk) for chunk in chunks]
    found = {0: work(chunks[0])}
    with _little_garbage():
        if can_split():
            found |= _both(chunks, work, here)
        return [found[at] if at in found else work(chunk) for at, chunk in enumerate(chunks)]


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Looks for garbage seldom, and only among what is made from now on: hardly anything before that is any.

    So it is not written to either, and is there only once for two processes.
    """
    gc.freeze()
    often, at_all = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(_SELDOM, *often[1:])
    gc.enable()
    try:
        yield
    finally:
        if not at_all:
            gc.disable()
        gc.set_threshold(*often)
        gc.unfreeze()


def _both(
    chunks: Sequence[Sequence[str]], work: Callable[[Sequence[str]], Result], here: int
) -> dict[int, Result]:
    queue, back, tell = _queue(range(here, len(chunks))), *os.pipe()
    process = os.fork()
    if process == 0:
        _other(queue, tell, chunks, work)
    os.close(tell)
    try:
        mine = {at: work(chunks[at]) for at in chain(range(1, here), _next(queue))}
    finally:
        for _ in _next(queue):  # when this process fails, the other one finds nothing more to do
            pass
        told = _read(back)
        os.waitpid(process, 0)
        os.close(queue)
        os.close(back)
    return mine | _results(told)


def _other(
    queue: int, tell: int, chunks: Sequence[Sequence[str]], work: Callable[[Sequence[str]], Result]
) -> None:
    """The second process: nothing of it may reach the end of the program, which is the first one's."""
    done: dict[int, Result] = {}
    try:
        for at in _next(queue):
            done[at] = work(chunks[at])
    except BaseException:  # noqa: S110  (the first process does it again, and tells)
        pass
    finally:
        try:
            with os.fdopen(tell, "wb") as pipe:
                pipe.write(marshal.dumps(done))
        finally:
            os._exit(0)


def _queue(numbers: Iterable[int]) -> int:
    """A pipe that holds the numbers of the chunks that either may do."""
    queue, fill = os.pipe()
    os.write(fill, b"".join(at.to_bytes(_NUMBER, "big") for at in numbers))
    os.close(fill)
    return queue


def _next(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


def _read(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb", closefd=False) as told:
        return told.read()


def _results(told: bytes) -> dict[int, Result]:
    try:
        found: dict[int, Result] = marshal.loads(told)  # noqa: S302  (from a process of our own)
    except (EOFError, ValueError, TypeError):  # it was killed
        return {}
    return found
