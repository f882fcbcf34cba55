"""The commands that write: the same line that a person would type, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from karma.files import book as books
from karma.files.alone import Alone
from karma.files.book import load
from tests.cli.shelf import ANN, ANNA, BILL, SUNDAY, Shelf

if TYPE_CHECKING:
    from karma.core.book import Book

WRITING = [
    "log bill call",
    "log bill,ann-lee lunch yesterday -m café",
    "log bill call --next Send --by fri",
    "met Jo Park --call-me fri",
    "promise bill Send it --by 2026-12",
    "keep bill 1",
    "release bill checklist",
    "snooze bill fri",
    "fmt",
    "recover",
]


@pytest.mark.parametrize("words", WRITING)
def test_a_dry_run_writes_nothing(shelf: Shelf, words: str) -> None:
    shelf.put(
        "contacts/jan.md", "---\nname: Jan\ntags: a\n---\n\n## Log\n- 2026-11-02 call\n- 2026-11-01 call\n"
    )
    before = shelf.bytes()
    shelf.done(*words.split(), "--dry-run")
    assert shelf.bytes() == before


@pytest.mark.parametrize("words", [words for words in WRITING if words not in ("fmt", "recover")])
def test_a_dry_run_shows_what_the_command_then_writes(shelf: Shelf, words: str) -> None:
    shown = shelf.done(*words.split(), "--dry-run").out
    shelf.done(*words.split())
    after = "".join(data.decode() for name, data in shelf.bytes().items() if name.endswith(".md"))
    added = [line[1:] for line in shown.splitlines() if line.startswith("+") and line[:3] != "+++"]
    assert added
    assert all(line in after for line in added)


@pytest.mark.parametrize("words", ["load --fit", "spread", "fresh-start"])
def test_proposals_write_nothing(shelf: Shelf, words: str) -> None:
    shelf.put("karma.toml", "per_day = 1\n")
    for number in range(60):
        shelf.put(f"contacts/p{number}.md", f"---\nname: P {number}\nadded: 2024-01-01\n---\n\n## Log\n")
    before = shelf.bytes()
    shelf.done(*words.split())
    assert shelf.bytes() == before


def test_log_appends_one_line_and_echoes_the_day(shelf: Shelf) -> None:
    said = shelf.done("log", "bill", "call", "-m", "off to the mountains")
    assert shelf.text("bill-okafor") == f"{BILL}- {SUNDAY} call: off to the mountains\n"
    assert "Bill Okafor  Sun 22 Nov 2026" in said.out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("log anna call last fri", "- 2026-11-20 call"),
        ("log anna-bell call -2w", "- 2026-11-08 call"),
        ("log anna-bell call 3 days ago -m hello", "- 2026-11-19 call: hello"),
        ("log anna-bell email --in yesterday", "- 2026-11-21 email in"),
        ("log anna-bell Call", "- 2026-11-22 call"),
        ("log anna-bell intro --to bill", "- 2026-11-22 intro to [[bill-okafor]]"),
        ("log anna-bell heard --from bill -m #boats", "- 2026-11-22 heard from [[bill-okafor]]: #boats"),
        ("log anna-bell referred --link bill", "- 2026-11-22 referred by [[bill-okafor]]"),
        ("log anna-bell told --to bill", "- 2026-11-22 told [[bill-okafor]]"),
        ("log anna-bell won --amount 1200.50", "- 2026-11-22 won 1200.50"),
    ],
)
def test_what_log_writes(shelf: Shelf, words: str, line: str) -> None:
    shelf.done(*words.replace("log anna ", "log anna-bell ").split())
    assert shelf.text("anna-bell") == ANNA + "\n" + line + "\n"


def test_an_amount_has_a_currency(shelf: Shelf) -> None:
    shelf.done("log", "anna-bell", "won", "--amount", "USD 12,000")
    assert "- 2026-11-22 won USD 12000\n" in shelf.text("anna-bell")


@pytest.mark.parametrize(
    "words", ["log bill,ann-lee,anna-bell lunch", "log bill lunch --with ann-lee,anna-bell"]
)
def test_a_lunch_with_several_is_in_each_ones_file_and_links_the_others(shelf: Shelf, words: str) -> None:
    shelf.done(*words.split(), "-m", "café")
    assert "lunch with [[ann-lee]] [[anna-bell]]: café\n" in shelf.text("bill-okafor")
    assert "lunch with [[bill-okafor]] [[anna-bell]]: café\n" in shelf.text("ann-lee")
    assert "lunch with [[bill-okafor]] [[ann-lee]]: café\n" in shelf.text("anna-bell")


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("log bill-okafor call -m hello", True),
        ("log BILL-OKAFOR,[[ann-lee]] lunch --with anna-bell", True),
        ("log bill-okafor call -m hello --in", True),
        ("log bill call", False),
        ("log bill-okafor lunch --with anna-b", False),
        ("log bill-okafor call -m [[ann-lee]]", False),
        ("log bill-okafor referred --link ann-lee", True),
        ("log bill-okafor won --amount 12", False),
    ],
)
def test_who_is_named_by_a_file_is_read_without_the_book(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, words: str, alone: bool
) -> None:
    """Nor does it make a difference for what is said and written, but that it takes less time."""
    before = shelf.bytes()
    read: list[object] = []

    def noted(*args: Any) -> Book:
        read.append(args)
        return load(*args)

    monkeypatch.setattr(books, "load", noted)
    quick = shelf.done(*words.split()), shelf.bytes()
    assert bool(read) is not alone
    for name in before:
        shelf.put(name, before[name].decode())
    monkeypatch.setattr(Alone, "get", lambda *_: None)
    slow = shelf.done(*words.split()), shelf.bytes()
    assert quick[0] == slow[0]
    assert [quick[1][name] for name in before] == [slow[1][name] for name in before]


def test_of_several_slips_the_first_is_told(shelf: Shelf) -> None:
    assert "is not a verb" in shelf.karma("log", "bill-okafor", "dance", "--with", "nobody").err
    assert "still to come" in shelf.karma("log", "bill-okafor", "lunch", "tomorrow", "--with", "nobody").err
    assert "is called “nobody”" in shelf.karma("log", "nobody", "dance").err


def test_an_email_to_several_is_one_for_each(shelf: Shelf) -> None:
    shelf.done("log", "bill,ann-lee", "email", "-m", "the news")
    assert "- 2026-11-22 email: the news\n" in shelf.text("bill-okafor")
    assert "- 2026-11-22 email: the news\n" in shelf.text("ann-lee")


def test_the_very_same_line_is_written_once_unless_again(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "hello")
    said = shelf.karma("log", "bill", "call", "-m", "hello")
    assert said.code == 1
    assert "--again" in said.err
    assert shelf.text("bill-okafor").count(": hello") == 1
    shelf.done("log", "bill", "call", "-m", "hello", "--again")
    assert shelf.text("bill-okafor").count(": hello") == 2


def test_log_may_promise_as_well(shelf: Shelf) -> None:
    said = shelf.done("log", "bill", "call", "--next", "Send the list", "--by", "fri")
    assert "- [ ] 2026-11-27 Send the list\n" in shelf.text("bill-okafor")
    assert "promised Fri 27 Nov 2026" in said.out


def test_a_promise_is_made_to_those_who_are_named_and_not_to_who_came_along(shelf: Shelf) -> None:
    shelf.done("log", "bill", "lunch", "--with", "ann-lee", "--next", "Send the list")
    assert "- [ ] Send the list\n" in shelf.text("bill-okafor")
    assert "Send the list" not in shelf.text("ann-lee")


def test_several_people_are_written_all_or_none(shelf: Shelf) -> None:
    shelf.put("contacts/.ann-lee.md.swp", "")
    before = shelf.bytes()
    said = shelf.karma("log", "bill,ann-lee", "lunch")
    assert said.code == 1
    assert "Not saved: - 2026-11-22 lunch" in said.err
    after = shelf.bytes()
    assert {name: after[name] for name in before} == before


def test_a_note_with_line_breaks_stays_one_line(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "one\n## Log\n- 2020-01-01 call")
    assert shelf.text("bill-okafor").splitlines()[-1] == "- 2026-11-22 call: one ## Log - 2020-01-01 call"


def test_met_makes_a_person_in_ten_seconds(shelf: Shelf) -> None:
    shelf.done(
        *("met", "Jo", "Park", "--at", "Rotary lunch", "--phone", "+1 503 555 0177", "--call-me", "fri"),
        *("--circle", "Prospect", "--via", "bill", "-m", "Builds boats."),
    )
    assert shelf.text("jo-park") == (
        '---\nname: Jo Park\ncircle: prospect\nphone:\n  - "+1 503 555 0177"\nmet: 2026-11-22\n'
        'met_at: Rotary lunch\nvia: "[[bill-okafor]]"\nadded: 2026-11-22\n---\n\nBuilds boats.\n\n'
        "## Promises\n\n- [ ] 2026-11-27 call: as Jo asked at Rotary lunch\n\n## Log\n"
    )
    assert shelf.done("check").code == 0


def test_somebody_of_that_name_is_not_made_twice(shelf: Shelf) -> None:
    said = shelf.karma("met", "bill okafor")
    assert "bill-okafor" in said.err
    assert "karma log bill-okafor meeting" in said.err


def test_a_name_that_only_looks_like_a_path_stays_in_the_book(shelf: Shelf) -> None:
    shelf.done("met", "../../etc/passwd")
    assert "name: ../../etc/passwd" in shelf.text("etc-passwd").replace('"', "")


def test_promise_says_when_it_is_due(shelf: Shelf) -> None:
    said = shelf.done("promise", "anna-bell", "introduce", "me", "--they", "--by", "next week")
    assert "- [ ] 2026-W48 they: introduce me\n" in shelf.text("anna-bell")
    assert "week 48, 23–29 Nov 2026" in said.out


def test_they_in_front_of_a_promise_says_whose_it_is(shelf: Shelf) -> None:
    shelf.done("promise", "anna-bell", "they: send me the plan")
    assert "- [ ] they: send me the plan\n" in shelf.text("anna-bell")


def test_the_day_and_the_person_say_who_promised(shelf: Shelf) -> None:
    shelf.done("promise", "anna-bell", "send me the plan", "--they", "--by", "today")
    assert "Anna Bell promised you: send me the plan" in shelf.done("today").out
    assert "promised you: send me the plan" in shelf.done("show", "anna-bell").out


def test_words_of_a_promise_that_sound_like_its_day_are_pointed_out(shelf: Shelf) -> None:
    said = shelf.done("promise", "anna-bell", "next", "fri", "send", "the", "plan")
    assert "“next fri” is part of the text now" in said.err
    assert "--by" not in shelf.done("promise", "anna-bell", "May", "I", "call", "you").err


def test_a_call_that_was_promised_and_kept_is_logged(shelf: Shelf) -> None:
    shelf.done("keep", "bill", "rotary")
    text = shelf.text("bill-okafor")
    assert "- [x] 2026-11-20 call: as he asked at the Rotary lunch ✅ 2026-11-22\n" in text
    assert text.endswith("- 2026-11-22 call: as he asked at the Rotary lunch\n")


def test_keeping_can_leave_the_log_alone(shelf: Shelf) -> None:
    shelf.done("keep", "bill", "rotary", "--no-log")
    assert shelf.text("bill-okafor").count("2026-11-22") == 1


def test_a_call_already_logged_that_day_is_not_logged_again(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "we spoke")
    shelf.done("keep", "bill", "1")
    assert shelf.text("bill-okafor").count("- 2026-11-22 call") == 1


def test_keeping_what_is_no_touch_says_so(shelf: Shelf) -> None:
    said = shelf.done("keep", "bill", "checklist", "--on", "fri")
    assert "- [x] 2026-W50 Send the inventory checklist ✅ 2026-11-20\n" in shelf.text("bill-okafor")
    assert "no touch" in said.err


def test_several_open_promises_are_listed_with_their_numbers(shelf: Shelf) -> None:
    err = shelf.karma("keep", "bill").err
    assert "1  call: as he asked at the Rotary lunch (Fri 20 Nov 2026)" in err
    assert "2  Send the inventory checklist (week 50, 7–13 Dec 2026)" in err
    assert "3  they: introduce me to the harbour master (someday)" in err


def test_release_crosses_the_box(shelf: Shelf) -> None:
    shelf.done("release", "bill", "2")
    assert "- [-] 2026-W50 Send the inventory checklist\n" in shelf.text("bill-okafor")


def test_snooze_leaves_in_peace_and_today_ends_it(shelf: Shelf) -> None:
    shelf.done("snooze", "bill")
    assert "snooze: 2026-11-29\n" in shelf.text("bill-okafor")
    assert "○ Bill Okafor  " not in shelf.done().out
    shelf.done("snooze", "bill", "today")
    assert shelf.text("bill-okafor") == BILL


@pytest.mark.parametrize(("when", "day"), [("2026-W50", "2026-12-07"), ("2026-12", "2026-12-01")])
def test_a_snooze_ends_on_the_first_day_of_a_week_or_month(shelf: Shelf, when: str, day: str) -> None:
    shelf.done("snooze", "bill", when)
    assert f"snooze: {day}\n" in shelf.text("bill-okafor")


def test_fmt_mends_and_then_has_nothing_to_do(shelf: Shelf) -> None:
    shelf.put(
        "contacts/jan.md", "---\nname: Jan\ntags: a\n---\n\n## Log\n\n- 2026-11-02 call\n- 2026-11-01 call\n"
    )
    assert shelf.karma("fmt", "--check").code == 1
    shelf.done("fmt")
    assert shelf.text("jan").endswith("- 2026-11-01 call\n- 2026-11-02 call\n")
    assert shelf.karma("fmt", "--check").code == 0


def test_what_an_editor_saved_over_is_reported_and_put_back(shelf: Shelf) -> None:
    shelf.done("log", "bill", "call", "-m", "important")
    shelf.put("contacts/bill-okafor.md", BILL)
    assert "entry-missing" in shelf.karma("check").out
    shelf.done("recover")
    assert shelf.text("bill-okafor").endswith("- 2026-11-22 call: important\n")
    assert "Nothing is missing." in shelf.done("recover").out


def test_what_was_taken_out_on_purpose_can_be_forgotten(shelf: Shelf) -> None:
    shelf.done("log", "ann-lee", "call")
    shelf.put("contacts/ann-lee.md", ANN)
    shelf.done("recover", "--forget")
    assert shelf.text("ann-lee") == ANN
    assert "entry-missing" not in shelf.karma("check").out


def test_the_editor_gets_the_file_without_a_shell(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put("contacts/odd; touch x.md", "---\nname: Odd\n---\n\n## Log\n")
    monkeypatch.setenv("EDITOR", "cp /dev/null")
    shelf.karma("edit", "odd")
    assert (shelf.root / "contacts" / "odd; touch x.md").read_bytes() == b""


def test_init_makes_a_book_that_is_clean_and_explains_every_setting(empty: Shelf) -> None:
    said = empty.done("init", str(empty.root))
    assert "karma met" in said.out
    made = {path for path in empty.bytes() if not path.startswith((".git/", ".karma/"))}
    assert made == {"karma.toml", ".gitignore", ".gitattributes"}
    assert empty.done("check").code == 0
    settings = (empty.root / "karma.toml").read_text("utf-8")
    for name in ("per_day", "min_gap", "timezone", "workdays", "circles.client", "events", "touch.letter"):
        assert name in settings


def test_every_example_setting_may_be_uncommented(empty: Shelf) -> None:
    empty.done("init", str(empty.root))
    settings = (empty.root / "karma.toml").read_text("utf-8")
    lines = [
        line.removeprefix("# ")
        for line in settings.splitlines()
        if not line.startswith("# ") or " = " in line or line.startswith("# [")
    ]
    empty.put("karma.toml", "\n".join(lines))
    assert empty.done("check").out.startswith("All is well")


def test_init_overwrites_nothing(shelf: Shelf) -> None:
    before = shelf.bytes()
    assert shelf.karma("init", str(shelf.root)).code == 1
    assert shelf.bytes() == before


def test_load_fit_writes_settings_and_people_and_keeps_every_comment(shelf: Shelf) -> None:
    shelf.put("karma.toml", "# mine\nper_day = 1  # few\n\n[circles.friend]\nweight = 1.1 # dear\n")
    for number in range(120):
        shelf.put(
            f"contacts/f{number}.md",
            f"---\nname: F {number}\ncircle: friend\nadded: 2024-01-01\n---\n\n## Log\n",
        )
    assert not shelf.done("load", "--json").data["fits"]
    shelf.done("load", "--fit", "--apply")
    settings = (shelf.root / "karma.toml").read_text("utf-8")
    assert settings.startswith("# mine\nper_day = 1  # few\n")
    assert "[circles.friend]\nweight = 1.1 # dear\nevery = " in settings
    assert shelf.done("load", "--json").data["fits"]


@pytest.mark.parametrize("command", ["spread", "fresh-start"])
def test_a_backlog_gets_its_days(shelf: Shelf, command: str) -> None:
    for number in range(30):
        shelf.put(
            f"contacts/p{number}.md", f"---\nname: P {number}\nevery: 4w\nadded: 2024-01-01\n---\n\n## Log\n"
        )
    wanted = {row["id"]: row["until"] for row in shelf.done(command, "--json").data["snoozes"]}
    assert len(wanted) > 5
    shelf.done(command, "--apply")
    assert all(f"snooze: {until}\n" in shelf.text(stem) for stem, until in wanted.items())


def test_build_makes_the_pages_and_a_second_time_writes_none(shelf: Shelf) -> None:
    assert str(shelf.root / "site" / "index.html") in shelf.done("build").out
    assert (shelf.root / "site" / "index.html").is_file()
    assert " 0 written" in shelf.done("build").out


def test_a_bad_file_does_not_stop_the_build(shelf: Shelf) -> None:
    shelf.put("contacts/bad.md", "no front matter at all")
    assert "karma check" in shelf.done("build").err


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<p>\n{% if dash %}\n", "templates/today.html:2: Unexpected end of template"),
        ("<p>\n\n{{ nothing }}\n", "templates/today.html:3: 'nothing' is undefined"),
        ("<p>{{ dash.nothing }}", "templates/today.html:1: "),
        ("<p>\n{{ 5|long_day }}", "templates/today.html:2: "),
        ("<p>\n{{ 5|nofilter }}", "templates/today.html:2: No filter named 'nofilter'"),
        ("\n{% include 'gone.html' %}", "templates/today.html:2: 'gone.html' not found"),
    ],
)
def test_a_template_of_the_users_that_is_broken_is_named_with_its_line(
    shelf: Shelf, template: str, place: str
) -> None:
    shelf.put("templates/today.html", template)
    said = shelf.karma("build")
    assert said.code == 1
    assert said.err.startswith(f"karma: {place}")
    assert "its own fault" not in said.err
    assert not list((shelf.root / "site").glob("**/*.html"))


def test_a_template_that_is_no_text_is_named(shelf: Shelf) -> None:
    shelf.put("templates/style/base.css", "").write_bytes(b"p {}\n\xff")
    assert "templates/style/base.css:2: this is not UTF-8" in shelf.karma("build").err


def test_an_import_can_be_tried_and_repeated(shelf: Shelf) -> None:
    table = shelf.put("calls.csv", 'day,who,what\n2026-11-02,Bill Okafor,slips\n2026-11-03,"Ng, Eve",books\n')
    words = (
        "import",
        "interactions",
        str(table),
        "--date",
        "day",
        "--person",
        "who",
        "--text",
        "what",
        "--verb",
        "call",
    )
    before = shelf.bytes()
    assert shelf.done(*words, "--dry-run", "--json").data["counts"]["lines"] == 2
    assert shelf.bytes() == before
    shelf.done(*words)
    assert "- 2026-11-02 call: slips\n" in shelf.text("bill-okafor")
    assert "name: Eve Ng\n" in shelf.text("eve-ng")
    after = {name: data for name, data in shelf.bytes().items() if not name.startswith(".karma")}
    assert shelf.done(*words, "--json").data["counts"]["lines"] == 0
    assert {name: data for name, data in shelf.bytes().items() if not name.startswith(".karma")} == after


def test_settings_that_are_no_toml_are_left_alone(shelf: Shelf) -> None:
    shelf.put("karma.toml", "per_day = = 1\n")
    for number in range(300):
        shelf.put(f"contacts/f{number}.md", f"---\nname: F {number}\nadded: 2024-01-01\n---\n\n## Log\n")
    said = shelf.karma("load", "--fit", "--apply")
    assert said.code == 1
    assert "karma.toml: this is not TOML" in said.err
    assert (shelf.root / "karma.toml").read_text("utf-8") == "per_day = = 1\n"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_settings_behind_a_link_that_leads_away_are_left_alone(
    shelf: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "karma.toml"
    elsewhere.write_text("per_day = 1\n", "utf-8")
    (shelf.root / "karma.toml").unlink()
    (shelf.root / "karma.toml").symlink_to(elsewhere)
    for number in range(120):
        shelf.put(f"contacts/f{number}.md", f"---\nname: F {number}\nadded: 2024-01-01\n---\n\n## Log\n")
    assert shelf.karma("load", "--fit", "--apply").code == 1
    assert elsewhere.read_text("utf-8") == "per_day = 1\n"
