"""The one loader of reference answers. A student's machine has none, and works without."""

import importlib

from autograder.submission import Submission


def reference(lesson: str) -> Submission | None:
    """Return the reference answers of a lesson, or None where `solutions` isn't installed."""
    name = f"solutions.{lesson}.answers"
    try:
        answers = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            return None
        raise
    return Submission(vars(answers))
