"""Tables are read strictly: what could lose a row silently is an error with its line (faults.md I05–I07)."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karma.core.problems import Problem
from karma.exchange.csvfile import LARGEST_FIELD, LARGEST_FILE, Table, parse


def table(data: bytes | str) -> Table:
    found = parse(data, "t.csv")
    assert isinstance(found, Table)
    return found


def refusal(data: bytes | str) -> Problem:
    found = parse(data, "t.csv")
    assert isinstance(found, Problem)
    return found


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    assert table("\ufeffname,date\nAnn,2026-01-01".encode()).header == ("name", "date")
    assert table("\ufeffname,date\nAnn,2026-01-01").header == ("name", "date")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_shows_the_delimiter(delimiter: str) -> None:
    found = table(f"name{delimiter}date\nAnn{delimiter}a,b;c\td".replace("a,b;c\td", '"a,b;c\td"'))
    assert found.header == ("name", "date")
    assert found.rows[0].cells == ("Ann", "a,b;c\td")


def test_delimiters_inside_a_quoted_title_do_not_count() -> None:
    assert table('"Last, first, middle";date\nAnn;x').header == ("Last, first, middle", "date")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rows_end_as_any_system_ends_them_and_blank_lines_are_none(ending: str) -> None:
    found = table(ending.join(["", "a,b", "", "1,2", '"x\ny",3', ""]))
    assert [row.cells for row in found.rows] == [("1", "2"), ("x\ny", "3")]


def test_each_row_knows_the_line_on_which_it_begins() -> None:
    assert [row.line for row in table('a,b\n"1\n2\n3",x\n4,y\n').rows] == [2, 5]


def test_a_row_of_another_length_is_reported_alone() -> None:
    found = table("a,b\n1,2\n1,2,3\n\nonly\n4,5\n")
    assert [row.cells for row in found.rows] == [("1", "2"), ("4", "5")]
    assert [(problem.line, problem.code) for problem in found.problems] == [
        (3, "import-row"),
        (5, "import-row"),
    ]
    assert found.count == 4


def test_a_stray_quote_spoils_only_its_own_line() -> None:
    found = table('a,b\n1,"x "y" z"\n4,5\n')
    assert [(row.line, row.cells) for row in found.rows] == [(3, ("4", "5"))]
    assert found.problems[0].line == 2


def test_a_quote_that_never_closes_swallows_nothing_silently() -> None:
    problem = refusal('a,b\n1,2\n3,"open\n' + "5,6\n" * 1000)
    assert (problem.line, problem.code) == (3, "import-quote")
    assert "never closed" in problem.message


def test_a_quote_that_closes_in_a_later_row_is_noticed() -> None:
    problem = refusal('a,b\n1,"open\n2,"x"\n3,4\n')
    assert (problem.line, problem.message) == (
        2,
        "a quote opened in this row is closed in the middle of line 3",
    )


def test_rows_between_two_stray_quotes_are_not_lost_silently() -> None:
    found = table('id,date,who\n1,2026-01-01,"Ann\n2,2026-01-02,Bob\n3,2026-01-03,Cy"\n4,2026-01-04,Di\n')
    assert [row.cells[0] for row in found.rows] == ["4"]
    assert [(one.line, one.message) for one in found.problems] == [
        (2, "a field of this row seems to hold other rows")
    ]


def test_a_text_of_many_lines_and_a_date_is_no_row() -> None:
    text = "Dear Ann,\non 2026-01-02, or later, call me\n" + "so long\n" * 300
    assert table(f'date,text\n2026-01-01,"{text}"\n').rows[0].cells[1] == text


def test_long_fields_are_fine_up_to_a_million_characters() -> None:
    assert len(table("a,b\n1," + "x" * LARGEST_FIELD).rows[0].cells[1]) == LARGEST_FIELD
    assert refusal("a,b\n0,0\n1," + "x" * (LARGEST_FIELD + 1)).line == 3


def test_a_file_of_another_encoding_is_refused_with_the_place() -> None:
    problem = refusal("a,b\n1,2\nJosé,3".encode("latin-1"))
    assert (problem.line, problem.message) == (3, "the file is not UTF-8 at byte 12")
    assert refusal("a,b\n".encode("utf-16")).code == "import-encoding"


@pytest.mark.parametrize("data", [b"", b"\n\n", "\ufeff".encode(), "a" * (LARGEST_FILE + 1)], ids=len)
def test_what_is_no_table_of_bearable_size_is_refused(data: bytes | str) -> None:
    assert refusal(data).code == "import-csv"


@pytest.mark.parametrize("pattern", [',"', '"', '"",', "\x00", "\n", "a,", '"\n', "\n,", '"\n,'])
def test_repetition_takes_no_time(pattern: str) -> None:
    start = perf_counter()
    parse(pattern * 20_000, "t.csv")
    assert perf_counter() - start < 1


@given(st.one_of(st.binary(), st.text(alphabet='ab",;\n\r\t\ufeff\x00')))
def test_no_data_raises_and_every_row_fits_the_header(data: bytes | str) -> None:
    found = parse(data, "t.csv")
    if isinstance(found, Table):
        assert all(len(row.cells) == len(found.header) for row in found.rows)
