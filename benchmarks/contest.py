"""Time several ways to do one thing side by side, so that a busy machine is busy for all of them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Contest:
    """One thing done several ways, each a name and a function; `ours` is the one that the others are measured by."""

    name: str
    ours: str
    ways: dict[str, Callable[[], object]]
    rounds: int = ROUNDS

    def seconds(self) -> dict[str, float]:
        """Run all ways in turn, `rounds` times after one round to warm up, and return the median of each."""
        times: dict[str, list[float]] = {way: [] for way in self.ways}
        for turn in range(self.rounds + 1):
            for way, function in self.ways.items():
                start = time.perf_counter()
                function()
                if turn:
                    times[way].append(time.perf_counter() - start)
        return {way: statistics.median(values) for way, values in times.items()}
