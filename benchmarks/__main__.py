"""`python -m benchmarks [PART ...]`: time these parts, or all; write them into `results.md` here, and print them."""

import argparse
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from benchmarks import answers_results, grading, grading_results, thousand

RESULTS = Path(__file__).parent / "results.md"
_TITLE = "# Benchmarks\n"
_SECTION = "\n## "
PARTS: dict[str, Callable[[argparse.Namespace], list[str]]] = {
    "answers": lambda chosen: answers_results.section(),
    "grading": lambda chosen: grading_results.section(chosen.students, chosen.rounds),
    "thousand": lambda chosen: thousand.section(),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the chosen benchmarks; what `results.md` says of others is kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--students", type=int, default=grading.STUDENTS, help="submissions of a class (default: 30)")
    parser.add_argument("--rounds", type=int, default=grading.ROUNDS, help="rounds of grading (default: 3)")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.parts) - PARTS.keys()
    if unknown:
        parser.error(f"parts: expected any of {', '.join(PARTS)}, got {', '.join(sorted(unknown))}")
    for name in chosen.parts or PARTS:
        text = "\n".join([_machine(name), "", *PARTS[name](chosen)])
        _keep(name, text)
        print(text)


def _machine(name: str) -> str:
    about = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"`python -m benchmarks {name}` on {about}."


def _keep(name: str, text: str) -> None:
    """Write one section into the file, in place of what it said before."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    sections = dict(section.split("\n", 1) for section in old.split(_SECTION)[1:])
    sections[name] = f"\n{text}\n"
    parts = [f"{_SECTION}{part}\n{sections[part]}" for part in PARTS if part in sections]
    RESULTS.write_text(_TITLE + "".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
