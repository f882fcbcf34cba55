"""`refer`, `stage` and `pipeline`: three people, where it stands, and the loop back to the giver (S7, S8, S11)."""

import shlex
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from karma.cli import clock
from karma.cli.main import cli
from tests.cli.shelf import ANN, ANNA, SUNDAY, Shelf
from tests.cli.test_json_shapes import REFERRAL
from tests.repositories import GitShelf

JANE = """\
---
name: Jane Doe
---

## Log

- 2026-10-02 referred by [[bill-okafor]]: needs a survey before closing #consents #level-4
- 2026-10-05 tried
- 2026-10-09 voicemail
- 2026-10-13 tried
- 2026-10-15 unreachable: PAIN: insurance renewal due in January
- 2026-10-22 reached: interested, wants a quote
- 2026-11-10 won USD 12000: signed
- 2026-11-11 told [[bill-okafor]]
- 2026-11-14 intro to [[ann-lee]]: needs a contract
- 2026-11-20 won EUR 3000 with [[ann-lee]]
"""


def referrals(shelf: Shelf, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shelf.done("pipeline", *words, "--json").data["referrals"]
    return found


# Writing down who sent whom


def test_a_referral_is_one_line_in_the_prospects_file(shelf: Shelf) -> None:
    words = ("refer", "anna-bell", "--by", "bill", "-m", "needs a survey", "--consents", "--level", "4")
    said = shelf.done(*words)
    line = f"- {SUNDAY} referred by [[bill-okafor]]: needs a survey #consents #level-4"
    assert shelf.text("anna-bell") == f"{ANNA}\n{line}\n"
    assert "Anna Bell  Sun 22 Nov 2026" in said.out
    [row] = referrals(shelf)
    assert (row["giver"], row["consents"], row["level"]) == ("bill-okafor", True, 4)


def test_somebody_sent_to_an_expert_is_an_introduction(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "last", "fri", "--to", "ann-lee", "-m", "needs a bookkeeper")
    assert shelf.text("anna-bell") == f"{ANNA}\n- 2026-11-20 intro to [[ann-lee]]: needs a bookkeeper\n"
    [row] = referrals(shelf)
    assert (row["direction"], row["giver"], row["receiver"]) == ("out", None, "ann-lee")


def test_two_weeks_ago_may_be_written_with_a_minus(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "-2w", "--by", "bill")
    assert "- 2026-11-08 referred by [[bill-okafor]]\n" in shelf.text("anna-bell")


def test_the_giver_is_to_be_thanked_at_once(gitshelf: GitShelf) -> None:
    shelf = gitshelf
    said = shelf.done("refer", "anna-bell", "--by", "bill")
    assert said.err == "Thank Bill Okafor: karma log anna-bell thanked --link bill-okafor\n"
    shelf.done("log", "anna-bell", "thanked", "--link", "bill-okafor")
    assert referrals(shelf)[0]["thanked"] == SUNDAY


def test_the_same_referral_is_not_written_twice_while_it_is_open(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "--by", "bill")
    before = shelf.bytes()
    assert shelf.karma("refer", "anna-bell", "--by", "bill", "--consents").code == 1
    assert shelf.bytes() == before


@pytest.mark.parametrize("other", ["--by", "--to"])
def test_when_it_has_ended_the_same_person_may_be_sent_again(shelf: Shelf, other: str) -> None:
    link = ("--with", "bill") if other == "--to" else ()
    shelf.done("refer", "anna-bell", "3", "weeks", "ago", other, "bill")
    shelf.done("stage", "anna-bell", "lost", "2", "weeks", "ago", *link)
    shelf.done("refer", "anna-bell", other, "bill")
    assert [row["stage"] for row in referrals(shelf)] == ["lost", "referred"]


def test_a_second_giver_of_the_same_prospect_is_a_referral_of_its_own(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "yesterday", "--by", "bill")
    shelf.done("refer", "anna-bell", "--by", "ann-lee")
    assert [row["giver"] for row in referrals(shelf)] == ["bill-okafor", "ann-lee"]


def test_a_prospect_without_a_file_gets_one_with_the_command_that_is_offered(shelf: Shelf) -> None:
    said = shelf.karma("refer", "Vera Cruz", "--by", "bill")
    assert said.code == 4
    assert 'karma met "Vera Cruz" --via bill-okafor\n' in said.err
    shelf.done("met", "Vera Cruz", "--via", "bill-okafor")
    shelf.done("refer", "Vera Cruz", "--by", "bill")
    assert "- 2026-11-22 referred by [[bill-okafor]]\n" in shelf.text("vera-cruz")


def test_a_near_name_is_offered_and_nobody_is_guessed(shelf: Shelf) -> None:
    said = shelf.karma("refer", "Anna Bel1", "--by", "bill")
    assert said.code == 4
    assert "anna-bell  Anna Bell" in said.err
    assert 'karma met "Anna Bel1"' in said.err


def test_nobody_is_sent_by_themselves(shelf: Shelf) -> None:
    assert shelf.karma("refer", "bill", "--by", "billy").code == 2


@pytest.mark.parametrize("words", ["refer anna-bell", "refer anna-bell --by bill --to ann-lee"])
def test_a_referral_has_exactly_one_other_person(shelf: Shelf, words: str) -> None:
    assert shelf.karma(*words.split()).code == 2


def test_a_dry_run_says_what_would_be_written_and_no_more(shelf: Shelf) -> None:
    before = shelf.bytes()
    said = shelf.done("refer", "anna-bell", "--by", "bill", "--dry-run")
    assert "+- 2026-11-22 referred by [[bill-okafor]]" in said.out
    assert said.err == "Dry run: nothing was written.\n"
    assert shelf.bytes() == before


# Writing down where it stands


def test_a_second_win_says_what_both_came_to_in_case_it_was_a_correction(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-10-01", "--by", "bill")
    assert "in all" not in shelf.done("stage", "anna-bell", "won", "2026-10-30", "--amount", "USD 900").err
    said = shelf.done("stage", "anna-bell", "won", "2026-10-30", "--amount", "USD 950", "-m", "corrected").err
    assert "Won in all: USD 1,850. Was the one before meant to be replaced? karma edit anna-bell\n" in said


def test_a_forgotten_with_is_asked_about_once_and_the_line_that_was_meant_is_named(shelf: Shelf) -> None:
    shelf.put("contacts/anna-bell.md", ANNA.replace("added:", "met: 2026-10-05\nadded:"))
    shelf.done("refer", "anna-bell", "2026-11-10", "--to", "ann-lee")
    said = shelf.done("stage", "anna-bell", "reached", "-m", "glad of it").err
    assert (
        "Meant the one to Ann Lee? That is said with --with ann-lee;\n"
        "to mend it, the line begins “- 2026-11-22 reached with [[ann-lee]]”: karma edit anna-bell\n"
    ) in said
    assert "Meant" not in shelf.done("stage", "anna-bell", "next-step").err
    meant = shelf.text("anna-bell").replace("22 reached", "22 reached with [[ann-lee]]")
    shelf.put("contacts/anna-bell.md", meant.replace("- 2026-11-22 next-step\n", ""))
    [row] = referrals(shelf)
    assert (row["direction"], row["stage"]) == ("out", "reached")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("reached", "- 2026-11-22 reached"),
        ("cultivating yesterday -m later", "- 2026-11-21 cultivating: later"),
        ("next-step --amount 1200.50", "- 2026-11-22 next-step 1200.50"),
        ("next step", "- 2026-11-22 next-step"),
        ("no fit yesterday", "- 2026-11-21 no-fit"),
        ("Lost --by bill", "- 2026-11-22 lost by [[bill-okafor]]"),
        ("won --with ann-lee --amount 3000", "- 2026-11-22 won 3000 with [[ann-lee]]"),
    ],
)
def test_what_stage_writes(shelf: Shelf, words: str, line: str) -> None:
    shelf.done("refer", "anna-bell", "-3w", "--by", "bill")
    shelf.done("refer", "anna-bell", "-3w", "--to", "ann-lee")
    before = shelf.text("anna-bell")
    shelf.done("stage", "anna-bell", *words.split())
    assert shelf.text("anna-bell") == before + line + "\n"


def test_stage_writes_the_line_that_log_would_write(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "--by", "bill")
    shown = shelf.done("stage", "anna-bell", "won", "--amount", "USD 12,000", "-m", "signed", "--dry-run").out
    logged = ("log", "anna-bell", "won", "--amount", "USD 12,000", "-m", "signed", "--dry-run")
    assert shelf.done(*logged).out == shown


def test_what_was_said_typed_without_its_option_is_shown_with_it(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    refused = shelf.karma("stage", "jane", "reached", "wants", "a", "quote")
    assert refused.code == 2
    assert 'karma stage jane-doe reached -m "wants a quote"' in refused.err
    assert shelf.text("jane-doe") == JANE


def test_stage_says_where_it_stands_and_how_long_it_took(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    said = shelf.done("stage", "anna-bell", "reached", "2026-11-10")
    assert said.err.startswith("From Bill Okafor on 1 Nov; reached since 10 Nov, 9 days later.\n")


def test_an_end_names_whom_to_tell_and_thank_and_the_commands_close_the_loop(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    said = shelf.done("stage", "anna-bell", "won", "--amount", "USD 900")
    tell, thank = (line.partition(": karma ")[2] for line in said.err.splitlines()[1:3])
    assert (tell, thank) == (
        "log anna-bell told --link bill-okafor",
        "log anna-bell thanked --link bill-okafor",
    )
    shelf.done(*tell.split())
    shelf.done(*thank.split())
    [row] = referrals(shelf)
    assert (row["to_tell"], row["to_thank"]) == (False, False)


def test_who_was_told_before_the_end_is_told_again(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    shelf.done("log", "anna-bell", "told", "2026-11-02", "--link", "bill")
    said = shelf.done("stage", "anna-bell", "lost")
    assert "Tell Bill Okafor" in said.err


def test_without_a_name_a_stage_is_of_all_that_are_open(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    shelf.done("refer", "anna-bell", "2026-11-02", "--by", "ann-lee")
    assert shelf.done("stage", "anna-bell", "reached").err.count("reached") == 2
    shelf.done("stage", "anna-bell", "lost", "--by", "ann-lee")
    assert [row["stage"] for row in referrals(shelf)] == ["reached", "lost"]


@pytest.mark.parametrize("other", ["--by", "--with"])
def test_a_stage_that_fits_no_referral_names_the_command_that_is_missing(shelf: Shelf, other: str) -> None:
    before = shelf.bytes()
    said = shelf.karma("stage", "anna-bell", "won", other, "bill")
    assert said.code == 1
    assert shelf.bytes() == before
    remedy = said.err.splitlines()[1].partition(": karma ")[2]
    shelf.done(*remedy.split())
    shelf.done("stage", "anna-bell", "won", other, "bill")
    assert [row["stage"] for row in referrals(shelf)] == ["won"]


def test_who_introduced_them_is_named_as_the_giver(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", '---\nname: Jo\nvia: "[[Billy]]"\n---\n\n## Log\n')
    assert "karma refer jo --by bill-okafor\n" in shelf.karma("stage", "jo", "reached").err


def test_the_newest_word_of_a_day_counts(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "time_of_day", lambda _config: "15:04")
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    shelf.done("stage", "anna-bell", "no-fit")
    said = shelf.done("stage", "anna-bell", "next-step", "-m", "she called back")
    assert f"- {SUNDAY} 15:04 next-step: she called back\n" in shelf.text("anna-bell")
    assert "next-step" in said.err.splitlines()[0]
    assert "no-fit" not in said.err
    shelf.done("stage", "anna-bell", "reached")
    assert f"- {SUNDAY} 15:05 reached\n" in shelf.text("anna-bell")
    assert [row["stage"] for row in referrals(shelf)] == ["reached"]


def test_a_stage_that_follows_on_the_same_day_needs_no_time(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    shelf.done("stage", "anna-bell", "reached")
    shelf.done("stage", "anna-bell", "won")
    assert f"- {SUNDAY} reached\n- {SUNDAY} won\n" in shelf.text("anna-bell")


@pytest.mark.parametrize("stage", ["reached", "cultivating", "next-step", "won"])
def test_a_stage_without_a_conversation_asks_for_the_call_once(shelf: Shelf, stage: str) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    hint = "A stage is no touch. Was it a call? karma log anna-bell call"
    assert (
        hint + "\n"
        in shelf.done("stage", "anna-bell", stage, "--dry-run").err
        + shelf.done("stage", "anna-bell", stage).err
    )
    shelf.done("log", "anna-bell", "call")
    assert hint not in shelf.done("stage", "anna-bell", stage, "-m", "more").err


def test_no_call_is_asked_for_where_an_expert_did_the_talking(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--to", "bill")
    assert "no touch" not in shelf.done("stage", "anna-bell", "reached", "--with", "bill").err


def test_promises_of_the_play_are_named_when_it_is_over(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "ann-lee")
    shelf.done("promise", "anna-bell", "call", "--by", "fri")
    shelf.done("promise", "ann-lee", "ask about [[anna-bell]]", "--by", "fri")
    said = shelf.done("stage", "anna-bell", "reached").err
    commands = [line.strip() for line in said.splitlines() if line.startswith("  karma")]
    assert commands == [
        'karma keep anna-bell "call"',
        'karma release anna-bell "call"',
        'karma keep ann-lee "ask about [[anna-bell]]"',
        'karma release ann-lee "ask about [[anna-bell]]"',
    ]
    for command in (commands[1], commands[2]):
        shelf.done(*shlex.split(command)[1:])
    assert "Still promised" not in shelf.done("stage", "anna-bell", "won").err


def test_one_sum_of_two_givers_says_with_whom_it_stands(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    shelf.done("refer", "anna-bell", "2026-11-02", "--by", "ann-lee")
    said = shelf.done("stage", "anna-bell", "won", "--amount", "EUR 900").err
    assert "EUR 900 stands with Ann Lee alone.\n" in said
    assert "Bill Okafor? That is said with --by" in said


@pytest.mark.parametrize(
    ("command", "remedy"),
    [
        ("stage anna-bell won --amount €500", "Write it as `EUR 500`."),
        ("log anna-bell won --amount 1.200", "Write `1200` or `1.20`."),
        ("stage anna-bell won --amount 0", "Leave --amount out"),
        ("stage anna-bell won 5000", "--amount 5000"),
        ("log anna-bell requalified in", "karma log anna-bell requalified --in"),
        ("refer anna-bell --by bill --by ann-lee", "karma refer anna-bell --by ann-lee"),
        ("stage won anna-bell", "karma stage anna-bell won"),
        ("log anna-bell intro --link anna-bell", "A referral has three people"),
        ("refer anna-bell --by anna-bell", "A referral has three people"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(shelf: Shelf, command: str, remedy: str) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    before = shelf.bytes()
    said = shelf.karma(*command.split())
    assert said.code == 2
    assert remedy in said.err
    assert shelf.bytes() == before


@pytest.mark.parametrize("command", ["balance nob", "pipeline --giver nob", "pipeline xyzzy"])
def test_who_only_looks_is_not_asked_to_create_anybody(shelf: Shelf, command: str) -> None:
    said = shelf.karma(*command.split())
    assert said.code == 4
    assert "karma met" not in said.err


def test_somebody_you_met_yourself_needs_no_giver(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\nmet_at: Rotary lunch\n---\n\n## Log\n")
    said = shelf.done("stage", "jo", "won", "--amount", "500")
    assert said.err.startswith("Met by yourself; won on 22 Nov.\n")
    assert [row["direction"] for row in referrals(shelf)] == ["own"]


@pytest.mark.parametrize(
    "words",
    [
        "won 2026-10-01",
        "reached --amount 500",
        "won --amount -500",
        "won --amount plenty",
        "wom",
        "told",
        "voicemail",
        "referred",
        "won tomorrow",
        "won --with ann-lee --by bill",
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(shelf: Shelf, words: str) -> None:
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "bill")
    before = shelf.bytes()
    assert shelf.karma("stage", "anna-bell", *words.split()).code in (1, 2)
    assert shelf.bytes() == before


def test_the_very_same_line_is_written_once(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "--by", "bill")
    shelf.done("stage", "anna-bell", "won", "--amount", "500")
    assert shelf.karma("stage", "anna-bell", "won", "--amount", "500").code == 1


def test_tab_completes_stages(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shelf.root)
    completer = ShellComplete(cli, {}, "karma", "_KARMA_COMPLETE")
    assert [item.value for item in completer.get_completions(["stage", "bill"], "n")] == [
        "next-step",
        "no-fit",
    ]
    assert [item.value for item in completer.get_completions(["stage", "bill"], "ref")] == []
    seen = completer.get_completions(["pipeline", "--stage"], "ref")
    assert [item.value for item in seen] == ["referred"]


# Looking at it


def test_the_pipeline_tells_the_story_of_the_format(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    received, given = referrals(shelf)
    assert set(received) == REFERRAL
    assert {key: received[key] for key in ("giver", "receiver", "opened", "stage", "since", "days")} == {
        "giver": "bill-okafor",
        "receiver": None,
        "opened": "2026-10-02",
        "stage": "won",
        "since": "2026-11-10",
        "days": 12,
    }
    assert (received["attempts"], received["contacted"]) == (3, "2026-10-22")
    assert (received["told"], received["thanked"], received["outcome"]) == ("2026-11-11", None, "won")
    assert [step["stage"] for step in received["steps"]] == ["referred", "unreachable", "reached", "won"]
    assert (given["receiver"], given["amount"], given["currency"]) == ("ann-lee", "3000", "EUR")


def test_the_newest_sum_stands_and_currencies_are_never_added(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE + "- 2026-11-21 won EUR 500.50 by [[bill-okafor]]: a second job\n")
    received, _ = referrals(shelf)
    assert (received["amount"], received["currency"]) == ("500.50", "EUR")
    assert received["value"] == [
        {"currency": "EUR", "amount": "500.50"},
        {"currency": "USD", "amount": "12000"},
    ]
    assert "EUR 500.50 + USD 12,000" in shelf.done("pipeline").out


def test_an_amount_that_names_no_currency_has_none(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "--by", "bill")
    shelf.done("stage", "anna-bell", "won", "--amount", "500")
    [row] = referrals(shelf)
    assert (row["amount"], row["currency"], row["value"]) == (
        "500",
        None,
        [{"currency": None, "amount": "500"}],
    )


def test_lines_that_are_still_to_come_do_not_count(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    data = shelf.done("pipeline", "--json", "--today", "2026-10-08").data
    [row] = data["referrals"]
    assert (row["stage"], row["attempts"], row["days"], row["amount"]) == ("referred", 1, 6, None)


def test_the_commands_of_the_play_lead_through_it_to_the_end(shelf: Shelf) -> None:
    tried = "- 2026-10-02 referred by [[bill-okafor]]\n- 2026-11-05 tried\n- 2026-11-09 tried\n- 2026-11-13 voicemail\n"
    shelf.put("contacts/jane-doe.md", f"---\nname: Jane Doe\n---\n\n## Log\n\n{tried}")
    played = []
    while row := next(iter(shelf.done("pipeline", "--json").data["reports"]["stuck"]), None):
        step = next(step for step in row["play"]["steps"] if not step["done"])
        played.append(step["name"])
        shown = shelf.done("pipeline").out.partition("Standing still\n")[2]
        assert step["text"] in shown
        assert step["command"] in shown
        _, *words = shlex.split(step["command"])
        shelf.done(*(["log", "jane-doe", "note", "-m", "the renewal"] if words[0] == "draft" else words))
    assert played == ["find", "appeal", "wait", "ask"]


def test_the_pipeline_says_what_to_do_first_and_then_what_it_came_to(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    shelf.done("refer", "anna-bell", "2026-11-01", "--by", "ann-lee", "-m", "x")
    out = shelf.done("pipeline").out
    parts = ["1 referral open", "Referred · 1", "Standing still", "Ended in the last eight weeks"]
    parts += ["Whom to tell or to thank", "By giver", "How it goes", "Who sent you people"]
    places = [out.find(part) for part in parts]
    assert places == sorted(places)
    assert places[0] >= 0


def test_a_long_stage_is_cut_and_says_how_to_see_it_all(shelf: Shelf) -> None:
    for number in range(12):
        line = "- 2026-11-20 referred by [[bill-okafor]]\n- 2026-11-21 cultivating\n"
        shelf.put(f"contacts/p{number:02}.md", f"---\nname: Person {number:02}\n---\n\n## Log\n\n{line}")
    out = shelf.done("pipeline").out
    cultivating = out.partition("Cultivating · 12\n")[2].partition("\n\n")[0]
    assert cultivating.count("Person") == 8
    assert "and 4 more: karma pipeline --stage cultivating" in cultivating
    assert shelf.done("pipeline", "--stage", "cultivating").out.count("Person") == 12


def test_the_giver_is_a_filter(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    shelf.done("refer", "anna-bell", "--by", "ann-lee")
    assert [row["prospect"] for row in referrals(shelf, "--giver", "bill")] == ["jane-doe"]
    assert "Anna" not in shelf.done("pipeline", "--giver", "bill").out
    assert referrals(shelf, "--giver", "bill", "--stage", "lost") == []


def test_somebodys_name_shows_what_they_are_part_of_step_by_step(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    out = shelf.done("pipeline", "jane").out
    assert "15 Oct       unreachable: PAIN: insurance renewal due in January\n" in out
    facts = "Knows and agrees, level 4, in touch after 20 days and 3 attempts, USD 12,000"
    assert facts in " ".join(out.split())
    assert "They sent you" in shelf.done("pipeline", "bill").out
    assert "You sent them" in shelf.done("pipeline", "ann-lee").out
    assert "part of no referral yet" in shelf.done("pipeline", "anna-bell").out


def test_the_tree_shows_who_brought_whom_with_what_it_came_to(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    shelf.done("refer", "anna-bell", "--by", "jane-doe")
    out = shelf.done("pipeline", "--tree").out.splitlines()
    assert [name in line for name, line in zip(("Bill", "Jane", "Anna"), out, strict=True)] == [True] * 3
    assert [len(line) - len(line.lstrip()) for line in out] == [1, 4, 7]
    assert out[0].endswith("2 people, USD 12,000")
    rows = shelf.done("pipeline", "--tree", "--json").data["tree"]
    assert [(row["id"], row["under"]) for row in rows] == [
        ("bill-okafor", None),
        ("jane-doe", "bill-okafor"),
        ("anna-bell", "jane-doe"),
    ]


def test_hidden_people_are_on_the_terminal_and_in_the_data_but_on_no_page(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE.replace("---\n\n", "private: true\n---\n\n", 1))
    assert "Jane Doe" in shelf.done("pipeline").out
    assert "jane-doe" in {row["prospect"] for row in referrals(shelf)}
    shelf.done("build")
    for name in ("pipeline", "tree"):
        page = (shelf.root / "site" / f"{name}.html").read_text("utf-8")
        assert "Jane" not in page
        assert "12,000" not in page


def test_each_step_has_its_sum_and_none_is_broken(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    log = "- 2026-11-02 next-step USD 5000\n- 2026-11-03 won EUR 5000.50: signed\n"
    log += "- 2026-11-04 won USD 12000\n"
    shelf.put("contacts/jo.md", f"---\nname: Jo\nmet_at: Rotary\n---\n\n## Log\n\n{log}")
    out = shelf.done("pipeline", "jo").out
    assert "next-step USD 5,000\n" in out
    assert "won EUR 5,000.50: signed\n" in out
    assert "referred" not in out
    monkeypatch.setenv("COLUMNS", "34")
    assert " EUR 5,000.50 + USD 12,000.\n" in shelf.done("pipeline", "jo").out


def test_the_data_of_one_person_hold_no_reports_of_others(shelf: Shelf) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    assert shelf.done("pipeline", "jane", "--json").data["reports"] is None
    assert shelf.done("pipeline", "--json").data["reports"]


def test_an_empty_pipeline_says_how_it_begins(shelf: Shelf) -> None:
    assert "karma refer WHO --by GIVER" in shelf.done("pipeline").out
    assert "karma refer WHO --by GIVER" in shelf.done("pipeline", "--tree").out
    assert referrals(shelf) == []
    assert shelf.text("ann-lee") == ANN


@pytest.mark.parametrize("words", ["jane --tree", "jane --stage won", "--tree --giver bill"])
def test_one_way_to_look_at_a_time(shelf: Shelf, words: str) -> None:
    shelf.put("contacts/jane-doe.md", JANE)
    assert shelf.karma("pipeline", *words.split()).code == 2


def test_a_chain_of_any_length_can_be_shown(shelf: Shelf) -> None:
    before = "bill-okafor"
    for number in range(1200):
        line = f"- 2026-11-01 referred by [[{before}]]\n"
        before = f"p{number}"
        shelf.put(f"contacts/{before}.md", f"---\nname: P {number}\n---\n\n## Log\n\n{line}")
    assert len(shelf.done("pipeline", "--tree").out.splitlines()) == 1201
    assert len(shelf.done("pipeline", "--tree", "--json").data["tree"]) == 1201


@pytest.mark.parametrize("words", ["won", "won 2026-11-01", "won --link bill"])
def test_the_log_takes_a_stage_without_a_referral_and_says_what_is_missing(shelf: Shelf, words: str) -> None:
    said = shelf.done("log", "anna-bell", *words.split())
    assert "won" in said.out
    command = said.err.splitlines()[1].partition("karma ")[2].replace("GIVER", "ann-lee")
    assert any(row["code"] == "stage-unfit" for row in shelf.karma("check", "--json").data["problems"])
    shelf.done(*command.split())
    assert shelf.karma("check", "--json").data["problems"] == []
    assert [row["stage"] for row in referrals(shelf)] == ["won"]


def test_a_stage_that_belongs_to_a_referral_is_logged_without_a_word(gitshelf: GitShelf) -> None:
    gitshelf.done("refer", "anna-bell", "--by", "bill")
    assert gitshelf.done("log", "anna-bell", "reached").err == ""


def test_a_dry_run_of_the_log_says_what_would_be_missing_too(shelf: Shelf) -> None:
    before = shelf.bytes()
    assert "karma refer anna-bell --by GIVER\n" in shelf.done("log", "anna-bell", "won", "--dry-run").err
    assert shelf.bytes() == before


def test_a_stage_that_stands_there_without_a_referral_is_not_called_a_repetition(shelf: Shelf) -> None:
    shelf.done("log", "anna-bell", "won")
    assert "The book knows no referral of Anna Bell." in shelf.karma("stage", "anna-bell", "won").err


def test_a_stage_of_an_earlier_day_offers_a_referral_of_that_day(shelf: Shelf) -> None:
    refused = shelf.karma("stage", "anna-bell", "won", "yesterday")
    assert "karma refer anna-bell 2026-11-21 --by GIVER\n" in refused.err


def test_a_stage_of_two_words_is_a_heading_as_one_says_it(shelf: Shelf) -> None:
    shelf.done("refer", "anna-bell", "--by", "bill")
    shelf.done("stage", "anna-bell", "next-step")
    assert "\nNext step · 1\n" in shelf.done("pipeline").out
