"""Nothing in karma proposes an e-mail to somebody who did not ask for e-mail (S11), whatever the book holds."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import karma.core
from karma.core.also_people import another_touch
from karma.core.dates import add_days
from karma.core.referrals.pipeline import pipeline_of
from karma.core.standing import standings
from karma.core.today import today_of
from karma.core.voicemail import voicemail
from karma.files.book import load
from tests.core.build import line
from tests.views.site import Page, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from karma.core.book import Book, Contact

FRIDAY = date(2026, 11, 20)
DAYS = [add_days(FRIDAY, ahead) for ahead in range(4)]
SAMPLE = load(Path(__file__).parents[1])
MAIL = re.compile(r"\be-?mails?\b|mailto:", re.IGNORECASE)
PROPOSAL = re.compile(
    r"\b(?:send|write|short|follow-up|an) e-?mail|e-?mail (?:him|her|them)\b", re.IGNORECASE
)


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(karma.core.__path__, "karma.core."):
        yield importlib.import_module(found.name)


SYSTEMS = {one.__name__: one.suggestions for one in modules() if hasattr(one, "suggestions")}


def everybody(change: Callable[[Contact], Contact]) -> Book:
    return replace(SAMPLE, contacts=tuple(map(change, SAMPLE.contacts)))


def with_lines(contact: Contact, *lines: str) -> Contact:
    log = sorted((*contact.log, *map(line, lines)), key=lambda entry: entry.date)
    return replace(contact, log=tuple(log))


def asks_for_calls(contact: Contact) -> Contact:
    return replace(contact, opt_in=("call", "text", "note"))


def does_not_answer(contact: Contact) -> Contact:
    """Written to by hand, not to be texted, and then tried until another kind of touch is due."""
    return with_lines(
        replace(asks_for_calls(contact), phone=()),
        "2026-11-03 note",
        *("2026-11-04 tried", "2026-11-09 voicemail", "2026-11-14 tried"),
    )


def writes_emails(contact: Contact) -> Contact:
    """Who writes e-mails themselves has asked a question, but has not opted in."""
    return with_lines(
        replace(contact, opt_in=()), "2026-09-01 email in: do write", "2026-09-02 email: as you say"
    )


def sent_by_carl(contact: Contact) -> Contact:
    """A prospect who cannot be reached, so that karma looks for another way."""
    return with_lines(
        asks_for_calls(contact),
        *("2026-10-01 referred by [[carl-jensen]]", "2026-10-02 tried", "2026-10-06 tried"),
        *("2026-10-10 voicemail", "2026-10-15 unreachable: PAIN: the insurance"),
    )


def in_cultivation(contact: Contact) -> Contact:
    return with_lines(
        replace(contact, opt_in=()), "2026-01-01 referred by [[carl-jensen]]", "2026-02-01 cultivating"
    )


BOOKS = {
    "the sample": SAMPLE,
    **{
        change.__name__: everybody(change)
        for change in (asks_for_calls, does_not_answer, writes_emails, sent_by_carl, in_cultivation)
    },
}


def proposals(book: Book, today: date) -> Iterator[tuple[Contact, str]]:
    """Everything that is proposed on a day, with the person it is proposed for."""
    day = today_of(book, today)
    for call in day.calls:
        yield call.contact, call.opener.text
        yield call.contact, voicemail(call.contact, call.opener, book.config)
    for also in day.also:
        yield also.contact, also.text
    everybody = {contact.id for contact in book.contacts}
    for also in another_touch(everybody, standings(book, today), book, today):
        yield also.contact, also.text
    morning = pipeline_of(book, add_days(today, -1))
    for suggestions in SYSTEMS.values():
        for also in suggestions(book, today, morning):
            yield also.contact, also.text


@pytest.mark.parametrize("name", BOOKS)
def test_no_email_is_proposed_to_who_did_not_opt_in(name: str) -> None:
    for today in DAYS:
        for contact, text in proposals(BOOKS[name], today):
            assert "email" in contact.opt_in or not MAIL.search(text), (contact.id, text)


@pytest.mark.parametrize("name", ["does_not_answer", "sent_by_carl"])
def test_no_page_proposes_an_email_when_nobody_opted_in(name: str) -> None:
    """A person's page has their log and their address: there only an e-mail that is begun for you would be one."""
    for path, html in made(BOOKS[name], FRIDAY).items():
        page = Page(html)
        assert not [href for href in page.all("href") if href.startswith("mailto:") and "?" in href], path
        assert path.startswith("contacts/") or not PROPOSAL.findall(page.visible), path


def test_the_systems_are_looked_at() -> None:
    assert {"karma.core.cultivation.suggest", "karma.core.call_me.suggest"} <= SYSTEMS.keys()


def test_who_opted_in_is_proposed_an_email_so_that_the_rule_above_is_no_accident() -> None:
    opted_in = everybody(lambda contact: replace(does_not_answer(contact), opt_in=("email",)))
    assert any(MAIL.search(text) for today in DAYS for _, text in proposals(opted_in, today))
