"""Measuring a submission: its cells and functions run in a kernel, the checks in this process."""

import contextlib
import time
from typing import Self

from autograder import catalogue
from autograder.grading.outputs import Outputs, problem_of, text
from autograder.grading.records import Checked, Record
from autograder.grading.task import Task
from autograder.live_kernel import KernelEnded, Stopped
from autograder.notebook_check import run_tests
from autograder.remote import AnsweringKernel, RemoteSubmission
from autograder.report import CheckResult
from autograder.rules import Rules
from autograder.submission import AnswerError

MOST_DROPPED = 3  # cells that ended the kernel


def measure(task: Task, rules: Rules, known: Record | None = None) -> Record:
    """Run a submission's cells, and the checks that `known` has no results of, and return what came of it.

    The same task gives the same record, but for the seconds. Nothing that a submission does raises; `RuntimeError`
    says that no kernel could be started or that the checks themselves can't be run.
    """
    if known is not None and known.is_complete():
        return known
    fingerprints = catalogue.fingerprints(task.lesson)
    kept = {name: known.checks[name] for name in _unchanged(known, fingerprints)}
    started = time.monotonic()
    with Sitting(task, rules) as sitting:
        with contextlib.suppress(AnswerError):
            sitting.current()
        submission = RemoteSubmission(sitting, rules, task.seed)
        results = run_tests(submission, task.lesson, fingerprints.keys() - kept.keys(), task.seed)
    found = {name: Checked(fingerprints[name], _of_test(name, results)) for name in fingerprints if name not in kept}
    return Record(
        key=task.key,
        lesson=task.lesson,
        outputs=tuple(map(tuple, sitting.outputs)),
        checks={name: (kept | found)[name] for name in fingerprints},
        incidents=tuple(sitting.incidents),
        seconds=time.monotonic() - started,
    )


def _unchanged(known: Record | None, fingerprints: dict[str, str]) -> list[str]:
    checks = known.checks if known else {}
    return [name for name in checks if fingerprints.get(name) == checks[name].fingerprint]


def _of_test(name: str, results: list[CheckResult]) -> tuple[CheckResult, ...]:
    return tuple(result for result in results if result.name.partition("[")[0] == name)


class Sitting:
    """A submission's cells, run in a kernel; in a fresh one where a cell or a call ended the last.

    A cell that ends the kernel is left out from then on, so that it costs only what it defines.
    """

    def __init__(self, task: Task, rules: Rules):
        self._task = task
        self._rules = rules
        self._deadline = time.monotonic() + rules.submission_seconds
        self._kernel: AnsweringKernel | None = None
        self._dropped: dict[int, str] = {}
        self.outputs: list[list[dict]] = [[] for _ in task.sources]
        self.incidents: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._kernel is not None:
            self._kernel.end()

    def seconds_left(self) -> float:
        """Return the seconds that the submission has left."""
        return self._deadline - time.monotonic()

    def note(self, incident: str) -> None:
        """Remember something that a person should look at."""
        if incident not in self.incidents:
            self.incidents.append(incident)

    def current(self) -> AnsweringKernel:
        """Return a running kernel that has run the cells. Raises `AnswerError` where the time is used up."""
        while True:
            if self.seconds_left() <= 0:
                raise AnswerError(f"not called: {self._out_of_time()}")
            if self._kernel is not None and not self._kernel.has_ended:
                return self._kernel
            self._kernel = AnsweringKernel(self._rules, self._task.imports, self._task.seed).__enter__()
            self._run_cells(self._kernel)

    def _run_cells(self, kernel: AnsweringKernel) -> None:
        """Run the cells up to the first that ends the kernel, which is left out from then on."""
        shown = Outputs(self._rules.output)
        for place, source in enumerate(self._task.sources):
            problem = self._dropped.get(place) or self._run_cell(kernel, place, shown)
            if problem:
                kernel.failures[source] = problem
            if kernel.has_ended:
                self._drop(place, problem)
                return

    def _run_cell(self, kernel: AnsweringKernel, place: int, shown: Outputs) -> str | None:
        """Run one cell, keep its outputs, and return what went wrong in it."""
        if self.seconds_left() <= 0:
            return self._out_of_time()
        self.outputs[place] = outputs = []
        problem, was_full = None, shown.are_full
        try:
            for message in kernel.run(self._task.sources[place], min(self._rules.cell_seconds, self.seconds_left())):
                shown.add(message, outputs)
                problem = problem_of(message) or problem
            return problem
        except Stopped as reason:
            problem = f"was stopped {reason}"
        except KernelEnded as reason:
            problem = f"ended the kernel: {reason}"
        finally:
            if shown.are_full and not was_full:
                self.note(f"cell {place + 1} wrote more output than is kept")
        outputs.append(text(f"This cell {problem}."))
        self.note(f"cell {place + 1} {problem}")
        return f"it {problem}"

    def _drop(self, place: int, problem: str) -> None:
        """Leave out a cell; and all behind it, where too many have been left out."""
        self._dropped[place] = problem
        if len(self._dropped) > MOST_DROPPED:
            later = range(place + 1, len(self._task.sources))
            self._dropped = dict.fromkeys(later, "too many cells before it ended the kernel") | self._dropped

    def _out_of_time(self) -> str:
        return f"the notebook had used up its {self._rules.submission_seconds:g} s"
