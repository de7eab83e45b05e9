"""Grade a class: measure each answer once, in parallel, and book every student as what is needed comes in."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from jupyter_client.kernelspec import NoSuchKernel

from autograder import handed_in, notebook, plugin
from autograder.grading import booking, leaderboard, summary
from autograder.grading.booking import Booking
from autograder.grading.folders import Folders
from autograder.grading.measure import measure
from autograder.grading.records import Record, RecordStore
from autograder.grading.task import Task, task_of
from autograder.grading.workers import Job, Outcome
from autograder.restore import restore
from autograder.rules import Rules
from autograder.sandbox.provisioner import IsolationError

_ENOUGH_WAITING = 200  # tasks: no more are read while so many wait, so that memory stays flat
_TICK = 0.2  # seconds
_HOPELESS = (IsolationError.__name__, NoSuchKernel.__name__)  # nobody else's work can be measured either


class Crew(Protocol):
    """Those who do jobs: this machine's workers, or a cluster's."""

    @property
    def unanswered(self) -> int:
        """The number of jobs that nothing has come of yet."""

    def submit(self, job: Job, first: bool = False) -> None:
        """Take a job."""

    def finished(self, seconds: float) -> list[Outcome]:
        """Return what has come back since the last call; where nothing has, wait so many seconds for it."""


@dataclass(frozen=True)
class Graded:
    """What came of one student's work. `problem` says why there is no grade, or no feedback page."""

    student: str
    points: float | None = None
    max_points: float = 0.0
    incidents: tuple[str, ...] = ()
    problem: str = ""
    anew: bool = False  # booked in this run

    def noting(self, record: Record) -> "Graded":
        """Add what is odd about the record."""
        return replace(self, incidents=(*self.incidents, *record.incidents))


class Classwork:
    """One run over a class. `measurers` measure; `helpers` make feedback pages (None: none are made).

    Raises `ValueError` where there is nothing that the course could check, or the gradebook doesn't know of it.
    """

    def __init__(
        self,
        folders: Folders,
        students: Sequence[str],
        rules: Rules,
        measurers: Crew,
        helpers: Crew | None,
        afresh: bool = False,
    ):
        self.students = students
        self._folders = folders
        self._rules = rules
        self._measurers = measurers
        self._helpers = helpers
        self._afresh = afresh
        self._store = RecordStore(folders.records)
        self._booking = Booking(folders)
        self._seed = plugin.seed_of_the_class()
        if task_of(folders.released_notebook, self._seed) is None:
            raise ValueError(f"assignment: expected one with checks of the course, got {folders.assignment!r}")
        self._waiting: dict[str, list[Graded]] = {}  # for the record of a task, by its key
        self._to_book: deque[Graded] = deque()
        self._booked: dict[str, Graded] = {}  # whose feedback pages are being made

    def grade(self) -> Iterator[Graded]:
        """Grade the students' work; yields what came of each, in the order in which it is done.

        Raises `RuntimeError` where nothing keeps students' code from the machine, `ConnectionError` where a cluster is
        gone.
        """
        for student in self.students:
            try:
                yield from self._take(student)
            except Exception as error:  # Whatever a student's file may do, the class goes on.
                yield Graded(student, problem=f"{type(error).__name__}: {error}")
            while self._measurers.unanswered > _ENOUGH_WAITING:
                yield from self._step()
        while self._waiting or self._to_book or self._booked:
            yield from self._step()

    def _take(self, student: str) -> Iterator[Graded]:
        """Find out what a student's work needs: a measurement, a booking, a feedback page, or nothing."""
        path, graded = self._folders.submitted(student), Graded(student)
        if not os.path.lexists(path):
            yield replace(graded, problem=_no_notebook(path))
            return
        graded = replace(graded, incidents=tuple(handed_in.tidy(path.parent)))
        try:
            submitted = notebook.read(path)
        except notebook.UnreadableNotebook as error:
            submitted, graded = notebook.stand_in(error), replace(graded, incidents=(*graded.incidents, str(error)))
        restored = restore(submitted, self._folders.released_notebook)
        task = task_of(restored, self._seed)
        record = self._store.load(task.key)
        if self._afresh or record is None or not record.is_complete():
            self._measure(task, record, graded)
            return
        graded = graded.noting(record)
        if self._booking.is_current(student, restored, record):
            yield from self._feed_back(graded)
        else:
            self._to_book.append(graded)

    def _measure(self, task: Task, record: Record | None, graded: Graded) -> None:
        """Let a task be measured, but for what is known of it; the same task of several students once."""
        if task.key not in self._waiting:
            known = None if self._afresh else record
            self._measurers.submit(Job(task.key, measure, (task, self._rules, known)))
        self._waiting.setdefault(task.key, []).append(graded)

    def _step(self) -> Iterator[Graded]:
        """Take in what has come back, and book one student."""
        outcomes = self._measurers.finished(0 if self._to_book else _TICK)
        if self._helpers not in (None, self._measurers):
            outcomes += self._helpers.finished(0)
        for outcome in outcomes:
            yield from self._measured(outcome) if outcome.job.function is measure else self._fed_back(outcome)
        if self._to_book:
            yield from self._book(self._to_book.popleft())

    def _measured(self, outcome: Outcome) -> Iterator[Graded]:
        """Keep a record, and let those who waited for it be booked."""
        those = self._waiting.pop(outcome.job.name)
        try:
            record = self._kept(outcome)
        except (OSError, ValueError) as error:
            yield from (replace(graded, problem=str(error)) for graded in those)
        else:
            self._to_book.extend(graded.noting(record) for graded in those)

    def _kept(self, outcome: Outcome) -> Record:
        """Save what was measured. Raises `ValueError` where nothing was, and `OSError` where it can't be saved."""
        key, record = outcome.job.name, outcome.value
        if outcome.raised in _HOPELESS:
            raise RuntimeError(outcome.problem)
        if outcome.problem:
            raise ValueError(outcome.problem)
        if record.key != key:
            raise ValueError("it was measured with other versions of Python or of packages than this machine has")
        earlier = self._store.load(key) if self._afresh else None
        record = compared(record, earlier) if earlier else record
        self._store.save(record)
        return record

    def _book(self, graded: Graded) -> Iterator[Graded]:
        problem = self._booking.book(graded.student)
        if problem:
            yield replace(graded, problem=problem)
        else:
            yield from self._feed_back(replace(graded, anew=True))

    def _feed_back(self, graded: Graded) -> Iterator[Graded]:
        """Let a feedback page be made where one is wanted; where none is, the student is done."""
        score = self._booking.scores[graded.student]
        graded = replace(graded, points=score.points, max_points=score.max_points)
        if self._helpers is None or not booking.needs_feedback(self._folders, graded.student):
            yield graded
            return
        self._booked[graded.student] = graded
        arguments = (self._folders.root, self._folders.assignment, graded.student)
        self._helpers.submit(Job(graded.student, booking.make_feedback, arguments), first=True)

    def _fed_back(self, outcome: Outcome) -> Iterator[Graded]:
        graded = self._booked.pop(outcome.job.name)
        problem = outcome.problem and f"there is no feedback page: {outcome.problem}"
        yield replace(graded, problem=problem)

    def summarise(self, found: Iterable[Graded]) -> Path:
        """Write the page about all who handed in, of whom `found` tells what came of this run; returns its path."""
        problems = {graded.student: graded.problem for graded in found}
        everyone = sorted({*self._folders.students(), *self._booking.scores})
        rows = (self._row(student, problems.get(student, "")) for student in everyone)
        summary.write(self._folders.summary, self._folders.assignment, rows, self._booking.absent())
        return self._folders.summary

    def rank(self) -> Path | None:
        """Write the page that a class may see of what its work reached; returns its path, or None where nothing was
        measured.
        """
        names = sorted({*self._folders.students(), *self._booking.scores})
        kept = (booking.record_of(self._folders.autograded(student), self._store) for student in names)
        written = leaderboard.write(self._folders.leaderboard, self._folders.assignment, filter(None, kept))
        return self._folders.leaderboard if written else None

    def _row(self, student: str, problem: str) -> summary.Row:
        score = self._booking.scores.get(student)
        return summary.Row(
            student=student,
            points=score.points if score else None,
            max_points=self._booking.max_points,
            record=booking.record_of(self._folders.autograded(student), self._store),
            problem=problem,
            by_hand=bool(score and score.by_hand),
            feedback=self._folders.feedback(student),
        )


def compared(record: Record, earlier: Record) -> Record:
    """Note as an incident which exercises came out otherwise than in an earlier record of the same work and checks."""
    now, then = _outcomes(record), _outcomes(earlier)
    differing = dict.fromkeys(exercise for case, (exercise, _) in now.items() if then.get(case, now[case]) != now[case])
    if not differing:
        return record
    return replace(record, incidents=(*record.incidents, f"differs from an earlier run: {', '.join(differing)}"))


def _outcomes(record: Record) -> dict[tuple[str, str], tuple[str, str]]:
    """Map each case, a check's fingerprint and its name, to its exercise and outcome."""
    return {
        (checked.fingerprint, result.name): (result.exercise, result.outcome)
        for checked in record.checks.values()
        for result in checked.results
    }


def _no_notebook(path: Path) -> str:
    others = sorted(other.name for other in path.parent.iterdir())
    there = f": there is {', '.join(others)}" if others else ", which is empty"
    return f"there is no {path.name} in {path.parent}{there}"
