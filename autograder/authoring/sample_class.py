"""A sample class: students whose notebooks hold the reference, variants, wrong answers, nothing, or rubbish."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.course import assignment
from autograder.authoring.samples import samples

Answers = dict[str, str]


def students() -> dict[str, Callable[[Path, str], str]]:
    """Map each student's name to a function that gives the file they hand in, of the course's root and a lesson."""
    return {
        "reference": lambda root, lesson: filled(root, lesson, _reference(root, lesson)),
        **{f"variants-{number + 1}": _takes("variants", number) for number in range(3)},
        **{f"wrong-{number + 1}": _takes("wrong", number) for number in range(3)},
        "untouched": lambda root, lesson: filled(root, lesson, {}),
        "broken": lambda root, lesson: filled(root, lesson, {})[:1000],
    }


def hand_in(root: Path, lesson: str, student: str, text: str) -> Path:
    """Put a student's file where nbgrader collects it."""
    name = assignment(lesson)
    path = root / "submitted" / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def filled(root: Path, lesson: str, answers: Answers) -> str:
    """Return the text of the released notebook with some of its exercises, by name, written out."""
    name = assignment(lesson)
    notebook = nbformat.read(root / "course" / name / f"{name}.ipynb", as_version=4)
    for grade_id, cell in _solution_cells(notebook).items():
        cell.source = answers.get(grade_id, cell.source)
    return nbformat.writes(notebook)


def _takes(kind: str, number: int) -> Callable[[Path, str], str]:
    """Return a student who writes the lesson's sample of this number for each exercise."""

    def text(root: Path, lesson: str) -> str:
        by_exercise: dict[str, list] = {}
        for sample in samples(lesson, kind):
            by_exercise.setdefault(sample.exercise, []).append(sample)
        return filled(root, lesson, {name: those[number].source() for name, those in by_exercise.items()})

    return text


def _reference(root: Path, lesson: str) -> Answers:
    """Take the answers, and the model answers of open questions, from nbgrader's source version."""
    name = assignment(lesson)
    source = nbformat.read(root / "build" / "source" / name / f"{name}.ipynb", as_version=4)
    return {grade_id: cell.source for grade_id, cell in _solution_cells(source).items()}


def _solution_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    marks = ((cell.metadata.get("nbgrader", {}), cell) for cell in notebook.cells)
    return {mark["grade_id"]: cell for mark, cell in marks if mark.get("solution")}
