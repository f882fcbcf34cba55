"""Two people called somebody on the same day, neither knowing of the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.verbs import IN_PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from karma.core.logline import LogLine
    from karma.core.verbs import Verb


@dataclass(frozen=True, slots=True)
class CalledTwice:
    """`id` is whom two people called on `date`; `by` their names, ours first, and `said` their lines.

    `mine`: the first of the two is who runs karma.
    """

    id: str
    name: str
    date: date
    by: tuple[str, str]
    said: tuple[str, str]
    mine: bool = False


def meetings_of_lines(
    here: Sequence[LogLine], base: Sequence[LogLine], there: Sequence[LogLine], verbs: Mapping[str, Verb]
) -> Iterator[tuple[LogLine, LogLine]]:
    """Each call that is new `there` since `base`, with the first one `here` of that day.

    Whoever wrote them may be one person with two machines: that is for the caller to find out.
    """
    came = Counter(there)
    came.subtract(base)
    for theirs in there:
        if came[theirs] > 0 and _is_call(theirs, verbs):
            came[theirs] = 0
            ours = next((one for one in here if one.date == theirs.date and _is_call(one, verbs)), None)
            if ours:
                yield ours, theirs


def _is_call(entry: LogLine, verbs: Mapping[str, Verb]) -> bool:
    """True for what made their telephone ring: a call, a voicemail, an attempt."""
    return verbs[entry.verb].voice and not entry.inbound and entry.verb not in IN_PERSON
