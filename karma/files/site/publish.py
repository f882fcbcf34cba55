"""Makes a folder hold the pages of a site, and no page of ours besides."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    for name in source.names:
        check_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    site = SiteFolder(folder.resolve())
    known = read_manifest(site)
    settling = Settling(site, source, known, left or Left())
    found, learned = _settled(settling, source.names, tuple(first))
    gone, kept = _removed(settling)
    refused = {one.name: one.why for one in found if one.became == "refused"} | kept
    ours = {one.name: [one.digest] for one in found if one.became != "refused"}
    write_manifest(site, ours | {name: (known or {})[name] for name in refused if name in (known or {})})
    return Published(
        _names(found, "written"),
        _names(found, "unchanged"),
        gone,
        tuple(sorted(refused.items())),
        {one.name: Row(one.digest, one.stamp, one.memo) for one in found if one.stamp},
        learned,
    )


def _settled(
    settling: Settling, names: Sequence[str], first: tuple[str, ...]
) -> tuple[list[Outcome], dict[Any, Any]]:
    """What becomes of all pages, and what was learned on the way, by one process or by two."""

    def work(chunk: Sequence[str]) -> _Done:
        return [tuple(one) for one in settling.settle(chunk)], settling.source.learned()

    begun = [work(first)] if first else []
    before = set(first)
    looked, rest = _looked_at(settling, [name for name in names if name not in before], work)
    chunks, here = _in_chunks(rest)
    many = len(rest) >= WORTH_TWO
    done = [*begun, *looked, *(workers.each(chunks, work, here) if many else map(work, chunks))]
    learned = {key: value for _, more in done for key, value in more.items()}
    return [Outcome(*one) for found, _ in done for one in found], learned


def _looked_at(
    settling: Settling, names: Sequence[str], work: Callable[[Sequence[str]], _Done]
) -> tuple[list[_Done], list[str]]:
    """The pages at the top, settled, and those below that a quick look finds right; then the rest.

    Where even the first few are not, as in a first build or on another day, all are left for a closer look.
    """

    def look(chunk: Sequence[str]) -> tuple[_Done, list[str]]:
        if "/" not in chunk[0]:
            return work(chunk), []
        stand, rest = _glanced(settling, chunk)
        return ([tuple(one) for one in stand], {}), rest

    top, below = _parted(names)
    if not _glanced(settling, below[:CHUNK])[0]:
        return [], [*names]
    chunks = [*([name] for name in top), *_cut(below, AT_A_GLANCE)]
    if len(below) >= WORTH_TWO:
        found = workers.each(chunks, look, max(1, len(top)))
    else:
        found = [look(chunk) for chunk in chunks]
    return [done for done, _ in found], [name for _, rest in found for name in rest]


def _glanced(settling: Settling, names: Sequence[str]) -> tuple[list[Outcome], list[str]]:
    """The pages that a quick look finds as they should be, and those that need a closer one."""
    settling.folder.look_again()
    found = {name: settling.glance(name) for name in names}
    return [one for one in found.values() if one], [name for name, one in found.items() if not one]


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


def _names(found: Iterable[Outcome], became: str) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in found if one.became == became))
