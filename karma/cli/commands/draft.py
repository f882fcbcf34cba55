"""`karma draft`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from karma.cli import complete, output
from karma.cli.context import this_run
from karma.cli.errors import CannotDo, WrongUsage
from karma.cli.messages import messages_of
from karma.cli.people import person
from karma.core.drafts.desk import Desk
from karma.core.drafts.draft import Wish
from karma.core.drafts.fitting import fitting
from karma.core.drafts.introduction import may_meet
from karma.core.drafts.kinds import KINDS
from karma.core.drafts.message import parsed
from karma.core.drafts.thanks import sent_by
from karma.core.problems import did_you_mean
from karma.core.typed import word
from karma.views.json.draft import draft as draft_json
from karma.views.json.draft import kinds as kinds_json
from karma.views.terminal.draft import as_text, draft_lines, kind_lines, note_lines, which_lines

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.book import Contact
    from karma.core.drafts.message import Message


@click.command
@click.argument("who", shell_complete=complete.people)
@click.argument("kind", required=False, shell_complete=complete.messages)
@click.option("--to", "other", metavar="WHO", shell_complete=complete.people, help="intro: to whom.")
@click.option("--about", metavar="TEXT", help="article: what it is about.")
@click.option("--mailto", "as_link", is_flag=True, help="Print a link that opens it as an e-mail.")
@click.option("--edit", "in_editor", is_flag=True, help="Open it in your editor first.")
@click.option("--json", "as_json", is_flag=True, help="Print data.")
def command(  # noqa: PLR0913, PLR0917  (each is a way to say it or to have it)
    who: str,
    kind: str | None,
    other: str | None,
    about: str | None,
    as_link: bool,
    in_editor: bool,
    as_json: bool,
) -> None:
    """KIND is voicemail, follow-up, article, intro, thank-you, appeal or pitch; without one, what fits now.

    What the file does not know is left as a gap in square brackets. Nothing is written to the log.

    Examples:
      karma draft bill
      karma draft bill follow-up --edit
      karma draft bill intro --to eve --mailto

    """
    here = this_run()
    contact = person(here.book, who)
    desk = Desk(here.book, here.today)
    if kind is None:
        _refuse("Say which message you want.", other, about, as_link, in_editor)
        _show_kinds(contact, desk, as_json=as_json)
        return
    name = _kind(kind)
    _refuse("--to belongs to an introduction.", other if name != "intro" else None)
    _refuse("--about belongs to an article.", about if name != "article" else None)
    if as_link and KINDS[name].spoken:
        sent = f"karma draft {word(contact.id)} follow-up"
        raise WrongUsage(f"A {name} is said, not sent.", f"What is sent is: {sent}")
    messages = _drafted(contact, name, Wish(about or "", _introduced(contact, other, here)), desk, here)
    if in_editor:
        messages = tuple(one for one in map(_edited, messages) if one.body)
        if not messages:
            output.say("The message was left empty.")
            return
    if as_json:
        output.put_json(draft_json(contact, messages))
        return
    if as_link:
        links = _links(messages)
        output.put_text(*links.values())
        output.say_lines(which_lines(contact, messages, tuple(links), output.width()))
        messages = tuple(messages[place] for place in links)
    else:
        output.put(draft_lines(messages, output.width()))
    prospect = sent_by(contact, desk) if name == "thank-you" else None
    output.say_lines(note_lines(contact, messages, prospect, output.width()))


def _show_kinds(contact: Contact, desk: Desk, *, as_json: bool) -> None:
    fits = fitting(contact, desk)
    if as_json:
        output.put_json(kinds_json(contact, fits))
    else:
        output.put(kind_lines(contact, fits, output.width()))


def _drafted(contact: Contact, kind: str, wish: Wish, desk: Desk, here: Run) -> tuple[Message, ...]:
    if kind == "intro" and contact.hidden:
        raise _private(contact)
    with messages_of(here, desk) as messages:
        return messages.draft(contact, kind, wish)


def _edited(message: Message) -> Message:
    from karma.cli.editor import edited  # noqa: PLC0415  (start-up)

    subject, body = parsed(edited(as_text(message), f"{message.kind.name}.txt"))
    return replace(message, subject=subject, body=body)


def _links(messages: tuple[Message, ...]) -> dict[int, str]:
    """The links of those that may be sent by e-mail, by their places. Raises CannotDo for none (S11)."""
    from karma.views.messages import mail_link  # noqa: PLC0415  (start-up)

    links = {place: link for place, link in enumerate(map(mail_link, messages)) if link}
    if links:
        return links
    for contact in messages[0].to:
        if "email" not in contact.opt_in:
            raise CannotDo(
                f"{contact.name} has not asked for e-mail.",
                "Send it as a note or a text, or say it on the phone. When they do ask, `email` goes under "
                f"opt_in in {contact.path}.",
            )
    raise CannotDo("There is no e-mail address to send it to.", "Write one under email in their file.")


def _introduced(contact: Contact, other: str | None, here: Run) -> Contact | None:
    """Whom --to names. Raises WrongUsage for the person themselves, CannotDo for somebody private."""
    if other is None:
        return None
    found = person(here.book, other)
    if found.id == contact.id:
        raise WrongUsage(
            f"{contact.name} cannot be introduced to themselves.", "Name somebody else: --to WHO"
        )
    if not may_meet(contact, found):
        raise _private(contact if contact.hidden else found)
    return found


def _private(contact: Contact) -> CannotDo:
    return CannotDo(
        f"{contact.name} is private, and nobody private is named to others.",
        f"If this has changed, take `private: true` out of {contact.path}.",
    )


def _kind(word: str) -> str:
    """The kind that the word names or begins. Raises WrongUsage."""
    known = [name for name in KINDS if name == word.casefold()] or [
        name for name in KINDS if name.startswith(word.casefold())
    ]
    if len(known) != 1:
        hint = "" if known else did_you_mean(word, KINDS)
        said = "could be several kinds" if known else "is no kind"
        raise WrongUsage(
            f"“{word}” {said} of message. {hint}".strip(), f"The kinds: {', '.join(known or KINDS)}."
        )
    return known[0]


def _refuse(why: str, *given: str | bool | None) -> None:
    if any(given):
        raise WrongUsage(why, f"The kinds: {', '.join(KINDS)}.")
