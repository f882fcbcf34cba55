"""How property tests search: the same examples in every run, ten times as many with HYPOTHESIS_PROFILE=torture.

To look for new ones: HYPOTHESIS_PROFILE=explore, which prints how to repeat what it finds.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("torture", settings.get_profile("default"), max_examples=1000)
settings.register_profile(
    "explore", settings.get_profile("torture"), derandomize=False, max_examples=1000, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
