"""Makes a folder hold the pages of a site, and no page of ours besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from karma.files.site import workers
from karma.files.site.folder import EDITED, NOBODYS, SiteFolder, check_name, digest_of
from karma.files.site.left import Left, Row
from karma.files.site.manifest import read_manifest, write_manifest
from karma.files.site.settle import Outcome, Settling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from karma.files.site.settle import Source

    _Done = tuple[list[tuple[Any, ...]], dict[Any, Any]]
    """What became of a few pages, as plain values, and what was learned meanwhile."""

CHUNK = 32
"""Pages that are held in memory at once, for each process."""
AT_A_GLANCE = 500
"""Pages that a process looks at before it asks for more."""
WORTH_TWO = 200
"""Pages below which a second process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did, by the names of the pages, each sorted. `refused` also says why.

    `rows` is how the pages are left, and `learned` what the source found out, for the next build.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    rows: Mapping[str, Row] = field(default_factory=dict, compare=False, repr=False)
    learned: Mapping[Any, Any] = field(default_factory=dict, compare=False, repr=False)


def publish(folder: Path, source: Source, left: Left | None = None, first: Iterable[str] = ()) -> Published:
    """Makes `folder` hold the pages of `source`, and no page of ours besides.

    A file that karma did not make, or that was edited since, is refused and left alone; so is everything
    behind a link. `left` is how the last build left it; the pages named in `first` are all made before
    anything is written, and stand there before others are looked at. Raises ValueError for a name that leaves
    the folder, OSError when the disk refuses, and whatever the source raises.
    """
    left = left or Left()
    for name in source.names:
        if name not in left.rows:  # else it was looked at before
            check_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    site = SiteFolder(folder.resolve())
    known = read_manifest(site, left.rows)
    settling = Settling(site, source, known, left)
    found, stand, learned = _settled(settling, source.names, tuple(first))
    as_left = {name: settling.left.rows[name] for name in stand}
    gone, kept = _removed(settling)
    refused = {one.name: one.why for one in found if one.became == "refused"} | kept
    ours = {name: [row.digest] for name, row in as_left.items()}
    ours |= {one.name: [one.digest] for one in found if one.became != "refused"}
    write_manifest(site, ours | {name: (known or {})[name] for name in refused if name in (known or {})})
    return Published(
        tuple(sorted(_names(found, "written"))),
        tuple(sorted([*stand, *_names(found, "unchanged")])),
        gone,
        tuple(sorted(refused.items())),
        as_left | {one.name: Row(one.digest, one.stamp, one.memo) for one in found if one.stamp},
        learned,
    )


def _settled(
    settling: Settling, names: Sequence[str], first: tuple[str, ...]
) -> tuple[list[Outcome], list[str], dict[Any, Any]]:
    """What becomes of the pages, by one process or by two; those that stand as they were left and should be.

    Last what was learned on the way.
    """

    def work(chunk: Sequence[str], *, anew: bool = False) -> _Done:
        found = [tuple(one) for one in settling.settle(chunk, anew=anew)]
        settling.source.done()
        return found, settling.source.learned()

    begun = [work(first, anew=True)] if first else []
    before = set(first)
    looked, stand, rest = _looked_at(settling, [name for name in names if name not in before], work)
    chunks, here = _in_chunks(rest)
    many = len(rest) >= WORTH_TWO
    last_of_top = chunks[here - 1] if many and here > 1 else None

    def work_on(chunk: Sequence[str]) -> _Done:
        done = work(chunk)
        if chunk is last_of_top:  # in the process that began: the other one has only pages below
            settling.source.past_the_top()
        return done

    done = [*begun, *looked, *(workers.each(chunks, work_on, here) if many else map(work, chunks))]
    learned = {key: value for _, more in done for key, value in more.items()}
    return [Outcome(*one) for found, _ in done for one in found], stand, learned


def _looked_at(
    settling: Settling, names: Sequence[str], work: Callable[[Sequence[str]], _Done]
) -> tuple[list[_Done], list[str], list[str]]:
    """The pages at the top, settled; the names of those below that a quick look finds right, and of the rest.

    Where even the first few are not, as in a first build or on another day, all are left for a closer look.
    """

    def look(chunk: Sequence[str]) -> tuple[_Done, list[str], list[str]]:
        if "/" not in chunk[0]:
            return work(chunk), [], []
        return ([], {}), *_glanced(settling, chunk)

    top, below = _parted(names)
    first, others = below[:CHUNK], below[CHUNK:]
    if not _glanced(settling, first)[0]:
        return [], [], [*names]
    chunks = [first, *([name] for name in top), *_cut(others, AT_A_GLANCE)]
    if len(below) >= WORTH_TWO:
        found = workers.each(chunks, look, 1 + len(top))
    else:
        found = [look(chunk) for chunk in chunks]
    done, stand, rest = zip(*found, strict=True)
    return list(done), list(chain.from_iterable(stand)), list(chain.from_iterable(rest))


def _glanced(settling: Settling, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The pages that a quick look finds as they should be, and those that need a closer one."""
    settling.folder.look_again()
    stand: list[str] = []
    rest: list[str] = []
    for name in names:
        (stand if settling.glance(name) else rest).append(name)
    return stand, rest


def _in_chunks(names: Sequence[str]) -> tuple[list[list[str]], int]:
    """The pages a few at a time, and how many of these chunks one process is to do.

    A page in a folder makes what all those beside it need. The pages at the top, which look at everybody, are
    dear: they come next, so that nobody waits for them at the end, and one process keeps what it found out.
    """
    top, below = _parted(names)
    chunks = [below[:1], *([name] for name in top)] if below else [[name] for name in top]
    return chunks + _cut(below[1:], CHUNK), len(chunks)


def _parted(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The pages at the top, and those in folders below."""
    return [name for name in names if "/" not in name], [name for name in names if "/" in name]


def _cut(names: list[str], size: int) -> list[list[str]]:
    return [names[at : at + size] for at in range(0, len(names), size)]


def _removed(settling: Settling) -> tuple[tuple[str, ...], dict[str, str]]:
    """Removes the pages of ours that nobody asks for any more; those that were edited are kept, and why."""
    removed, kept = [], {}
    names = set(settling.source.names)
    site, known = settling.folder, settling.known
    for name in sorted(site.marked(names) if known is None else known.keys() - names):
        if site.obstacle(name) or (there := site.read(name)) is None:
            continue
        if why := settling.why_not(name, digest_of(there)):
            kept[name] = NOBODYS if why == EDITED else why
        else:
            (site.path / name).unlink()
            removed.append(name)
    return tuple(removed), kept


def _names(found: Iterable[Outcome], became: str) -> list[str]:
    return [one.name for one in found if one.became == became]
