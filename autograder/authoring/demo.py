"""The main job, unattended: build the course, hand in a sample class, grade it, show the results."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from autograder import notebook, report
from autograder.authoring import course, sample_class
from autograder.grading.classwork import Graded
from autograder.grading.preparation import prepared
from solutions import LESSONS

ROOT = course.PROJECT / "build" / "demo"
MOST_FAILURES_SHOWN = 3


@dataclass(frozen=True)
class Shown:
    """What the table shows of one submission: what came of it, and the checks that it failed."""

    graded: Graded
    failed: tuple[str, ...]


def run(root: Path = ROOT) -> bool:
    """Grade the sample class in `root`, which is emptied first, and tell whether every submission got its grade."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    console = Console()
    console.print("Building the assignments ...")
    course.build(root)
    _hand_in(root)
    by_lesson = {lesson: _grade(root, lesson) for lesson in LESSONS}
    everything = [shown.graded for rows in by_lesson.values() for shown in rows.values()]
    console.print(_table(by_lesson))
    for line in _failed(by_lesson):
        console.print(line, highlight=False, markup=False)
    for graded in everything:
        if graded.problem:
            console.print(f"{graded.student}: {graded.problem}", style="red", markup=False)
    console.print(f"feedback pages: {root / 'feedback'}\ngrades:         {_export(root)}", soft_wrap=True)
    done = sum(graded.points is not None for graded in everything)
    console.print(f"graded {done} of {len(everything)} submissions", highlight=False)
    return not any(graded.problem for graded in everything)


def _hand_in(root: Path) -> None:
    for student, text in sample_class.students().items():
        for lesson in LESSONS:
            sample_class.hand_in(root, lesson, student, text(root, lesson))


def _grade(root: Path, lesson: str) -> dict[str, Shown]:
    """Grade the class's work on a lesson; returns what came of it by student."""
    name = course.assignment(lesson)
    with prepared(root, name) as work, tqdm(total=len(work.students), desc=name, unit="notebook") as bar:
        found = {}
        for graded in work.grade():
            path = root / "autograded" / graded.student / name / f"{name}.ipynb"
            found[graded.student] = Shown(graded, tuple(_failures(path)))
            bar.update()
    return found


def _failures(path: Path) -> list[str]:
    """Name the exercises of an autograded notebook that are not right, each with the first check that failed."""
    if not path.exists():
        return ["not graded"]
    graded = notebook.read(path)
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


def _table(by_lesson: dict[str, dict[str, Shown]]) -> Table:
    """Show points, a row a student and a column a lesson; narrow enough for a terminal of 80 columns."""
    lessons = [course.assignment(lesson).split("_")[0] for lesson in by_lesson]
    table = Table("student", *lessons, title="points")
    table.caption = "Open questions are graded by a person, in formgrader: their points are still to come."
    most = [max(shown.graded.max_points for shown in rows.values()) for rows in by_lesson.values()]
    table.add_row("out of", *(f"{points:g}" for points in most), end_section=True)
    for student in sample_class.students():
        found = [rows[student].graded.points for rows in by_lesson.values()]
        table.add_row(student, *("-" if points is None else f"{points:g}" for points in found))
    return table


def _failed(by_lesson: dict[str, dict[str, Shown]]) -> Iterator[str]:
    """Tell in a line a student what failed."""
    for student in sample_class.students():
        failed = list(dict.fromkeys(failure for rows in by_lesson.values() for failure in rows[student].failed))
        shown = failed[:MOST_FAILURES_SHOWN]
        if len(failed) > len(shown):
            shown.append(f"and {len(failed) - len(shown)} more")
        if shown:
            yield f"{student}: {'; '.join(shown)}"


def _export(root: Path) -> Path:
    path = root / "grades.csv"
    api = NbGraderAPI(config=course.nbgrader_config(root))
    exporter = CsvExportPlugin(parent=api)
    exporter.to = str(path)
    with Gradebook(api.coursedir.db_url) as gradebook:
        exporter.export(gradebook)
    return path
