"""otter-grader in an environment of its own, with the same lessons and checks in its format."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat

from autograder import catalogue, notebook
from autograder.configuration import PROJECT
from benchmarks.classes import Class

ENVIRONMENT = PROJECT / "build" / "otter"
PYTHON = ENVIRONMENT / "bin" / "python"
_POINTS = "otter-points.json"
_GRADE = f"""
import json, sys
from otter.api import grade_submission

points = {{path: grade_submission(path, sys.argv[1], quiet=True).total for path in sys.argv[2:]}}
with open({_POINTS!r}, "w") as file:
    json.dump(points, file)
"""
_TESTS = """
from autograder.notebook_check import run_checks
from autograder.submission import Submission
from otter.test_files import test_case

OK_FORMAT = False
name = {exercise!r}
reports = []


def failed(functions):
    if not reports:
        reports.append(run_checks(Submission(functions), name, seed=0))
    return [result.name for result in reports[0].failed]
"""
_TEST = """
@test_case(points={points})
def {name}(env):
    assert {name!r} not in failed(env)
"""


@cache
def install() -> str:
    """Make the environment where it isn't made yet; returns why that can't be done, or nothing."""
    if not (ENVIRONMENT / "installed").exists():
        pip = [str(PYTHON), "-m", "pip", "install", "-q", "-e", str(PROJECT), "otter-grader"]
        for command in ([sys.executable, "-m", "venv", str(ENVIRONMENT)], pip):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                return (done.stderr.strip() or done.stdout.strip()).splitlines()[-1]
        (ENVIRONMENT / "installed").touch()
    return ""


def prepare(group: Class) -> list[list[str]]:
    """Write a class's work and its lesson's checks as otter wants them; returns the command that grades all of it.

    otter runs its tests behind the last cell, so the check cells are left out.
    """
    submissions = []
    for student in group.students:
        submitted = notebook.read(group.submitted(student))
        submitted.cells = [cell for cell in submitted.cells if not notebook.is_check(cell)]
        submissions.append(f"otter/{student}.ipynb")
        (group.root / "otter").mkdir(exist_ok=True)
        nbformat.write(submitted, group.root / submissions[-1])
    with zipfile.ZipFile(group.root / "autograder.zip", "w") as file:
        file.writestr("otter_config.json", json.dumps({"pdf": False}))
        for exercise in catalogue.exercises(group.lesson):
            file.writestr(f"tests/{exercise}.py", "".join(_tests(group.lesson, exercise)))
    return [[str(PYTHON), "-c", _GRADE, "autograder.zip", *submissions]]


def _tests(lesson: str, exercise: str) -> Iterator[str]:
    yield _TESTS.format(exercise=exercise)
    for check in catalogue.checks(lesson):
        if check.exercise == exercise:
            yield _TEST.format(name=check.name, points=check.points)


def points(group: Class) -> dict[str, float]:
    """Read what otter gave each student."""
    found = json.loads((group.root / _POINTS).read_text(encoding="utf-8"))
    return {Path(name).stem: value for name, value in found.items()}
