"""Messages on the terminal: the words ready to copy, and beside them what is still to be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.drafts.kinds import MOST_WORDS
from karma.core.phrases import listed
from karma.core.typed import word
from karma.views.show import wrap
from karma.views.terminal.lines import BLANK, Line, Span, command, heading, paragraph
from karma.views.terminal.person import head_lines
from karma.views.terminal.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from karma.core.book import Contact
    from karma.core.drafts.fitting import Fit
    from karma.core.drafts.message import Message

_MAIL_WIDTH = 72
_MOST_WELCOME = ("thank-you", "appeal", "follow-up", "intro", "article", "pitch", "voicemail")
_PIECES = re.compile(r"(\[|\])")


def draft_lines(messages: Sequence[Message], width: int) -> list[Line]:
    """The messages, without anything in front of a line, so that they can be copied as they stand.

    A subject stands above what may go by e-mail; on paper or on the phone there is none.
    """
    lines: list[Line] = []
    for number, message in enumerate(messages, 1):
        if message.title:
            title = heading(f"── {number}. {message.title} ")
            lines += [*(title if lines else title[1:]), BLANK]
        if message.subject and message.wants_email:
            lines += [*_wrapped(f"Subject: {message.subject}", width), BLANK]
        lines += _wrapped(message.body, width)
    return lines


def which_lines(
    contact: Contact, messages: Sequence[Message], linked: Sequence[int], width: int
) -> list[Line]:
    """Of several messages, which the links hold (`linked` are their places), and how to see the others."""
    if len(messages) < 2:
        return []
    lines: list[Line] = [BLANK]
    for place in linked:
        names = listed([first_name(one.name) for one in messages[place].to])
        lines += paragraph(f"{place + 1} of {len(messages)}: to {names}.", width)
    if len(linked) < len(messages):
        other = next((one for message in messages for one in message.to if one.id != contact.id), None)
        whom = f" --to {word(other.id)}" if other else ""
        lines += [
            *paragraph("The others:", width),
            *command(f"karma draft {word(contact.id)} intro{whom}", 1),
        ]
    return lines


def note_lines(
    contact: Contact, messages: Sequence[Message], prospect: Contact | None, width: int
) -> list[Line]:
    """Under a draft: how long it takes to say, gaps and your notes, who asked for no e-mail, what records it.

    `prospect` is whom a thank-you thanks for, if it is a referral.
    """
    lines: list[Line] = [BLANK]
    for text in (*_length(messages[0]), *_gaps(messages), *_your_notes(messages), *_no_email(messages)):
        lines += paragraph(text, width)
    done, recorded = _recorded(contact, messages, prospect)
    lines += paragraph(f"{done}:", width, style="dim")
    return [*lines, *(row for typed in recorded for row in command(typed, 1))]


def kind_lines(contact: Contact, fits: Sequence[Fit], width: int) -> list[Line]:
    """Every kind of message: first those that are fitting now, with the reason."""
    now = [fit for fit in fits if fit.why]
    later = [fit for fit in fits if not fit.why]
    lines = head_lines(contact, width)
    if now:
        lines += heading("Fitting now")
        for fit in now:
            lines += paragraph(fit.why, width, 13, first=f" {fit.kind.name}")
    if later:
        lines += heading("At any time")
        for fit in later:
            lines += paragraph(fit.kind.purpose, width, 13, "dim", first=f" {fit.kind.name}")
    fitting = {fit.kind.name for fit in now}
    best = next((name for name in _MOST_WELCOME if name in fitting), _MOST_WELCOME[-1])
    return [*lines, BLANK, *command(f"karma draft {word(contact.id)} {best}", 1)]


def as_text(message: Message) -> str:
    """A message as an editor opens it."""
    return (f"Subject: {message.subject}\n\n" if message.subject else "") + f"{message.body}\n"


def _wrapped(text: str, width: int) -> Iterator[Line]:
    inside = False
    for written in text.split("\n"):
        for part in wrap(written, min(width, _MAIL_WIDTH)) or [""]:
            spans, inside = _marked(part, inside)
            yield spans


def _marked(text: str, inside: bool) -> tuple[Line, bool]:
    """One line with its gaps in a colour of their own; a gap may begin on one line and end on the next."""
    spans: list[Span] = []
    for piece in filter(None, _PIECES.split(text)):
        inside = inside or piece == "["
        spans.append(Span(piece, "warn" if inside else ""))
        inside = inside and piece != "]"
    return tuple(spans), inside


def _length(message: Message) -> Iterator[str]:
    if message.kind.spoken:
        most = f"; {MOST_WORDS} fit into half a minute" if message.too_long else ""
        yield f"{count(message.words, 'word')}, about {count(message.seconds, 'second')}{most}."


def _gaps(messages: Sequence[Message]) -> Iterator[str]:
    gaps = dict.fromkeys(gap for message in messages for gap in message.gaps)
    if gaps:
        yield f"{count(len(gaps), 'gap')} to fill: {' · '.join(gaps)}"


def _your_notes(messages: Sequence[Message]) -> Iterator[str]:
    for note in dict.fromkeys(note for message in messages for note in message.notes):
        yield f"Your note: {note}"


def _no_email(messages: Sequence[Message]) -> Iterator[str]:
    people = {one.id: one for message in messages if not message.kind.spoken for one in message.to}
    for contact in people.values():
        name = first_name(contact.name)
        if "email" not in contact.opt_in:
            yield f"{name} has not asked for e-mail: a note, a text or a call is the way."
        elif not contact.email:
            yield f"{name}’s e-mail address is not in the file."


def _recorded(
    contact: Contact, messages: Sequence[Message], prospect: Contact | None
) -> tuple[str, list[str]]:
    """When a message belongs into the log, and the commands that write it there.

    Of an introduction whose last message is not among them, those that ask are messages like others.
    """
    message = messages[0]
    verb = message.kind.verb
    if verb == "email" and not message.wants_email:
        verb = "note"
    who = word(contact.id)
    if message.kind.name == "intro" and all(len(one.to) == 1 for one in messages):
        whom = [word(one.id) for part in messages for one in part.to]
        return "When it is sent", [f'karma log {one} email -m "…"' for one in whom]
    if message.kind.name == "intro":
        others = (word(one.id) for part in messages for one in part.to if one.id != contact.id)
        return "When you have introduced them", [f"karma log {who} intro --link {next(others, 'WHO')}"]
    done = f"When it is {'said' if message.kind.spoken else 'sent'}"
    if prospect:
        return done, [f"karma log {word(prospect.id)} thanked --link {who}"]
    return done, [f'karma log {who} {verb} -m "…"']
