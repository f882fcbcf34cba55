"""Thousands of merges in many small worlds: `make merges MERGES=5000`, KARMA_SEED=… to repeat what failed.

python -m tests.merging.run MERGES JOBS
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from multiprocessing import Pool
from pathlib import Path
from secrets import randbelow
from tempfile import TemporaryDirectory

from tests.merging.world import Tally, World

OF_A_WORLD = 25
"""Merges in one world, before everything is brought together."""


def played(seed: int) -> tuple[int, Tally, str]:
    """The seed, what its world came to, and what went wrong, if anything did."""
    with TemporaryDirectory(prefix="karma-merges-") as folder:
        try:
            world = World(Path(folder), seed)
            return seed, world.play(OF_A_WORLD), ""
        except Exception:
            return seed, Tally(), traceback.format_exc()


def main(merges: int, jobs: int) -> int:
    """Plays worlds until there were that many merges, several at once; the exit code."""
    first = int(os.environ.get("KARMA_SEED") or randbelow(1_000_000))
    worlds = -(-merges // OF_A_WORLD)
    print(f"{worlds} worlds from seed {first} on", flush=True)
    began, total, wrong = time.monotonic(), Tally(), 0
    with Pool(jobs) as pool:
        for done, (seed, tally, failure) in enumerate(pool.imap(played, range(first, first + worlds)), 1):
            total += tally
            if failure:
                wrong += 1
                again = f"KARMA_SEED={seed} make merges MERGES={OF_A_WORLD}"
                print(f"{failure}The world of seed {seed} went wrong. Again: {again}", flush=True)
            if done % 20 == 0:
                print(f"{done} worlds, {total.merges:,} merges, {time.monotonic() - began:.0f} s", flush=True)
    if wrong:
        print(f"{wrong} of {worlds} worlds went wrong", flush=True)
        return 1
    print(f"{total}; {time.monotonic() - began:.0f} seconds, seed {first}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
