"""Build `course/`, the students' notebooks, from `solutions/`; nbgrader itself strips, locks and check-sums."""

import shutil
import tempfile
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI

from autograder.authoring.weave import SOLUTIONS, weave
from autograder.configuration import PROJECT, nbgrader_config
from solutions import LESSONS

PAGES = ("glossary", "federation")  # beside the lessons: to read, with nothing to hand in


def assignment(lesson: str) -> str:
    """Name a lesson's assignment: `01_noise`."""
    return f"{LESSONS.index(lesson):02d}_{lesson}"


def build(root: Path = PROJECT) -> list[Path]:
    """Write `build/source/` and `course/` below `root`, and enter the assignments in the gradebook there.

    Returns the notebooks of `course/`. Raises `RuntimeError` with nbgrader's log where it refuses one.
    """
    api = NbGraderAPI(config=nbgrader_config(root))
    built = []
    for lesson in LESSONS:
        name = write_source(root, lesson)
        outcome = api.generate_assignment(name)
        if not outcome["success"]:
            raise RuntimeError(f"nbgrader generate_assignment {name} failed:\n{outcome.get('log') or outcome['error']}")
        built.append(root / "course" / name / f"{name}.ipynb")
    for page in PAGES:
        built.append(root / "course" / f"{page}.ipynb")
        _write(weave(SOLUTIONS / f"{page}.md"), built[-1])
    return built


def write_source(root: Path, lesson: str) -> str:
    """Write a lesson's source version below `root`, where nbgrader looks for it; returns the assignment's name."""
    name = assignment(lesson)
    _write(weave(SOLUTIONS / lesson / "lesson.md"), root / "build" / "source" / name / f"{name}.ipynb")
    return name


def stale() -> list[str]:
    """Name the files of `course/` that a rebuild would change, add or remove."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        fresh, kept = _contents(Path(folder) / "course"), _contents(PROJECT / "course")
    return sorted(name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name))


def remove_what_is_not_built(root: Path = PROJECT) -> None:
    """Remove from `course/` what no lesson builds any more."""
    wanted = {assignment(lesson) for lesson in LESSONS} | {f"{page}.ipynb" for page in PAGES}
    for path in (root / "course").iterdir():
        if path.name not in wanted:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write(notebook: nbformat.NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".ipynb_checkpoints" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
