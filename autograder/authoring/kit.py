"""The student kit: all that a class hands to a student, without answers and without hidden checks."""

import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder import catalogue
from autograder.authoring.course import PROJECT

DIST = PROJECT / "dist"
ENVIRONMENT = "environment.yml"
SETTINGS = """\
c = get_config()
c.Execute.timeout = 300  # seconds a cell: `nbgrader validate` runs the long ones too
c.KernelManager.transport_encryption = "auto"
"""
START = """\
# Private Pixels

You need Python 3.11, 3.12 or 3.13. In this folder:

    python -m venv .venv
    source .venv/bin/activate        # Windows: .venv\\Scripts\\activate
    python -m pip install {wheel}
    jupyter lab --LabApp.default_url=/lab/tree/course

With conda, in place of the first three lines: `conda env create -f environment.yml`, `conda activate private-pixels`.
Lesson 8 needs TenSEAL as well, which isn't there for every system: `python -m pip install tenseal`.
Open `00_recognition`, fill in the first stub, and run the check cell under it. Hand in as your teacher says.
"""


def build(folder: Path = DIST) -> list[Path]:
    """Fill `folder`, which is emptied first, with notebooks, a wheel and how to start; returns its files.

    Raises `RuntimeError` with the build's output where the wheel can't be built.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECT / "course", folder / "course", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with tempfile.TemporaryDirectory() as sources:
        _copy_sources(Path(sources))
        wheel = _build_wheel(Path(sources), folder)
    _write_environment(folder / ENVIRONMENT, wheel.name)
    (folder / "nbgrader_config.py").write_text(SETTINGS, encoding="utf-8")
    (folder / "README.md").write_text(START.format(wheel=wheel.name), encoding="utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _copy_sources(folder: Path) -> None:
    """Copy what the wheel is made of: no `solutions`, no tools of authors and graders, no body of a hidden check."""
    skip = shutil.ignore_patterns("__pycache__", "authoring", "grading", "sandbox")
    for package in ("privatepixels", "autograder"):
        shutil.copytree(PROJECT / package, folder / package, ignore=skip)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text"):
        shutil.copy(PROJECT / name, folder)
    for checks in (folder / "autograder" / "checks").glob("*.py"):
        checks.write_text(without_hidden_checks(checks.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "autograder" / "__main__.py").unlink()


def without_hidden_checks(text: str) -> str:
    """Return a checks module whose hidden checks keep their exercise, cases and points alone, not even their names.

    They still count as checks to come, so that a notebook says what its exercise is worth; they never run here.
    """
    lines = text.splitlines()
    hidden = [node for node in ast.parse(text).body if catalogue.is_test(node) and "hidden" in catalogue.marks_of(node)]
    for number, node in reversed(list(enumerate(hidden, 1))):
        lines[node.body[0].lineno - 1 : node.end_lineno] = [f"{' ' * 4}pass  # runs where your work is graded"]
        line = node.lineno - 1
        lines[line] = lines[line].replace(f"def {node.name}(", f"def test_hidden_{number}(", 1)
    return "\n".join(lines) + "\n"


def _build_wheel(sources: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(sources)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise RuntimeError(f"the wheel can't be built:\n{outcome.stdout[-2000:]}{outcome.stderr[-2000:]}")
    return next(folder.glob("*.whl"))


def _write_environment(path: Path, wheel: str) -> None:
    """Write the project's `environment.yml` with the wheel in place of the checkout, and without its comments."""
    text = (PROJECT / ENVIRONMENT).read_text(encoding="utf-8")
    checkout = "- -e .[dev]"
    if checkout not in text:
        raise RuntimeError(f"{ENVIRONMENT}: expected a line {checkout!r}, got none")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    path.write_text("\n".join(lines).replace(checkout, f"- ./{wheel}") + "\n", encoding="utf-8")
