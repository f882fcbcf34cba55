"""What a sync came to: who is concerned, what went out, and what wants a look."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from karma.core.history.words import says
from karma.core.operation import names
from karma.views.terminal.lines import Line, Span, line, more, paragraph
from karma.views.terminal.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.sync.report import Came, Clash, PersonCame, Synced
    from karma.core.sync.same_day import CalledTwice

_SHOWN = 12
"""People told one by one; of more, `git log` and `karma history` know."""
_CHANGES = 3
"""Changes told of one person."""


def sync_lines(done: Synced, width: int) -> list[Line]:
    """What came, what went, then what wants a look."""
    came = done.came
    lines: list[Line] = []
    if came.commits:
        lines += paragraph(f"{_what_came(came)}, by {names(came.authors) or 'others'}", width, 2, first="↓")
        for sentence in came.sentences[:_SHOWN]:
            lines += paragraph(sentence, width, 4)
        lines += more(len(came.sentences) - _SHOWN, "karma history", indent=4)
        lines += _people([one for one in came.people if not one.told], width)
        lines += _others(came.others, width)
    if done.went:
        to = f"would go to {done.remote}" if done.dry_run else f"sent to {done.remote}"
        new = f", as the new branch {done.branch}" if done.new_branch else ""
        lines += paragraph(f"{count(done.went, 'commit')} {to}{new}", width, 2, first="↑")
    if not lines:
        lines.append(line(Span(f"Nothing new, here or at {done.remote}.", "good")))
    for text in [*_to_look_at(came), *_not_sent(done)]:
        lines += paragraph(text, width, 2, "warn", first="·")
    return lines


def clash_lines(clashes: Sequence[Clash], width: int) -> list[Line]:
    """Each thing that both sides changed, with both values, and who wrote theirs when."""
    lines: list[Line] = []
    for one in clashes:
        by = ", ".join(filter(None, (one.author, one.day)))
        lines.append(line(Span(one.path, "strong"), f": {one.what}"))
        if one.ours or one.theirs:
            lines += paragraph(one.ours or "nothing", width, 10, first="    here")
            lines += paragraph(one.theirs or "nothing", width, 10, first="    there")
        lines += paragraph(f"by {by}", width, 10, "dim") if by else []
    return lines


def _what_came(came: Came) -> str:
    """`12 changes to 5 people`; of what concerns nobody the commits are counted."""
    told = [one for one in came.people if not one.told]
    changes = sum(len(one.changes) for one in told)
    if not changes:
        return count(came.commits, "commit")
    return f"{count(changes, 'change')} to {count(len(told), 'person', 'people')}"


def _people(people: Sequence[PersonCame], width: int) -> list[Line]:
    lines: list[Line] = []
    for one in people[:_SHOWN]:
        lines.append(
            line(
                "    ",
                Span(one.name, "strong"),
                Span("" if one.what == "changed" else f"  {one.what}", "dim"),
            )
        )
        told = [says(change) for change in one.changes if change.kind not in ("new", "removed")]
        for text in told[:_CHANGES]:
            lines += paragraph(text, width, 6)
        lines += more(len(told) - _CHANGES, indent=6)
    return lines + more(len(people) - _SHOWN, "karma history", indent=4)


def _others(paths: Sequence[str], width: int) -> list[Line]:
    said = ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    return paragraph(f"and {said}", width, 4, "dim") if paths else []


def _to_look_at(came: Came) -> list[str]:
    """What a person should know, each with what to do about it, if anything."""
    said = [_twice(one) for one in came.twice[:_SHOWN]]
    if len(came.twice) > _SHOWN:
        said.append(f"So it was with {count(len(came.twice) - _SHOWN, 'more call', 'more calls')}.")
    said += [f"{path} was removed on one side and changed on the other: it stays." for path in came.kept]
    said += [
        f"{one} and {other}, one from each side, seem to be one person: `karma merge {one} {other}`"
        for one, other in came.twins
    ]
    if came.errors:
        said.append(f"{count(came.errors, 'error')} came with it: `karma check` says which.")
    return said


def _not_sent(done: Synced) -> list[str]:
    """What stands here and is not committed: what was deleted may be a slip, so the way back comes first."""
    said = []
    send = "to send that too: `git add contacts`, `git commit`, and sync again."
    if gone := done.deleted:
        back = f"`git restore {quote(gone[0])}` brings it back"
        if len(gone) > 1:
            back = "`git restore FILE` brings each of them back"
        verb = "was" if len(gone) == 1 else "were"
        said.append(f"{_few(gone)} {verb} deleted, and that is not committed. {back}; {send}")
    if kept := [path for path in done.uncommitted if path not in gone]:
        verb, it = ("is", "It stays") if len(kept) == 1 else ("are", "They stay")
        said.append(f"{_few(kept)} {verb} changed and not committed. {it} here; {send}")
    return said


def _few(paths: Sequence[str]) -> str:
    return ", ".join(paths[:3]) + (", …" if len(paths) > 3 else "")


def _twice(one: CalledTwice) -> str:
    who = f"Both of you, {one.by[1]} and you," if one.mine else f"Both {one.by[0]} and {one.by[1]}"
    return f"{who} called {one.name} on {short_day(one.date)}."
