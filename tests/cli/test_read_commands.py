"""The commands that only read."""

import json

import pytest

from tests.cli.shelf import BILL, Shelf


def test_karma_alone_is_today(shelf: Shelf) -> None:
    assert shelf.done().out == shelf.done("today").out
    assert shelf.done().out.startswith("Sunday 22 November 2026")


def test_the_day_says_whom_why_and_what(shelf: Shelf) -> None:
    out = shelf.done().out
    assert "○ Bill Okafor" in out
    assert "+1 503 555 0142 (mobile)" in out
    assert "past the limit" in out
    assert "→ Ask how the new workshop opening went." in out
    assert "0 of 5 made" in out


def test_an_empty_book_says_how_to_begin(empty: Shelf) -> None:
    empty.put("karma.toml", "")
    assert "karma met" in empty.done().out


def test_nobody_due_is_said_kindly(shelf: Shelf) -> None:
    shelf.done("snooze", "bill,ann-lee,anna-bell", "in 3 weeks")
    assert "No one is due today." in shelf.done().out


def test_problems_are_counted_on_stderr_and_never_on_stdout(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\n---\n\n## Log\n\n- 2026-11-31 call\n- soon call\n")
    said = shelf.done()
    assert said.err.strip() == "2 problems in your files: karma check"
    assert "problem" not in said.out


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_book_and_the_day_are_said_before_the_command_or_after_it(shelf: Shelf, place: str) -> None:
    options = ("-C", str(shelf.root), "--today", "2026-11-23")
    said = shelf.karma(*options, "today") if place == "before" else shelf.karma("today", *options)
    assert said.out.startswith("Monday 23 November 2026")


def test_the_day_comes_from_the_environment_or_the_settings(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from karma.cli.main import run  # noqa: PLC0415

    shelf.put("karma.toml", "today = 2026-11-24\n")
    run(["-C", str(shelf.root)])
    assert shelf.capsys.readouterr().out.startswith("Tuesday 24 November 2026")
    monkeypatch.setenv("KARMA_TODAY", "2026-11-25")
    run(["-C", str(shelf.root)])
    assert shelf.capsys.readouterr().out.startswith("Wednesday 25 November 2026")


def test_the_book_is_found_from_a_folder_inside_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    from karma.cli.main import run  # noqa: PLC0415

    monkeypatch.chdir(shelf.root / "contacts")
    assert run(["show", "bill"]) == 0


def test_show_tells_everything_in_the_file(shelf: Shelf) -> None:
    out = shelf.done("show", "okafor").out
    for part in (
        "Owner, Harbor Marine Supply · client",
        "tea",
        "Prefers calls",
        "off to the mountains",
        "#marine",
    ):
        assert part in out


def test_reading_is_loose_and_ambiguity_lists_the_candidates(shelf: Shelf) -> None:
    assert "Bill Okafor" in shelf.done("brief", "kafor").out
    said = shelf.karma("show", "ann")
    assert said.code == 4
    assert "ann-lee" in said.err
    assert "anna-bell" in said.err


def test_a_near_miss_is_offered(shelf: Shelf) -> None:
    said = shelf.karma("show", "bil-okafer")
    assert "Did you mean" in said.err
    assert "bill-okafor  Bill Okafor, Harbor Marine Supply" in said.err


def test_why_shows_every_term(shelf: Shelf) -> None:
    out = shelf.done("why", "bill").out
    for part in ("On today's list.", "lateness", "circle", "call me", "score", "limit"):
        assert part in out


def test_brief_has_a_voicemail_of_half_a_minute_with_name_and_number(shelf: Shelf) -> None:
    shelf.put("karma.toml", "name = 'Nora Quist'\nphone = '+1 503 555 0100'\ncompany = 'Quist Advisers'\n")
    voicemail = shelf.done("brief", "bill", "--json").data["voicemail"]
    assert len(voicemail.split()) <= 75
    assert voicemail.startswith("Hello Bill, this is Nora Quist of Quist Advisers.")
    assert voicemail.count("+1 503 555 0100") == 2


def test_find_needs_every_word_wherever_it_stands(shelf: Shelf) -> None:
    found = shelf.done("find", "CAFE", "harbour", "--json").data["people"]
    assert [person["id"] for person in found] == ["ann-lee"]
    assert {"field": "log", "text": "2026-10-20 lunch with [[bill-okafor]]: harbour café"} in found[0][
        "where"
    ]
    assert "Nobody has all of these words." in shelf.done("find", "harbour", "zebra").out


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), ["ann-lee", "anna-bell", "bill-okafor"]),
        (("--circle", "client"), ["bill-okafor"]),
        (("--tag", "#Marine"), ["bill-okafor"]),
        (("--due",), ["bill-okafor", "anna-bell", "ann-lee"]),
        (("--due", "2026-10-31"), ["bill-okafor"]),
        (("--circle", "dream"), []),
    ],
)
def test_list_narrows_down(shelf: Shelf, options: tuple[str, ...], ids: list[str]) -> None:
    found = shelf.done("list", *options, "--json").data["people"]
    assert [person["id"] for person in found] == ids


def test_list_says_when_somebody_fell_due(shelf: Shelf) -> None:
    [bill] = [line for line in shelf.done("list", "--due").out.splitlines() if "bill-okafor" in line]
    assert "since 17 Sep" in bill


def test_a_file_name_that_has_to_be_typed_is_never_cut(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "bartholomew-featherstonehaugh"
    shelf.put(f"contacts/{long}.md", "---\nname: Bartholomew Featherstonehaugh\nadded: 2025-01-01\n---\n")
    monkeypatch.setenv("COLUMNS", "60")
    assert long in shelf.done("list").out


def test_links_are_shown_as_the_names_of_people(shelf: Shelf) -> None:
    shelf.done("log", "ann-lee", "lunch", "--with", "bill,anna-bell", "-m", "soup")
    shelf.put("contacts/jo.md", '---\nname: Jo\nvia: "[[bill-okafor]]"\nadded: 2025-01-01\n---\n')
    assert "lunch with Bill Okafor, Anna Bell: soup" in shelf.done("brief", "ann-lee").out
    assert "lunch with Bill Okafor, Anna Bell: soup" in shelf.done("show", "ann-lee").out
    assert "via Bill Okafor" in " ".join(shelf.done("show", "jo").out.split())


def test_a_line_that_an_editor_saved_over_is_counted_everywhere(shelf: Shelf) -> None:
    shelf.put("contacts/bill-okafor.md", BILL.replace("favourite: tea\n", ""))
    shelf.done("log", "bill", "call", "-m", "important")
    shelf.put("contacts/bill-okafor.md", BILL.replace("favourite: tea\n", ""))
    assert shelf.done("today").err == "1 problem in your files: karma check\n"
    assert shelf.done("today", "--json").data["problems"] == 1
    assert "1 problem in your files" in shelf.done("build").err
    assert "a line that karma wrote" in (shelf.root / "site" / "problems.html").read_text("utf-8")
    assert len(shelf.done("check", "--json").data["problems"]) == 1


def test_karma_json_is_the_day_as_data(shelf: Shelf) -> None:
    assert shelf.done("--json").out == shelf.done("today", "--json").out


def test_promises_stand_by_strength_mine_and_theirs(shelf: Shelf) -> None:
    data = shelf.done("promises", "--json").data
    assert [row["strength"] for row in data["mine"]] == ["day", "week"]
    assert [row["text"] for row in data["theirs"]] == ["introduce me to the harbour master"]
    assert data["overdue"] == 1


def test_check_prints_the_place_as_editors_read_it(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", "---\nname: Jo\n---\n\n## Log\n\n- 2026-11-31 call\n")
    out = shelf.karma("check").out
    assert out.startswith("contacts/jo.md:7:3: error: ")
    assert "[log-date]" in out
    assert "1 error in 4 files." in out


def test_check_of_a_clean_book(shelf: Shelf) -> None:
    shelf.put("contacts/bill-okafor.md", BILL.replace("favourite: tea\n", ""))
    assert shelf.done("check").out == "All is well in 3 files.\n"


def test_json_is_plain_ascii_so_that_it_is_safe_anywhere(shelf: Shelf) -> None:
    shelf.put("contacts/jo.md", '---\nname: "J\u202eö\\x7f"\nadded: 2025-01-01\n---\n\n## Log\n')
    out = shelf.done("list", "--json").out
    assert out.isascii()
    assert "\x7f" not in out
    assert [person["name"] for person in json.loads(out)["people"] if person["id"] == "jo"] != []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_printed(shelf: Shelf, shell: str) -> None:
    assert "_KARMA_COMPLETE" in shelf.done("completion", shell).out


def test_every_command_has_a_purpose_and_an_example(shelf: Shelf) -> None:
    from karma.cli.lazy import COMMANDS  # noqa: PLC0415

    for name, entry in COMMANDS.items():
        if name == "git":  # whose help is git's own
            continue
        out = shelf.done(name, "--help").out
        assert entry.purpose in " ".join(out.split())
        assert "Example" in out
        assert "    karma\n" in out if name == "today" else f"karma {name}" in out
        assert "--book FOLDER" in out
        assert "--today DATE" in out


@pytest.mark.parametrize(
    "words", ["today", "promises", "find harbour", "show bill", "brief bill", "why bill"]
)
def test_links_are_shown_by_the_name_of_whom_they_mean(shelf: Shelf, words: str) -> None:
    bill = BILL.replace("Send the inventory checklist", "Send [[ann-lee]] the harbour checklist")
    bill = bill.replace("2026-W50 ", "2026-11-19 ").replace("Ask how", "Tell [[ann-lee|Ann]] how the harbour")
    shelf.put(
        "contacts/bill-okafor.md", bill.replace("tags:", "needs:\n  - rope from [[ann-lee]], harbour\ntags:")
    )
    out = shelf.done(*words.split()).out
    assert "[[" not in out
    assert "Ann" in out or words == "why bill"


def test_under_they_promised_nobody_is_told_twice_whose_it_is(shelf: Shelf) -> None:
    theirs = shelf.done("promises").out.partition("They promised\n")[2]
    assert theirs.startswith(" ○ Bill Okafor: introduce me to the harbour master ")
