"""`check(...)`, the cell under an exercise: the lesson's tests, run on the function that the learner just wrote."""

import inspect
import threading
from collections.abc import Collection

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
    lesson = catalogue.lesson_of(exercise)
    results = run_tests(submission, lesson, catalogue.tests_of(exercise), seed, capture="fd")
    return report.gather(results, catalogue.points_by_exercise(lesson))[0]


def run_tests(
    submission: Submission, lesson: str, tests: Collection[str], seed: int, capture: str = "sys"
) -> list[CheckResult]:
    """Run some tests of a lesson on a submission, as `run_checks` does; returns a result for each case of each test.

    `capture` is pytest's: "fd" where answers run in this process and may write past Python. One run at a time, for
    pytest replaces the process's streams.
    """
    run = Run(submission, seed, tests)
    with _one_at_a_time:
        status = pytest.main(_arguments(lesson, capture), plugins=[run])
    if status == pytest.ExitCode.INTERRUPTED and not run.errors:
        raise KeyboardInterrupt
    missing = set(tests) - {result.name.partition("[")[0] for result in run.results}
    if run.errors or missing:
        problem = "; ".join(run.errors) or f"pytest ended with {status!r}, without {', '.join(sorted(missing))}"
        raise RuntimeError(f"the checks of {lesson} can't be run: {problem}")
    return run.results


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
