"""Templates in the book that no page uses: a misspelt name would be passed over without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIXES = {".html", ".htm", ".txt", ".css", ".js"}


def unused(root: Path) -> tuple[str, ...]:
    """What to say of each template that has no name of karma's own, and that no other one mentions."""
    own = root / "templates"
    if not own.is_dir():
        return ()
    from karma.core.problems import did_you_mean  # noqa: PLC0415  (start-up)
    from karma.views.theme import theme_folder  # noqa: PLC0415  (start-up)

    known = _templates(theme_folder())
    mine = _templates(own)
    strange = sorted(mine.keys() - known.keys())
    texts = [path.read_text("utf-8", "replace") for path in mine.values()] if strange else []
    return tuple(
        f"templates/{name} is used by no page. {did_you_mean(name, known)}".rstrip()
        for name in strange
        if not any(name in text for text in texts)
    )


def _templates(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}
