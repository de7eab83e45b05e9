"""A class of its own, for tests that work as people do: with nbgrader's commands and with JupyterLab."""

import os
import subprocess
import sysconfig
from pathlib import Path

from autograder.authoring import course

SCRIPTS = Path(sysconfig.get_path("scripts"))

TEACHER = """
from pathlib import Path
from autograder.authoring.course import nbgrader_config

c = get_config()
c.merge(nbgrader_config(Path(__file__).parent))
"""

STUDENT = """
c = get_config()
c.CourseDirectory.course_id = {course_id!r}
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
"""


class Classroom:
    """The teacher's folder `root`, which holds one lesson's source version and the project's configuration.

    Settings, kernels and history of whoever runs the tests are out of sight.
    """

    def __init__(self, folder: Path, lesson: str):
        self.folder = folder
        self.root = folder / "teacher"
        self.assignment = course.write_source(self.root, lesson)
        (self.root / "nbgrader_config.py").write_text(TEACHER)
        self.config = course.nbgrader_config(self.root)
        homes = {name: str(folder / "home") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
        self.environment = os.environ | homes | {"PATH": path, "PRIVATE_PIXELS_CLASS_SEED": "0"}

    def desk(self, student: str) -> Path:
        """Make a student's folder, which knows of the course what its exchange tells."""
        folder = self.folder / student
        folder.mkdir()
        settings = STUDENT.format(
            course_id=self.config.CourseDirectory.course_id,
            exchange=self.config.Exchange.root,
            cache=str(folder / "cache"),
        )
        (folder / "nbgrader_config.py").write_text(settings)
        return folder

    def nbgrader(self, *arguments: str, at: Path | None = None) -> str:
        """Run an nbgrader command, in the teacher's folder or another, and return what it printed."""
        done = subprocess.run(
            [SCRIPTS / "nbgrader", *arguments],
            cwd=at or self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"nbgrader {' '.join(arguments)} failed:\n{done.stdout}"
        return done.stdout

    def notebook(self, folder: Path) -> Path:
        """Name the file of the assignment's notebook in a folder that holds the assignment."""
        return folder / self.assignment / f"{self.assignment}.ipynb"
