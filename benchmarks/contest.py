"""Time several ways to do one thing side by side, so that a busy machine is busy for all of them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

LOOP, OURS = "loop over pixels", "reference"  # names of ways
ROUNDS = 5
QUICK = 0.1  # seconds


@dataclass(frozen=True)
class Contest:
    """One thing done several ways, each a name and a function; `ours` is the one that the others are measured by."""

    name: str
    ours: str
    ways: dict[str, Callable[[], object]]
    rounds: int = ROUNDS

    def seconds(self) -> dict[str, float]:
        """Run all ways in turn, `rounds` times, and return the median of each.

        Before it is timed a quick way runs once: so it finds caches and memory as it left them, not as another did.
        """
        times = {way: [_timed(function)] for way, function in self.ways.items()}
        for _ in range(self.rounds):
            for way, function in self.ways.items():
                if times[way][0] < QUICK:
                    function()
                times[way].append(_timed(function))
        return {way: statistics.median(values[1:]) for way, values in times.items()}


def _timed(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
