"""`karma draft`: a short message that says what the file knows, and how it leaves the terminal (S3, S16)."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from karma.cli.context import Run
from karma.cli.main import cli
from karma.cli.messages import script_of
from karma.core.drafts.kinds import KINDS
from karma.core.opener import opener
from karma.core.voicemail import voicemail
from tests.cli.shelf import BILL, Shelf

if TYPE_CHECKING:
    from pathlib import Path

EVE = """\
---
name: Eve Ng
org: Ledgerline
email:
  - eve@ledgerline.example
opt_in:
  - email
offers:
  - bookkeeping for shops
added: 2025-01-01
---

## Log
"""
JANE = """\
---
name: Jane Doe
email:
  - jane@yard.example
added: 2026-10-02
---

## Log

- 2026-10-02 referred by [[bill-okafor]]: between us, she is in trouble
- 2026-10-15 unreachable: PAIN: insurance renewal in January
- 2026-11-21 lunch: the new yard
"""
WRITES = (
    "import sys; open(sys.argv[1], 'w', encoding='utf-8').write('Subject: Mine\\n\\nHello, as I say it.\\n')"
)
"""An editor whose user writes another message and saves."""


@pytest.fixture
def book(shelf: Shelf) -> Shelf:
    """Bill, who asked for e-mail and needs a bookkeeper; Eve, who is one; Jane, whom Bill sent."""
    bill = BILL.replace(
        "tags:",
        "email:\n  - bill@harbor.example\nopt_in:\n  - email\nneeds:\n  - a bookkeeper\ntags:",
    )
    shelf.put("karma.toml", "name = 'Nora Quist'\nphone = '+1 503 555 0100'\n")
    shelf.put("contacts/bill-okafor.md", bill)
    shelf.put("contacts/eve-ng.md", EVE)
    shelf.put("contacts/jane-doe.md", JANE)
    return shelf


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    script = tmp_path / "editor.py"
    script.write_text(program, "utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"'.replace(os.sep, "/"))


def test_a_thank_you_is_printed_ready_to_copy_and_its_gaps_are_told_beside_it(book: Shelf) -> None:
    said = book.done("draft", "bill", "thank-you")
    assert said.out == (
        "Subject: Thank you\n\n"
        "Dear Bill,\n\n"
        "Thank you for sending Jane Doe to me. I have not been able to reach Jane\n"
        "so far, and have not given up.\n\n"
        "You put your good name in with mine when you did that, and I do not take\n"
        "it lightly.\n\n"
        "Gratefully,\nNora\n"
    )
    assert said.err == "\nWhen it is sent:\n karma log jane-doe thanked --link bill-okafor\n"
    assert "trouble" not in said.out


def test_the_command_that_is_told_records_the_thanks(book: Shelf) -> None:
    command = book.done("draft", "bill", "thank-you").err.strip().partition("karma ")[2]
    book.done(*shlex.split(command))
    rows = book.done("draft", "bill", "--json").data["kinds"]
    assert not next(row for row in rows if row["kind"] == "thank-you")["fits"]


def test_what_is_missing_is_a_gap_that_is_named(book: Shelf) -> None:
    said = book.done("draft", "bill", "pitch")
    assert "[whom you help, and how]." in said.out
    assert "2 gaps to fill: whom you help, and how · whom you would like to meet" in said.err


def test_a_voicemail_says_how_long_it_takes_and_is_the_one_of_the_brief(book: Shelf) -> None:
    said = book.done("draft", "bill", "voicemail", "--json")
    assert said.data["body"] == book.done("brief", "bill", "--json").data["voicemail"]
    assert said.data["words"] <= 75
    assert said.data["seconds"] == round(said.data["words"] / 2.5)
    words = f"{said.data['words']} words, about {said.data['seconds']} seconds."
    assert words in book.done("draft", "bill", "voicemail").err


def test_ones_own_voicemail_that_runs_on_is_told(book: Shelf) -> None:
    book.put("templates/messages/voicemail.txt", "word " * 92)
    err = book.done("draft", "bill", "voicemail").err
    assert "92 words, about 37 seconds; 75 fit into half a minute." in err


def test_a_kind_can_be_begun_and_without_one_those_that_fit_are_listed(book: Shelf) -> None:
    assert book.done("draft", "bill", "thank") == book.done("draft", "bill", "thank-you")
    out = book.done("draft", "bill").out
    fitting, _, later = out.partition("At any time")
    assert "thank-you   Bill sent you Jane Doe 7 weeks ago; no thanks are in the log." in fitting
    assert "intro       Eve Ng could help: bookkeeping for shops." in fitting
    assert "appeal" in later
    assert all(name in out for name in KINDS)
    rows = book.done("draft", "bill", "--json").data["kinds"]
    assert [row["kind"] for row in rows if row["fits"]] == ["voicemail", "intro", "thank-you"]


def test_an_introduction_asks_both_first_and_names_who_is_introduced(book: Shelf) -> None:
    out = book.done("draft", "bill", "intro").out
    asks, asks_too, introduces = out.split("── ")[1:]
    assert asks.startswith("1. Ask Bill first")
    assert "Eve Ng of Ledgerline (“bookkeeping for shops”)" in " ".join(asks.split())
    assert asks_too.startswith("2. Ask Eve as well")
    assert "3. When both have said yes" in introduces
    assert "Jane Doe" in book.done("draft", "bill", "intro", "--to", "jane").out


def test_an_article_is_about_what_is_said(book: Shelf) -> None:
    assert "about kelp farms:" in " ".join(
        book.done("draft", "bill", "article", "--about", "kelp farms").out.split()
    )


def test_a_link_opens_the_message_in_the_mail_program(book: Shelf) -> None:
    said = book.done("draft", "bill", "thank-you", "--mailto")
    assert said.out.startswith(
        "mailto:bill@harbor.example?subject=Thank%20you&body=Dear%20Bill%2C%0D%0A%0D%0AThank"
    )
    assert said.out.count("\n") == 1
    assert book.done("draft", "bill", "intro", "--mailto").out.count("mailto:") == 3


def test_who_did_not_ask_for_e_mail_gets_none_and_no_subject_either(book: Shelf) -> None:
    said = book.karma("draft", "jane", "appeal", "--mailto")
    assert (said.code, said.out) == (1, "")
    assert "Jane Doe has not asked for e-mail." in said.err
    printed = book.done("draft", "jane", "appeal")
    assert printed.out.startswith("Dear Jane,")
    assert "insurance renewal in January" in " ".join(printed.out.split())
    assert "Jane has not asked for e-mail: a note, a text or a call is the way." in printed.err
    assert 'karma log jane-doe note -m "…"' in printed.err


def test_your_note_stands_beside_the_message_and_is_in_no_link(book: Shelf) -> None:
    carl = "---\nname: Carl Jensen\nemail: carl@example.com\nopt_in:\n  - email\n---\n"
    book.put("contacts/carl.md", f"{carl}\n## Log\n\n- 2026-11-20 lunch: stingy as ever\n")
    for words in ((), ("--mailto",)):
        said = book.done("draft", "carl", "follow-up", *words)
        assert "something" in said.out
        assert "stingy" not in said.out
        assert "Your note: stingy as ever" in said.err
    data = book.done("draft", "carl", "follow-up", "--json").data
    assert data["notes"] == ["stingy as ever"]
    assert "stingy" not in data["body"] + data["mailto"]


def test_of_an_introduction_the_link_is_left_out_for_who_did_not_ask(book: Shelf) -> None:
    said = book.done("draft", "bill", "intro", "--to", "jane", "--mailto")
    assert said.out.count("mailto:") == 1
    assert said.err == (
        "\n1 of 3: to Bill.\nThe others:\n karma draft bill-okafor intro --to jane-doe\n"
        '\nWhen it is sent:\n karma log bill-okafor email -m "…"\n'
    )


def test_links_to_all_three_messages_of_an_introduction_are_told_apart(book: Shelf) -> None:
    said = book.done("draft", "bill", "intro", "--mailto").err
    assert "1 of 3: to Bill.\n2 of 3: to Eve.\n3 of 3: to Bill and Eve.\n" in said
    assert "The others" not in said
    assert "karma log bill-okafor intro --link eve-ng" in said


def test_what_is_saved_in_the_editor_is_what_is_printed(
    book: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, WRITES)
    assert book.done("draft", "bill", "thank-you", "--edit").out == "Subject: Mine\n\nHello, as I say it.\n"
    link = book.done("draft", "bill", "thank-you", "--edit", "--mailto").out
    assert link == "mailto:bill@harbor.example?subject=Mine&body=Hello%2C%20as%20I%20say%20it.\n"


def test_the_editor_begins_with_the_draft(
    book: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        tmp_path, monkeypatch, "import sys; assert 'Dear Bill,' in open(sys.argv[1], encoding='utf-8').read()"
    )
    assert book.done("draft", "bill", "thank-you", "--edit") == book.done("draft", "bill", "thank-you")


@pytest.mark.parametrize("ends", ["open(sys.argv[1], 'w').close()", "os.remove(sys.argv[1])"])
def test_a_message_that_is_emptied_or_taken_away_is_none(
    book: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    editor(tmp_path, monkeypatch, f"import os, sys; {ends}")
    said = book.done("draft", "bill", "thank-you", "--edit")
    assert (said.out, said.err) == ("", "The message was left empty.\n")


def test_nothing_is_written(book: Shelf) -> None:
    before = book.bytes()
    for kind in KINDS:
        book.done("draft", "bill", kind)
    assert book.bytes() == before


def test_private_people_are_written_to_and_never_introduced(book: Shelf) -> None:
    book.put("contacts/eve-ng.md", EVE.replace("name:", "private: true\nname:"))
    assert "Dear Eve," in book.done("draft", "eve", "thank-you").out
    for words in (("bill", "intro", "--to", "eve"), ("eve", "intro")):
        said = book.karma("draft", *words)
        assert said.code == 1
        assert "Eve Ng is private, and nobody private is named to others." in said.err
    assert "Eve" not in book.done("draft", "bill", "intro").out


def test_what_commands_the_terminal_in_a_file_is_shown_and_not_obeyed(book: Shelf) -> None:
    book.put("karma.toml", 'name = "Nora \\u001b[31m\\u202e"\n')
    said = book.done("draft", "bill", "pitch")
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err


def test_it_reads_well_on_a_narrow_terminal(book: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for words in (("bill",), ("bill", "thank-you"), ("jane", "appeal")):
        said = book.done("draft", *words)
        assert max(map(len, said.out.splitlines())) <= 40, said.out


def test_a_pitch_names_whom_you_would_like_to_meet_in_a_sentence_of_its_own(book: Shelf) -> None:
    book.put("karma.toml", "name = 'Nora Quist'\npitch = 'I count'\ngood_referral = 'an owner with a boat'\n")
    said = book.done("draft", "bill", "pitch").out
    assert "The person I would most like to meet? An owner with a boat.\n" in said


def test_tab_completes_the_kinds() -> None:
    completer = ShellComplete(cli, {}, "karma", "_KARMA_COMPLETE")
    assert [item.value for item in completer.get_completions(["draft", "bill"], "a")] == ["article", "appeal"]


@pytest.mark.parametrize("own", [None, "Ahoy {{ first_name }}, {{ my_name }} here."])
def test_the_script_of_a_call_is_the_books_own_if_it_has_one(book: Shelf, own: str | None) -> None:
    if own:
        book.put("templates/messages/voicemail.txt", own)
    here = Run(str(book.root), "2026-11-22")
    bill = here.book.by_id["bill-okafor"]
    chosen = opener(bill, here.book, here.today)
    said = script_of(here, bill, chosen)
    assert said == ("Ahoy Bill, Nora Quist here." if own else voicemail(bill, chosen, here.config))
