"""From the words of a command to a person: found, picked on a terminal, or refused with the candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli import output
from karma.cli.errors import CannotDo, WhoIsMeant, WrongUsage
from karma.core.links import fold, link_target
from karma.core.typed import quoted
from karma.views.show import pad, width_of

if TYPE_CHECKING:
    from karma.cli.context import Run
    from karma.core.book import Book, Contact
    from karma.core.lookup import Lookup
    from karma.core.problems import Problem

_MOST = 20


def person(book: Book, who: str) -> Contact:
    """The one person `who` means, for writing: never a guess.

    Raises WhoIsMeant, or CannotDo where the file of that name cannot be read.
    """
    from karma.core.lookup import find  # noqa: PLC0415  (start-up)

    _refuse_unread(book, who)
    return _decided(find(book, who), who)


def person_to_read(book: Book, who: str) -> Contact:
    """The person `who` most likely means, for reading only. Raises as `person` does."""
    from karma.core.lookup import Unknown, find_loosely  # noqa: PLC0415  (start-up)

    _refuse_unread(book, who)
    found = find_loosely(book, who)
    if isinstance(found, Unknown) and not found.near:
        raise WhoIsMeant(f"Nobody here is called “{who}”.", "Everybody is in `karma list`.")
    return _decided(found, who)


def people(book: Book, whos: str) -> tuple[Contact, ...]:
    """Each person of `bill,ann`, once, in that order. Raises WhoIsMeant, or WrongUsage for nobody at all."""
    if stem := book.by_id.get(fold(whos)):
        return (stem,)
    found = [person(book, who) for who in whos.split(",") if who.strip()]
    if not found:
        raise WrongUsage("No person is named.", "Name somebody by file name, name or alias.")
    return tuple({contact.id: contact for contact in found}.values())


def people_alone(here: Run, whos: str) -> tuple[Contact, ...]:
    """As `people`, where the names of files leave no doubt; else nobody: the book has to tell."""
    if here.alone.is_stem(whos):
        found = [here.alone.get(whos)]
    else:
        found = [here.alone.get(link_target(who) or who) for who in whos.split(",") if who.strip()]
    known = {contact.id: contact for contact in found if contact}
    return tuple(known.values()) if all(found) else ()


def unread(book: Book, who: str) -> Problem | None:
    """What is wrong with the file of that name, where nobody can be read in it; None when there is none."""
    from karma.files.stems import stem_of  # noqa: PLC0415  (start-up)

    wanted = fold(link_target(who) or who)
    if wanted in book.by_id:
        return None
    wrong = [one for one in book.problems if one.severity == "error" and fold(stem_of(one.path)) == wanted]
    return next((one for one in wrong if all(one.path != read.path for read in book.contacts)), None)


def _refuse_unread(book: Book, who: str) -> None:
    if wrong := unread(book, who):
        raise CannotDo(f"{wrong.place}: {wrong.message}", wrong.remedy)


def described(contact: Contact) -> str:
    """A name with what tells it apart from others like it: the firm, the city, the archive."""
    known = (contact.name, contact.org, contact.city, "archived" if contact.archived else None)
    return ", ".join(part for part in known if part)


def _decided(found: Lookup, who: str) -> Contact:
    from karma.core.lookup import Ambiguous, Found  # noqa: PLC0415  (start-up)

    if isinstance(found, Found):
        return found.contact
    if isinstance(found, Ambiguous):
        return _picked(found.candidates, who)
    if not found.near:
        raise WhoIsMeant(f"Nobody here is called “{who}”.", f"A new person? karma met {quoted(who.strip())}")
    raise WhoIsMeant(f"Nobody here is called “{who}”. Did you mean", _listed(found.near))


def _picked(candidates: tuple[Contact, ...], who: str) -> Contact:
    message = f"“{who}” could be {len(candidates)} people."
    if output.interactive() and len(candidates) <= _MOST:
        from karma.cli import ask  # noqa: PLC0415  (start-up)

        output.say(message)
        chosen = ask.one_of([(contact.id, described(contact)) for contact in candidates], "Who?")
        if chosen is not None:
            return candidates[chosen]
    raise WhoIsMeant(f"{message} Say which:", _listed(candidates))


def _listed(candidates: tuple[Contact, ...]) -> str:
    widest = max(width_of(contact.id) for contact in candidates[:_MOST])
    rows = [f"{pad(contact.id, widest)}  {described(contact)}" for contact in candidates[:_MOST]]
    more = len(candidates) - _MOST
    return "\n".join(rows + ([f"and {more} more"] if more > 0 else []))
