"""What holds of every pipeline, whatever stands in the files and in whatever order."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from karma.core.logline import write
from karma.core.money import summed
from karma.core.referrals.pipeline import pipeline_of, pipeline_this_morning
from karma.core.referrals.tree import referral_tree
from karma.core.referrals.unreachable import play_of
from karma.core.referrals.value import value_by_giver
from tests.core.build import book, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from karma.core.book import Book
    from karma.core.referrals.referral import Pipeline, Referral
    from karma.core.referrals.tree import Branch

FIRST, LAST = date(2026, 1, 1), date(2026, 2, 15)
"""Few enough days that many lines share one."""
days = st.dates(FIRST, LAST)
HAPPENINGS = """
referred by [[ann]] | referred by [[bob]] | referred by [[nobody-here]]: #consents | referred by [[cleo]]: #level-3
referred by [[ann]] [[dan]] | intro to [[ann]] | intro to [[dan]] | approached | unreachable: PAIN: a letter
reached | reached with [[ann]] | cultivating | cultivating by [[bob]] | next-step USD 40 | won | won USD 100
won EUR 7 | won 5 | won USD 30 with [[dan]] | won EUR 9 by [[ann]] | lost USD 60 | lost with [[ann]] | no-fit
referred by [[bob]] to [[cleo]] | referred to [[ann]] | intro to [[dan]] with [[bob]] | intro by [[cleo]]
told [[ann]] | thanked [[bob]] | thanked | tried | voicemail | call | call in | email in | note | got | helped | requalified
"""
happenings = st.sampled_from([one.strip() for one in HAPPENINGS.replace("\n", "|").split("|") if one.strip()])
logs = st.lists(st.builds("{} {}".format, days, happenings), max_size=8)
NAMES = ("Ann", "Bob", "Cleo", "Dan")
stories = st.tuples(*(st.tuples(logs, st.booleans()) for _ in NAMES))
"""The log of each of the four, and whether you met them by yourself."""


def told(story: Any) -> Book:
    return book(
        *(
            person(name, *log, met="2025-12-01" if met else None)
            for name, (log, met) in zip(NAMES, story, strict=True)
        )
    )


def in_words(pipeline: Pipeline) -> list[object]:
    """Everything a pipeline says, but for the order of the lines in its files."""
    unfit = sorted((one.contact.id, write(one.line)) for one in pipeline.unfit)
    return [*map(_in_words, pipeline.referrals), *unfit]


def _in_words(one: Referral) -> tuple[object, ...]:
    steps = tuple((step.stage, step.since, write(step.line)) for step in one.steps)
    head = (one.prospect.id, one.direction, one.giver, one.receiver, one.opened, write(one.line), steps)
    days = (one.contacted, one.told, one.thanked, one.since)
    return (*head, one.attempts, *days, one.value, one.amount, one.consents, one.level)


def everybody(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from everybody(branch.branches)


@given(stories, st.randoms(use_true_random=False))
def test_any_order_of_the_lines_tells_the_same_story(story: Any, random: Any) -> None:
    shuffled = [(random.sample(log, len(log)), met) for log, met in story]
    assert in_words(pipeline_of(told(shuffled), LAST)) == in_words(pipeline_of(told(story), LAST))


@given(stories, days)
def test_a_referral_is_in_exactly_one_stage_on_any_day_from_its_opening_on(story: Any, day: date) -> None:
    of = told(story)
    later = pipeline_of(of, LAST).referrals
    for one in later:
        assert (one.stage_on(day) is None) == (day < one.opened)
        assert one.stage_on(LAST) == one.stage
    known = [(one.prospect.id, one.giver, one.receiver, one.opened, one.stage_on(day)) for one in later]
    assert [one for one in known if one[-1]] == [
        (one.prospect.id, one.giver, one.receiver, one.opened, one.stage)
        for one in pipeline_of(of, day).referrals
    ]


@given(stories, days)
def test_the_pipeline_of_the_morning_is_that_of_the_day_before(story: Any, day: date) -> None:
    of = told(story)
    morning = pipeline_this_morning(of, day)
    before = pipeline_of(of, day - timedelta(days=1))
    assert morning.referrals == before.referrals
    assert morning.unfit == before.unfit


@given(stories)
def test_the_sum_over_givers_is_the_sum_over_referrals(story: Any) -> None:
    of = told(story)
    pipeline = pipeline_of(of, LAST)
    table = value_by_giver(pipeline, of, LAST)
    assert summed(row.value for row in table.givers) == summed(one.value for one in pipeline.inbound)
    assert sum(row.given for row in table.givers) == len(pipeline.inbound)
    assert table.total.value == summed(row.value for row in table.givers)
    own = [one for one in pipeline.referrals if one.direction == "own"]
    assert (table.own.value, table.own.given) == (summed(one.value for one in own), len(own))


@given(stories)
def test_money_is_made_once_and_in_its_own_currency(story: Any) -> None:
    """Each `won` line that fits a referral counts once, with the currency that it names.

    One that was taken back on its day is none, which the stories below tell on purpose and this one leaves out.
    """
    of = told(story)
    days = [(contact.id, line.date, line.verb) for contact in of.contacts for line in contact.log]
    ended = {(who, day) for who, day, verb in days if verb in ("lost", "no-fit")}
    assume(not any(verb == "won" and (who, day) in ended for who, day, verb in days))
    pipeline = pipeline_of(of, LAST)
    unfit = Counter((one.contact.id, write(one.line)) for one in pipeline.unfit)
    made: Counter[str] = Counter()
    for contact in of.contacts:
        for line in contact.log:
            if line.verb == "won" and line.amount is not None and not unfit[contact.id, write(line)]:
                made[line.currency or ""] += int(line.amount)
    value = summed(one.value for one in pipeline.referrals)
    assert {currency: int(amount) for currency, amount in value} == dict(made)


@given(stories)
def test_the_roots_of_the_tree_hold_every_value_once(story: Any) -> None:
    of = told(story)
    pipeline = pipeline_of(of, LAST)
    roots = referral_tree(pipeline, of)
    assert summed(root.total for root in roots) == summed(one.value for one in pipeline.inbound)
    people = [branch.id for branch in everybody(roots)]
    assert len(people) == len(set(people))
    assert {one.prospect.id for one in pipeline.inbound} <= set(people)
    for branch in everybody(roots):
        assert branch.people == len(list(everybody(branch.branches)))


@given(stories, days)
def test_a_play_is_for_somebody_who_has_not_answered(story: Any, day: date) -> None:
    of = told(story)
    for one in pipeline_of(of, day).referrals:
        play = play_of(one, of, day)
        if play:
            assert one.direction != "out"
            assert not one.closed
            assert one.unanswered >= 3 or any(step.stage == "unreachable" for step in one.steps)
            assert all(step.on is None or step.on <= day for step in play.steps if step.name != "wait")
            answers = [line for line in one.prospect.log if line.verb == "call" and line.date <= day]
            assert all(line.date < max(one.opened, one.since) for line in answers)


@given(stories, st.integers(0, 30))
def test_lines_of_days_to_come_change_nothing(story: Any, ahead: int) -> None:
    today = FIRST + timedelta(days=ahead)
    so_far = [([text for text in log if date.fromisoformat(text[:10]) <= today], met) for log, met in story]
    assert in_words(pipeline_of(told(story), today)) == in_words(pipeline_of(told(so_far), today))
