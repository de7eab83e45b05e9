"""How long a learner waits: for a notebook's `check`, and for a lesson from top to bottom."""

import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from autograder import catalogue
from autograder.authoring import course, verify
from autograder.notebook_check import run_checks
from autograder.submission import Submission
from benchmarks.contest import Contest
from solutions import LESSONS


def check_seconds() -> dict[str, float]:
    """Return the seconds that `check` takes on each exercise's reference once it is warm, the median of five."""
    seconds = {}
    for lesson in LESSONS:
        answers = verify.Lesson(lesson).answers
        for exercise in catalogue.exercises(lesson):
            submission = Submission({exercise: answers[exercise]})
            way = {"check": lambda exercise=exercise, submission=submission: run_checks(submission, exercise, 0)}
            seconds[exercise] = Contest(exercise, "check", way).seconds()["check"]
    return seconds


def lesson_seconds() -> dict[str, float]:
    """Return the seconds that each lesson's notebook takes from top to bottom, its kernel's start included."""
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        course.build(Path(folder))
        config = course.nbgrader_config(Path(folder))
        for lesson in LESSONS:
            name = course.assignment(lesson)
            notebook = nbformat.read(Path(folder) / "build" / "source" / name / f"{name}.ipynb", as_version=4)
            start = time.perf_counter()
            NotebookClient(notebook, timeout=300, config=config).execute()
            seconds[name] = time.perf_counter() - start
    return seconds
