"""From what was said on the command line to lines of the log and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from karma.cli.errors import WrongUsage
from karma.core.amounts import AMOUNT, is_unsure, money, sum_meant
from karma.core.dates import parse_period
from karma.core.logline import LogLine, Party, one_line
from karma.core.problems import did_you_mean
from karma.core.promise import Promise
from karma.core.typed import quoted
from karma.core.when import likely_days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from karma.core.book import Contact
    from karma.core.dates import Period
    from karma.core.verbs import Verb


_THEY = "they:"


class Told(NamedTuple):
    """One thing that happened, as the command says it; `others` are the people linked to it."""

    day: date
    verb: str
    text: str = ""
    inbound: bool = False
    amount: str | None = None
    others: tuple[Contact, ...] = ()


def entries(
    people: tuple[Contact, ...], told: Told, verbs: Mapping[str, Verb]
) -> list[tuple[Contact, LogLine]]:
    """The line for each person's file. Raises WrongUsage for a verb or amount that is none.

    A conversation with several is the same line in each one's file, linking the others (format.md, Verbs); a
    note or an e-mail to several is a thing of its own for each. What links somebody for another reason (an
    introduction, a referral) stands in the file of the person it is told of.
    """
    verb = known_verb(told.verb, verbs)
    if not verb.answered:
        _refuse_oneself(people, told.others, verb)
        return [(person, _line(told, verb, told.others)) for person in people]
    together = tuple({person.id: person for person in (*people, *told.others)}.values())
    return [
        (person, _line(told, verb, tuple(other for other in together if other.id != person.id)))
        for person in together
    ]


def _refuse_oneself(people: tuple[Contact, ...], others: tuple[Contact, ...], verb: Verb) -> None:
    linked = {other.id for other in others}
    for person in people:
        if person.id in linked:
            sent = verb.name in ("referred", "intro")
            raise WrongUsage(
                f"{person.name} cannot be both sides of {'a referral' if sent else 'it'}.",
                "A referral has three people: who gives, who is sent, and who receives."
                if sent
                else f"Name somebody else behind {verb.links}, or nobody.",
            )


def known_verb(word: str, verbs: Mapping[str, Verb]) -> Verb:
    """The verb of that name. Raises WrongUsage, with the nearest one or all of them."""
    verb = _verb(word, verbs)
    if verb is None:
        hint = did_you_mean(word, verbs)
        raise WrongUsage(
            f"“{word}” is not a verb of the log. {hint}".strip(),
            f"The verbs: {', '.join(verbs)}.\nMore can be declared in karma.toml: [touch.{word}]",
        )
    return verb


def refuse_split_name(who: str, word: str, when: tuple[str, ...], verbs: Mapping[str, Verb]) -> None:
    """Raises WrongUsage for `bill okafor call`: a name of several words without quotes.

    `word` stands where the verb belongs and is none, and a verb follows among the words of the day.
    """
    at = next((number for number, later in enumerate(when) if _verb(later, verbs)), None)
    if _verb(word, verbs) is None and at is not None:
        name = " ".join((who, word, *when[:at]))
        raise WrongUsage(
            f"“{word}” is not a verb of the log.",
            f"A name of several words stands in quotes: karma log {quoted(name)} {when[at]}",
        )


def promised(text: str, by: Period | None, *, theirs: bool = False) -> Promise:
    """The promise as the file will hold it; `they:` before it says whose it is, as in the file.

    Raises WrongUsage when it says nothing, or begins with a day that belongs behind --by.
    """
    words = one_line(text)
    if words.casefold().startswith(_THEY):
        words, theirs = words[len(_THEY) :].strip(), True
    if not words:
        raise WrongUsage("The promise says nothing.", "Say what was promised.")
    first = words.split()[0].rstrip(":,")
    if by is None and (parse_period(first) or likely_days(first)):
        raise WrongUsage(
            f"The promise begins with a day: “{first}”.",
            f"Say the day behind it: --by {first if parse_period(first) else likely_days(first)[0]}",
        )
    return Promise(words, by, theirs)


def _verb(word: str, verbs: Mapping[str, Verb]) -> Verb | None:
    return verbs.get(word) or verbs.get(word.casefold())


def _sum(text: str) -> tuple[Decimal | None, str | None]:
    """The amount and the currency it names. Raises WrongUsage with how karma would read it."""
    match = AMOUNT.fullmatch(text.strip())
    if match and not is_unsure(match):
        return money(match)
    if match:
        number = match["number"]
        raise WrongUsage(
            f"“{number}” is two sums: one to some, another to others.",
            f"Write `{number.replace('.', '')}` or `{number[:-1]}`.",
        )
    meant = sum_meant(text.strip())
    remedy = f"Write it as `{meant}`." if meant else "Write it as `USD 1200` or `1200`."
    raise WrongUsage(f"“{text}” is not an amount.", remedy)


def _line(told: Told, verb: Verb, others: tuple[Contact, ...]) -> LogLine:
    if verb.needs_link and not others:
        raise WrongUsage(
            f"“{verb.name}” needs to know {verb.links} whom.",
            "Name them: --link WHO.",
        )
    amount, currency = _sum(told.amount) if told.amount else (None, None)
    if verb.name == "won" and amount == 0:
        raise WrongUsage("Nothing is no sum.", "Leave --amount out, or say what it came to.")
    return LogLine(
        date=told.day,
        verb=verb.name,
        text=one_line(told.text),
        inbound=told.inbound,
        amount=amount,
        currency=currency,
        parties=tuple(Party(verb.links, other.id) for other in others),
    )
