"""`check(...)`, the cell under an exercise: the lesson's tests, run on the function that the learner just wrote."""

import inspect
import threading
from collections.abc import Collection, Iterable

import pytest

from autograder import catalogue, report
from autograder.plugin import Run, seed_of_the_class
from autograder.report import CheckResult, ExerciseReport
from autograder.submission import Submission

_one_at_a_time = threading.RLock()


def check(answer: object) -> ExerciseReport:
    """Run an exercise's checks on the function `answer` and return a report that shows itself as a table.

    The exercise is known by the function's name in the notebook. Raises `ValueError` where no exercise has this name.
    """
    namespace = inspect.currentframe().f_back.f_globals
    exercise = _exercise_name(answer, namespace)
    functions = Submission({**namespace, exercise: answer})
    return run_checks(functions, exercise, seed_of_the_class())


def run_checks(submission: Submission, exercise: str, seed: int) -> ExerciseReport:
    """Run the checks of one exercise on a submission, in this process, without a word on stdout or stderr.

    Raises `RuntimeError` where the checks themselves can't be loaded, and `KeyboardInterrupt`.
    """
    return sweep_checks(submission, exercise, [seed])[0]


def sweep_checks(submission: Submission, exercise: str, seeds: Iterable[int]) -> list[ExerciseReport]:
    """Run the checks of one exercise once for each seed, as `run_checks` does, but load them only once."""
    lesson = catalogue.lesson_of(exercise)
    run = _Sweep(submission, seeds, catalogue.tests_of(exercise))
    _run(run, lesson, capture="fd")
    return [report.gather(results, catalogue.points_by_exercise(lesson))[0] for results in run.by_seed]


def run_tests(submission: Submission, lesson: str, tests: Collection[str], seed: int) -> list[CheckResult]:
    """Run some tests of a lesson on a submission whose answers run in another process.

    Returns a result for each case of each test; raises what `run_checks` does.
    """
    run = Run(submission, seed, tests)
    _run(run, lesson, capture="sys")
    return run.results


class _Sweep(Run):
    """A run that goes through its checks anew for each of several seeds."""

    def __init__(self, submission: Submission, seeds: Iterable[int], only: Collection[str]):
        self._seeds = list(seeds)
        super().__init__(submission, self._seeds[0], only)
        self.by_seed: list[list[CheckResult]] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run all checks with each seed; where some couldn't be loaded, leave it to pytest to say so."""
        if session.testsfailed:
            return None
        for seed in self._seeds:
            self.seed, self.results = seed, []
            for item, following in zip(session.items, [*session.items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.by_seed.append(self.results)
        return True


def _run(run: Run, lesson: str, capture: str) -> None:
    """Let pytest carry out a run, one at a time, for it replaces the process's streams.

    `capture` is pytest's: "fd" where answers run in this process and may write past Python.
    """
    with _one_at_a_time:
        status = pytest.main(_arguments(lesson, capture), plugins=[run])
    if status == pytest.ExitCode.INTERRUPTED and not run.errors:
        raise KeyboardInterrupt
    missing = set(run.only) - {result.name.partition("[")[0] for result in run.results}
    if run.errors or missing:
        problem = "; ".join(run.errors) or f"pytest ended with {status!r}, without {', '.join(sorted(missing))}"
        raise RuntimeError(f"the checks of {lesson} can't be run: {problem}")


def _arguments(lesson: str, capture: str) -> list[str]:
    """Point pytest at one module, with our own settings and plugin alone, whatever else is installed."""
    settings = catalogue.CHECKS / "pytest.ini"
    quiet = [
        "-p",
        "no:terminal",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:faulthandler",
        "-p",
        "no:unraisableexception",
    ]
    return [
        str(catalogue.module(lesson)),
        f"-c{settings}",
        f"--rootdir={catalogue.CHECKS}",
        f"--capture={capture}",
        "--disable-plugin-autoload",
        "-pautograder.plugin",
        *quiet,
    ]


def _exercise_name(answer: object, namespace: dict) -> str:
    names = [getattr(answer, "__name__", "")]
    names += [name for name, value in namespace.items() if value is answer]
    for name in names:
        if catalogue.lesson_of(name):
            return name
    known = ", ".join(name for lesson in catalogue.lessons() for name in catalogue.exercises(lesson))
    raise ValueError(f"answer: expected a function named like an exercise ({known}), got {names[0] or answer!r}")
