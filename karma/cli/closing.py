"""Which open promise is meant: by number, by its words, or the only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.cli import ask, output
from karma.cli.errors import CannotDo, WhoIsMeant
from karma.core.lookup import plain
from karma.core.typed import word
from karma.views.terminal.person import open_promises
from karma.views.terminal.words import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karma.core.book import Contact
    from karma.core.promise import Promise


def open_promise(contact: Contact, words: str) -> Promise:
    """The open promise that `words` (text, a number of `karma show`, or nothing) means.

    Raises CannotDo when there is none, WhoIsMeant when it could be several and nobody can be asked.
    """
    still_open = open_promises(contact)
    if not still_open:
        who = word(contact.id)
        raise CannotDo(
            f"There is no open promise with {contact.name}.",
            f"See everything with `karma show {who}`; a new one: `karma promise {who} TEXT`.",
        )
    if words.isdecimal():
        if 1 <= int(words) <= len(still_open):
            return still_open[int(words) - 1]
        raise CannotDo(f"{contact.name} has no promise number {words}.", f"Open are:\n{_listed(still_open)}")
    found = [one for one in still_open if plain(words) in plain(one.text)]
    if not found:
        raise CannotDo(
            f"No open promise with {contact.name} says “{words}”.", f"Open are:\n{_listed(still_open)}"
        )
    exact = [one for one in found if plain(words) == plain(one.text)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    said = f" that say “{words}”" if words else ""
    return _picked(f"{contact.name} has {len(found)} open promises{said}", found, still_open)


def _picked(message: str, found: Sequence[Promise], still_open: Sequence[Promise]) -> Promise:
    if output.interactive():
        output.say(f"{message}.")
        chosen = ask.one_of([(one.text, period_words(one.by)) for one in found], "Which?")
        if chosen is not None:
            return found[chosen]
    raise WhoIsMeant(f"{message}. Say which, by number or words:", _listed(still_open, found))


def _listed(still_open: Sequence[Promise], found: Sequence[Promise] | None = None) -> str:
    """The promises found, else all, with the numbers that they have in `karma show`."""
    return "\n".join(
        f"{number}  {'they: ' if one.theirs else ''}{one.text} ({period_words(one.by)})"
        for number, one in enumerate(still_open, 1)
        if found is None or one in found
    )
