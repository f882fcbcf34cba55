"""The kinds of openers, and the words by which a text belongs to one (S2)."""

from __future__ import annotations

import re

KINDS: dict[str, str] = {
    "say-hello": "say hello",
    "keep-in-touch": "keep in touch",
    "thank-referral": "thank for a referral",
    "invite": "invite to an organisation",
    "remind-event": "remind of an event",
    "ask-opinion": "ask an opinion",
    "new-venture": "ask about a new venture",
    "compliment": "pass on a compliment",
    "praise-job": "praise a job or an advertisement",
    "congratulate": "congratulate",
    "plan-meeting": "plan a meeting",
    "opportunity-to-bid": "pass on an opportunity to bid",
    "suggest-improvement": "suggest an improvement",
    "ask-critique": "ask for a critique",
    "horizon": "explain an opportunity on the horizon",
    "colleague-interested": "tell them that a colleague is interested or impressed",
    "idea": "ask to know more about an idea",
}
"""Each kind by its word, with the phrase that the interface shows."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


TOLD = (
    (
        "congratulate",
        _words(
            r"award|promot|won\b(?!['’])|prize|baby\b|born\b|married|wedding|engaged\b|graduat|retire|anniversary"
        ),
    ),
    (
        "new-venture",
        _words(
            r"open(?:s|ed|ing)\b|launch|found(?:ed|ing)\b|start(?:s|ed|ing) (?:a|an|his|her|their|up)\b"
            r"|new (?:workshop|shop|office|studio|firm|business|company|branch|boat|job|role|product)"
        ),
    ),
    ("opportunity-to-bid", _words(r"tender|bids?\b|bidding|contract out")),
    (
        "praise-job",
        _words(
            r"advert|article|website|speech|gave a talk|exhibit|concert|publish|finished|completed|delivered"
        ),
    ),
    ("horizon", _words(r"next (?:year|spring|summer|autumn|fall|winter)|on the horizon|coming up|upcoming")),
    (
        "idea",
        _words(r"ideas?\b|thinking (?:of|about)|dreams? of|wants to|would like to|plans? to|considering"),
    ),
)
"""What they told you, in the order in which it is worth coming back to."""

SAID = (
    ("congratulate", _words(r"congratulat|happy birthday")),
    ("thank-referral", _words(r"thank(?:s|ed|ing|ful)?\b")),
    ("invite", _words(r"invit")),
    ("remind-event", _words(r"remind")),
    ("ask-critique", _words(r"critiqu|feedback|honest view")),
    ("ask-opinion", _words(r"opinion|advice|what (?:he|she|they) thinks?")),
    ("praise-job", _words(r"prais")),
    ("compliment", _words(r"compliment")),
)
"""What you say that you did, or mean to do."""

TO_DO = (
    *SAID,
    ("colleague-interested", _words(r"impressed|is interested")),
    ("suggest-improvement", _words(r"suggest|improve")),
    ("plan-meeting", _words(r"lunch|coffee|meet\b|meeting|dinner|visit")),
    *TOLD,
)
"""What a note under Next time is about."""

DENIED = re.compile(
    r"\b(?:not?|cannot|never|nobody|without|lost|losing|off(?! to\b)|cancel\w*|postpone\w*|died|dead|death"
    r"|funeral|failed|lawsuit|sued|bankrupt\w*|divorce\w*|hospital|ill|fired|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""Words that turn good news round: with one of them a text is no reason to congratulate, praise or ask on."""

PRAISE = _words(r"impress|prais|admir|recommend|speaks? well|spoke well|delighted|excellent")
INTEREST = _words(r"interested|curious|would like to meet|wants to meet|asked (?:after|about)")


_FROM_THEM = re.compile(
    r"(?:(?:and|also|still|very|much|most|so|quite|really|he|she|they|we|is|was|are|were|had|has|been|said|says"
    r"|that|who)\s+)*",
    re.IGNORECASE,
)
_REST_OF_WORD = re.compile(r"^\w+")
_MOST_BETWEEN = 3


_LONGEST_CLAUSE = 120


def said_of(text: str, link: int) -> str | None:
    """`compliment` or `colleague-interested` for what stands before the link at `link`, None for neither.

    The clause has to begin with the praise or the interest, said by them and not by you (“I recommended …”),
    and the person has to follow within three words.
    """
    before = text[max(link - _LONGEST_CLAUSE, 0) : link]
    *earlier, clause = re.split(r"[.;:,!?()]", before)
    clause = clause.strip()
    if DENIED.search(clause) or (not earlier and link > _LONGEST_CLAUSE):
        return None
    start = _FROM_THEM.match(clause)
    for kind, pattern in (("colleague-interested", INTEREST), ("compliment", PRAISE)):
        found = pattern.match(clause, start.end() if start else 0)
        if found and len(_REST_OF_WORD.sub("", clause[found.end() :]).split()) <= _MOST_BETWEEN:
            return kind
    return None


def kind_of(text: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    """The first kind of the table whose words stand in the text."""
    return next((kind for kind, pattern in table if pattern.search(text)), None)
