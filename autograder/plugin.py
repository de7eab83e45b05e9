"""The pytest plugin that runs checks on a submission.

`pytest --submission NOTEBOOK.ipynb autograder/checks/noise.py` checks one notebook. Within a checks module the first
argument of a test is the exercise that it tests; every exercise of the lesson is a fixture of its own name. `reference`
is the reference answer of the first argument's name, `rng` a generator seeded from the class seed and the test's name.
"""

import inspect
import os
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from autograder import catalogue, pictures, plain, report
from autograder.expect import PicturesDiffer
from autograder.reference import reference as load_reference
from autograder.report import CheckResult
from autograder.submission import AnswerError, NotAttempted, Submission

SEED_VARIABLE = "PRIVATE_PIXELS_CLASS_SEED"
MOST_PRINTED = 2000
_RUN = pytest.StashKey["Run"]()
_LABEL = "private pixels check"


class Answer:
    """One exercise's function, called through the submission. It remembers its last call."""

    def __init__(self, submission: Submission, name: str):
        self._submission = submission
        self._name = name
        self.forget()

    def forget(self) -> None:
        """Drop the memory of the last call."""
        self.changed: tuple[str, ...] = ()
        self.last_call = ""

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Call the learner's function with copies, and return its result."""
        given = [plain.describe(value) for value in args]
        given += [f"{name}={plain.describe(value)}" for name, value in kwargs.items()]
        self.last_call = f"{self._name}({', '.join(given)})"
        reply = self._submission.call(self._name, *args, **kwargs)
        self.changed = reply.changed
        self.last_call += f" returned {plain.describe(reply.value)}"
        return reply.value


class Run:
    """What one run of pytest checks: a submission, with one class seed. As a plugin it gathers the results."""

    def __init__(self, submission: Submission | None, seed: int, only: Collection[str] | None = None):
        """Check a submission; `only` names the tests that run (default: all)."""
        self.submission = submission
        self.seed = seed
        self.only = only
        self.cases: Counter[str] = Counter()
        self.results: list[report.CheckResult] = []
        self.errors: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what went wrong while the checks were loaded."""
        if report.failed:
            self.errors.append(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a check's result; it may come from another process (pytest-xdist)."""
        self.results += [CheckResult(**value) for name, value in report.user_properties if name == _LABEL]

    def exercise_reports(self, lesson: str) -> tuple[report.ExerciseReport, ...]:
        """Put the results together, exercise by exercise."""
        return report.gather(self.results, catalogue.points_by_exercise(lesson))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a run on one submission."""
    group = parser.getgroup("private pixels")
    group.addoption("--submission", metavar="NOTEBOOK", help="the notebook whose answers are checked")
    group.addoption("--exercise", metavar="NAME", help="run the checks of this exercise only")
    group.addoption(
        "--class-seed",
        type=int,
        metavar="N",
        help=f"the seed of random inputs (default: ${SEED_VARIABLE}, or 0)",
    )
    group.addoption("--grade-report", metavar="FILE", help="write outcomes, points and hints as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers, and find out what is to be checked."""
    config.addinivalue_line("markers", "points(n): what passing this check is worth")
    config.addinivalue_line("markers", "hidden: runs only where the reference answers are")
    given = [plugin for plugin in config.pluginmanager.get_plugins() if isinstance(plugin, Run)]
    if given:
        config.stash[_RUN] = given[0]
        config.option.tbstyle = "no"  # hints take the place of tracebacks, which take long to make
    else:
        config.stash[_RUN] = _run_of_the_command_line(config)
        config.pluginmanager.register(config.stash[_RUN])


def _run_of_the_command_line(config: pytest.Config) -> Run:
    path, seed, submission = config.getoption("--submission"), config.getoption("--class-seed"), None
    try:
        if path is not None:
            from autograder import notebook  # Here, since it takes a second: a notebook's check does without.

            submission = notebook.submission(Path(path))
        return Run(submission, seed_of_the_class() if seed is None else seed, _chosen(config.getoption("--exercise")))
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None


def _chosen(exercise: str | None) -> Collection[str] | None:
    """Name the tests of the exercise that was asked for."""
    return None if exercise is None else catalogue.tests_of(exercise)


def seed_of_the_class() -> int:
    """Return the class seed that the environment sets, or 0. Raises `ValueError` if it isn't an integer >= 0."""
    text = os.environ.get(SEED_VARIABLE, "0")
    if not text.isdecimal():
        raise ValueError(f"{SEED_VARIABLE}: expected an integer >= 0, got {text!r}")
    return int(text)


def _is_checks(path: Path) -> bool:
    return path.parent == catalogue.CHECKS


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Supply each exercise of the lesson as a fixture of its name."""
    path = Path(metafunc.definition.path)
    if not _is_checks(path):
        return
    run = metafunc.config.stash[_RUN]
    for name in metafunc.fixturenames:
        if name in catalogue.exercises(path.stem):
            if run.submission is None:
                raise pytest.UsageError("name the notebook to check: --submission NOTEBOOK.ipynb")
            metafunc.parametrize(name, [Answer(run.submission, name)], ids=[pytest.HIDDEN_PARAM])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the chosen exercise's checks; skip the hidden ones where no reference is."""
    run = config.stash[_RUN]
    for item in [item for item in items if _is_checks(item.path)]:
        if run.only is not None and item.originalname not in run.only:
            items.remove(item)
            continue
        run.cases[item.originalname] += 1
        if item.get_closest_marker("hidden") and load_reference(item.path.stem) is None:
            item.add_marker(pytest.mark.skip(reason="needs the reference answers"))


def _exercise(item: pytest.Item) -> str:
    return next(iter(inspect.signature(item.function).parameters), "")


@pytest.fixture
def class_seed(request: pytest.FixtureRequest) -> int:
    """The class's seed."""
    return request.config.stash[_RUN].seed


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator seeded from the class seed and the check's name.

    Answers get a copy: for draws that differ from call to call pass `rng.spawn(n)`, one to each.
    """
    return np.random.default_rng([request.config.stash[_RUN].seed, zlib.crc32(request.node.name.encode())])


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Answer:
    """The reference answer of the exercise that the test is about."""
    answers = load_reference(request.path.stem)
    if answers is None:
        pytest.skip("needs the reference answers")
    return Answer(answers, _exercise(request.node))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Tell the three outcomes apart, and put the hint where the traceback would be."""
    test_report = yield
    if _is_checks(item.path) and (call.when == "call" or not test_report.passed):
        if call.when != "call" and _is_the_checks_fault(call.excinfo):
            item.config.stash[_RUN].errors.append(f"{item.name}: {call.when} failed: {call.excinfo.exconly()}")
        result = _result(item, call, test_report)
        test_report.user_properties.append((_LABEL, asdict(result)))
        if test_report.failed:
            test_report.longrepr = "\n".join(filter(None, (result.hint, result.message, result.call)))
    return test_report


def _is_the_checks_fault(problem: pytest.ExceptionInfo | None) -> bool:
    """Tell whether what a fixture raised says nothing of the answer."""
    return problem is not None and not problem.errisinstance(
        (AssertionError, AnswerError, NotAttempted, pytest.skip.Exception)
    )


def _result(item: pytest.Item, call: pytest.CallInfo, test_report: pytest.TestReport) -> CheckResult:
    marker, exercise = item.get_closest_marker("points"), _exercise(item)
    error = call.excinfo.value if call.excinfo else None
    failed = test_report.failed
    return CheckResult(
        name=item.name,
        exercise=exercise,
        outcome=_outcome(test_report, error),
        points=(marker.args[0] if marker else 0) / item.config.stash[_RUN].cases[item.originalname],
        hidden=item.get_closest_marker("hidden") is not None,
        hint=" ".join(inspect.cleandoc(item.function.__doc__ or "").split()),
        message=_message(error) if failed else "",
        call=item.funcargs[exercise].last_call if failed and exercise in item.funcargs else "",
        printed=test_report.capstdout[:MOST_PRINTED],
        pictures=pictures.comparison(error.yours, error.expected) if isinstance(error, PicturesDiffer) else {},
        measured={name: value for name, value in item.user_properties if isinstance(value, float)},
    )


def _outcome(test_report: pytest.TestReport, error: BaseException | None) -> str:
    if isinstance(error, NotAttempted):
        return report.NOT_ATTEMPTED
    return {"passed": report.PASSED, "skipped": report.SKIPPED, "failed": report.WRONG}[test_report.outcome]


def _message(error: BaseException | None) -> str:
    text = str(error)
    if isinstance(error, (AssertionError, AnswerError, NotAttempted)):
        return text.partition("\nassert ")[0]
    return f"the check could not use what came back: {type(error).__name__}: {text}"


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Count 'not attempted' apart from failures on the command line."""
    outcomes = [value["outcome"] for name, value in getattr(report, "user_properties", ()) if name == _LABEL]
    if outcomes == ["not attempted"]:
        return "not attempted", "o", "NOT ATTEMPTED"
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no call of an earlier case stand in this one's report, nor have a say in what this one's calls draw."""
    if _is_checks(item.path):
        item.config.stash[_RUN].submission.begin(item.name)
        for value in item.funcargs.values():
            if isinstance(value, Answer):
                value.forget()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print a line per exercise, and write the JSON report."""
    run = config.stash[_RUN]
    lessons = [lesson for lesson in catalogue.lessons() if run.exercise_reports(lesson)]
    for lesson in lessons:
        reports = run.exercise_reports(lesson)
        terminalreporter.section(lesson)
        for one in reports:
            terminalreporter.write_line(f"{one.exercise:32} {one.outcome:14} {one.points:g} of {one.max_points:g}")
        path = config.getoption("--grade-report")
        if path:
            Path(path).write_text(report.to_json(lesson, run.seed, reports), encoding="utf-8")
