"""nbgrader's configuration for a class."""

from dataclasses import fields
from pathlib import Path

from traitlets.config import Config, PyFileConfigLoader

from autograder.rules import Rules

PROJECT = Path(__file__).parents[1]
_NAME = "nbgrader_config.py"


def nbgrader_config(root: Path) -> Config:
    """Load the project's `nbgrader_config.py`, but with the class's folders and gradebook in `root`."""
    config = PyFileConfigLoader(_NAME, path=str(PROJECT)).load_config()
    config.CourseDirectory.root = str(root.resolve())
    config.Exchange.root = str(root.resolve() / "build" / "exchange")
    config.Exchange.cache = str(root.resolve() / "build" / "exchange_cache")
    return config


def of_class(root: Path) -> Config:
    """Load the `nbgrader_config.py` that stands in a class's root, or else the project's for that root."""
    if not (root / _NAME).is_file():
        return nbgrader_config(root)
    config = PyFileConfigLoader(_NAME, path=str(root)).load_config()
    config.CourseDirectory.root = str(root.resolve())
    return config


def rules(config: Config) -> Rules:
    """Return the limits that a configuration sets as traits of `GradeAnswers`."""
    chosen = config.GradeAnswers
    return Rules(**{field.name: chosen[field.name] for field in fields(Rules) if field.name in chosen})
