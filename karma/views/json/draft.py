"""The shapes of `draft` with `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact
    from karma.core.drafts.fitting import Fit
    from karma.core.drafts.message import Message


class MessageText(TypedDict):
    """What one message says. `to` are e-mail addresses; `subject` is null for what is said.

    `mailto` is null without opt-in. `notes` are yours on what the gaps ask for, and are not to be sent.
    """

    to: list[str]
    subject: str | None
    body: str
    words: int
    seconds: int
    gaps: list[str]
    notes: list[str]
    mailto: str | None


class Part(MessageText):
    """One message of several: what it is for, and whom it is written to."""

    title: str | None
    people: list[str]


class Draft(MessageText):
    """What `karma draft WHO KIND` prints: the first message, and in `parts` all of them."""

    id: str
    name: str
    kind: str
    parts: list[Part]


class KindRow(TypedDict):
    """A kind of message; `why` it is fitting now, null when it is not."""

    kind: str
    purpose: str
    fits: bool
    why: str | None


class Kinds(TypedDict):
    """What `karma draft WHO` prints: every kind."""

    id: str
    name: str
    kinds: list[KindRow]


def draft(contact: Contact, messages: Sequence[Message]) -> Draft:
    """The messages of one draft; `gaps` at the top are those of the first message."""
    parts = [_part(message) for message in messages]
    first = parts[0]
    return {
        "id": contact.id,
        "name": contact.name,
        "kind": messages[0].kind.name,
        "to": first["to"],
        "subject": first["subject"],
        "body": first["body"],
        "words": first["words"],
        "seconds": first["seconds"],
        "gaps": first["gaps"],
        "notes": first["notes"],
        "mailto": first["mailto"],
        "parts": parts,
    }


def kinds(contact: Contact, fits: Sequence[Fit]) -> Kinds:
    """Which kinds are fitting now."""
    return {
        "id": contact.id,
        "name": contact.name,
        "kinds": [
            {
                "kind": fit.kind.name,
                "purpose": fit.kind.purpose,
                "fits": bool(fit.why),
                "why": fit.why or None,
            }
            for fit in fits
        ],
    }


def _part(message: Message) -> Part:
    from karma.views.messages import mail_link  # noqa: PLC0415  (start-up: imports Jinja)

    return {
        "title": message.title or None,
        "people": [contact.id for contact in message.to],
        "to": [contact.email[0].value for contact in message.to if contact.email],
        "subject": message.subject or None,
        "body": message.body,
        "words": message.words,
        "seconds": message.seconds,
        "gaps": list(message.gaps),
        "notes": list(message.notes),
        "mailto": mail_link(message),
    }
