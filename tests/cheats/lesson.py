"""The tiny lesson that the cheats attack, put where the engine looks for lessons. Also a pytest plugin that does so."""

import solutions
from autograder import catalogue
from autograder.authoring import weave

from .form import FOLDER

NAME = "gallery"
EXERCISES = ("contrast", "negative", "mirror")


def install(replace=setattr) -> None:
    """Have the engine find the lesson; `replace(object, attribute, value)` may be a monkeypatch's."""
    replace(catalogue, "CHECKS", FOLDER / "checks")
    replace(weave, "SOLUTIONS", FOLDER / "solutions")
    replace(solutions, "__path__", [*solutions.__path__, str(FOLDER / "solutions")])


def pytest_configure() -> None:
    """Install the lesson for a run of pytest on a submission."""
    install()
