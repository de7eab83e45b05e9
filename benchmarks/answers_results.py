"""The figures of `benchmarks.answers` and `benchmarks.course` as tables and as a picture."""

from pathlib import Path

import matplotlib.pyplot as plt
from tqdm import tqdm

from benchmarks import answers, course
from benchmarks.contest import LOOP, OURS

PICTURE = Path(__file__).parent / "results.png"
COLOURS = {OURS: "#0072b2", LOOP: "#d55e00"}
LIBRARY_COLOUR = "#009e73"


def section() -> list[str]:
    """Time the reference answers, their checks and the lessons; returns the section of `results.md`."""
    contests = {one.name: one.seconds() for one in tqdm(answers.contests(), desc="answers")}
    _plot(contests)
    return [
        "Ways of one row ran in turn, in one process; each figure is the median of five rounds.",
        "",
        *_contest_table(contests),
        "",
        *_waiting_table("`check(...)`, once warm", course.check_seconds()),
        "",
        *_waiting_table("a lesson from top to bottom", course.lesson_seconds()),
    ]


def _contest_table(contests: dict[str, dict[str, float]]) -> list[str]:
    rows = [
        "| | reference | loop over pixels | times faster | library | reference / library |",
        "|---|---|---|---|---|---|",
    ]
    for name, seconds in contests.items():
        ours, loop = seconds[OURS], seconds.get(LOOP)
        libraries = [(way, time) for way, time in seconds.items() if way not in COLOURS]
        library, theirs = libraries[0] if libraries else ("", None)
        rows.append(
            f"| {name} | {_time(ours)} | {_time(loop)} | {f'{loop / ours:,.0f}' if loop else ''} "
            f"| {library} {_time(theirs)} | {f'{ours / theirs:.2f}' if theirs else ''} |"
        )
    return rows


def _waiting_table(title: str, seconds: dict[str, float]) -> list[str]:
    return [f"| {title} | |", "|---|---|", *(f"| {name} | {_time(value)} |" for name, value in seconds.items())]


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def _plot(contests: dict[str, dict[str, float]]) -> None:
    figure, axes = plt.subplots(figsize=(9, 1 + 0.27 * len(contests)), layout="constrained")
    for row, seconds in enumerate(contests.values()):
        for way, value in seconds.items():
            axes.plot(value, row, "o", color=COLOURS.get(way, LIBRARY_COLOUR))
    for label, colour in [*COLOURS.items(), ("library", LIBRARY_COLOUR)]:
        axes.plot([], [], "o", color=colour, label=label)
    axes.set(xscale="log", xlabel="seconds (log scale; left is faster)", ylim=(len(contests) - 0.5, -0.5))
    axes.set_yticks(range(len(contests)), contests, fontsize=9)
    axes.grid(alpha=0.3)
    figure.legend(loc="outside upper right", ncols=3, frameon=False)
    figure.savefig(PICTURE, dpi=120)
