"""One partner: the scorecard, what comes before asking, every exchange and referral (S10, S12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.called import first_name
from karma.core.partners.criteria import CRITERIA
from karma.core.partners.partner import is_partner
from karma.core.phrases import ago, day_words, sentence
from karma.views.terminal.lines import BLANK, Line, dated, heading, paragraph
from karma.views.terminal.names import named
from karma.views.terminal.person import head_lines
from karma.views.terminal.promises import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from karma.core.book import Book
    from karma.core.partners.partner import Partner
    from karma.core.referrals.referral import Referral


def partner_lines(one: Partner, book: Book, today: date, width: int) -> list[Line]:
    """Who they are and when you met, the eight criteria, whether to ask, names and referrals each way."""
    lines = [*head_lines(one.contact, width), *paragraph(_met_words(one, book, today), width)]
    if not is_partner(one.contact, today):
        lines += [BLANK, *paragraph(_not_yet(one), width)]
    lines += _scorecard(one, width)
    lines += heading("Before you ask")
    for wait in one.waits:
        lines += paragraph(wait.says, width, 3, first=" ·")
    if not one.held:
        lines += paragraph(_note_first(one), width, 3, first=" ·")
    elif not one.waits:
        lines += paragraph("Nothing comes first: ask away, and say whom you would love to meet.", width, 1)
    lines += heading("Exchanges")
    for exchange in reversed(one.exchanges):
        text = named(exchange.line.text, book)
        lines += dated(exchange.line.date, today, exchange.names.says, width, below=text)
    if not one.exchanges:
        lines += paragraph("None yet. Half an hour and one name each is enough to begin.", width, 1)
    name = first_name(one.contact.name)
    lines += heading("Referrals")
    lines += _referrals(f"To {name}: ", one.sent, today, width)
    return lines + _referrals(f"From {name}: ", one.given, today, width)


def _met_words(one: Partner, book: Book, today: date) -> str:
    if one.last:
        when = f"Last met {ago((today - one.last.date).days)}, on {day_words(one.last.date, today)}"
        known = f"{when} ({one.last.verb})."
    else:
        known = "No meeting is in the log yet."
    quarter = "Met this quarter." if one.met else "Not met this quarter yet."
    ahead = f" Next {by_words(one.next, today)}: {sentence(named(one.next.text, book))}" if one.next else ""
    resting = " Resting: no meeting is proposed." if one.resting else ""
    return f"{known} {quarter}{ahead}{resting}"


def _not_yet(one: Partner) -> str:
    if one.contact.archived:
        return "In the archive: remembered, and not counted among your partners."
    name = first_name(one.contact.name)
    return (
        f"Not a partner yet. A partner sends you people, and is sent some: `circle: partner` in the file of"
        f" {name}, or one of the eight words under `partner:`, makes {name} one."
    )


def _note_first(one: Partner) -> str:
    """Nothing is known for or against somebody of whom nothing is noted."""
    name = first_name(one.contact.name)
    return f"Note first which of the eight hold, under `partner:` in the file of {name}: then it shows."


def _scorecard(one: Partner, width: int) -> list[Line]:
    lines = heading(f"{len(one.held)} of {len(CRITERIA)}")
    gaps = {gap.criterion: gap for gap in one.missing}
    for criterion in CRITERIA:
        gap = gaps.get(criterion)
        text = f"{criterion.says} ({criterion.word})" if gap else criterion.says
        lines += paragraph(text, width, 3, "" if gap else "dim", first=" ○" if gap else " ✓")
        if gap:
            lines += paragraph(gap.earn, width, 5, "accent")
        if gap and gap.shown:
            lines += paragraph(gap.shown, width, 5, "dim")
    return lines


def _referrals(title: str, found: Sequence[Referral], today: date, width: int) -> list[Line]:
    people = "; ".join(
        f"{one.prospect.name}, {day_words(one.opened, today)} ({one.stage})" for one in reversed(found)
    )
    return paragraph(f"{title}{people or 'nobody yet'}.", width, 1)
