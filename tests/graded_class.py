"""A small class of one lesson, graded as a teacher does: by `python -m autograder grade` in a process of its own."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import psutil
from classroom import SCRIPTS
from nbgrader.apps import NbGraderAPI

from autograder import configuration, notebook
from autograder.authoring import course, sample_class

LESSON = "noise"
NAME = course.assignment(LESSON)
CONFIG = """
from pathlib import Path
from autograder.configuration import nbgrader_config

c = get_config()
c.merge(nbgrader_config(Path(__file__).parent))
"""


class GradedClass:
    """A class in the folder `root`."""

    def __init__(self, root: Path):
        self.root = root
        self.api = NbGraderAPI(config=configuration.of_class(root))

    @classmethod
    def released(cls, root: Path, settings: str = "") -> "GradedClass":
        """Make a class in which `LESSON` is released and in the gradebook; `settings` are lines of configuration."""
        course.write_source(root, LESSON)
        if settings:
            (root / "nbgrader_config.py").write_text(CONFIG + settings)
        made = cls(root)
        outcome = made.api.generate_assignment(NAME)
        assert outcome["success"], outcome
        return made

    def configure(self, settings: str) -> None:
        """Give the class a configuration of its own: the project's, and these lines."""
        (self.root / "nbgrader_config.py").write_text(CONFIG + settings)

    def nbgrader(self, *arguments: str, check: bool = True) -> None:
        """Run an nbgrader command in the class's folder."""
        subprocess.run([SCRIPTS / "nbgrader", *arguments], cwd=self.root, check=check, capture_output=True)

    def copy(self, root: Path) -> "GradedClass":
        """Return a class of its own that is as this one is now."""
        return GradedClass(shutil.copytree(self.root, root))

    def hand_in(self, student: str, kind: str = "untouched", edit: Callable | None = None) -> Path:
        """Let a student hand in what a student of the sample class does, changed by `edit`, a function of the cells."""
        text = sample_class.students()[kind](self.root, LESSON)
        if edit:
            document = nbformat.reads(text, as_version=4)
            edit({cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in document.cells})
            text = nbformat.writes(document)
        return sample_class.hand_in(self.root, LESSON, student, text)

    def command(self, *options: str) -> list[str]:
        """Return the command that grades this class."""
        return [sys.executable, "-m", "autograder", "grade", NAME, "--root", str(self.root), *options]

    def start(self, *options: str) -> subprocess.Popen:
        """Start to grade the class."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(self.command(*options), **pipes, text=True, start_new_session=True)

    def grade(self, *options: str) -> tuple[int, str]:
        """Grade the class; returns the exit code and all that was said."""
        process = self.start(*options)
        said, complaints = process.communicate(timeout=600)
        return process.returncode, said + complaints

    def points(self) -> dict[str, float]:
        """Read every student's points from the gradebook."""
        with self.api.gradebook as gradebook:
            return {entry["student"]: entry["score"] for entry in gradebook.submission_dicts(NAME)}

    def path(self, step: str, student: str, suffix: str = ".ipynb") -> Path:
        """Name a student's file in one of nbgrader's folders."""
        return self.root / step / student / NAME / f"{NAME}{suffix}"

    def records(self) -> dict[str, int]:
        """Map the kept records to the times they were written."""
        return {path.name: path.stat().st_mtime_ns for path in (self.root / "records").glob("*.json")}

    def booked(self) -> dict[str, int]:
        """Map the students who are booked, with the stamp of a record, to the times that was written."""
        paths = (self.root / "autograded").glob(f"*/{NAME}/{NAME}.ipynb")
        return {path.parts[-3]: path.stat().st_mtime_ns for path in paths if _has_stamp(path)}


def _has_stamp(path: Path) -> bool:
    try:
        return notebook.METADATA in json.loads(path.read_text())["metadata"]
    except (OSError, ValueError):
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something to come to pass."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)


def family(process: subprocess.Popen) -> list[psutil.Process]:
    """List the processes that a process has started, and those that they have."""
    return psutil.Process(process.pid).children(recursive=True)


def workers(process: subprocess.Popen) -> list[psutil.Process]:
    """List the worker processes of a run."""
    return [child for child in psutil.Process(process.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def warm_process(process: subprocess.Popen) -> psutil.Process:
    """Give the warm process of a run."""
    return next(child for child in psutil.Process(process.pid).children() if "zygote" in " ".join(child.cmdline()))
