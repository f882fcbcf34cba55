"""What a contact file says, whatever YAML would have made of it (faults.md Y01–Y21, F01, D01–D06)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from karma.core.config import Config
from karma.core.dates import Birthday
from karma.core.fields import Labelled
from karma.core.logline import Party
from karma.files.contact import parse_contact
from karma.files.read import decode

if TYPE_CHECKING:
    from karma.core.book import Contact
    from karma.core.problems import Problem

PATH = "contacts/bill-okafor.md"


def parse(text: str) -> tuple[Contact, tuple[Problem, ...]]:
    return parse_contact(text, PATH, Config())


def contact(*fields: str, body: str = "") -> Contact:
    found, problems = parse("\n".join(["---", "name: Bill Okafor", *fields, "---", body]))
    assert problems == ()
    return found


def complaint(*fields: str) -> str:
    """The one problem in these fields, as line, column and code."""
    _, [problem] = parse("\n".join(["---", "name: Bill Okafor", *fields, "---"]))
    return f"{problem.line}:{problem.col} {problem.code}"


def test_the_file_of_the_design_is_read_whole() -> None:
    bill, problems = parse(DESIGN)
    assert problems == ()
    assert bill.id == "bill-okafor"
    assert (bill.name, bill.circle, str(bill.every)) == ("Bill Okafor", "client", "4w..6w")
    assert bill.phone == (Labelled("+1 503 555 0142", "mobile"),)
    assert bill.birthday == Birthday(4, 12)
    assert bill.via == "sam-lee"
    assert bill.prose == "Prefers calls before ten. Two boys, both rowers."
    assert bill.next_time == ("Ask how the new workshop opening went",)
    assert [str(promise.by) for promise in bill.promises] == [
        "2026-12-01",
        "2026-W50",
        "2026-12",
        "2026-11-03",
    ]
    assert [promise.theirs for promise in bill.promises] == [False, False, True, False]
    assert bill.promises[3].kept_on == date(2026, 11, 2)
    assert [entry.verb for entry in bill.log] == ["note", "call", "heard", "call", "voicemail", "lunch"]
    assert bill.log[3].inbound
    assert bill.log[2].tags == ("marine",)
    assert bill.log[5].parties == (Party("with", "ann-lee"), Party("with", "jo-park"))


@pytest.mark.parametrize(
    "written",
    [
        "555:12",
        "12:30",
        "+14155550123",
        "02134",
        "08134",
        "1_000",
        "0xdeadbeef",
        "9" * 5000,
        "1" + ":59" * 500,
    ],
)
def test_a_phone_is_never_a_number(written: str) -> None:
    assert contact(f"phone: {written}").phone == (Labelled(written),)


@pytest.mark.parametrize(
    "written", ["no", "yes", "on", "off", "Null", ".NaN", "~", "null", "true", "2026-01-02"]
)
def test_a_text_is_what_was_written(written: str) -> None:
    assert contact(f"title: {written}").title == written


def test_a_name_may_be_null() -> None:
    assert parse("---\nname: Null\n---\n")[0].name == "Null"


def test_a_key_of_ones_own_may_be_on_and_keeps_its_value() -> None:
    assert contact("on: true", "shoe size: 044").unknown == (("on", "true"), ("shoe size", "044"))


def test_a_day_that_does_not_exist_is_reported_and_the_person_stays() -> None:
    bill, [problem] = parse("---\nname: Bill Okafor\nbirthday: 2026-02-30\norg: Harbor\n---\n")
    assert (problem.line, problem.col, problem.code) == (3, 11, "field-date")
    assert (bill.name, bill.birthday, bill.org) == ("Bill Okafor", None, "Harbor")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2026-1-2", "2026-01-02"), ("02.01.2026", "2026-01-02"), ("2026/01/02", "2026-01-02"), ("20260102", "2026-01-02"),
     ("2026-W01-5", "2026-01-02"), ("٢٠٢٦-٠١-٠٢", "2026-01-02"), ("0999-01-01", "2026-11-22"), ("3000-01-01", "2026-11-22")],
)  # fmt: skip
def test_dates_are_iso_and_the_likely_one_is_suggested(written: str, meant: str) -> None:
    _, [problem] = parse(f"---\nname: Bill Okafor\nmet: {written}\n---\n")
    assert problem.code == "field-date"
    assert f"`{meant}`" in problem.remedy


def test_a_leap_day_is_kept_on_the_28th_in_other_years() -> None:
    birthday = contact("birthday: --02-29").birthday
    assert birthday
    assert [birthday.in_year(year) for year in (2027, 2028)] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_of_two_equal_keys_the_first_counts_and_both_lines_are_named() -> None:
    bill, [problem] = parse("---\nname: Bill Okafor\ncircle: client\ncircle: partner\n---\n")
    assert bill.circle == "client"
    assert (problem.line, "line 3" in problem.message) == (4, True)


def test_a_merge_conflict_shows_both_sides_and_counts_both_logs() -> None:
    bill, [problem] = parse(CONFLICT)
    assert problem.code == "conflict"
    assert "lines 5–10" in problem.message
    assert [entry.text for entry in bill.log] == ["hello", "one", "two"]


@pytest.mark.parametrize(
    ("field", "where"),
    [("title: *owner", "3:8 yaml-alias"), ("title: &owner Bill", "3:8 yaml-anchor"), ("title: !!int foo", "3:8 yaml-tag"),
     ("<<: {a: b}", "3:5 yaml-alias"), ("x: " + "[" * 50 + "]" * 50, "3:4 too-deep"), ("--- two", "3:1 yaml-document")],
)  # fmt: skip
def test_what_means_more_than_it_says_is_refused_with_its_place(field: str, where: str) -> None:
    assert complaint(field) == where


def test_a_bomb_of_merge_keys_is_refused_and_the_name_survives() -> None:
    bomb = "a: &a {k: v}\n" + "".join(f"x{i}: &x{i} {{<<: [*a, *a, *a]}}\n" for i in range(9))
    bill, problems = parse(f"---\nname: Bill Okafor\n{bomb}---\n")
    assert bill.name == "Bill Okafor"
    assert {problem.code for problem in problems} == {"yaml-anchor"}


def test_a_link_without_quotes_is_understood() -> None:
    bill, [problem] = parse("---\nname: Bill Okafor\nvia: [[sam-lee]]\n---\n")
    assert bill.via == "sam-lee"
    assert (problem.severity, problem.code, problem.remedy[:22]) == (
        "warning",
        "unquoted-link",
        'Write `"[[sam-lee]]"`;',
    )


def test_two_links_without_quotes_get_the_exact_fix() -> None:
    bill, [problem] = parse("---\nname: Bill Okafor\nfriends: [[Bob]] and [[Al]]\n---\n")
    assert '`friends: "[[Bob]] and [[Al]]"`' in problem.remedy
    assert bill.unknown == (("friends", "[[Bob]] and [[Al]]"),)


@pytest.mark.parametrize(
    "written", ["Foo: Bar", "@handle", "%x", "`x`", "*bold*", "{{x}}", '"half', "- dash", "? what"]
)
def test_a_value_that_needs_quotes_is_kept_and_the_fix_is_exact(written: str) -> None:
    bill, [problem] = parse(f"---\nname: Bill Okafor\ntitle: {written}\norg: Harbor\n---\n")
    fixed = written.strip('"')
    assert (bill.title, bill.org) == (fixed, "Harbor")
    assert f'`title: "{fixed}"`' in problem.remedy


def test_one_bad_item_of_a_list_hides_no_other() -> None:
    bill, [problem] = parse(
        "---\nname: Bill Okafor\ntags:\n  - marine\n  - @x\n  - rowing\ncity: Astoria\n---\n"
    )
    assert (problem.line, problem.col) == (5, 5)
    assert bill.tags == ("marine", "@x", "rowing")
    assert bill.city == "Astoria"


@pytest.mark.parametrize(("field", "lost"), [("city: #general", "#general"), ("city: room #5", "#5")])
def test_text_that_yaml_drops_as_a_comment_is_missed(field: str, lost: str) -> None:
    _, [problem] = parse(f"---\nname: Bill Okafor\n{field}\n---\n")
    assert (problem.code, problem.severity) == ("lost-comment", "warning")
    assert lost in problem.message


def test_a_comment_meant_as_one_is_no_problem() -> None:
    assert contact("every: 6w # agreed in May").every


def test_a_tab_before_a_list_item_is_reported_and_the_item_read() -> None:
    bill, [problem] = parse("---\nname: Bill Okafor\ntags:\n\t- marine\n---\n")
    assert (problem.code, problem.line, bill.tags) == ("yaml-tab", 4, ("marine",))


def test_a_tab_after_the_colon_is_fine() -> None:
    assert contact("title:\tOwner").title == "Owner"


@pytest.mark.parametrize(
    ("text", "code"),
    [("---\n- a\n- b\n---\n", "front-matter-shape"), ("---\njust text\n---\n", "front-matter-shape"), ("---\n---\n", "missing-name"),
     ("", "front-matter-missing"), ("hello\n", "front-matter-missing"), ("---\nname: Bill\n", "front-matter-open"),
     ("---\nname: Bill\n...\n", "front-matter-end")],
)  # fmt: skip
def test_a_file_without_proper_front_matter_is_still_somebody(text: str, code: str) -> None:
    bill, problems = parse(text)
    assert [problem.code for problem in problems] == [code]
    assert bill.name.startswith("Bill")


def test_rules_in_the_body_and_in_a_block_of_text_end_nothing() -> None:
    bill = contact("motto: |", "  one", "  ---", body="before\n\n---\n\nafter")
    assert bill.unknown == (("motto", "one\n---\n"),)
    assert bill.prose == "before\n\n---\n\nafter"


@pytest.mark.parametrize("value", ['"\\x1b[31m"', "a\x00b", "a\x1bb", "a\x9bb", "a\u2028b"])
def test_an_invisible_sign_is_reported_with_its_line(value: str) -> None:
    _, problems = parse(f"---\nname: Bill Okafor\norg: {value}\n---\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "control-character")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read_the_same(newline: str) -> None:
    assert parse(DESIGN.replace("\n", newline)) == parse(DESIGN)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("\ufeff---\n".encode()) == "---\n"


def test_a_bad_log_line_hides_no_other() -> None:
    bill, [problem] = parse(
        "---\nname: Bill Okafor\n---\n## Log\n- 2026-10-02 cal: x\n- 2026-10-03 call: y\n"
    )
    assert (problem.line, problem.col, problem.code) == (5, 14, "unknown-verb")
    assert [entry.text for entry in bill.log] == ["y"]


def test_the_log_is_sorted_by_date_whatever_the_order_in_the_file() -> None:
    bill = contact(body="## Log\n- 2026-10-03 call: b\n- 2026-10-02 call: a\n")
    assert [entry.text for entry in bill.log] == ["a", "b"]


def test_headings_have_meaning_in_any_case_and_at_any_level() -> None:
    bill = contact(
        body="### NEXT TIME\n- ask\n\n# log #\n\n- 2026-10-03 call\n\n### 2027\n- 2027-01-01 note\n\n# Recipes\n- flour"
    )
    assert bill.next_time == ("ask",)
    assert [entry.verb for entry in bill.log] == ["call", "note"]
    assert bill.prose == "# Recipes\n- flour"


def test_a_heading_in_a_block_of_code_is_none() -> None:
    bill = contact(body="```\n## Log\n- not a log line\n```\nprose")
    assert bill.log == ()
    assert bill.prose == "```\n## Log\n- not a log line\n```\nprose"


def test_amounts_are_exact_and_keep_their_currency() -> None:
    bill = contact(
        body="## Log\n- 2026-11-10 won USD 12,000.50: signed\n- 2026-12-02 won 3000 with [[eve-ng]]"
    )
    assert [(entry.amount, entry.currency) for entry in bill.log] == [
        (Decimal("12000.50"), "USD"),
        (Decimal(3000), None),
    ]


def test_promises_dated_by_obsidian_plugins_are_read() -> None:
    bill = contact(
        body="## Promises\n- [ ] send it 📅 2026-12-01\n- [x] write [due:: 2026-12-02] ✅ 2026-12-01\n- [-] old idea"
    )
    assert [(str(promise.by), promise.text, promise.state) for promise in bill.promises] == [
        ("2026-12-01", "send it", "open"),
        ("2026-12-02", "write", "kept"),
        ("None", "old idea", "released"),
    ]


@given(st.text(max_size=400))
@example("---\n? [a]: b\n---\n")
@example("---\n" + "- " * 400 + "\n---\n")
@example("---\n{{{{\n---\n## Log\n- ")
def test_no_text_makes_the_reader_raise(text: str) -> None:
    parse(text)


@given(st.lists(st.sampled_from(["---", "name: x", "a: [", "b: ]", "- ", "  - y", "\t", "*a", "&b", "!c", "<<<<<<< a", "=======", ">>>>>>> b", "## Log", "- 2026-01-01 call", "```", "#", ":", "%", "|", ">", "'", '"', "{", "}", "? ", "...", "🙂"]), max_size=30))  # fmt: skip
def test_no_mixture_of_signs_makes_the_reader_raise(lines: list[str]) -> None:
    bill, problems = parse("\n".join(["---", *lines]))
    assert bill.name
    assert all(1 <= problem.line <= len(lines) + 1 and problem.col >= 1 for problem in problems)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    text = decode(data)
    if isinstance(text, str):
        parse(text)


CONFLICT = """---
name: Bill Okafor
---
## Log
<<<<<<< HEAD
- 2026-10-02 call: one
=======
- 2026-10-02 call: two
- 2026-10-01 call: hello
>>>>>>> laptop
"""

DESIGN = """---
name: Bill Okafor
aliases:
  - Billy
org: Harbor Marine Supply
title: Owner
circle: client
every: 4w..6w
phone:
  - "+1 503 555 0142 (mobile)"
email:
  - bill@harbormarine.example
birthday: --04-12
timezone: America/Los_Angeles
tags:
  - marine
interests:
  - sailing
needs:
  - a bookkeeper who knows inventory
offers:
  - marine surveying
opt_in:
  - call
  - email
via: "[[sam-lee]]"
---

Prefers calls before ten. Two boys, both rowers.

## Next time

- Ask how the new workshop opening went

## Promises

- [ ] 2026-12-01 call: as he asked at the Rotary lunch
- [ ] 2026-W50 Send the inventory checklist
- [ ] 2026-12 they: introduce me to the harbour master
- [x] 2026-11-03 Send the invitation ✅ 2026-11-02

## Log

- 2026-07-02 note: thanked him for the referral
- 2026-08-20 call: off to the mountains on Friday; knows a yard that needs us
- 2026-08-20 heard: fibreglass repair courses are booming #marine
- 2026-09-14 call in: asked about slips
- 2026-10-02 voicemail: congratulated him on the new workshop
- 2026-10-20 lunch with [[ann-lee]] [[jo-park]]: harbour café
"""


@pytest.mark.parametrize(
    "value", ['"Bill\\nOkafor"', "|\n  Bill\n  Okafor", '"Bill\\tOkafor"', "Bill\tOkafor"]
)
def test_a_value_that_breaks_its_line_is_reported(value: str) -> None:
    _, problems = parse(f"---\nname: {value}\n---\n")
    assert [(problem.line, problem.code) for problem in problems] == [(2, "control-character")]


def test_a_block_of_text_for_one_line_is_a_value_like_any_other() -> None:
    assert contact("title: |", "  Owner").title == "Owner"


@pytest.mark.parametrize("heading", ["## Log", "# Log #", "## LOG"])
def test_fields_that_are_never_closed_end_at_the_log(heading: str) -> None:
    bill, problems = parse(
        f"---\nname: Bill Okafor\n# a comment\norg: Harbor\n{heading}\n- 2026-01-01 call\n"
    )
    assert (bill.org, [entry.verb for entry in bill.log]) == ("Harbor", ["call"])
    assert [problem.code for problem in problems] == ["front-matter-open"]


def test_code_within_a_line_opens_no_block() -> None:
    assert [entry.verb for entry in contact(body="```slips``` are words\n## Log\n- 2026-01-01 call").log] == [
        "call"
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "``` python"])
def test_a_block_of_code_that_hides_a_section_is_reported_where_it_begins(fence: str) -> None:
    bill, problems = parse(f"---\nname: Bill\n---\n```\na\n```\n{fence}\nwords\n## Log\n- 2026-01-01 call\n")
    assert [(problem.line, problem.code) for problem in problems] == [(7, "fence-open")]
    assert (bill.log, bill.prose.endswith("- 2026-01-01 call")) == ((), True)


@pytest.mark.parametrize(
    "body", ["```\nwords", "```\n## Log\n```", "```\n## Log\n- 2026-01-01 call\n```\nafter"]
)
def test_a_block_of_code_that_hides_nothing_is_fine(body: str) -> None:
    assert contact(body=body).prose == body


def test_a_fence_ends_a_block_only_when_it_stands_alone() -> None:
    bill = contact(body="```\n``` not yet\n## Log\n```\n## Log\n- 2026-01-01 call")
    assert bill.prose == "```\n``` not yet\n## Log\n```"
    assert len(bill.log) == 1


def places(body: str) -> list[str]:
    """The problems in this body, which begins on line 4, as line, column and code."""
    _, problems = parse(f"---\nname: Bill\n---\n{body}\n")
    return [f"{problem.line}:{problem.col} {problem.code}" for problem in problems]


@pytest.mark.parametrize("heading", ["## Family", "## Next time", "## Promises"])
def test_a_line_of_the_log_below_another_heading_is_reported(heading: str) -> None:
    assert places(f"## Log\n- 2026-01-01 call\n{heading}\n- 2026-01-02 call: lost") == ["7:1 log-outside"]


@pytest.mark.parametrize(
    "line", ["- 2026-01-02 sailed to Astoria", "2026-01-02 call: prose", "- call: prose"]
)
def test_prose_may_have_dates(line: str) -> None:
    assert places(f"{line}\n\n```\n- 2026-01-02 call: an example\n```") == []


def test_two_lines_of_the_log_on_one_are_told_apart() -> None:
    line = "- 2026-11-22 email: mail- 2026-11-21 9:05 text: glued"
    assert places(f"## Log\n{line}") == ["5:25 log-glued"]
    _, [problem] = parse(f"---\nname: Bill\n---\n## Log\n{line}")
    assert problem.remedy == "Begin a new line at `- 2026-11-21 9:05 text`."


@pytest.mark.parametrize(
    "text", ["on the 20th - 2026-11-21 text him", "see plans- 2026-11-21 version", "a- 2026-13-01 call"]
)
def test_a_dash_and_a_date_may_stand_in_what_was_said(text: str) -> None:
    assert places(f"## Log\n- 2026-11-22 email: {text}") == []


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("Logs", "Log"), ("**Log**", "Log"), ("Log:", "Log"), ("Promise", "Promises"), ("Promisses ##", "Promises"),
     ("Next Times", "Next time"), ("Next-time", "Next time"), ("Nex time", "Next time")],
)  # fmt: skip
def test_a_heading_that_is_nearly_one_of_the_three_is_reported(heading: str, meant: str) -> None:
    assert places(f"words\n##  {heading}") == ["5:5 odd-heading"]
    _, [problem] = parse(f"---\nname: Bill\n---\n## {heading}\n")
    assert (problem.severity, problem.remedy) == ("warning", f"Did you mean “{meant}”?")


@pytest.mark.parametrize(
    "heading", ["Blog", "Lodge", "Premises", "Next", "Time", "Family", "李", "!", "Logistics"]
)
def test_other_headings_are_the_users_own(heading: str) -> None:
    assert places(f"## {heading}") == []


@pytest.mark.parametrize(
    ("data", "place", "line"),
    [(b"\xff", (0, 0), 1), ("\ufeffé\r\nü".encode() + b"\xff", (1, 1), 2), (b"a\rb\rc\xff", (2, 1), 3)],
)
def test_bytes_that_are_no_utf8_are_placed_as_editors_count(
    data: bytes, place: tuple[int, int], line: int
) -> None:
    fault = decode(data)
    assert not isinstance(fault, str)
    assert (fault.line, fault.col) == place
    assert fault.message.endswith(f"line {line}")
