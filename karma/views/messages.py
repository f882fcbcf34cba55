"""From facts to words: the templates of the messages, `messages/KIND.txt`, the book's own before karma's."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined

from karma.core.drafts.draft import NOTHING_SAID, sheets
from karma.core.drafts.facts import Noted
from karma.core.drafts.fitting import fitting
from karma.core.drafts.message import Message, parsed
from karma.core.phrases import sentence
from karma.views.mailto import mailto
from karma.views.sandbox import Loader, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from karma.core.book import Contact
    from karma.core.drafts.desk import Desk
    from karma.core.drafts.draft import Sheet, Wish

FILTERS = {"sentence": sentence}
"""What a message template may call with `|`, besides Jinja's own."""


class Messages:
    """The messages of one book. `folders` hold templates, the book's own before the theme.

    A template is plain text with every name of `Facts`; a name that does not exist fails. Methods raise
    TemplateBroken for what is wrong in a template of any folder but the last.
    """

    def __init__(self, desk: Desk, folders: Iterable[Path]) -> None:
        self.desk = desk
        self._env = _environment(tuple(folders))

    def draft(self, contact: Contact, kind: str, wish: Wish = NOTHING_SAID) -> tuple[Message, ...]:
        """The messages of a draft of that kind: one, or the three of an introduction."""
        return tuple(map(self.written, sheets(contact, kind, self.desk, wish)))

    def fitting(self, contact: Contact) -> Iterator[Message]:
        """The messages that are fitting now, but for the voicemail: it stands beside the call."""
        for fit in fitting(contact, self.desk):
            if fit.why and fit.kind.name != "voicemail":
                yield from self.draft(contact, fit.kind.name)

    def written(self, sheet: Sheet) -> Message:
        """One message in the words of its template."""
        facts = {spec.name: getattr(sheet.facts, spec.name) for spec in fields(sheet.facts)}
        text = self._env.get_template(f"messages/{sheet.kind.name}.txt").render(facts)
        subject, body = parsed(text)
        notes = (
            fact.note for fact in facts.values() if isinstance(fact, Noted) and fact in f"{subject}\n{body}"
        )
        return Message(sheet.kind, sheet.to, sheet.title, subject, body, tuple(dict.fromkeys(notes)))


def mail_link(message: Message) -> str | None:
    """The `mailto:` link of a message; None unless everybody it is for asked for e-mail (S11).

    A message to several shows each the other's address: who keeps theirs private is written to alone.
    """
    if not message.wants_email:
        return None
    if len(message.to) > 1 and any("email" in contact.private for contact in message.to):
        return None
    return mailto([contact.email[0].value for contact in message.to], message.subject, message.body)


def _environment(folders: tuple[Path, ...]) -> Sandbox:
    env = Sandbox(
        loader=Loader([str(folder) for folder in folders], followlinks=False),
        autoescape=False,  # plain text; a page that shows it escapes it
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.own = folders[:-1]
    env.filters.update(FILTERS)
    return env


def _finalize(value: Any) -> str:
    """A template's own `none` says nothing."""
    return "" if value is None else str(value)
