"""Grading one class several ways, in turn: stock nbgrader, this project, and otter-grader where it can be had."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from autograder.configuration import PROJECT
from benchmarks import classes, otter_grader, processes
from benchmarks.classes import NUMPY, TENSORFLOW, Class
from benchmarks.processes import Cost

STUDENTS, ROUNDS = 30, 3
FEW = 4  # students, of a class that is graded once to fill caches and to measure memory
SCRIPTS = Path(sysconfig.get_path("scripts"))

_STOCK = """
c = get_config()
c.CourseDirectory.course_id = "private_pixels"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.source_directory = "build/source"
c.CourseDirectory.release_directory = "course"
c.Execute.timeout = 120
"""
_WITHOUT_EXECUTION = f"""{_STOCK}
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""
_OURS = """
from pathlib import Path
from autograder.configuration import nbgrader_config

c = get_config()
c.merge(nbgrader_config(Path({root!r})))
"""

Commands = Callable[[Class], list[list[str]]]


@dataclass(frozen=True)
class Way:
    """One way to grade a class: nbgrader's settings, and the commands to run at once in the class's folder.

    With `records` it finds the records of an earlier run, but an empty gradebook. `points` reads what came of it.
    """

    name: str
    settings: str
    commands: Commands
    records: bool = False
    points: Callable[[Class], dict[str, float]] | None = Class.points


def _autograde(*halves: str) -> Commands:
    """Run nbgrader on the whole class, or side by side on the students whose names fit each pattern."""
    students = [["--student", pattern] for pattern in halves] or [[]]
    return lambda group: [[str(SCRIPTS / "nbgrader"), "autograde", group.assignment, *half] for half in students]


def _grade(*options: str) -> Commands:
    command = [str(SCRIPTS / "python"), "-m", "autograder", "grade", "--root", "."]
    return lambda group: [[*command, *options, group.assignment]]


STOCK = Way("stock `nbgrader autograde`", _STOCK, _autograde())
TWO_STOCK = Way("two of them at once, half the class each", _STOCK, _autograde("s*[13579]", "s*[02468]"))
OURS = Way("`nbgrader autograde`, our settings", _OURS, _autograde())
ONE = Way("`python -m autograder grade --workers 1`", _OURS, _grade("--workers=1", "--no-feedback"))
TWO = Way("`python -m autograder grade --workers 2`", _OURS, _grade("--workers=2", "--no-feedback"))
FEEDBACK = Way("the same, and feedback pages", _OURS, _grade("--workers=2"))
OTTER = Way("otter-grader, no container, one process", "", otter_grader.prepare, points=otter_grader.points)
BOOKKEEPING = Way("stock `nbgrader autograde` without running anything", _WITHOUT_EXECUTION, _autograde(), points=None)
BOOKING = Way("`python -m autograder grade`, all measured before", _OURS, _grade("--workers=1", "--no-feedback"), True)
WAYS = (STOCK, TWO_STOCK, OURS, ONE, TWO, FEEDBACK, OTTER, BOOKKEEPING, BOOKING)


@dataclass
class Trial:
    """What was found out about one class: the costs of each way, and its cells' own seconds, round after round."""

    group: Class
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    own: list[float] = field(default_factory=list)

    def seconds(self, way: Way) -> float:
        """The seconds that a way takes for one submission, start-up included: the median over the rounds."""
        return statistics.median(cost.seconds for cost in self.costs[way.name][1:]) / len(self.group.students)

    def memory(self, way: Way) -> int:
        """The most bytes of memory that a way needed for the few."""
        return self.costs[way.name][0].memory

    def own_seconds(self) -> float:
        """The seconds that a submission's cells and checks take by themselves."""
        return statistics.median(self.own) / len(self.group.students)


def trials(
    students: int = STUDENTS,
    rounds: int = ROUNDS,
    lessons: Sequence[str] = (NUMPY, TENSORFLOW),
    ways: Sequence[Way] = WAYS,
) -> dict[str, Trial]:
    """Grade a class of each lesson all ways in turn, `rounds` times, after a few students for caches and for memory.

    Raises `ValueError` where there is no round, `RuntimeError` where a way fails or gives a student other points than
    another.
    """
    if rounds < 1:
        raise ValueError(f"rounds: expected at least 1, got {rounds}")
    ways = [way for way in ways if way is not OTTER or not otter_grader.install()]
    _compile_bytecode()
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        few = {lesson: classes.make(Path(folder, "few", lesson), lesson, min(FEW, students)) for lesson in lessons}
        found = {lesson: Trial(classes.make(Path(folder, lesson), lesson, students)) for lesson in lessons}
        turns = [(number, lesson, way) for number in range(rounds + 1) for lesson in lessons for way in ways]
        for number, lesson, way in tqdm(turns, desc="grading"):
            trial = found[lesson]
            group = trial.group if number else few[lesson]
            trial.costs.setdefault(way.name, []).append(bench.cost(group, way, weigh=not number))
            if way is STOCK and number:
                trial.own.append(bench.own_seconds(trial.group))
    return found


def seconds_as_released() -> dict[str, float]:
    """Return what the NumPy lesson takes for one submission with its explorations, as students hand it in."""
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        group = classes.make(Path(folder, NUMPY), NUMPY, 1, explorations=True)
        return {way.name: bench.cost(group, way).seconds for way in (STOCK, OURS)}


class _Bench:
    """Grades copies of classes in a folder, without the settings and caches of whoever runs it."""

    def __init__(self, folder: Path):
        self._folder = folder
        homes = {name: str(folder / "home") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
        self._environment = os.environ | homes | {"PATH": path, "PRIVATE_PIXELS_CLASS_SEED": "0"}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self._points: dict[Path, dict[str, float]] = {}

    def cost(self, group: Class, way: Way, weigh: bool = False) -> Cost:
        """Grade a fresh copy of a class."""
        copy = group.copy(self._folder / "graded")
        (copy.root / "nbgrader_config.py").write_text(way.settings.format(root=str(copy.root)))
        if way.records:
            shutil.copytree(self._records(group), copy.root / "records")
        cost = processes.run(way.commands(copy), copy.root, self._environment, weigh)
        if way.points:
            self._compare(group, way, way.points(copy))
        if way is ONE:
            shutil.copytree(copy.root / "records", self._records(group), dirs_exist_ok=True)
        shutil.rmtree(copy.root)
        return cost

    def _records(self, group: Class) -> Path:
        """Where the records of a class are kept for a way that wants them."""
        return self._folder / "records" / group.lesson

    def _compare(self, group: Class, way: Way, points: dict[str, float]) -> None:
        expected = self._points.setdefault(group.root, points)
        if points != expected:
            raise RuntimeError(f"{way.name}: other points in {group.assignment} than before: {points}, not {expected}")

    def own_seconds(self, group: Class) -> float:
        """Return the seconds that all cells and checks of a class take where everything is imported."""
        files = [str(group.submitted(student)) for student in group.students]
        command = [sys.executable, "-m", "benchmarks.cells", *files]
        done = subprocess.run(command, cwd=PROJECT, env=self._environment, capture_output=True, text=True, check=True)
        return sum(json.loads(done.stdout))


def _compile_bytecode() -> None:
    """Compile what is imported before it is timed: else a grader that imports more often would look worse."""
    compile_all = "import compileall, sysconfig as s; compileall.compile_dir(s.get_path('purelib'), quiet=2, workers=0)"
    for python in filter(Path.exists, (Path(sys.executable), otter_grader.PYTHON)):
        subprocess.run([python, "-c", compile_all], check=True)
