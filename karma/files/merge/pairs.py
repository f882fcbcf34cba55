"""Which promises of three texts are the same: by the whole line, text and date, text alone, likeness."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karma.core import promise as grammar
from karma.core.links import fold
from karma.core.promise import Promise
from karma.files.merge.similar import most_like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from karma.files.merge.rows import Row


@dataclass(frozen=True, slots=True)
class Triple:
    """The places of one promise among the rows of base, ours and theirs; None where it is not there.

    `unsure`: in one of the texts its words are others, so that only a person can say whether it is the same.
    """

    base: int | None
    ours: int | None
    theirs: int | None
    unsure: bool = False


def triples(base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Triple]:
    """Every row of the three sides, in exactly one triple."""
    own, unsure_own = _pairs(base, ours)
    other, unsure_other = _pairs(base, theirs)
    found = [
        Triple(at, own.get(at), other.get(at), at in unsure_own or at in unsure_other)
        for at in range(len(base))
    ]
    known_own, known_other = set(own.values()), set(other.values())
    new_own = [at for at in range(len(ours)) if at not in known_own]
    new_other = [at for at in range(len(theirs)) if at not in known_other]
    both = dict(_alike([ours[at] for at in new_own], [theirs[at] for at in new_other], (_line, _dated)))
    found += [Triple(None, at, new_other[both[i]] if i in both else None) for i, at in enumerate(new_own)]
    paired = set(both.values())
    found += [Triple(None, None, at) for i, at in enumerate(new_other) if i not in paired]
    return found


def _pairs(base: Sequence[Row], side: Sequence[Row]) -> tuple[dict[int, int], set[int]]:
    """Which row of `side` each row of `base` has become, and of which of them that is only likely."""
    found = dict(_alike(base, side, (_line, _dated)))
    _add(found, base, side, _alike_once)
    sure = set(found)
    _add(found, base, side, _likely)
    return found, found.keys() - sure


def _add(
    found: dict[int, int],
    base: Sequence[Row],
    side: Sequence[Row],
    pair: Callable[[Sequence[Row], Sequence[Row]], Iterator[tuple[int, int]]],
) -> None:
    """Adds the pairs that `pair` sees among the rows that have none."""
    left = [at for at in range(len(base)) if at not in found]
    taken = set(found.values())
    right = [at for at in range(len(side)) if at not in taken]
    found |= {
        left[one]: right[other] for one, other in pair([base[i] for i in left], [side[i] for i in right])
    }


def _alike(
    left: Sequence[Row], right: Sequence[Row], keys: Sequence[Callable[[Row], Any]]
) -> Iterator[tuple[int, int]]:
    """Rows with the same key, paired in order, by the first of `keys` and then by the next."""
    open_left, open_right = dict(enumerate(left)), dict(enumerate(right))
    for key in keys:
        waiting: dict[Any, list[int]] = {}
        for at, row in open_right.items():
            waiting.setdefault(key(row), []).append(at)
        for at, row in list(open_left.items()):
            same = waiting.get(key(row)) if key(row) is not None else None
            if same:
                del open_left[at]
                del open_right[same[0]]
                yield at, same.pop(0)


def _alike_once(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows with the same text, where on either side only one has it: the date is another one."""
    texts = [_text(row) for row in left]
    there = [_text(row) for row in right]
    own, other = Counter(texts), Counter(there)
    for at, text in enumerate(texts):
        if text and own[text] == other[text] == 1:
            yield at, there.index(text)


def _likely(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows whose words are much the same."""
    places = {text[0]: index for index, row in enumerate(right) if (text := _text(row))}
    for at, row in enumerate(left):
        text = _text(row)
        found = most_like(text[0], list(places)) if text else None
        if found is not None:
            yield at, places.pop(found)


def _line(row: Row) -> str:
    return row.says


def _dated(row: Row) -> tuple[str, bool, str] | None:
    found = grammar.parse(row.lines[0])
    return (fold(found.text), found.theirs, str(found.by)) if isinstance(found, Promise) else None


def _text(row: Row) -> tuple[str, bool] | None:
    found = grammar.parse(row.lines[0])
    return (fold(found.text), found.theirs) if isinstance(found, Promise) else None
