"""What an import writes: people and lines, each once, however often repeated (faults.md I10, P01, P02)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.book import Contact
from karma.core.links import fold
from karma.core.logline import LogLine, parse, write
from karma.core.names import LONGEST
from karma.exchange.import_plan import Counts, plan
from karma.exchange.interactions import read
from tests.exchange.letter_books import (
    CONFIG,
    LETTERS,
    TODAY,
    applied,
    book_of,
    plan_for,
    read_calls,
    read_letters,
)

LETTER_BOOK = read_letters(
    'X1,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",Travel\n'
    'X2,1908-05-04,"Edison, Thomas Alva","Miller, Mary Emily; General Electric Co",Dynamos\n'
    'X2,1908-05-04,"Edison, Thomas Alva","Miller, Mary Emily; General Electric Co",Dynamos\n'
    "X3,1908-05-05,Ott,Insull,not mine\n"
)
MARY = Contact("mary-emily-miller", "contacts/mary-emily-miller.md", "Mary Emily Miller")


def line(text: str) -> LogLine:
    found = parse(f"- {text}", CONFIG.verbs)
    assert isinstance(found, LogLine)
    return found


def lines(*people: Contact) -> list[str]:
    return [write(entry) for contact in people for entry in contact.log]


def test_a_letter_book_becomes_people_with_lines() -> None:
    done = plan_for(LETTER_BOOK)
    electric, mary = done.new
    assert (electric.id, electric.name, electric.aliases) == (
        "general-electric-co",
        "General Electric Co",
        (),
    )
    assert (mary.path, mary.name, mary.aliases) == (MARY.path, MARY.name, ("Miller, Mary Emily",))
    assert mary.added is None
    assert lines(mary) == ["- 1908-05-04 letter: Dynamos ^X2", "- 1909-01-02 letter in: Travel ^X1"]
    assert done.counts == Counts(rows=4, people=2, people_new=2, lines=3, lines_new=3, repeated=2, others=1)


def test_repeated_import_changes_nothing() -> None:
    again = plan_for(LETTER_BOOK, applied(plan_for(LETTER_BOOK)))
    assert again.is_empty
    assert (again.counts.unchanged, again.counts.lines, again.counts.people_new) == (3, 0, 0)


def test_a_longer_table_adds_only_what_is_new() -> None:
    book = applied(plan_for(LETTER_BOOK))
    done = plan_for(read_letters('X9,1909-02-02,"Miller, Mary Emily","Edison, Thomas Alva",Home'), book)
    assert not done.new
    assert [(one.contact.id, one.lines) for one in done.additions] == [
        ("mary-emily-miller", (line("1909-02-02 letter in: Home ^X9"),))
    ]


def test_what_the_user_made_of_a_line_survives_the_next_import() -> None:
    book = applied(plan_for(LETTER_BOOK))
    mary = book.by_id["mary-emily-miller"]
    edited = (line("1908-05-04 note in: on dynamos, at length ^X2"), line("1909-01-02 letter in: ^X1"))
    changed = book_of(replace(mary, log=edited, name="Aunt Mary"), book.by_id["general-electric-co"])
    assert plan_for(LETTER_BOOK, changed).is_empty


def test_somebody_already_in_the_book_is_found_by_the_name_as_said_aloud() -> None:
    done = plan_for(LETTER_BOOK, book_of(MARY))
    assert [contact.id for contact in done.new] == ["general-electric-co"]
    assert [one.contact for one in done.additions] == [MARY]


@pytest.mark.parametrize(
    "known",
    [
        replace(MARY, name="Aunt Mary", aliases=("MILLER, mary  emily",)),
        replace(MARY, id="m", path="archive/m.md", name="M", aliases=("mary emily miller",), archived=True),
        replace(MARY, name="Someone Else"),
    ],
    ids=["alias", "archived", "stem"],
)
def test_somebody_is_found_by_alias_or_stem(known: Contact) -> None:
    found = read_letters(
        'X1,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",\n'
        'X2,1909-01-03,mary-emily-miller,"Edison, Thomas Alva",'
        if known.name == "Someone Else"
        else 'X1,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",'
    )
    assert plan_for(found, book_of(known)).additions[0].contact == known


def test_karma_never_guesses_which_of_two_is_meant() -> None:
    other = replace(MARY, id="mary-2", path="contacts/mary-2.md")
    done = plan_for(LETTER_BOOK, book_of(MARY, other))
    assert [contact.id for contact in done.new] == ["general-electric-co"]
    assert not done.additions
    assert done.counts.unclear == 3
    assert [(one.line, one.code) for one in done.problems] == [(2, "import-unclear")]
    assert "mary-2 or mary-emily-miller" in done.problems[0].message


def test_two_spellings_of_one_spoken_name_are_one_person() -> None:
    done = plan_for(read_calls('1909-01-02,Mary Miller,call,a\n1909-01-02,"Miller, Mary",call,b'))
    assert [(one.id, len(one.log)) for one in done.new] == [("mary-miller", 2)]


def test_two_names_that_only_give_the_same_file_are_two_people() -> None:
    done = plan_for(read_calls("1909-01-02,Ann O'Hara,call,\n1909-01-02,Ann Ohara,call,"))
    assert [(one.id, one.name) for one in done.new] == [
        ("ann-ohara", "Ann O'Hara"),
        ("ann-ohara-2", "Ann Ohara"),
    ]


def test_a_letter_with_one_person_twice_counts_once() -> None:
    done = plan_for(read_letters('X1,1909-01-02,"Ott, Fred; Fred Ott; Ott, Fred","Edison, Thomas Alva",'))
    assert lines(*done.new) == ["- 1909-01-02 letter in: ^X1"]
    assert done.counts.repeated == 2


def test_an_id_on_two_days_is_two_letters() -> None:
    found = read_letters(
        'X1,1909-01-02,Ann,"Edison, Thomas Alva",\nX1,1909-01-03,Ann,"Edison, Thomas Alva",\n'
    )
    assert plan_for(found).counts.lines == 2


def test_without_ids_the_same_words_on_one_day_are_the_same() -> None:
    found = read_calls(
        "1909-01-02,Ann,call,a\n1909-01-02,Ann,call,a\n1909-01-02,Ann,call,b\n1909-01-02,Ann,email,a"
    )
    done = plan_for(found)
    assert (done.counts.lines, done.counts.repeated) == (3, 1)
    assert plan_for(found, applied(done)).is_empty


def test_what_the_user_typed_before_is_not_added_again() -> None:
    typed = replace(MARY, log=(line("1909-01-02 letter in: Travel"),))
    done = plan_for(LETTER_BOOK, book_of(typed))
    assert lines(replace(MARY, log=done.additions[0].lines)) == ["- 1908-05-04 letter: Dynamos ^X2"]


def test_a_typed_line_stands_for_one_letter_only() -> None:
    typed = replace(MARY, log=(line("1909-01-02 letter in"),))
    found = read_letters(
        'X1,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",\n'
        'X2,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",\n'
    )
    done = plan_for(found, book_of(typed))
    assert [entry.block for entry in done.additions[0].lines] == ["X2"]


def test_naming_the_ids_only_the_first_time_adds_nothing() -> None:
    book = applied(plan_for(LETTER_BOOK))
    data = 'id,date,from,to,subjects\nX1,1909-01-02,"Miller, Mary Emily","Edison, Thomas Alva",Travel'
    assert plan(book, read(data, replace(LETTERS, id=None), CONFIG), TODAY).is_empty


def test_what_is_still_to_come_is_reported_and_left_out() -> None:
    found = read_letters(
        'X1,1909-06-30,Ann,"Edison, Thomas Alva",\nX2,1909-07-01,Ann; Bob,"Edison, Thomas Alva",\n'
    )
    done = plan_for(found)
    assert [contact.id for contact in done.new] == ["ann"]
    assert [(one.line, one.code) for one in done.problems] == [(3, "import-future")]
    assert done.counts.future == 2
    assert plan(book_of(), found, date(1909, 7, 1)).counts.people == 2


def test_long_subjects_stay_whole_and_on_one_line() -> None:
    subject = "Electric light; " * 40
    done = plan_for(read_letters(f'X1,1909-01-02,Ann,"Edison, Thomas Alva","{subject}\n- 1909-01-03 letter"'))
    assert lines(*done.new) == [f"- 1909-01-02 letter in: {subject}- 1909-01-03 letter ^X1"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/passwd", "etc-passwd"),
        ("a\\b", "a-b"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ('"Ann\n---\nLee"', "ann-lee"),
        ("李雷", "李雷"),
        ("CON", "con-1"),
        ("--help", "help"),
    ],
)
def test_a_hostile_name_is_a_name_in_a_file_of_the_book(name: str, stem: str) -> None:
    done = plan_for(read_calls(f"1909-01-02,{name},call,"))
    assert [contact.path for contact in done.new] == [f"contacts/{stem}.md"]


def test_the_order_is_that_of_the_ids() -> None:
    done = plan_for(read_calls("1909-01-02,Zoe,call,\n1909-01-02,Ann,call,\n1909-01-02,Bob,call,"))
    assert [contact.id for contact in done.new] == ["ann", "bob", "zoe"]


_WORDS = st.text("ab, -2()^'", max_size=6) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_ROWS = st.lists(st.tuples(_WORDS, _WORDS, st.sampled_from(["", "1", "2", "a/b"])), max_size=12)


def _csv(rows: list[tuple[str, ...]]) -> str:
    return "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in ("1909-01-02", *row)) + "\n" for row in rows
    )


@given(_ROWS, _ROWS)
def test_any_table_can_be_imported_over_any_other_and_again(
    before: list[tuple[str, ...]], rows: list[tuple[str, ...]]
) -> None:
    columns = replace(LETTERS, from_=None, to=None, me=None, person="who", text="text")
    header = "date,who,text,id\n"
    book = applied(plan(book_of(), read(header + _csv(before), columns, CONFIG), TODAY))
    found = read(header + _csv(rows), columns, CONFIG)
    assert not found.refused
    done = plan(book, found, TODAY)
    stems = [fold(contact.id) for contact in done.new]
    assert len({*stems, *book.by_id}) == len(stems) + len(book.by_id)
    for contact in done.new:
        assert contact.path == f"contacts/{contact.id}.md"
        assert not set(contact.id) & set("/\\.:\0\n")
        assert len(contact.id.encode()) <= LONGEST + 3
        assert [parse(write(entry), CONFIG.verbs) for entry in contact.log] == list(contact.log)
    assert plan(applied(done, book), found, TODAY).is_empty
