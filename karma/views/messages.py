"""From facts to words: the templates of the messages, `messages/KIND.txt`, the book's own before karma's."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from karma.core.drafts.draft import NOTHING_SAID, sheets, voicemail_sheet
from karma.core.drafts.facts import FACTS, Noted
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
    from karma.core.person_page import PersonPage

_FACTS = attrgetter(*FACTS)
FILTERS = {"sentence": sentence}
"""What a message template may call with `|`, besides Jinja's own."""


class Messages:
    """The messages of one book. `folders` hold templates, the book's own before the theme.

    A template is plain text with every name of `Facts`; a name that does not exist fails. Methods raise
    TemplateBroken for what is wrong in a template of any folder but the last.
    """

    def __init__(self, desk: Desk, folders: Iterable[Path]) -> None:
        self.desk = desk
        env = _environment(tuple(folders))
        self._template = cache(lambda kind: env.get_template(f"messages/{kind}.txt"))

    def draft(self, contact: Contact, kind: str, wish: Wish = NOTHING_SAID) -> tuple[Message, ...]:
        """The messages of a draft of that kind: one, or the three of an introduction."""
        return tuple(map(self.written, sheets(contact, kind, self.desk, wish)))

    def sheets(self, page: PersonPage) -> list[Sheet]:
        """What is to be written for a person's page; where a call is due, the voicemail is the first."""
        call = page.call
        if not call or call.done or not page.contact.phone:
            return list(self._fitting(page.contact))
        return [voicemail_sheet(page.contact, call.opener, self.desk), *self._fitting(page.contact)]

    def of(self, page: PersonPage) -> list[Message]:
        """The messages of a person's page."""
        return [self.written(sheet) for sheet in self.sheets(page)]

    def _fitting(self, contact: Contact) -> Iterator[Sheet]:
        """Those that are fitting now, but for the voicemail: it stands beside the call."""
        for fit in fitting(contact, self.desk):
            if fit.why and fit.kind.name != "voicemail":
                yield from sheets(contact, fit.kind.name, self.desk)

    def written(self, sheet: Sheet) -> Message:
        """One message in the words of its template."""
        facts = dict(zip(FACTS, _FACTS(sheet.facts), strict=True))
        text = self._template(sheet.kind.name).render(facts)
        subject, body = parsed(text)
        noted = [fact for fact in facts.values() if type(fact) is Noted]
        notes = [fact.note for fact in noted if fact in f"{subject}\n{body}"]
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


def _environment(folders: tuple[Path, ...]) -> Environment:
    """Templates of karma's own are trusted, and drafts of thousands are quicker without a sandbox."""
    own = folders[:-1]
    env = (Sandbox if own else Environment)(
        loader=Loader([str(folder) for folder in folders], followlinks=False),
        autoescape=False,  # plain text; a page that shows it escapes it
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    if isinstance(env, Sandbox):
        env.own = own
    env.filters.update(FILTERS)
    return env


def _finalize(value: Any) -> str:
    """A template's own `none` says nothing."""
    return "" if value is None else str(value)
