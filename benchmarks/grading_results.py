"""The figures of `benchmarks.grading` as tables and as a picture."""

from pathlib import Path

import matplotlib.pyplot as plt

from autograder.rules import GIB
from benchmarks import grading, otter_grader
from benchmarks.classes import NUMPY, TENSORFLOW
from benchmarks.grading import BOOKING, BOOKKEEPING, FEEDBACK, ONE, OTTER, OURS, STOCK, TWO, TWO_STOCK, Trial, Way

PICTURE = Path(__file__).parent / "grading.png"
_TITLES = {NUMPY: "NumPy lesson", TENSORFLOW: "TensorFlow lesson"}
_GOALS = {NUMPY: {ONE: 3.0, TWO: 5.0}, TENSORFLOW: {ONE: 4.0, TWO: 7.0}}

_GRADING = (STOCK, TWO_STOCK, OTTER, OURS, ONE, TWO, FEEDBACK)
_OF_US = (OURS, ONE, TWO, FEEDBACK)
_EXPLANATION = """\
Two classes of {students}, whose answers are a third each of references, right variants and wrong ones. The NumPy lesson
is 01_noise; the TensorFlow lesson is 00_recognition, with two given cells more, which import Keras and train the
course's recogniser on 1,000 pictures. Cells that only show things are left out, so that all ways run the same cells:
ours would pass them over. All ways gave every student the same points. Each graded a fresh copy of the class in each of
{rounds} rounds, after a class of {few} that filled caches and measured memory; bytecode was compiled for all. Seconds
are the median of the rounds, of the whole command from start to end, divided by the number of submissions; memory is
that of all processes at the worst moment. Stock nbgrader and otter-grader run students' code and the checks in one
process, with all rights of the user. Ours runs students' code in the sandbox and the checks outside of it."""
_COLOURS = {True: "#0072b2", False: "#d55e00"}  # ours and not


def section(students: int = grading.STUDENTS, rounds: int = grading.ROUNDS) -> list[str]:
    """Run the benchmark, draw its picture, and return the section of `results.md`."""
    trials = grading.trials(students, rounds)
    plot(trials)
    return [
        _EXPLANATION.format(students=students, rounds=rounds, few=grading.FEW),
        "",
        *_ways_table(trials),
        "",
        *_goals_table(trials),
        "",
        *_floor_table(trials),
        "",
        *_notes(),
    ]


def _ways_table(trials: dict[str, Trial]) -> list[str]:
    lessons = [f"{title}, s a submission | times faster than stock | memory" for title in _TITLES.values()]
    rows = [f"| | {' | '.join(lessons)} |", "|---|" + "---|---|---|" * len(lessons)]
    for way in _GRADING:
        cells = [cell for lesson in _TITLES for cell in _cells(trials[lesson], way)]
        rows.append(f"| {way.name} | {' | '.join(cells)} |")
    return rows


def _cells(trial: Trial, way: Way) -> tuple[str, str, str]:
    if way.name not in trial.costs:
        return "", "", ""
    faster = trial.seconds(STOCK) / trial.seconds(way)
    return f"{trial.seconds(way):.2f}", f"{faster:.1f}", f"{trial.memory(way) / GIB:.2f} GiB"


def _goals_table(trials: dict[str, Trial]) -> list[str]:
    rows = ["| times faster than stock | goal | found | |", "|---|---|---|---|"]
    for lesson, goals in _GOALS.items():
        for way, goal in goals.items():
            found = trials[lesson].seconds(STOCK) / trials[lesson].seconds(way)
            rows.append(f"| {_TITLES[lesson]}, {way.name} | {goal:g} | {found:.1f} | {_met(found >= goal)} |")
    return rows


def _floor_table(trials: dict[str, Trial]) -> list[str]:
    rows = [f"| s a submission | {' | '.join(_TITLES.values())} |", "|---|---|---|"]
    own = {lesson: trial.own_seconds() for lesson, trial in trials.items()}
    books = {lesson: trial.seconds(BOOKKEEPING) for lesson, trial in trials.items()}
    floors = {lesson: own[lesson] + books[lesson] for lesson in trials}
    one = {lesson: trial.seconds(ONE) / floors[lesson] for lesson, trial in trials.items()}
    two = {lesson: trial.seconds(TWO) / (floors[lesson] / 2) for lesson, trial in trials.items()}
    booking = {lesson: trial.seconds(BOOKING) for lesson, trial in trials.items()}
    for name, values in (
        ("its cells and checks, all modules imported", own),
        (f"nbgrader's bookkeeping ({BOOKKEEPING.name})", books),
        (f"our booking ({BOOKING.name})", booking),
        ("one worker, times cells and bookkeeping", one),
        ("two workers, times half of that", two),
    ):
        rows.append(f"| {name} | {' | '.join(f'{values[lesson]:.2f}' for lesson in _TITLES)} |")
    return rows


def _met(is_met: bool) -> str:
    return "met" if is_met else "missed"


def _notes() -> list[str]:
    as_released = grading.seconds_as_released()
    notes = [
        f"As students hand it in, with the cells that only show things, one submission of 01_noise took "
        f"{as_released[STOCK.name]:.0f} s by {STOCK.name} and {as_released[OURS.name]:.0f} s by {OURS.name}.",
    ]
    missing = otter_grader.install()
    return [*notes, f"otter-grader is left out: it could not be installed here ({missing})."] if missing else notes


def plot(trials: dict[str, Trial]) -> None:
    """Draw the seconds a submission of each way."""
    figure, axes = plt.subplots(1, len(trials), figsize=(11, 3.2), sharey=True, layout="constrained")
    for axis, (lesson, trial) in zip(axes, trials.items(), strict=True):
        ways = [way for way in _GRADING if way.name in trial.costs]
        seconds = [trial.seconds(way) for way in ways]
        names = [way.name.replace("`", "") for way in ways]
        bars = axis.barh(names, seconds, color=[_COLOURS[way in _OF_US] for way in ways])
        axis.bar_label(bars, fmt="%.2f", padding=3)
        axis.set(title=_TITLES[lesson], xlabel="seconds a submission", xlim=(0, 1.15 * max(seconds)))
        axis.invert_yaxis()
    figure.savefig(PICTURE, dpi=120)
