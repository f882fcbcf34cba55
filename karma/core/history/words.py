"""A change in the user's words: short, as one would tell it. Links stay as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from karma.core.history.change import Change, Kind

_WORDS: Mapping[Kind, str] = {
    "new": "new here",
    "removed": "no longer in the book",
    "renamed": "renamed: {was} → {now}",
    "merged": "put together with {was}",
    "archived": "archived",
    "brought back": "brought back from the archive",
    "logged": "{now}",
    "corrected": "corrected: {now} (was: {was})",
    "unlogged": "taken out: {was}",
    "promised": "{they}promised: {about}{by}",
    "kept": "{they}kept: {about}",
    "let go": "let go: {about}",
    "reopened": "{they}open again: {about}",
    "re-dated": "{they}promised: {about}, not {was} but {now}",
    "reworded": "{they}promised: {now} (was: {was})",
    "unpromised": "promise taken out: {about}",
    "noted": "for next time: {now}",
    "struck": "no more for next time: {was}",
    "unclear": "changed, but a version of the file cannot be read",
}
_THEY = "they: "


_FEW = 3
"""What stood in a new file is told one by one up to this; of an import nobody reads it."""


def tell(changes: Sequence[Change], day: date | None = None) -> list[str]:
    """The changes in words, one by one; of somebody new with a long log only how much there is."""
    if len(changes) > _FEW + 1 and changes[0].kind == "new":
        lines, promises = (sum(one.kind == kind for one in changes) for kind in ("logged", "promised"))
        log = [f"{_counted(lines, 'line')} in the log"] if lines else []
        said = " and ".join(log + ([_counted(promises, "promise")] if promises else []))
        return [f"{says(changes[0])}, with {said}"]
    return [says(change, day) for change in changes]


def says(change: Change, day: date | None = None) -> str:
    """`org: Harbor Marine → Okafor Marine`, `promised: send the checklist by 2026-W50`.

    A line of the log stands as in the file, without its date when that is `day`.
    """
    if change.kind == "field":
        return _field(change)
    if change.kind == "prose":
        return _prose(change.was, change.now)
    was, now = (_joined(change, part, day) for part in (change.was, change.now))
    theirs = any(text.startswith(_THEY) for text in (change.about, *change.now))
    return _WORDS[change.kind].format(
        about=change.about.removeprefix(_THEY),
        was=was.removeprefix(_THEY),
        now=now.removeprefix(_THEY),
        they=_THEY.replace(":", "") if theirs else "",
        by=f" by {now}" if now else "",
    )


def _joined(change: Change, part: Sequence[str], day: date | None) -> str:
    if change.kind == "re-dated" and not part:
        return "someday"
    of_the_day = day is not None and change.kind in ("logged", "corrected", "unlogged")
    return ", ".join(text.removeprefix(f"{day} ") if of_the_day else text for text in part)


def _field(change: Change) -> str:
    was, now = ", ".join(change.was), ", ".join(change.now)
    if len(change.was) == len(change.now) == 1:
        return f"{change.about}: {was} → {now}"
    if not was:
        return f"{change.about}: {now}"
    gone = f"no more {was}"
    return f"{change.about}: {now}; {gone}" if now else f"{change.about}: {gone}"


def _prose(was: Sequence[str], now: Sequence[str]) -> str:
    if len(now) == 1 and not was:
        return f"notes: {now[0]}"
    said = [f"{_counted(len(now), 'line')} added"] if now else []
    said += [f"{_counted(len(was), 'line')} taken out"] if was else []
    return f"notes: {', '.join(said)}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
