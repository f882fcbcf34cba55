"""What a table says happened, and with whom: a letter book, an address book's calls, and faults in both."""

from dataclasses import replace
from datetime import date

import pytest

from karma.exchange.interactions import Columns, Read, read
from tests.exchange.letter_books import CALLS, CONFIG, LETTERS, read_calls, read_letters


def said(found: Read) -> list[tuple[str, bool]]:
    assert not found.refused
    return [(one.person, one.inbound) for one in found.interactions]


def problem(found: Read) -> tuple[int, str, str]:
    assert len(found.problems) == 1
    return found.problems[0].line, found.problems[0].code, found.problems[0].remedy


def test_a_letter_from_me_goes_to_each_receiver() -> None:
    found = read_letters('X1,1909-01-02,"Edison, Thomas Alva","Insull, Samuel; Kruesi, John",Dynamos')
    assert said(found) == [("Insull, Samuel", False), ("Kruesi, John", False)]
    one = found.interactions[0]
    assert (one.date, one.verb, one.text, one.id, one.line) == (
        date(1909, 1, 2),
        "letter",
        "Dynamos",
        "X1",
        2,
    )


def test_a_letter_to_me_comes_from_each_sender_and_not_from_its_other_readers() -> None:
    found = read_letters(
        'X1,1909-01-02,"Insull, Samuel; Kruesi, John","Ott, Fred; Edison, Thomas Alva",Dynamos'
    )
    assert said(found) == [("Insull, Samuel", True), ("Kruesi, John", True)]


def test_letters_between_others_are_counted_and_left_out() -> None:
    found = read_letters(
        'X1,1909-01-02,"Miller, Mary","Edison, Mina Miller (Mrs Thomas A.)",Travel\n'
        'X2,1909-01-03,"Miller, Mary","Edison, Thomas Alva",Travel'
    )
    assert said(found) == [("Miller, Mary", True)]
    assert (found.rows, found.others, found.bad) == (2, 1, 0)


def test_a_letter_of_others_may_be_dated_as_they_like() -> None:
    found = read_letters('X1,someday,Ann,Bob,\nX2,1909-01-03,Ann,"Edison, Thomas Alva",')
    assert not found.problems


def test_i_never_become_somebody_i_know() -> None:
    me = "Edison, Thomas Alva"
    assert said(read_letters(f'X1,1909-01-02,"{me}; Insull","EDISON, thomas  alva; Kruesi",')) == [
        ("Kruesi", False),
        ("Insull", True),
    ]
    assert said(read_letters(f'X1,1909-01-02,"{me}","{me}",memo')) == []


def test_a_bad_row_is_reported_alone() -> None:
    found = read_letters(
        'X1,1900-13-29,Ann,"Edison, Thomas Alva",\n'
        'X2,3/5/1901,Ann,"Edison, Thomas Alva",\n'
        'X3,1901-03-05,,"Edison, Thomas Alva",\n'
        f'X4,1901-03-05,{"A" * 300},"Edison, Thomas Alva",\n'
        f'X5,1901-03-05,Ann,"Edison, Thomas Alva",{"x" * 20_000}\n'
        'X6,1901-03-05,Ann,"Edison, Thomas Alva",\n'
        "X7,1901-03-05\n"
    )
    assert said(found) == [("Ann", True)]
    assert [(one.line, one.code) for one in found.problems] == [
        (2, "import-date"),
        (3, "import-date"),
        (4, "import-name"),
        (5, "import-long"),
        (6, "import-long"),
        (8, "import-row"),
    ]
    assert (found.rows, found.bad) == (7, 6)


@pytest.mark.parametrize(
    ("written", "last"), [("1900-02-29", date(1900, 2, 28)), ("1901-04-31", date(1901, 4, 30))]
)
def test_a_day_past_the_end_of_its_month_counts_on_the_last_and_says_so(written: str, last: date) -> None:
    found = read_letters(f'X1,{written},Ann,"Edison, Thomas Alva",ore')
    assert [(one.date, one.text) for one in found.interactions] == [(last, f"ore (dated {written})")]
    assert [(one.severity, one.code) for one in found.problems] == [("warning", "import-date")]


@pytest.mark.parametrize("written", ["1901/3/5", "1901-03-05T12:30:00", "19010305", "05.03.1901"])
def test_a_date_in_another_form_is_not_guessed_but_suggested(written: str) -> None:
    remedy = problem(read_letters(f'X1,{written},Ann,"Edison, Thomas Alva",'))[2]
    assert remedy == "Write `1901-03-05` in the table. The row is left out."


def test_without_me_the_book_says_who_i_am() -> None:
    columns = replace(LETTERS, me=None)
    data = "id,date,from,to,subjects\nX1,1909-01-02,Ann,Tom,"
    assert said(read(data, columns, replace(CONFIG, name="Tom"))) == [("Ann", True)]
    assert problem(read(data, columns, CONFIG))[1] == "import-me"


def test_a_name_of_mine_that_never_occurs_is_refused() -> None:
    found = read_letters(
        'X1,1909-01-02,Ann,"Edison, Thomas Alva",', replace(LETTERS, me="Edison, Tomas Alva")
    )
    assert found.refused
    assert problem(found)[2].startswith("Did you mean “Edison, Thomas Alva”?")


def test_calls_have_one_column_for_the_person_and_one_for_the_verb() -> None:
    found = read_calls("1909-01-02,Ann; Bob,call,slips\n1909-01-03,Ann,Call in,\n1909-01-04,Bob,lunch,")
    assert [(one.person, one.verb, one.inbound) for one in found.interactions] == [
        ("Ann", "call", False),
        ("Bob", "call", False),
        ("Ann", "call", True),
        ("Bob", "lunch", False),
    ]


def test_an_unknown_verb_in_a_column_is_one_problem_for_all_its_rows() -> None:
    found = read_calls("1909-01-02,Ann,telegram,\n1909-01-03,Ann,call,\n1909-01-04,Bob,telegram,")
    assert said(found) == [("Ann", False)]
    assert problem(found)[:2] == (2, "import-verb")
    assert found.bad == 2


def test_an_unknown_verb_for_all_rows_is_refused_with_the_lines_to_add() -> None:
    found = read_letters('X1,1909-01-02,Ann,"Edison, Thomas Alva",', replace(LETTERS, verb="telegram"))
    assert found.refused
    assert problem(found)[2] == (
        "To declare it, add two lines to karma.toml: `[touch.telegram]` and "
        "`resets = true` (or `false` if it does not count as being in touch)."
    )


@pytest.mark.parametrize("verb", ["intro", "referred", "two words", "", "[x]", '"\n[git]'])
def test_what_a_table_cannot_say_is_no_verb_for_it(verb: str) -> None:
    found = read_letters('X1,1909-01-02,Ann,"Edison, Thomas Alva",', replace(LETTERS, verb=verb))
    assert problem(found)[1] == "import-verb"


@pytest.mark.parametrize(
    ("columns", "remedy"),
    [
        (replace(CALLS, text="txt"), "Did you mean “text”? The header has “date”, “who”, “what”, “text”."),
        (replace(CALLS, person=None), "Name the column of the person with --person, or"),
        (replace(CALLS, from_="who"), "Name the column of the person with --person, or"),
        (replace(CALLS, person=None, from_="who"), "Name the column of the person with --person, or"),
        (replace(CALLS, verb="call"), "Name one verb for all rows with --verb, or the column"),
        (replace(CALLS, verb_column=None), "Name one verb for all rows with --verb, or the column"),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns: Columns, remedy: str) -> None:
    found = read("date,who,what,text\n1909-01-02,Ann,call,", columns, CONFIG)
    assert found.refused
    assert problem(found)[2].startswith(remedy)


def test_a_title_that_stands_twice_is_refused_when_it_is_used() -> None:
    data = "date,who,what,text,note,note\n1909-01-02,Ann,call,,,"
    assert not read(data, CALLS, CONFIG).refused
    found = read(data, replace(CALLS, text="note"), CONFIG)
    assert problem(found)[2] == "Rename the others in the file, so that it is clear which one is meant."


def test_a_table_that_cannot_be_trusted_says_why_and_gives_nothing() -> None:
    found = read_letters('X1,1909-01-02,Ann,"Edison, Thomas Alva","open')
    assert (found.refused, found.interactions) == (True, ())
    assert problem(found)[:2] == (2, "import-quote")


def test_a_table_without_rows_is_no_fault() -> None:
    assert read_letters("") == Read(path="letters.csv")


@pytest.mark.parametrize("cell", ["Ann; Bob ;Cy", "Ann ; Bob ; Cy", ";Ann;  Bob;\tCy; "])
def test_a_semicolon_with_a_blank_beside_it_parts_names(cell: str) -> None:
    assert said(read_calls(f"1909-01-02,{cell},call,")) == [("Ann", False), ("Bob", False), ("Cy", False)]


def test_a_semicolon_without_a_blank_belongs_to_the_name() -> None:
    assert said(read_calls("1909-01-02,R&amp;D Lab,call,")) == [("R&amp;D Lab", False)]


@pytest.mark.parametrize("cell", ["-", "Ann; 5", "+1 503 555 0142", "..."])
def test_what_has_no_letter_is_no_name(cell: str) -> None:
    found = read_calls(f"1909-01-02,{cell},call,")
    assert (said(found), problem(found)[1]) == ([], "import-name")


def test_a_link_in_a_table_is_the_person_it_links_to() -> None:
    assert said(read_calls("1909-01-02,[[ann-lee]],call,")) == [("ann-lee", False)]


def test_a_date_that_may_be_two_days_gets_no_advice_which() -> None:
    remedy = problem(read_letters('X1,10/05/1901,Ann,"Edison, Thomas Alva",'))[2]
    assert remedy == "Write year-month-day, such as `2026-11-22`. The row is left out."
