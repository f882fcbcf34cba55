"""How property tests search: the same examples in every run, a thousand with HYPOTHESIS_PROFILE=torture.

To look for new ones: HYPOTHESIS_PROFILE=explore, which prints how to repeat what it finds.
"""

from __future__ import annotations

import os
import pkgutil
import sys
import threading
import time
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import karma
from tests.gitconfig import NORA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2.bccache import Bucket

settings.register_profile(
    "default",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("torture", settings.get_profile("default"), max_examples=1000)
settings.register_profile(
    "explore", settings.get_profile("torture"), derandomize=False, max_examples=1000, print_blob=True
)
BARE = """\
[init]
	templateDir = {bare}
[maintenance]
	auto = false
"""
"""A new repository gets no samples of hooks, and nothing is tidied up in the background."""

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

for _module in pkgutil.walk_packages(karma.__path__, "karma."):
    if _module.name != "karma.__main__":
        # Hypothesis draws from the constants of what is imported, and karma imports as it goes: the examples
        # would be those of the tests before.
        import_module(_module.name)


@pytest.fixture
def two_processes() -> None:
    """For a test that needs them: a thread of the test before may still be on its way out."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        pytest.skip("one processor")
    until = time.monotonic() + 10
    while threading.active_count() > 1 and time.monotonic() < until:
        time.sleep(0.01)
    assert threading.enumerate() == [threading.main_thread()]


@pytest.fixture(autouse=True, scope="session")
def _git_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Git knows who Nora is and nothing else: neither the settings of this computer nor where a test runs."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    home: Path = tmp_path_factory.mktemp("home")
    for name in ("hooks", "info"):
        (home / "bare" / name).mkdir(parents=True)
    settings_of_nora = home / "gitconfig"
    settings_of_nora.write_text(NORA + BARE.format(bare=home / "bare"), "utf-8")
    os.environ["GIT_CONFIG_GLOBAL"] = str(settings_of_nora)
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"


@pytest.fixture(autouse=True, scope="session")
def _templates_compiled_once() -> Iterator[None]:
    """What Jinja made of a template serves every book: that takes longer than the pages of a few people.

    As within one book, Jinja itself tells whether it belongs to the source.
    """
    from karma.views.html.compiled import Compiled  # noqa: PLC0415 - most tests of one module do without it

    load, dump = Compiled.load_bytecode, Compiled.dump_bytecode
    made: dict[tuple[str, str], bytes] = {}

    def loading(self: Compiled, bucket: Bucket) -> None:
        load(self, bucket)
        known = made.get((self._kind, bucket.key))
        if bucket.code is None and known is not None:
            bucket.bytecode_from_string(known)
            if bucket.code is not None:
                dump(self, bucket)

    def dumping(self: Compiled, bucket: Bucket) -> None:
        dump(self, bucket)
        made[self._kind, bucket.key] = bucket.bytecode_to_string()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiled, "load_bytecode", loading)
        patch.setattr(Compiled, "dump_bytecode", dumping)
        yield
