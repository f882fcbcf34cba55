"""What the import stories share: a book that knows letters, and the two steps of an import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from karma.core.book import Book, Contact
from karma.core.config import Config
from karma.core.verbs import VERBS, Verb
from karma.exchange.import_plan import Plan, plan
from karma.exchange.interactions import Columns, Read, read

TODAY = date(1909, 6, 30)
LETTER = Verb("letter", "touch", "a letter", resets=True)
CONFIG = Config(verbs=MappingProxyType({**VERBS, "letter": LETTER}))
LETTERS = Columns(
    date="date", from_="from", to="to", me="Edison, Thomas Alva", text="subjects", id="id", verb="letter"
)
CALLS = Columns(date="date", person="who", verb_column="what", text="text")


def book_of(*contacts: Contact) -> Book:
    return Book(CONFIG, tuple(sorted(contacts, key=lambda contact: contact.id)))


def read_letters(text: str, columns: Columns = LETTERS) -> Read:
    """A letter book whose header is the one of `LETTERS`."""
    return read("id,date,from,to,subjects\n" + text, columns, CONFIG, "letters.csv")


def read_calls(text: str) -> Read:
    return read("date,who,what,text\n" + text, CALLS, CONFIG, "calls.csv")


def plan_for(found: Read, book: Book | None = None) -> Plan:
    return plan(book or book_of(), found, TODAY)


def applied(done: Plan, book: Book | None = None) -> Book:
    """The book after everything that `done` says is written."""
    people = {contact.id: contact for contact in (*(book or book_of()).contacts, *done.new)}
    for addition in done.additions:
        old = people[addition.contact.id]
        log = sorted((*old.log, *addition.lines), key=lambda line: line.date)
        people[old.id] = replace(old, log=tuple(log))
    return book_of(*people.values())
