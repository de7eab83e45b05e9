"""The class summary: one page for the teacher, with points, exercises, failed checks and odd work."""

import os
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from math import ceil
from pathlib import Path
from urllib.parse import quote

from autograder.grading.page import template
from autograder.grading.records import Record
from autograder.report import NOT_ATTEMPTED, PASSED, WRONG, CheckResult, ExerciseReport

MOST_BARS = 10
MOST_CHECKS = 20  # of those that students failed
MOST_ODD = 200  # submissions to look at
MOST_TOLD = 400  # characters of what a student saw or what happened


@dataclass(frozen=True)
class Row:
    """One student's submission.

    `points` of `max_points` are the gradebook's, without a late penalty; None where it has none. `record` is None
    where nothing could be measured; `problem` says why there is no grade. `by_hand` tells that answers still wait
    for a person's marks. `feedback` is the student's feedback page; it is linked where the file exists.
    """

    student: str
    points: float | None
    max_points: float
    record: Record | None = None
    problem: str = ""
    by_hand: bool = False
    feedback: Path | None = None


def write(path: Path, assignment: str, rows: Iterable[Row], missing: Iterable[str] = ()) -> None:
    """Write the summary of an assignment as one HTML file that needs nothing else.

    `rows` is read once, a row at a time: a generator that loads each record as it is asked for keeps memory flat.
    `missing` names the students of the gradebook who handed in nothing.
    """
    tally = _Tally(path.parent)
    for row in rows:
        tally.add(row)
    page = template("summary.html").render(
        assignment=assignment,
        tally=tally,
        missing=sorted(missing),
        now=datetime.now(),
        outcomes={"passed": PASSED, "wrong": WRONG, "untried": NOT_ATTEMPTED},
        most_checks=MOST_CHECKS,
        most_odd=MOST_ODD,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("utf-8", errors="backslashreplace"))  # what a student printed may be no Unicode


@dataclass
class _Exercise:
    """How the class did in one exercise."""

    name: str
    max_points: float
    points: float = 0.0
    outcomes: Counter = field(default_factory=Counter)

    def add(self, report: ExerciseReport) -> None:
        """Count one student's report."""
        self.points += report.points
        self.outcomes[report.outcome] += 1


@dataclass
class _Check:
    """How many students tried an exercise and failed this check of it, and what one of them got to see."""

    tried: int = 0
    failed: int = 0
    student: str = ""
    example: CheckResult | None = None

    def add(self, student: str, results: Sequence[CheckResult]) -> None:
        """Count one student's results, one for each case of the check."""
        wrong = [result for result in results if result.outcome == WRONG]
        self.tried += any(result.outcome in (PASSED, WRONG) for result in results)
        self.failed += bool(wrong)
        if wrong and not self.example:
            self.student, self.example = student, wrong[0]

    @property
    def title(self) -> str:
        return _test(self.example).removeprefix("test_").replace("_", " ")

    @property
    def story(self) -> str:
        """What the student called, and what came of it."""
        return _short(": ".join(filter(None, [self.example.call, self.example.message])))


@dataclass(frozen=True)
class _Odd:
    """A submission to look at."""

    student: str
    points: float | None
    reasons: list[str]
    link: str


@dataclass(frozen=True)
class _Bar:
    """A range of points and how many students are in it; all but that as shares, from 0 to 1."""

    low: float
    high: float
    students: int
    height: float


class _Tally:
    """What rows add up to. Its size grows with the lesson and with what is odd, hardly with the class."""

    def __init__(self, folder: Path):
        self.folder = folder  # where the page goes
        self.points: list[float] = []
        self.max_points = 0.0
        self.measured = 0
        self.by_hand = 0
        self.exercises: dict[str, _Exercise] = {}
        self.checks: dict[str, _Check] = {}
        self.odd: list[_Odd] = []

    def add(self, row: Row) -> None:
        """Count one student."""
        if row.points is not None:
            self.points.append(row.points)
        self.max_points = max(self.max_points, row.max_points)
        self.by_hand += row.by_hand
        reasons = [row.problem] if row.problem else []
        if row.record:
            self.measured += 1
            reasons += row.record.incidents
            for report in row.record.reports():
                self.exercises.setdefault(report.exercise, _Exercise(report.exercise, report.max_points)).add(report)
                for name, results in groupby(report.results, _test):
                    self.checks.setdefault(name, _Check()).add(row.student, tuple(results))
        if reasons:
            self.odd.append(_Odd(row.student, row.points, [*map(_short, reasons)], self._link(row.feedback)))

    def _link(self, page: Path | None) -> str:
        return quote(os.path.relpath(page, self.folder)) if page and page.is_file() else ""

    @property
    def median(self) -> float:
        return statistics.median(self.points)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.points)

    @property
    def full(self) -> int:
        """How many have all points."""
        return sum(points >= self.max_points for points in self.points)

    @property
    def bars(self) -> list[_Bar]:
        """Sort the points into ranges of equal width; the last one takes in full points, and what is above."""
        number = min(MOST_BARS, max(ceil(self.max_points), 1))
        width = (self.max_points or 1) / number
        students = Counter(min(int(round(points / width, 9)), number - 1) for points in self.points)
        most = max(students.values())
        return [_Bar(at / number, (at + 1) / number, students[at], students[at] / most) for at in range(number)]

    @property
    def failed(self) -> list[_Check]:
        """The checks that students failed, most failed first."""
        failed = [check for check in self.checks.values() if check.failed]
        return sorted(failed, key=lambda check: -check.failed)


def _test(result: CheckResult) -> str:
    """Name a check without its case."""
    return result.name.partition("[")[0]


def _short(text: str) -> str:
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]} ..."
