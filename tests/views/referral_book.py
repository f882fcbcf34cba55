"""A book whose referrals have something for every line of the pipeline: for the tests of its views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.core.build import book, person

if TYPE_CHECKING:
    from karma.core.book import Book


def referral_book() -> Book:
    """Referrals received, given and one's own; a play that has begun; givers hidden and without a file."""
    jane = person(
        "Jane Doe",
        "2026-10-02 referred by [[bill]]: needs a survey #consents #level-4",
        "2026-10-05 tried",
        "2026-10-22 reached: interested",
        "2026-11-10 won USD 12000: signed",
        "2026-11-12 intro to [[eve]]: needs a bookkeeper",
        "2026-11-14 won EUR 3000 with [[eve]]",
        "2026-11-15 intro to [[łukasz]]",
    )
    dora = person(
        "Dora",
        "2026-09-01 referred by [[jane-doe]]: an [[eve|adviser]] is wanted",
        "2026-09-03 tried",
        "2026-09-10 voicemail",
        "2026-09-17 tried",
        "2026-09-20 unreachable: PAIN: the audit in [[eve|Eve]]'s town",
    )
    own = person("Olga", "2026-11-01 won USD 500", met_at="Rotary lunch")
    gone = person(
        "Gil", "2026-01-05 referred by [[nobody-here]]", "2026-02-05 lost USD 900", "2026-03-05 call"
    )
    later = person(
        "Kay",
        "2026-05-01 referred by [[bill]]",
        "2026-05-02 referred by [[dora]]",
        "2026-05-09 cultivating: after the summer",
        "2026-06-02 told [[bill]]",
    )
    hidden = person("Hidden Hal", "2026-11-02 referred by [[bill]]: secret", private=("true",))
    sent_by_hidden = person("Ivy", "2026-11-03 referred by [[hidden-hal]]")
    people = (person("Bill"), person("Eve"), person("Łukasz"), jane, dora, own, gone, later)
    return book(*people, hidden, sent_by_hidden, name="Nora")
