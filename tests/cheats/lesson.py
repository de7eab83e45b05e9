"""The tiny lesson that the cheats attack, put where the engine looks for lessons. Also a pytest plugin that does so."""

from collections.abc import Callable
from pathlib import Path

import solutions
from autograder import catalogue

FOLDER = Path(__file__).parent
NAME = "gallery"
EXERCISES = ("contrast", "negative", "mirror")
SOURCES = FOLDER / "solutions"


def install(replace: Callable = setattr) -> None:
    """Have the engine find the lesson; `replace(object, attribute, value)` may be a monkeypatch's."""
    replace(catalogue, "CHECKS", FOLDER / "checks")
    replace(solutions, "__path__", [*solutions.__path__, str(SOURCES)])


def pytest_configure() -> None:
    """Install the lesson for a run of pytest on a submission."""
    install()
