"""The grammar of a log line: `- DATE [TIME] VERB [in] [AMOUNT] [with|to|by|from [[links]]] [: text]`.

One line is one thing that happened (format.md, rule 3). `parse` and `write` are inverse to each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from karma.core.amounts import AMOUNT, begins_with_sum, is_unsure, money, sum_meant
from karma.core.dates import looks_like_date, parse_day, suggest_day
from karma.core.links import LINK, link, links_in, tags_in
from karma.core.names import slug
from karma.core.problems import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from karma.core.verbs import Verb

BULLET = re.compile(r"[ \t]{0,3}[-*+][ \t]+")
_PLAIN = re.compile(
    r"[ \t]{0,3}[-*+][ \t]+([^\s:]+)(?:[ \t]+([01]?\d|2[0-3]):([0-5]\d))?[ \t]+([^\s:]+)[ \t]*(?:(?=:)|\Z)"
)
"""All that stands before the colon of a line without sums and links."""
_WORD = re.compile(r"\S+")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?=\s|$)")
_VERB = re.compile(r"[^\s:]+")
_IN = re.compile(r"in(?=\s|:|$)", re.IGNORECASE)
_PREPOSITION = re.compile(r"(with|to|by|from)\s+(?=\[\[)", re.IGNORECASE)
_BLOCK = re.compile(r"(?:^|\s)\^([A-Za-z0-9-]+)$")
_SPACE = re.compile(r"[ \t]*")
_WHO = re.compile(r"(with|to|by|from)\s+([^:\[\]]+)(:.*)?", re.IGNORECASE)

INVISIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
"""Characters that no screen shows and no line may hold, for use inside `[…]` of a pattern; tabs and line
breaks are not among them."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Party:
    """A person linked in the head of a line, with the preposition before it (`""` when there is none)."""

    preposition: str
    target: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened. `inbound`: they did it. `parties` stand before the colon, `links` anywhere.

    `block` is the id behind the text, as Obsidian marks a block (` ^id`); an import knows its lines by it.
    `line` is where it stands in its file, from 1; it is left out when two lines are compared.
    """

    date: date
    verb: str
    text: str = ""
    time: str | None = None
    inbound: bool = False
    amount: Decimal | None = None
    currency: str | None = None
    parties: tuple[Party, ...] = ()
    block: str = ""
    line: int = field(default=0, compare=False)

    @property
    def links(self) -> tuple[str, ...]:
        """The targets of all links of the line, as written, first those of the head."""
        return tuple(party.target for party in self.parties) + links_in(self.text)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in the text, folded."""
        return tags_in(self.text)


def parse(raw: str, verbs: Mapping[str, Verb], line: int = 0) -> LogLine | Fault:
    """The log line that `raw` (one line, no line ending) says, or what is wrong with it."""
    return _plain_line(raw, verbs, line) or _any_line(raw, verbs, line)


def _any_line(raw: str, verbs: Mapping[str, Verb], line: int) -> LogLine | Fault:
    """The log line, with all that one may have."""
    bullet = BULLET.match(raw)
    if not bullet:
        return _NO_LOG_LINE
    cursor = _Cursor(raw, bullet.end())
    day = _day(cursor)
    if isinstance(day, Fault):
        return day
    time = cursor.take(_TIME)
    head = cursor.at
    verb = _verb(cursor, verbs)
    if isinstance(verb, Fault):
        return verb
    inbound = cursor.take(_IN) is not None
    place = cursor.at
    amount = cursor.take(AMOUNT)
    parties = _parties(cursor)
    wrong = _wrong_sum(cursor, verb, amount, place)
    text = wrong or _rest(cursor, head)
    if isinstance(text, Fault):
        return text
    if verb.needs_link and not parties:
        return _no_link(verb, cursor.at)
    text, block = split_block(text)
    clock = f"{int(time[1]):02}:{time[2]}" if time else None
    return LogLine(day, verb.name, text, clock, inbound, *money(amount), parties, block, line)


def _plain_line(raw: str, verbs: Mapping[str, Verb], line: int) -> LogLine | None:
    """The log line, if it has nothing but day, time, verb and text and all is right, as in most of them."""
    head = _PLAIN.match(raw)
    if not head:
        return None
    written, hour, minute, word = head.groups()
    day = parse_day(written)
    verb = verbs.get(word)
    if not day or not verb or verb.needs_link:
        return None
    text, block = split_block(raw[head.end() + 1 :].strip())
    clock = f"{int(hour):02}:{minute}" if hour else None
    return LogLine(day, verb.name, text, clock, block=block, line=line)


def write(entry: LogLine) -> str:
    """The line as a person would type it. Line breaks and control characters in the text become spaces."""
    words = ["-", entry.date.isoformat()]
    if entry.time:
        words.append(entry.time)
    words.append(entry.verb)
    if entry.inbound:
        words.append("in")
    if entry.currency:
        words.append(entry.currency)
    if entry.amount is not None:
        words.append(f"{entry.amount:f}")
    preposition = ""
    for party in entry.parties:
        if party.preposition and party.preposition != preposition:
            words.append(party.preposition)
        preposition = party.preposition
        words.append(link(party.target))
    text = with_block(one_line(entry.text), entry.block)
    return " ".join(words) + (f": {text}" if text else "")


def with_block(text: str, block: str) -> str:
    """The text with its block id at the end, where Obsidian keeps it."""
    return f"{text} ^{block}".strip() if block else text


def split_block(text: str) -> tuple[str, str]:
    """The text without its block id, and the id, `""` when there is none. Inverse to `with_block`."""
    match = _BLOCK.search(text) if "^" in text else None
    return (text[: match.start()].rstrip(), match[1]) if match else (text, "")


def one_line(text: str) -> str:
    """`text` with every run of white space, line breaks and control characters made one space."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


class _Cursor:
    """A place in the raw line that moves on past what it takes."""

    def __init__(self, raw: str, at: int) -> None:
        self.raw, self.at = raw, at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match right here and the blanks after it, or None and no move."""
        match = pattern.match(self.raw, self.at)
        if match:
            self.at = match.end()
            self.skip()
        return match

    def skip(self) -> None:
        blank = _SPACE.match(self.raw, self.at)
        self.at = blank.end() if blank else self.at


_NO_LOG_LINE = Fault(
    "log-line", "this is not a log line", "Write `- 2026-11-22 call: what was said`, one line each."
)


def _no_link(verb: Verb, at: int) -> Fault:
    remedy = f"Name the person: `{verb.name} {verb.links} [[their-file]]`."
    return Fault("log-link", f"`{verb.name}` does not say who", remedy, col=at)


def _wrong_sum(cursor: _Cursor, verb: Verb, amount: re.Match[str] | None, at: int) -> Fault | None:
    """A sum that two people would read differently, or one of a stage that nobody but a person can read."""
    if amount and is_unsure(amount):
        number = amount["number"]
        thousands, cents = number.replace(".", ""), number[:-1]
        says = f"“{number}” is {thousands} to some and {cents} to others"
        return Fault("log-amount", says, f"Write `{thousands}` or `{cents}`.", col=at)
    rest = cursor.raw[cursor.at :]
    if verb.kind != "stage" or not rest or rest[0] == ":" or not begins_with_sum(rest):
        return None
    written = cursor.raw[at:].partition(":")[0].strip()
    meant = sum_meant(written) or "EUR 1200"
    remedy = f"Write the sum as `{verb.name} {meant}`, and after a colon what was said."
    return Fault("log-amount", f"“{written}” is no sum as files hold it", remedy, col=at)


def _day(cursor: _Cursor) -> date | Fault:
    at = cursor.at
    word = cursor.take(_WORD)
    written = word[0] if word else ""
    if day := parse_day(written):
        return day
    guess = suggest_day(written.rstrip(":,"))
    if guess:
        return Fault("log-date", f"“{written}” is not a date as files hold it", f"Write `{guess}`.", col=at)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return Fault(
            "log-date", f"there is no {written} in the calendar", "Write the day it happened.", col=at
        )
    if looks_like_date(written.rstrip(":,")):
        remedy = "Write year, month and day, such as `2026-11-22`."
        return Fault("log-date", f"“{written}” is not a date as files hold it", remedy, col=at)
    return Fault(
        "log-line", "a log line begins with its date", "Write `- 2026-11-22 call: what was said`.", col=at
    )


def _verb(cursor: _Cursor, verbs: Mapping[str, Verb]) -> Verb | Fault:
    at = cursor.at
    word = cursor.take(_VERB)
    if not word:
        remedy = "Say what happened: `call`, `email`, `lunch`, …"
        return Fault("log-line", "the line has a date but no verb", remedy, col=at)
    verb = verbs.get(word[0]) or verbs.get(word[0].casefold())
    if verb:
        return verb
    hint = did_you_mean(word[0], verbs)
    return Fault(
        "unknown-verb",
        f"“{word[0]}” is not a verb of the log",
        f"{hint}Use one of the verbs, or declare it in karma.toml as [touch.{word[0]}].",
        col=at,
    )


def _parties(cursor: _Cursor) -> tuple[Party, ...]:
    parties: list[Party] = []
    preposition = ""
    while True:
        if word := cursor.take(_PREPOSITION):
            preposition = word[1].casefold()
        linked = cursor.take(LINK)
        if not linked:
            return tuple(parties)
        parties.append(Party(preposition, linked[1].strip()))
        if cursor.raw.startswith((",", "and "), cursor.at):
            cursor.take(_SEPARATOR)


_SEPARATOR = re.compile(r"(?:,|and)\s*(?=\[\[|(?:with|to|by|from)\s+\[\[)")


def _rest(cursor: _Cursor, head: int) -> str | Fault:
    """What was said; or that there is no colon before it, with the line as it should be from `head` on."""
    rest = cursor.raw[cursor.at :].strip()
    if not rest:
        return ""
    if rest.startswith(":"):
        return rest[1:].strip()
    begun = cursor.raw[head : cursor.at].strip()
    if who := _WHO.match(rest):
        remedy = f"Write who it was as a link: `{begun} {_linked(who)}`."
        return Fault("log-words", f"no link follows “{who[1]}”", remedy, col=cursor.at)
    return Fault(
        "log-words",
        f"“{rest.split()[0]}” stands where karma expects a colon",
        f"Put a colon before what was said: `{begun}: {rest}`.",
        col=cursor.at,
    )


def _linked(who: re.Match[str]) -> str:
    """`with ann and bob: x` with links; where no colon ends the names, the first word is one."""
    names, said = one_line(who[2]), who[3] or ""
    if not said:
        names, _, more = names.partition(" ")
        said = f": {more}" if more else ""
    links = [link(slug(name)) for name in re.split(r", ?| and | & ", names) if name]
    return f"{who[1]} {' '.join(links)}{said}"
