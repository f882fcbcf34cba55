"""Edits change their own lines of a text and nothing else (faults.md F01, Y20; format.md, rule 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core import logline, promise
from karma.core.config import Config
from karma.core.dates import parse_period
from karma.core.logline import LogLine, Party, one_line
from karma.core.promise import Promise
from karma.files.contact import parse_contact
from karma.files.edit import AddLog, AddNextTime, AddPromise, ClosePromise, Edit, RemoveNextTime
from karma.files.outline import Outline, outline
from karma.files.plan import edited
from karma.files.refusals import EditRefused, WriteRefused

PATH = "contacts/bill.md"
CALL = AddLog(LogLine(date(2026, 11, 22), "call", "back on Friday"))
LINE = "- 2026-11-22 call: back on Friday"


def after(text: str, *edits: Edit) -> str:
    """The text after edits that the writer's own check has passed."""
    return edited(PATH, text.encode(), edits, Config()).after.decode()


def test_a_log_line_follows_the_last_one() -> None:
    text = "---\nname: Bill\n---\n\n## Log\n\n- 2026-07-02 note\n\n## Family\n\nTwo boys.\n"
    assert after(text, CALL) == text.replace("note\n", f"note\n{LINE}\n")


def test_a_file_without_a_log_gets_one_at_the_end() -> None:
    text = "---\nname: Bill\n---\n\nCalls before ten.\n"
    assert after(text, CALL) == f"{text}\n## Log\n\n{LINE}\n"


def test_the_empty_log_of_a_new_file_is_used() -> None:
    assert after("---\nname: Bill\n---\n\n## Log\n", CALL) == f"---\nname: Bill\n---\n\n## Log\n\n{LINE}\n"


def test_a_missing_last_newline_stays_missing() -> None:
    text = "---\nname: Bill\n---\n## Log\n- 2026-07-02 note"
    assert after(text, CALL) == f"{text}\n{LINE}"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_new_line_ends_as_its_neighbours_do(ending: str) -> None:
    text = "---\nname: Bill\n---\n## log #\n* 2026-07-02 note\n".replace("\n", ending)
    assert after(text, CALL) == text + LINE + ending


def test_a_byte_order_mark_stays() -> None:
    before = "\ufeff---\nname: Bill\n---\n".encode()
    assert edited(PATH, before, [CALL], Config()).after.startswith(before)


def test_a_heading_in_a_block_of_code_is_not_the_log() -> None:
    text = "---\nname: Bill\n---\n```\n## Log\n```\nMore.\n"
    assert after(text, CALL) == f"{text}\n## Log\n\n{LINE}\n"


def test_in_a_block_of_code_that_never_ends_there_is_no_place_for_a_log() -> None:
    with pytest.raises(WriteRefused, match="a block of code begins here and never ends"):
        after("---\nname: Bill\n---\n```\nopen\n", CALL)


def test_what_somebody_wrote_under_the_last_line_stays_with_it() -> None:
    text = "---\nname: Bill\n---\n## Log\n- 2026-07-02 note\n  on blue paper\n\nend\n"
    assert after(text, CALL) == text.replace("paper\n", f"paper\n{LINE}\n")


def test_the_log_may_stand_before_other_headings_and_twice() -> None:
    text = "---\nname: Bill\n---\n# LOG\n- 2026-07-02 note\n# Notes\n# Log\n- 2026-01-02 note\n"
    assert after(text, CALL) == text + LINE + "\n"


def test_an_open_front_matter_is_left_alone() -> None:
    with pytest.raises(WriteRefused, match="never closed"):
        after("---\nname: Bill\n", CALL)


def test_sections_are_made_in_their_order_and_at_the_level_of_the_others() -> None:
    text = "---\nname: Bill\n---\n\nProse.\n\n# Log\n\n- 2026-07-02 note\n"
    made = after(text, AddPromise(Promise("send it")), AddNextTime("ask about the boat"))
    assert made == (
        "---\nname: Bill\n---\n\nProse.\n\n# Next time\n\n- ask about the boat\n\n"
        "# Promises\n\n- [ ] send it\n\n# Log\n\n- 2026-07-02 note\n"
    )


def test_a_promise_is_ticked_in_place() -> None:
    text = "---\nname: Bill\n---\n## Promises\n- [ ] 2026-W50 Send it  \n  * [ ] they: call\n"
    sent = Promise("Send it", by=parse_period("2026-W50"))
    assert after(text, ClosePromise(sent, "kept", date(2026, 12, 8))) == text.replace(
        "[ ] 2026-W50 Send it", "[x] 2026-W50 Send it ✅ 2026-12-08"
    )


def test_a_promise_as_obsidian_writes_it_is_released_in_place() -> None:
    text = "---\nname: Bill\n---\n## Promises\n- [ ] Send it 📅 2026-12-01 #soon\n"
    sent = Promise("Send it #soon", by=parse_period("2026-12-01"))
    assert after(text, ClosePromise(sent, "released")) == text.replace("[ ]", "[-]")


def test_a_promise_with_an_invisible_character_is_found_as_the_reader_shows_it() -> None:
    text = "---\nname: Bill\n---\n## Promises\n- [ ] Send\x07 it\n"
    assert after(text, ClosePromise(Promise("Send\ufffd it"), "kept")) == text.replace("[ ]", "[x]")


def test_of_two_equal_promises_one_is_ticked() -> None:
    text = "---\nname: Bill\n---\n## Promises\n- [ ] Send it\n- [ ] Send it\n"
    assert after(text, ClosePromise(Promise("Send it"), "kept")) == text.replace("[ ]", "[x]", 1)


@pytest.mark.parametrize("line", ["- [x] Send it", "- [ ] Send them", ""])
def test_a_promise_that_is_no_longer_open_is_not_ticked(line: str) -> None:
    with pytest.raises(WriteRefused, match="no open promise “Send it”"):
        after(f"---\nname: Bill\n---\n## Promises\n{line}\n", ClosePromise(Promise("Send it"), "kept"))
    with pytest.raises(EditRefused):
        ClosePromise(Promise("Send it"), "kept").apply(f"## Promises\n{line}\n")


def test_what_was_said_is_taken_off_the_list() -> None:
    text = "---\nname: Bill\n---\n## Next time\n- the boat\n* [ ] the boys\nthe yard\n"
    assert after(text, RemoveNextTime("the boys")) == text.replace("* [ ] the boys\n", "")
    assert after(text, RemoveNextTime("the yard")) == text.replace("the yard\n", "")
    with pytest.raises(WriteRefused, match="no longer stands"):
        after(text, RemoveNextTime("the dog"))
    with pytest.raises(EditRefused):
        RemoveNextTime("the dog").apply(text)


def test_a_promise_that_would_read_differently_is_refused() -> None:
    with pytest.raises(WriteRefused, match="holds more than the words of a promise"):
        after("---\nname: Bill\n---\n", AddPromise(Promise("they: call me")))


def test_a_line_that_brings_a_new_problem_is_refused() -> None:
    with pytest.raises(WriteRefused, match="“juggled” is not a verb"):
        after("---\nname: Bill\n---\n", AddLog(LogLine(date(2026, 1, 2), "juggled")))


def test_half_a_character_is_refused() -> None:
    with pytest.raises(WriteRefused, match="half a character"):
        after("---\nname: Bill\n---\n", AddNextTime("\ud83d"))


def test_old_problems_are_no_hindrance() -> None:
    text = "---\nname: Bill\nbirthday: 2026-02-30\n---\n## Log\n- 2026-13-01 call\n- gone\n"
    assert after(text, CALL) == f"{text}{LINE}\n"


@given(st.text(st.characters(exclude_characters="\ufffe\uffff", exclude_categories=["Cs"])))
def test_any_text_of_a_log_line_is_read_back(text: str) -> None:
    added = LogLine(date(2026, 1, 2), "intro", text, parties=(Party("to", "eve"),), inbound=True)
    made = after("---\nname: Bill\n---\n", AddLog(added))
    contact, _ = parse_contact(made, PATH, Config())
    assert contact.log == (replace(added, text=one_line(text)),)


@given(st.text(min_size=1))
def test_any_text_of_a_promise_is_read_back_or_refused(text: str) -> None:
    edit = AddPromise(Promise(text, by=parse_period("2026-12")))
    meant = replace(edit.promise, text=one_line(text))
    if promise.parse(promise.write(meant)) == meant:
        contact, _ = parse_contact(after("---\nname: Bill\n---\n", edit), PATH, Config())
        assert contact.promises == (meant,)
    else:
        with pytest.raises(WriteRefused):
            after("---\nname: Bill\n---\n", edit)


@given(st.text(min_size=1))
def test_any_text_for_next_time_is_read_back_or_refused(text: str) -> None:
    before = "---\nname: Bill\n---\n\n## Next time\n\n- the boat\n"
    try:
        made = after(before, AddNextTime(text))
    except WriteRefused:
        assert not one_line(text) or one_line(text)[0] in "[-+*"
        return
    contact, _ = parse_contact(made, PATH, Config())
    assert contact.next_time == ("the boat", one_line(text))


BODY = st.sampled_from(
    [
        *(
            "",
            " ",
            "\t",
            "Prose.",
            "# Heading",
            "### Log book",
            "## Log",
            "# log #",
            " ## Next time",
            "## Promises",
        ),
        *(
            "- 2026-07-02 note: thanks",
            "* 2026-08-20 call in",
            "- not a date",
            "- [ ] 2026-12 send",
            "- [x] done",
        ),
        *(
            "```",
            "~~~",
            "```python",
            "````",
            "<!-- comment -->",
            "    ## Log",
            "Log\n---",
            "| a |",
            "\f",
            "\u2028",
        ),
        *("- nested\n  - more", "> ## Log", "#Log", "=======", "---", "...", "🙂", "- 2026-07-02 note  "),
    ]
)
FRONT = st.sampled_from(
    ["# comment", "org: 'Harbor'  # ours", "tags: [a, b]", "x: |\n  ## Log", "", "via: [[sam]]"]
)
ENDING = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Contact files as nobody would write them: any mixture of lines, endings and marks."""
    lines = ["---", "name: Bill", *draw(st.lists(FRONT, max_size=3, unique=True)), "---"]
    lines += draw(st.lists(BODY, max_size=12))
    ending = draw(ENDING)
    endings = draw(st.one_of(st.just([ending] * len(lines)), st.lists(ENDING, min_size=20, max_size=20)))
    text = "".join(line + (endings[i] if i < len(endings) else "\n") for i, line in enumerate(lines))
    text = text if draw(st.booleans()) else text.rstrip("\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text


def is_one_insertion(before: bytes, now: bytes) -> bool:
    """True when `now` is `before` with something put in at one place."""
    same = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), len(before))
    return any(now.endswith(before[i:]) for i in range(same, -1, -1) if now.startswith(before[:i]))


@given(files(), st.sampled_from([CALL, AddPromise(Promise("send it")), AddNextTime("the boat")]))
def test_one_place_of_the_file_changes_and_all_its_other_bytes_stay(text: str, edit: Edit) -> None:
    before = text.encode()
    try:
        now = edited(PATH, before, [edit], Config()).after
    except WriteRefused:
        # Only a block of code that never ends may be in the way.
        assert any(mark in text for mark in ("```", "~~~"))
        return
    assert is_one_insertion(before, now)
    added = len(now) - len(before)
    line = "".join(edit.entries) or "- the boat"
    assert line.encode() in now
    assert added <= len(f"\r\n\r\n###### Next time\r\n\r\n{line}\r\n\r\n".encode())


def test_many_lines_are_put_in_at_once() -> None:
    happened = [LogLine(date(2026, 11, 1) + timedelta(number), "note") for number in range(3)]
    text = "---\nname: Bill\n---\n\n## Log\n\n- 2026-10-01 note\n\nend\n"
    rows = "- 2026-10-01 note\n- 2026-11-01 note\n- 2026-11-02 note\n- 2026-11-03 note\n"
    assert after(text, AddLog(*happened)) == text.replace("- 2026-10-01 note\n", rows)


def test_the_lines_of_an_import_are_put_in_by_one_look_at_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def looked(text: str) -> Outline:
        looks.append(text)
        return outline(text)

    monkeypatch.setattr("karma.files.outline.outline", looked)
    lines = [LogLine(date(2026, 11, 1), "note", str(number)) for number in range(500)]
    assert after("---\nname: Bill\n---\n", AddLog(*lines)).count("- 2026-11-01 note: ") == 500
    assert len(looks) == 1


def test_an_entry_is_what_the_journal_keeps() -> None:
    assert CALL.entries == (LINE,) == tuple(map(logline.write, CALL.happened))
    assert AddPromise(Promise("send it")).entries == ("- [ ] send it",)
    assert RemoveNextTime("x").entries == ()
