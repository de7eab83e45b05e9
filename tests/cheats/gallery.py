"""A class of one tiny lesson: cheats hand their notebooks in, and nbgrader grades them with the course's settings."""

import copy
import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import catalogue, configuration, notebook, report
from autograder.authoring import weave
from autograder.grading.records import RecordStore
from autograder.rules import SANDBOX

from . import lesson
from .form import Cheat, with_knowledge

LIMITS = {
    "isolation": SANDBOX,
    "cell_seconds": 4.0,
    "call_seconds": 2.0,
    "submission_seconds": 40.0,
    "cpu_seconds": 30.0,
    "memory": 2**28,
    "processes": 100,
    "disk": 32 * 2**20,
    "output": 2**18,
}
_CONFIG = """
from pathlib import Path
from autograder.configuration import nbgrader_config

c = get_config()
c.merge(nbgrader_config(Path(__file__).parent))
c.GradeAnswers.update({rules})
"""
_STOCK = """
c.pop("Autograde")
"""
_IN_ONE_KERNEL = f"""
import sys
sys.path += [{str(lesson.FOLDER.parent)!r}]
from cheats import lesson
lesson.install()
"""


@dataclass(frozen=True)
class Graded:
    """What came of a submission: points by exercise, what was said of it, and all text that was written."""

    points: dict[str, float | None]
    said: str
    written: str


class Gallery:
    """A class in the folder `root`; `known` is what cheats are taken to know (see `form.with_knowledge`).

    `stock` leaves all of nbgrader's settings as nbgrader has them: checks run where the answers do.
    """

    def __init__(self, root: Path, known: dict[str, object], *, stock: bool = False, **rules: object):
        self.root = root
        self._known = known
        root.mkdir(parents=True)
        settings = _CONFIG.format(rules=LIMITS | rules) + (_STOCK if stock else "")
        (root / "nbgrader_config.py").write_text(settings)
        source = _woven()
        if stock:
            source.cells[1].source = _IN_ONE_KERNEL + source.cells[1].source
        path = self._path("build/source", ".")
        path.parent.mkdir(parents=True)
        nbformat.write(source, path)
        self._api = NbGraderAPI(config=configuration.of_class(root))
        self._api.log.setLevel(logging.ERROR)
        outcome = self._api.generate_assignment(lesson.NAME)
        assert outcome["success"], outcome
        self._solutions = {cell.id: cell.source for cell in source.cells}
        self._released = nbformat.read(self._path("course", "."), as_version=4)
        self.full = {name: catalogue.points_of(name) for name in lesson.EXERCISES}

    def hand_in(self, cheat: Cheat, student: str) -> Path:
        """Put a cheat's notebook, honest but for the cheat, where nbgrader collects it."""
        path = self._path("submitted", student)
        path.parent.mkdir(parents=True)
        document = self._document(cheat)
        if cheat.edit is not None:
            cheat.edit(document, path.parent)
        if not path.exists() and not path.is_symlink():
            path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def _document(self, cheat: Cheat) -> NotebookNode:
        document = copy.deepcopy(self._released)
        cells, exercise = [], ""
        for cell in document.cells:
            answer = cheat.answers.get(cell.id, self._solutions[cell.id])
            cell.source = with_knowledge(answer, self._known)
            cells.append(cell)
            if cell.id == "given-1" or notebook.is_check(cell):
                exercise = cell.id.removeprefix("check-") if notebook.is_check(cell) else ""
                own = (with_knowledge(source, self._known) for source in cheat.own.get(exercise, ()))
                cells += [nbformat.v4.new_code_cell(source) for source in own]
        document.cells = cells
        return document

    def grade(self, student: str) -> Graded:
        """Let nbgrader autograde what a student handed in, and read what it booked and wrote."""
        problem = self.autograde(student)
        assert not problem, problem
        document = self._path("autograded", student)
        written = [path.read_bytes().decode(errors="replace") for path in document.parent.iterdir()]
        return Graded(self.points(student), self._said(notebook.read(document)), "\n".join(written))

    def autograde(self, student: str) -> str:
        """Let nbgrader autograde what a student handed in; returns what went wrong, or nothing."""
        outcome = self._api.autograde(lesson.NAME, student)
        return "" if outcome["success"] else outcome.get("log") or outcome["error"]

    def points(self, student: str) -> dict[str, float | None]:
        """Read a student's points by exercise from the gradebook."""
        with Gradebook(self._api.coursedir.db_url) as gradebook:
            grades = {name: (f"check-{name}", lesson.NAME, lesson.NAME, student) for name in lesson.EXERCISES}
            return {name: gradebook.find_grade(*grade).auto_score for name, grade in grades.items()}

    def _said(self, document: NotebookNode) -> str:
        """Put together all that a teacher gets to read: reports, incidents, and words in place of a notebook."""
        words = [cell.source for cell in document.cells if cell.cell_type == "markdown"]
        outputs = [output for cell in filter(notebook.is_check, document.cells) for output in cell.outputs]
        words += [json.dumps(output.get("data", {}).get(report.MIME, output), ensure_ascii=False) for output in outputs]
        marks = document.metadata.get(notebook.METADATA, {})
        record = RecordStore(self.root / "records").load(marks.get("record", ""))
        return "\n".join([*words, *(record.incidents if record else ())])

    def page(self, student: str) -> str:
        """Render an autograded notebook as formgrader does."""
        return HTMLExporter().from_filename(str(self._path("autograded", student)))[0]

    def feedback(self, student: str) -> str:
        """Make the page that the student gets."""
        outcome = self._api.generate_feedback(lesson.NAME, student)
        assert outcome["success"], outcome.get("log") or outcome["error"]
        return self._path("feedback", student).with_suffix(".html").read_text(encoding="utf-8")

    def command(self, *arguments: str) -> str:
        """Run a command of Python's in the class's folder, as a teacher does, and return all that it printed."""
        path = os.pathsep.join(map(str, (lesson.FOLDER / "site", lesson.FOLDER.parent)))
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout

    def points_in_one_process(self, path: Path) -> dict[str, float]:
        """Check a notebook as `pytest --submission` does, which runs answers and checks in one process."""
        found = path.with_suffix(".json")
        tests = catalogue.module(lesson.NAME)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "cheats.lesson", "-c", tests.with_name("pytest.ini")]
        command += [tests, f"--submission={path}", f"--grade-report={found}"]
        subprocess.run(command, cwd=lesson.FOLDER.parent, check=False, capture_output=True, timeout=60)
        if not found.exists():
            return {}
        return {one["exercise"]: one["points"] for one in json.loads(found.read_text())["exercises"]}

    def _path(self, step: str, student: str) -> Path:
        return self.root / step / student / lesson.NAME / f"{lesson.NAME}.ipynb"


def _woven() -> NotebookNode:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weave, "SOLUTIONS", lesson.SOURCES)
        return weave.weave(lesson.SOURCES / lesson.NAME / "lesson.md")
