"""The grammar of a log line, and what it says when somebody slips (format.md, rule 3)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.logline import LogLine, Party, parse, write
from karma.core.problems import Fault
from karma.core.verbs import VERBS


def read(line: str) -> LogLine:
    entry = parse(line, VERBS)
    assert isinstance(entry, LogLine), entry
    return entry


def slip(line: str) -> Fault:
    fault = parse(line, VERBS)
    assert isinstance(fault, Fault), fault
    return fault


def test_a_call_with_what_was_said() -> None:
    assert read("- 2026-08-20 call: off to the mountains") == LogLine(
        date(2026, 8, 20), "call", "off to the mountains"
    )


def test_a_line_may_be_as_short_as_date_and_verb() -> None:
    assert read("- 2026-10-05 tried") == LogLine(date(2026, 10, 5), "tried")


def test_in_says_that_they_did_it() -> None:
    assert read("- 2026-09-14 call in: asked about slips").inbound
    assert read("- 2026-09-14 call in").inbound
    assert not read("- 2026-09-14 call: in a hurry").inbound


def test_a_time_may_follow_the_date() -> None:
    assert read("- 2026-09-14 9:05 call").time == "09:05"


def test_people_follow_their_preposition() -> None:
    entry = read(
        "- 2026-10-20 lunch with [[ann-lee]] [[jo-park|Jo]], [[sam-lee]] and [[li]]: harbour café, [[bill]]"
    )
    assert entry.parties == tuple(Party("with", stem) for stem in ("ann-lee", "jo-park", "sam-lee", "li"))
    assert entry.links == ("ann-lee", "jo-park", "sam-lee", "li", "bill")


def test_a_link_may_stand_without_preposition() -> None:
    assert read("- 2026-11-11 thanked [[bill-okafor]]: chocolate").parties == (Party("", "bill-okafor"),)


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("USD 12000", "12000", "USD"),
        ("3000", "3000", None),
        ("1,234,567.89", "1234567.89", None),
        ("12 EUR", "12", "EUR"),
    ],
)
def test_amounts(written: str, amount: str, currency: str | None) -> None:
    entry = read(f"- 2026-11-10 won {written} with [[eve-ng]]: signed")
    assert (entry.amount, entry.currency) == (Decimal(amount), currency)


def test_tags_stand_anywhere_in_the_text_and_need_a_letter() -> None:
    assert read("- 2026-08-20 heard: slip #5 is free #Marine #boat/repair, see page#top").tags == (
        "marine",
        "boat/repair",
    )


@pytest.mark.parametrize(
    ("line", "code", "col"),
    [("call: hello", "log-line", 0), ("- hello", "log-line", 2), ("- 2026-10-02", "log-line", 12), ("- 2026-10-02 : x", "log-line", 13),
     ("- 2026-13-02 call", "log-date", 2), ("- 02.10.2026 call", "log-date", 2), ("- 2026-10-02 phoned: x", "unknown-verb", 13),
     ("- 2026-10-02 call Bill", "log-words", 18), ("- 2026-10-02 referred", "log-link", 21), ("- 2026-10-02 won $5: x", "log-amount", 17)],
)  # fmt: skip
def test_a_slip_is_pointed_at(line: str, code: str, col: int) -> None:
    fault = slip(line)
    assert (fault.code, fault.col) == (code, col)


def test_a_verb_with_capitals_is_the_verb_and_a_near_one_is_suggested() -> None:
    assert read("- 2026-10-02 Voicemail").verb == "voicemail"
    assert "“voicemail”" in slip("- 2026-10-02 voicemial").remedy


ENTRIES = st.builds(
    LogLine,
    date=st.dates(date(1000, 1, 1), date(2999, 12, 31)),
    verb=st.sampled_from([name for name, verb in VERBS.items() if not verb.needs_link]),
    text=st.text(max_size=60).map(lambda text: " ".join(text.split())),
    time=st.none() | st.times().map(lambda time: f"{time:%H:%M}"),
    inbound=st.booleans(),
    amount=st.none() | st.decimals(0, 10**9, places=2),
    parties=st.lists(
        st.sampled_from(
            [Party("with", "ann-lee"), Party("with", "李雷"), Party("to", "o'neil 2"), Party("", "x")]
        )
    ).map(lambda parties: tuple(sorted(set(parties), key=lambda party: party.preposition))),
)


@given(ENTRIES)
def test_every_entry_is_one_line_and_comes_back(entry: LogLine) -> None:
    line = write(entry)
    again = parse(line, VERBS)
    assert isinstance(again, LogLine)
    assert write(again) == line
    assert (again.date, again.verb, again.inbound, again.amount, again.parties, again.time) == (
        entry.date, entry.verb, entry.inbound, entry.amount, entry.parties, entry.time,
    )  # fmt: skip


@given(st.text(max_size=80))
def test_any_text_stays_on_its_line(text: str) -> None:
    line = write(LogLine(date(2026, 11, 22), "call", text))
    assert len(line.splitlines()) == 1
    assert "".join(read(line).text.split()) == "".join(
        write(LogLine(date(2026, 11, 22), "call", text))[18:].split()
    )


@given(st.text(max_size=80))
def test_nothing_makes_it_raise(line: str) -> None:
    parse(line, VERBS)
    parse(f"- 2026-11-22 {line}", VERBS)


def test_the_id_of_a_block_is_no_part_of_what_was_said() -> None:
    entry = read("- 1909-06-30 letter in: Electric battery ^D0903AAT".replace("letter", "email"))
    assert (entry.text, entry.block) == ("Electric battery", "D0903AAT")
    assert write(entry) == "- 1909-06-30 email in: Electric battery ^D0903AAT"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("lunch with ann: the harbour", "lunch with [[ann]]: the harbour"),
        ("lunch with Ann Lee and bob, cy: the harbour", "lunch with [[ann-lee]] [[bob]] [[cy]]: the harbour"),
        ("lunch in with ann at the harbour", "lunch in with [[ann]]: at the harbour"),
        ("intro to eve", "intro to [[eve]]"),
    ],
)
def test_a_name_without_brackets_is_given_back_as_a_link(line: str, meant: str) -> None:
    assert slip(f"- 2026-10-20 {line}").remedy == f"Write who it was as a link: `{meant}`."
    read(f"- 2026-10-20 {meant}")


def test_the_colon_that_is_missing_is_put_behind_all_that_was_understood() -> None:
    assert slip("- 2026-10-20 won USD 300 with [[ann]] at last").remedy == (
        "Put a colon before what was said: `won USD 300 with [[ann]]: at last`."
    )


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2026–11–20", "Write `2026-11-20`."),
        ("11/19/2026", "Write `2026-11-19`."),
        ("10/05/2026", "Write year, month and day, such as `2026-11-22`."),
    ],
)
def test_a_date_in_another_form_is_called_one(written: str, remedy: str) -> None:
    fault = slip(f"- {written} call: hello")
    assert (fault.code, fault.remedy) == ("log-date", remedy)


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("won €1200", "Write the sum as `won EUR 1200`, and after a colon what was said."),
        ("won 1.200,50 EUR: x", "Write the sum as `won EUR 1200.50`, and after a colon what was said."),
        ("won USD 12 000", "Write the sum as `won USD 12000`, and after a colon what was said."),
        ("won 5k", "Write the sum as `won EUR 1200`, and after a colon what was said."),
        ("won 100 USD 200", "Write the sum as `won EUR 1200`, and after a colon what was said."),
        ("won ١٢", "Write the sum as `won 12`, and after a colon what was said."),
        (f"won {'9' * 40}", "Write the sum as `won EUR 1200`, and after a colon what was said."),
        ("won 1.200", "Write `1200` or `1.20`."),
        ("lost USD 1.200 with [[eve]]", "Write `1200` or `1.20`."),
    ],
)
def test_a_sum_is_never_guessed_and_never_dropped(written: str, remedy: str) -> None:
    fault = slip(f"- 2026-10-02 {written}")
    assert (fault.code, fault.remedy) == ("log-amount", remedy)


@pytest.mark.parametrize(
    ("written", "sum_"), [("KWD 1.200", "1.200"), ("0.125", "0.125"), ("1,200.50", "1200.50"), ("1.5", "1.5")]
)
def test_a_sum_that_can_only_mean_one_thing_is_read(written: str, sum_: str) -> None:
    entry = parse(f"- 2026-10-02 won {written}: signed", VERBS)
    assert not isinstance(entry, Fault)
    assert f"{entry.amount:f}" == sum_
