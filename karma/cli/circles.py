"""The circle that is named with --circle: one that the book knows, or a refusal that says which it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli.errors import WrongUsage
from karma.core.links import fold
from karma.core.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection


def known_circle(word: str, known: Collection[str]) -> str:
    """The name of the circle `word` means. Raises WrongUsage for one that is not among `known`."""
    name = fold(word)
    if name in known:
        return name
    hint = did_you_mean(name, known)
    raise WrongUsage(
        f"There is no circle “{word}”. {hint}".strip(),
        f"The circles: {', '.join(known)}.\nMore can be declared in karma.toml: [circles.{name}]",
    )
