"""Rules that look across files or at the calendar: functions whose docstrings are the rules."""

from __future__ import annotations

import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, Any

from karma.core.each import EVER, of_each
from karma.core.links import fold, link, links_in
from karma.core.names import is_plainly_latin, mixes_scripts, name_from_stem, slug
from karma.core.problems import Fault, Problem, did_you_mean
from karma.core.typed import quoted, word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.config import Config
    from karma.core.referrals.referral import Unfit


def check(book: Book, today: date) -> tuple[Problem, ...]:
    """Every problem of the book on `today`: those of reading it, then those of the rules below, by place."""
    found = (problem for rule in RULES for problem in rule(book, today))
    return tuple(sorted((*book.problems, *found)))


def in_one_file(book: Book, today: date) -> Iterator[Problem]:
    """What can be told from one file alone, the settings and the day: see ALONE."""
    for problem in chain.from_iterable(filter(None, _alone.values(book, today))):
        yield Problem(*problem)


def dates_in_the_future(contact: Contact, _config: Config, today: date) -> Iterator[Problem]:
    """What is logged has happened: a line dated after today is not counted (format.md, rule 3; D07)."""
    for entry in reversed(contact.log):
        if entry.date <= today:
            break
        fault = Fault(
            "future-date",
            f"{entry.date} is still to come, so this line does not count yet",
            "Mend the date; what is planned is a promise: `- [ ] DATE text` under Promises.",
            col=2,
        )
        yield fault.at(contact.path, entry.line)


def links_lead_somewhere(book: Book, today: date) -> Iterator[Problem]:  # noqa: ARG001 - one shape for all rules
    """A link names a person of this book by stem; a name or alias will do, and fmt mends it (rule 1)."""
    linked = _linked.values(book, EVER)
    lost = frozenset(chain.from_iterable(filter(None, linked))).difference(book.by_id)
    people = zip(book.contacts, linked, strict=True) if lost else ()
    for contact in [contact for contact, targets in people if not lost.isdisjoint(targets)]:
        for line, target in _links(contact):
            if fold(target) not in book.by_id:
                yield _link_fault(book, target).at(contact.path, line or contact.lines.get("via", 1))


def cadences_pass_the_gap(contact: Contact, config: Config, _today: date) -> Iterator[Problem]:
    """A cadence shorter than the guard against calling too often never comes true (S5)."""
    gap = config.min_gap
    if contact.every and contact.every.ideal and contact.every.ideal < gap:
        fault = Fault(
            "cadence-below-gap",
            f"every {contact.every} is more often than min_gap = {gap} days lets through",
            "Choose a longer cadence, or a smaller min_gap in karma.toml.",
            severity="warning",
        )
        yield fault.at(contact.path, contact.lines.get("every", 1))


def names_are_what_they_seem(contact: Contact, _config: Config, _today: date) -> Iterator[Problem]:
    """A name that mixes alphabets or hides invisible signs may pass for another one (P11)."""
    for name in dict.fromkeys((contact.id, contact.name)):
        if is_plainly_latin(name):
            continue
        if mixes_scripts(name) or any(unicodedata.category(char) == "Cf" for char in name):
            shown = name.encode("ascii", "backslashreplace").decode()
            fault = Fault(
                "odd-name",
                f"the name mixes alphabets or hides invisible signs: {shown}",
                "If it is not meant so, type it anew.",
                severity="warning",
            )
            yield fault.at(contact.path, contact.lines.get("name", 1))


def names_lead_to_one_person(book: Book, today: date) -> Iterator[Problem]:  # noqa: ARG001
    """An alias that is another person's file name would lead links astray (rule 1)."""
    for contact in book.contacts:
        for alias in contact.aliases:
            other = book.by_id.get(fold(alias))
            if other and other is not contact:
                kept, gone = (other, contact) if contact.archived and not other.archived else (contact, other)
                fault = Fault(
                    "alias-taken",
                    f"“{alias}” is the file name of somebody else, {other.path}",
                    f"If the two are one person: `karma merge {word(kept.id)} {word(gone.id)}`; "
                    "else take the alias out.",
                    severity="warning",
                )
                yield fault.at(contact.path, contact.lines.get("aliases", 1))


def stages_fit_a_referral(book: Book, today: date) -> Iterator[Problem]:
    """A stage belongs to a referral that a line opened, or to somebody whom you met yourself (S7)."""
    from karma.core.referrals.pipeline import pipeline_of  # noqa: PLC0415  (start-up)

    for unfit in pipeline_of(book, today).unfit:
        yield _unfit(unfit).at(unfit.contact.path, unfit.line.line)


ALONE = (dates_in_the_future, cadences_pass_the_gap, names_are_what_they_seem)
"""The rules about one file alone."""
RULES = (in_one_file, links_lead_somewhere, names_lead_to_one_person, stages_fit_a_referral)


@of_each
def _alone(contact: Contact, config: Config, today: date) -> tuple[tuple[Any, ...], ...]:
    """The problems that the rules about one file alone find, as plain values."""
    return tuple([tuple(problem) for rule in ALONE for problem in rule(contact, config, today)])


@of_each
def _linked(contact: Contact, _config: Config, _today: date) -> tuple[str, ...]:
    """Whom the file links, as links are compared."""
    return tuple(dict.fromkeys(fold(target) for _, target in _links(contact)))


def _links(contact: Contact) -> Iterator[tuple[int, str]]:
    """Each link of a file with its line: in `via` (whose line is 0 here), in promises, in the log."""
    if contact.via:
        yield 0, contact.via
    for promise in contact.promises:
        for target in links_in(promise.text):
            yield promise.line, target
    for entry in contact.log:
        if entry.parties or "[[" in entry.text:  # a book has a hundred thousand lines, and most link nobody
            for target in entry.links:
                yield entry.line, target


def _unfit(unfit: Unfit) -> Fault:
    """What is missing: the introduction to the linked person, or how the prospect came to you."""
    contact, day = unfit.contact, unfit.line.date
    own_names = set(map(fold, (contact.id, contact.name, *contact.aliases)))
    if unfit.line.parties and {fold(party.target) for party in unfit.line.parties} <= own_names:
        remedy = "Link the file of the other one: who sent them, or to whom you introduced them."
        return Fault("stage-unfit", f"the line links the file of {contact.name} itself", remedy, col=2)
    party = next(iter(unfit.line.parties), None)
    if party and party.preposition not in ("by", "from"):
        missing = f"that you introduced {contact.name} to {link(party.target)}"
        remedy = f"Write `- {day} intro to {link(party.target)}` under Log, with the day on which you did."
        return Fault("stage-unfit", f"no earlier line says {missing}", remedy, col=2)
    giver = party.target if party else contact.via
    remedy = (
        f"Write `- {day} referred by {link(giver or 'giver')}` under Log, with the day on which it happened."
    )
    if not giver:
        remedy += " If you met by yourselves, write `met:` or `met_at:` in the front matter."
    return Fault("stage-unfit", f"no earlier line says how {contact.name} came to you", remedy, col=2)


def _link_fault(book: Book, target: str) -> Fault:
    named = book.by_name.get(fold(target), ())
    if len(named) == 1:
        return Fault(
            "link-by-name",
            f"[[{target}]] is a name; the file is called {named[0].id}",
            f"Write `[[{named[0].id}]]`; `karma fmt` does it for you.",
            severity="warning",
        )
    if named:
        ids = ", ".join(contact.id for contact in named)
        return Fault(
            "link-ambiguous",
            f"[[{target}]] could be {ids}",
            "Write the file name of the one you mean.",
            severity="warning",
        )
    hint = did_you_mean(target, book.by_id)
    add = f"{'Or add' if hint else 'Add'} the person: `karma met {quoted(_name_for(target))}`."
    return Fault(
        "unknown-link",
        f"nobody here has the file name in [[{target}]]",
        hint + add,
        severity="warning",
    )


def _name_for(target: str) -> str:
    """The name under which `karma met` gives a file that the link leads to: `Sam Lee` for `sam-lee`."""
    name = name_from_stem(target)
    return name if slug(name) == target else target
