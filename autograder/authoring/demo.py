"""The main job, unattended: build the course, hand in a sample class, grade it through nbgrader, show the results."""

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from tqdm import tqdm

from autograder import notebook, report
from autograder.authoring import course, sample_class
from solutions import LESSONS

ROOT = course.PROJECT / "build" / "demo"
MOST_FAILURES_SHOWN = 3


@dataclass(frozen=True)
class Graded:
    """What came of one submission: its points, and the checks that it failed; None where grading itself failed."""

    student: str
    lesson: str
    points: float | None
    max_points: float
    failed: tuple[str, ...]


def run(root: Path = ROOT) -> bool:
    """Grade the sample class in `root`, which is emptied first, and tell whether every submission got its grade."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    console = Console()
    console.print("Building the assignments ...")
    course.build(root)
    handed_in = _hand_in(root)
    api = NbGraderAPI(config=course.nbgrader_config(root))
    api.log.setLevel(logging.CRITICAL)
    problems = _grade(api, handed_in)
    graded = [_graded(api, root, student, lesson) for student, lesson in handed_in]
    console.print(_table(graded))
    for problem in problems:
        console.print(problem, style="red", markup=False)
    console.print(f"feedback pages: {root / 'feedback'}\ngrades:         {_export(api, root)}", soft_wrap=True)
    done = sum(one.points is not None for one in graded)
    console.print(f"graded {done} of {len(handed_in)} submissions", highlight=False)
    return done == len(handed_in)


def _hand_in(root: Path) -> list[tuple[str, str]]:
    handed_in = []
    for student, text in sample_class.students().items():
        for lesson in LESSONS:
            sample_class.hand_in(root, lesson, student, text(root, lesson))
            handed_in.append((student, lesson))
    return handed_in


def _grade(api: NbGraderAPI, handed_in: list[tuple[str, str]]) -> list[str]:
    """Run nbgrader's autograde and generate_feedback on each submission; returns what went wrong."""
    problems = []
    for student, lesson in tqdm(handed_in, desc="grading", unit="notebook"):
        name = course.assignment(lesson)
        for step in (api.autograde, api.generate_feedback):
            outcome = step(name, student)
            if not outcome["success"]:
                problems.append(f"{student}, {name}: {outcome.get('error') or outcome.get('log')}")
                break
    return problems


def _graded(api: NbGraderAPI, root: Path, student: str, lesson: str) -> Graded:
    name = course.assignment(lesson)
    path = root / "autograded" / student / name / f"{name}.ipynb"
    with Gradebook(api.coursedir.db_url) as gradebook:
        submission = gradebook.find_submission(name, student)
        points, max_points = submission.score, submission.max_score
    if not path.exists():
        return Graded(student, lesson, None, max_points, ("not graded",))
    return Graded(student, lesson, points, max_points, tuple(_failures(notebook.read(path))))


def _failures(graded: notebook.NotebookNode) -> list[str]:
    """Name the exercises that are not right, each with the first check that failed."""
    if any(cell.id == notebook.UNREADABLE for cell in graded.cells):
        return ["the file can't be read"]
    failures = []
    for cell in filter(notebook.is_check, graded.cells):
        results = [output.data[report.MIME] for output in cell.outputs if report.MIME in output.get("data", {})]
        if not results:
            failures.append(f"{cell.source}: no report")
            continue
        found = report.from_dict(results[0])
        if found.outcome == report.WRONG:
            failures.append(f"{found.exercise}: {report.shown_name(found.failed[0])}")
        elif found.outcome == report.NOT_ATTEMPTED:
            failures.append(f"{found.exercise}: not attempted")
    return failures


def _table(graded: list[Graded]) -> Table:
    table = Table("student", *map(course.assignment, LESSONS), "what failed", show_lines=True)
    table.caption = "Open questions are graded by a person, in formgrader: their points are still to come."
    for student in dict.fromkeys(one.student for one in graded):
        rows = [one for one in graded if one.student == student]
        failed = list(dict.fromkeys(failure for one in rows for failure in one.failed))
        shown = failed[:MOST_FAILURES_SHOWN]
        if len(failed) > len(shown):
            shown.append(f"and {len(failed) - len(shown)} more")
        points = ["-" if one.points is None else f"{one.points:g} of {one.max_points:g}" for one in rows]
        table.add_row(student, *points, escape("\n".join(shown)))
    return table


def _export(api: NbGraderAPI, root: Path) -> Path:
    path = root / "grades.csv"
    exporter = CsvExportPlugin(parent=api)
    exporter.to = str(path)
    with Gradebook(api.coursedir.db_url) as gradebook:
        exporter.export(gradebook)
    return path
