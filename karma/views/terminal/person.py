"""One person: everything in their file, the newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karma.core import logline
from karma.core.fields import FIELDS
from karma.core.phrases import ago, every_words, from_now
from karma.core.typed import word
from karma.views.show import show, width_of
from karma.views.terminal.lines import BLANK, Line, dated, heading, more, paragraph
from karma.views.terminal.names import name_of, named
from karma.views.terminal.promises import PROMISED_YOU, by_words

if TYPE_CHECKING:
    from datetime import date

    from karma.core.book import Book, Contact
    from karma.core.promise import Promise
    from karma.core.standing import Standing

_IN_THE_HEAD = {"name", "org", "title", "circle"}


def head_lines(contact: Contact, width: int) -> list[Line]:
    """The name, and under it who they are: `Owner, Harbor Marine Supply · client · Astoria`."""
    work = ", ".join(part for part in (contact.title, contact.org) if part)
    who = " · ".join(part for part in (work, contact.circle, contact.city) if part)
    return paragraph(contact.name, width, 0, "strong") + paragraph(who, width, 0, "dim")


def person_lines(contact: Contact, standing: Standing, book: Book, today: date, width: int) -> list[Line]:
    """The whole file: standing, next time, promises, fields, prose, log."""
    lines = [*head_lines(contact, width), *paragraph(standing_words(standing, today), width), BLANK]
    lines += _fields(contact, book, width)
    lines += next_time_lines(contact, book, width)
    lines += promise_lines(contact, book, today, width)
    if contact.prose.strip():
        lines += heading("Notes")
        for text in contact.prose.strip().splitlines():
            lines += paragraph(named(text, book), width, 1) or [BLANK]
    return lines + log_lines(contact, book, today, width)


def standing_words(found: Standing, today: date) -> str:
    """When you were last in touch and when the next call is due, in a sentence."""
    last = found.last
    known = f"Last in touch {ago((today - last.date).days)} ({last.verb})." if last else "Not in touch yet."
    if found.cadence.off or found.due is None:
        return f"{known} No calls are proposed."
    held = f" {found.not_now}" if found.not_now else ""
    return f"{known} A call {every_words(found.cadence)}: due {from_now((found.due - today).days)}.{held}"


def next_time_lines(contact: Contact, book: Book, width: int) -> list[Line]:
    """What to say next time, under its heading."""
    if not contact.next_time:
        return []
    lines = heading("Next time")
    for text in contact.next_time:
        lines += paragraph(named(text, book), width, 3, first=" · ")
    return lines


def promise_lines(contact: Contact, book: Book, today: date, width: int) -> list[Line]:
    """Open promises, the earliest first, numbered as `karma keep WHO NUMBER` takes them."""
    still_open = open_promises(contact)
    if not still_open:
        return []
    lines = heading("Promises")
    for number, one in enumerate(still_open, 1):
        they = f"{PROMISED_YOU}: " if one.theirs else ""
        style = "warn" if one.overdue(today) else "dim"
        lines += paragraph(f"{they}{named(one.text, book)}", width, 4, first=f" {number}")
        lines += paragraph(by_words(one, today), width, 4, "warn" if style == "warn" else "dim")
    return lines


def open_promises(contact: Contact) -> tuple[Promise, ...]:
    """The open promises, the earliest first, someday last; their place is their number, from 1."""
    found = [one for one in contact.promises if one.state == "open"]
    return tuple(sorted(found, key=lambda one: (one.by is None, one.by.last.isoformat() if one.by else "")))


def log_lines(contact: Contact, book: Book, today: date, width: int, most: int | None = None) -> list[Line]:
    """What happened, the newest first; at most `most` lines of it."""
    if not contact.log:
        return []
    lines = heading("Log")
    newest = list(reversed(contact.log))
    for entry in newest[:most]:
        words = logline.write(replace(entry, block="")).removeprefix(f"- {entry.date.isoformat()} ")
        lines += dated(entry.date, today, named(words, book), width)
    return lines + (more(len(newest) - most, f"karma show {word(contact.id)}") if most is not None else [])


def _fields(contact: Contact, book: Book, width: int) -> list[Line]:
    rows = []
    for name in FIELDS:
        value = getattr(contact, name)
        texts = [str(item) for item in value] if isinstance(value, tuple) else [str(value)] if value else []
        if texts and name not in _IN_THE_HEAD:
            rows.append((name, name_of(texts[0], book) if name == "via" else named(", ".join(texts), book)))
    rows += list(contact.unknown)
    indent = max((width_of(show(name)) for name, _ in rows), default=0) + 3
    lines: list[Line] = []
    for name, text in rows:
        lines += paragraph(text, width, min(indent, width // 3), first=f" {name}")
    return lines
