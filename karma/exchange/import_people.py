"""Whom the names in a table mean: people of the book, or new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karma.core.book import Contact
from karma.core.family_names import from_family_first
from karma.core.links import fold
from karma.core.names import slug, unique_slug
from karma.core.problems import Fault

if TYPE_CHECKING:
    from karma.core.book import Book


class People:
    """The people of a book and those whom an import adds to it.

    A name means whoever has it as stem, name or alias, as written or turned round ("Miller, Mary Emily" is
    also Mary Emily Miller). Two that are the same when turned round are one person; two that only give the
    same stem (Ann O'Hara, Ann Ohara) are two.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._taken = set(book.by_id)
        self._unread = _unread(book)
        self._added: dict[str, Contact] = {}  # by folded stem
        self._stems: dict[str, str] = {}  # folded stem of a new person by folded name or alias

    def find_or_add(self, written: str) -> Contact | Fault:
        """The person meant; or why it cannot be said who that is."""
        spoken = from_family_first(written)
        found = self._find(written) or self._find(spoken)
        if len(found) > 1:
            return _unclear(written, found)
        if found:
            return found[0]
        if path := self._unread.get(fold(slug(spoken))):
            return Fault(
                "import-unclear",
                f"“{written}” seems to be {path}, which karma cannot read",
                "Mend that file and import again. What is with them is left out.",
            )
        return self._add(written, spoken)

    def _find(self, name: str) -> tuple[Contact, ...]:
        folded = fold(name)
        if contact := self._book.by_id.get(folded) or self._added.get(folded):
            return (contact,)
        if folded in self._stems:
            return (self._added[self._stems[folded]],)
        return self._book.by_name.get(folded, ())

    def _add(self, written: str, spoken: str) -> Contact:
        stem = unique_slug(spoken, self._taken)
        aliases = (written,) if fold(written) != fold(spoken) else ()
        contact = Contact(stem, f"contacts/{stem}.md", spoken, aliases)
        self._taken.add(fold(stem))
        self._added[fold(stem)] = contact
        self._stems |= {fold(name): fold(stem) for name in (spoken, written)}
        return contact


def _unread(book: Book) -> dict[str, str]:
    """The paths of files that have problems and gave nobody, by folded stem."""
    stems = {
        problem.path: fold(problem.path.rpartition("/")[2].removesuffix(".md")) for problem in book.problems
    }
    return {stem: path for path, stem in stems.items() if path.endswith(".md") and stem not in book.by_id}


def _unclear(written: str, people: tuple[Contact, ...]) -> Fault:
    stems = " or ".join(contact.id for contact in people)
    return Fault(
        "import-unclear",
        f"“{written}” could be {stems}",
        f"Add “{written}” to the aliases of the one who is meant. What is with them is left out.",
    )
