"""Facts that stand in two places by necessity, and must agree."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def project_table() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]


def test_environment_yml_names_the_packages_of_pyproject():
    text = (PROJECT / "environment.yml").read_text()
    listed = re.findall(r"^      - (.+)$", text, re.MULTILINE)
    assert listed == [*project_table()["dependencies"], "-e .[dev]"]
    assert f"python{project_table()['requires-python']}" in text


def test_citation_gives_the_version_of_pyproject():
    assert f"\nversion: {project_table()['version']}\n" in (PROJECT / "CITATION.cff").read_text()


def test_every_package_has_a_lower_bound():
    extras = [package for group in project_table()["optional-dependencies"].values() for package in group]
    assert all(">=" in package for package in [*project_table()["dependencies"], *extras])


@pytest.mark.parametrize("package", ["privatepixels", "autograder", "privatepixels.models", "privatepixels.data"])
def test_importing_does_not_load_tensorflow(package):
    code = f"import sys, {package}; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("package", "banned"), [("privatepixels", "autograder|solutions"), ("solutions", "autograder")]
)
def test_imports_run_one_way(package, banned):
    statement = re.compile(rf"^\s*(?:from|import) (?:{banned})\b", re.MULTILINE)
    found = [path.name for path in (PROJECT / package).rglob("*.py") if statement.search(path.read_text())]
    assert found == []


def test_only_the_loader_and_the_authors_tools_reach_the_solutions():
    statement = re.compile(r"^\s*(?:from|import) solutions\b", re.MULTILINE)
    files = [path for path in (PROJECT / "autograder").rglob("*.py") if statement.search(path.read_text())]
    assert {path.relative_to(PROJECT / "autograder").parts[0] for path in files} <= {"authoring", "__main__.py"}
