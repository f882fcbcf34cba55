"""The kinds of good turns and what each weighs, unless `[balance]` says otherwise (S8)."""

from __future__ import annotations

from types import MappingProxyType

_KINDS = (
    ("referral", 5, "referrals"),
    ("intro", 3, "introductions"),
    ("favour", 2, "favours"),
    ("gift", 1, "gifts"),
    ("note", 1, "notes"),
    ("article", 1, "articles"),
    ("intel", 1, "news"),
    ("thanks", 0, "thanks"),
)
"""Name, weight and plural. Thanks weigh nothing: they answer a good turn."""

NAMES = MappingProxyType({name: many for name, _, many in _KINDS})
WEIGHTS = MappingProxyType({name: weight for name, weight, _ in _KINDS})
"""From the heaviest to the lightest."""

HELP = 2
"""From this weight on a good turn is help; what is lighter is a kindness, which answers no help."""
