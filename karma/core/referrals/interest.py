"""What moves somebody who cannot be reached, as the `unreachable` lines mark it: PAIN and GAIN (S7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karma.core.referrals.traces import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karma.core.referrals.referral import Step

_MARKED = re.compile(r"\b(pain|gain)\s*:\s*(.*?)(?=\b(?:pain|gain)\s*:|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interest:
    """What hurts them and what they would gain, as it was written down; either may be empty."""

    pain: str = ""
    gain: str = ""


def interest_in(text: str) -> Interest:
    """What a text marks as `PAIN:` and `GAIN:`, in either order and any case; of several, the last."""
    found = {match[1].casefold(): match[2].strip(" \t;,") for match in _MARKED.finditer(text)}
    return Interest(found.get("pain", ""), found.get("gain", ""))


def interest_of(flags: Iterable[Step]) -> tuple[Interest, Trace | None]:
    """The newest pain and the newest gain among these steps, oldest first, and the trace of writing them."""
    pain = gain = ""
    trace = None
    for step in flags:
        marked = interest_in(step.line.text)
        if marked != Interest():
            pain, gain = marked.pain or pain, marked.gain or gain
            both = (f"{name}: {what}" for name, what in (("PAIN", pain), ("GAIN", gain)) if what)
            trace = Trace(step.since, "; ".join(both))
    return Interest(pain, gain), trace
