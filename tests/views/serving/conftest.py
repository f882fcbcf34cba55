"""Servers for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.serving.wire import PAGES, Served

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """One for all tests of a module that only ask."""
    one = Served(dict(PAGES))
    yield one
    one.server.end()


@pytest.fixture
def own() -> Iterator[Served]:
    """One for a single test."""
    one = Served(dict(PAGES))
    yield one
    one.server.end()
