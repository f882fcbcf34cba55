"""More than five hundred payloads in every place of a book: nothing runs, nothing is asked for, nothing is added.

Every page is opened without its policy, so that karma's escaping stands alone; and a share of them as they are, from
the disk and from `karma serve`, where the policy would say on the console what it had to stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser import IN_BROWSER, hostile
from tests.browser.modes import WIDE
from tests.browser.payloads import PAYLOADS
from tests.browser.served import serve
from tests.browser.traps import ALARM, Known
from tests.browser.visit import Tab, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.books import OnDisk
    from tests.browser.visit import Tabs

pytestmark = IN_BROWSER
PARTS = 20


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> OnDisk:
    return hostile.book(tmp_path_factory.mktemp("hostile"), PAYLOADS)


@pytest.fixture(scope="module")
def unguarded(browser: Browser) -> Iterator[Tab]:
    """A tab that does not heed the policy of a page, with traps."""
    tab = Tab(browser, WIDE, bypass_csp=True)
    tab.page.add_init_script(ALARM)
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def known(unguarded: Tab, sample: OnDisk, tmp_path_factory: pytest.TempPathFactory) -> Known:
    harmless = hostile.book(tmp_path_factory.mktemp("harmless"), hostile.HARMLESS)
    known = Known()
    for site in (sample, harmless):
        known.learn(unguarded, map(site.address, site.names))
    return known


def test_there_are_five_hundred_payloads_and_everybody_has_one(attacked: OnDisk) -> None:
    assert len(PAYLOADS) >= 500
    assert len(attacked.people) >= 500
    everything = "".join((attacked.folder / name).read_text("utf-8") for name in attacked.names)
    assert everything.count("alert(1)") > 10_000


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_of_a_stranger_runs(attacked: OnDisk, unguarded: Tab, known: Known, part: int) -> None:
    site = attacked.folder.as_uri()
    complaints = {}
    for name in attacked.names[part::PARTS]:
        noted = unguarded.open(attacked.address(name))
        strange = known.strange(unguarded, site)
        moved = [] if unguarded.page.url == attacked.address(name) else [f"moved to {unguarded.page.url}"]
        complaints[name] = [*noted, *strange, *moved]
    assert told(complaints) == []


def share(attacked: OnDisk) -> list[str]:
    """The pages at the top, and every seventh person."""
    return [name for name in attacked.names if name not in attacked.people] + list(attacked.people[::7])


def test_the_policy_has_nothing_to_stop(attacked: OnDisk, tabs: Tabs) -> None:
    tab = tabs.of(WIDE)
    assert told({name: tab.open(attacked.address(name)) for name in share(attacked)}) == []


def test_the_policy_of_the_server_has_nothing_to_stop(
    attacked: OnDisk, browser: Browser, tmp_path: Path
) -> None:
    with serve(attacked, browser, tmp_path / "said") as served:
        tab = served.tab(WIDE)
        assert told({name: tab.open(served.address(name)) for name in share(attacked)}) == []
        tab.close()


@pytest.mark.parametrize("key", ["q", "tag", "circle", "owner", "due"])
def test_an_address_is_only_words(sample: OnDisk, unguarded: Tab, known: Known, key: str) -> None:
    """Whoever sends a link chooses what stands behind its # and ?."""
    people = sample.address("people.html")
    unguarded.open(people)
    complaints = {}
    for word in PAYLOADS[:: 1 if key == "q" else 9]:
        unguarded.page.evaluate("words => { location.hash = words }", f"{key}={quote(word)}")
        complaints[word] = [*unguarded.noted, *known.strange(unguarded, sample.folder.as_uri())]
    unguarded.open(f"{people}?{key}={quote(PAYLOADS[0])}#{PAYLOADS[0]}")
    assert told(complaints) == []
