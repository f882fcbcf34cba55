"""A process that goes on, and what happens to a book while it does: the pages are those of a build from nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from karma.cli.context import Run
from karma.cli.live import Live
from karma.cli.workshop import build
from karma.files.cache.library import Library
from karma.files.site.folder import SiteFolder
from karma.files.site.left import read_left
from tests.cli.shelf import ANN, BILL
from tests.cli.watched import Heard, Script, Sighted, pages
from tests.repositories import committed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MORE = "- 2026-11-21 call: the workshop is open\n"
CLEO = "---\nname: Cleo Diaz\nneeds: [a boat]\n---\n\n## Log\n\n- 2026-11-02 referred by [[bill-okafor]]\n"
SETTINGS = "name = 'Nora'\n"
