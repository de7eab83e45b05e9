"""What is measured of a submission: its code, the lesson and the class seed."""

import ast
import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

import privatepixels
from autograder import catalogue, notebook

FORMAT = 1  # of keys and records; another one makes all records stale
_PACKAGES = ("numpy", "scipy", "scikit-image", "pillow", "tensorflow", "tensorflow-cpu", "keras", "ipykernel")


@dataclass(frozen=True)
class Task:
    """The code cells of a submission in order, but for checks and untouched explorations.

    `imports` names modules that the course's own cells import, so that a warm kernel may have them ready.
    """

    lesson: str
    sources: tuple[str, ...]
    seed: int
    imports: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """A hash of all that a measurement depends on, but for the checks."""
        content = json.dumps([FORMAT, self.lesson, self.sources, self.seed, surroundings()])
        return hashlib.sha256(content.encode()).hexdigest()


def task_of(submitted: NotebookNode, seed: int) -> Task | None:
    """Return what is to be measured of a restored notebook, or None where it holds no check of the course."""
    exercises = (checked_exercise(cell) for cell in submitted.cells if notebook.is_check(cell))
    lesson = next((catalogue.lesson_of(name) for name in exercises if name), None)
    if lesson is None:
        return None
    cells = code_cells(submitted)
    imports = dict.fromkeys(name for cell in cells if notebook.is_locked(cell) for name in _imports(cell.source))
    return Task(lesson, tuple(cell.source for cell in cells), seed, tuple(imports))


def code_cells(submitted: NotebookNode) -> list[NotebookNode]:
    """List the cells that `Task.sources` come from."""
    cells = (cell for cell in submitted.cells if cell.cell_type == "code" and cell.source.strip())
    return [cell for cell in cells if not notebook.is_check(cell) and not notebook.is_untouched_exploration(cell)]


def checked_exercise(cell: NotebookNode) -> str | None:
    """Read the name of an exercise with checks in `check(name)`, or None."""
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError, RecursionError):
        return None
    match body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], []))] if catalogue.lesson_of(name):
            return name
    return None


def _imports(source: str) -> Iterator[str]:
    """Name what a cell imports; `from a import b` names a and a.b, whether or not that is a module."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:  # magics
        return
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def surroundings() -> str:
    """Return a hash of what answers run on: versions of Python and of packages, and the course's own package."""
    digest = hashlib.sha256(platform.python_version().encode())
    for package in _PACKAGES:
        digest.update(f"{package} {_version(package)}\n".encode())
    folder = Path(privatepixels.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "none"
