"""Where a class's work on one assignment stands: in nbgrader's folders, and in those beside them."""

import logging
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI

from autograder import configuration, notebook
from autograder.grading import gradebook
from autograder.preprocessors import GradeAnswers


class Folders:
    """The folders of an assignment in a class's root; `api` is nbgrader's, with the configuration there.

    That is the root's own `nbgrader_config.py`, or the project's where the root has none. Raises `ValueError` where
    the assignment has not been released.
    """

    def __init__(self, root: Path, assignment: str):
        self.root = root.resolve()
        self.assignment = assignment
        gradebook.wait_for_others()
        self.api = NbGraderAPI(config=configuration.of_class(self.root))
        self.api.log.setLevel(logging.ERROR)
        if not self.released.is_file():
            raise ValueError(
                f"assignment: expected one of {_listed(self._released_assignments())}, got {assignment!r} ({self.root})"
            )

    @property
    def released(self) -> Path:
        """The notebook that students got."""
        return self._notebook(self.api.coursedir.release_directory, ".")

    @cached_property
    def released_notebook(self) -> NotebookNode:
        """Its cells."""
        return notebook.read(self.released)

    @property
    def records(self) -> Path:
        """The folder of what was measured."""
        return self.root / GradeAnswers(config=self.api.config).records

    @property
    def summary(self) -> Path:
        """The page about the whole class."""
        return self.root / "summaries" / f"{self.assignment}.html"

    @property
    def leaderboard(self) -> Path:
        """The page that a class may see: what its work reached, without names."""
        return self.root / "leaderboards" / f"{self.assignment}.html"

    def submitted(self, student: str) -> Path:
        """The notebook that a student handed in."""
        return self._notebook(self.api.coursedir.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """The notebook that nbgrader made of it."""
        return self._notebook(self.api.coursedir.autograded_directory, student)

    def feedback(self, student: str) -> Path:
        """The page that the student gets."""
        return self._notebook(self.api.coursedir.feedback_directory, student).with_suffix(".html")

    def students(self, chosen: Iterable[str] = ()) -> list[str]:
        """Name those who handed in, or the chosen ones. Raises `ValueError` where one of these did not.

        Those whom nbgrader's configuration excludes count as if they had not.
        """
        excluded = self.api.coursedir.student_id_exclude.split(",")
        found = sorted(self.api.get_submitted_students(self.assignment) - set(excluded))
        absent = sorted(set(chosen) - set(found))
        if absent:
            raise ValueError(
                f"students: expected some of {_listed(found)}, who handed in {self.assignment}, got {', '.join(absent)}"
            )
        return sorted(set(chosen)) or found

    def _notebook(self, step: str, student: str) -> Path:
        folder = self.api.coursedir.format_path(step, student, self.assignment)
        return Path(folder, f"{self.assignment}.ipynb")

    def _released_assignments(self) -> list[str]:
        folder = Path(self.api.coursedir.format_path(self.api.coursedir.release_directory, ".", "."))
        return sorted(path.parent.name for path in folder.glob("*/*.ipynb") if path.stem == path.parent.name)


def _listed(names: list[str]) -> str:
    return ", ".join(names) if names else "(there is none)"
