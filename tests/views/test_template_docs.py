"""docs/templates.md: what a template may use is what is documented, and the example works."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2.filters import FILTERS as OF_JINJA

from karma.core.dashboard import dashboard
from karma.views.html.environment import environment
from karma.views.html.pages import Site
from karma.views.theme import theme_folder
from tests.cli.shelf import ANN, BILL, Shelf
from tests.core.build import book
from tests.views.given import GIVEN, TYPES, attributes
from tests.views.site import TODAY, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs" / "templates.md"


def about(thing: Any) -> str:
    first = " ".join((thing.__doc__ or "").split("\n\n")[0].split())
    return re.sub(r" \((?:S\d|faults|format)[^)]*\)", "", first).replace("|", "\\|")


def filter_table() -> Iterator[str]:
    yield "| filter | gives |\n|---|---|\n"
    for name, function in sorted(own_filters().items()):
        yield f"| `{name}` | {about(function)} |\n"


def own_filters() -> dict[str, Any]:
    filters = Site(dashboard(book(), TODAY), [theme_folder()])._env.filters
    return {name: function for name, function in filters.items() if name not in OF_JINJA}


def type_table() -> Iterator[str]:
    yield "| type | is | has |\n|---|---|---|\n"
    for kind in TYPES:
        yield f"| {kind.__name__} | {about(kind)} | {', '.join(f'`{name}`' for name in attributes(kind))} |\n"


@pytest.mark.parametrize(("name", "table"), [("filters", filter_table), ("types", type_table)])
def test_the_tables_say_what_the_code_has(name: str, table: Any) -> None:
    page = DOCS.read_text("utf-8")
    made = re.sub(
        rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)",
        lambda match: match[1] + "".join(table()) + match[2],
        page,
        flags=re.DOTALL,
    )
    if os.environ.get("KARMA_GOLDEN"):
        DOCS.write_text(made, "utf-8")
        page = made
    assert page == made


def test_every_name_is_listed() -> None:
    _, _, names = DOCS.read_text("utf-8").partition("## Names")
    rows = re.findall(r"^\| (`.*?) \|", names.partition("## Filters")[0], re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)", row)}
    assert listed == GIVEN - {"parts", "charts"}


def test_every_template_is_listed() -> None:
    listed = re.findall(
        r"^\| `([\w./-]+)` \|", DOCS.read_text("utf-8").partition("## An example")[0], re.MULTILINE
    )
    theme = theme_folder()
    files = [path for path in theme.rglob("*") if path.is_file()]
    assert sorted(listed) == sorted(path.relative_to(theme).as_posix() for path in files)


def test_the_example_changes_the_voicemail_wherever_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KARMA_TODAY", raising=False)
    shelf = Shelf(tmp_path, capsys)
    shelf.put("karma.toml", "name = 'Nora'\nphone = '+1 503 555 0100'\n")
    shelf.put("contacts/bill-okafor.md", BILL)
    shelf.put("contacts/ann-lee.md", ANN)
    example = re.findall(r"```text\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    shelf.put("templates/messages/voicemail.txt", example[0])
    shelf.done("build")
    pages = [tmp_path / "site" / name for name in ("index.html", "contacts/bill-okafor.html")]
    said = [Page(page.read_text("utf-8")).visible for page in pages]
    said += [" ".join(shelf.done("draft", "bill", "voicemail").out.split())]
    for words in said:
        assert "Ahoy Bill, Nora here. " in words
        assert "No hurry at all. My number is +1 503 555 0100." in words
        assert "this is Nora" not in words


def test_a_filter_of_the_environment_is_a_filter_of_every_page() -> None:
    assert set(environment([theme_folder()]).filters) - set(OF_JINJA) <= set(own_filters())
