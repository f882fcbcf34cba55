"""How property tests search: the same examples in every run, a thousand with HYPOTHESIS_PROFILE=torture.

To look for new ones: HYPOTHESIS_PROFILE=explore, which prints how to repeat what it finds.
"""

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

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
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True, scope="session")
def _git_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Git knows who Nora is and nothing else: neither the settings of this computer nor where a test runs."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    settings_of_nora: Path = tmp_path_factory.mktemp("home") / "gitconfig"
    settings_of_nora.write_text(
        "[user]\n\tname = Nora Quist\n\temail = nora@quist.example\n[init]\n\tdefaultBranch = main\n", "utf-8"
    )
    os.environ["GIT_CONFIG_GLOBAL"] = str(settings_of_nora)
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
