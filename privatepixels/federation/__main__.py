"""`python -m privatepixels.federation FILE ...`: train on processes and in this one, with the same functions; compare.

`make federation` runs it, in an environment that has Flower.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

import numpy as np

from privatepixels.federation import answers, deployment, shops

NOISE = 0.01  # accuracy; two runs with the same random numbers differ by much less


def main(arguments: list[str] | None = None) -> int:
    """Run one training each way; returns 0 where their accuracies agree, 1 where they don't or the training failed."""
    parser = argparse.ArgumentParser(prog="python -m privatepixels.federation", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="the first in which both functions are written is taken"
    )
    parser.add_argument("--rounds", type=int, default=deployment.plan()["rounds"], help="default: %(default)s")
    parser.add_argument("--simulation", action="store_true", help="on Flower's simulation of clients, for comparison")
    chosen = parser.parse_args(arguments)
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda signum, frame: sys.exit(128 + signum))
    try:
        return _compare(chosen)
    except (ValueError, deployment.DeploymentError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("ended", file=sys.stderr)
        return 130


def _compare(chosen: argparse.Namespace) -> int:
    path, source = answers.first_written(chosen.files)
    plan = deployment.plan(rounds=chosen.rounds)
    print(f"{' and '.join(answers.NEEDED)}: from {path}")
    print(f"starting a server and {len(shops.SHOPS)} clients: {', '.join(shops.SHOPS)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        outcome = deployment.train(Path(folder), source, plan, _show, chosen.simulation)
        learned = answers.load(Path(folder, "app", "flower_app", "answers.py"))
    *_, weights = shops.simulated(learned.client_update, learned.federated_average, plan)
    found, expected = outcome.accuracies[-1], shops.accuracy(weights)
    apart = max(np.abs(ours - theirs).max() for ours, theirs in zip(weights, outcome.weights, strict=True))
    print(f"deployed, with processes:  accuracy {found:.4f}; {np.median(outcome.seconds):.1f} s a round")
    print(f"simulated, in one process: accuracy {expected:.4f}; weights at most {apart:.1g} apart")
    return 0 if abs(found - expected) <= NOISE else 1


def _show(line: str) -> None:
    if line.startswith("round "):
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
