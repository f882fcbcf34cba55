"""The dashboard in a real browser: Debian's Chromium, driven by Playwright (`make browser`).

books.py makes books and their sites, visit.py opens a page in a mode and tells what was wrong with it,
payloads.py and hostile.py are the stranger's book. `python -m tests.browser.look FOLDER` opens any site.
"""

from __future__ import annotations

import importlib.util
import shutil

import pytest

IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (importlib.util.find_spec("playwright") and shutil.which("chromium")),
        reason="playwright or chromium is not installed: make browser",
    ),
]
"""The marks of every test that uses it."""
