"""Which checks there are: read from the sources of `autograder/checks`, without running them."""

import ast
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder import reference

CHECKS = Path(__file__).parent / "checks"
_ENGINE = ("expect.py", "plain.py", "plugin.py")  # what results depend on besides the checks


@dataclass(frozen=True)
class Check:
    """One check: the test's name, the exercise it tests (its first argument), its worth and its hint."""

    name: str
    exercise: str
    points: float
    hidden: bool
    hint: str


def lessons() -> tuple[str, ...]:
    """Name the lessons that have checks, in alphabetical order."""
    return tuple(sorted(path.stem for path in CHECKS.glob("*.py") if path.stem != "__init__"))


def module(lesson: str) -> Path:
    """Give the file of a lesson's checks. Raises `ValueError` where there is none."""
    if lesson not in lessons():
        raise ValueError(f"lesson: expected one of {', '.join(lessons())}, got {lesson!r}")
    return CHECKS / f"{lesson}.py"


@cache
def checks(lesson: str) -> tuple[Check, ...]:
    """List the checks of a lesson in the order of its file."""
    tree = ast.parse(module(lesson).read_text(encoding="utf-8"))
    return tuple(_check(node) for node in tree.body if is_test(node))


def is_test(node: ast.AST) -> bool:
    """Tell whether a statement of a checks module is a test."""
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def marks_of(test: ast.FunctionDef) -> dict[str, ast.Call | None]:
    """Map the names of a test's markers to their calls; a bare marker has none."""
    return dict(map(_mark, test.decorator_list))


def _check(test: ast.FunctionDef) -> Check:
    marks = marks_of(test)
    points = marks.get("points")
    return Check(
        name=test.name,
        exercise=test.args.args[0].arg if test.args.args else "",
        points=float(ast.literal_eval(points.args[0])) if points else 0.0,
        hidden="hidden" in marks,
        hint=" ".join((ast.get_docstring(test) or "").split()),
    )


def _mark(decorator: ast.expr) -> tuple[str, ast.Call | None]:
    """Read `points(2)`, `pytest.mark.points(2)`, `hidden` and the like."""
    call = decorator if isinstance(decorator, ast.Call) else None
    name = call.func if call else decorator
    return (name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")), call


def exercises(lesson: str) -> tuple[str, ...]:
    """Name the exercises of a lesson in the order of their first check."""
    return tuple(dict.fromkeys(check.exercise for check in checks(lesson)))


def lesson_of(exercise: str) -> str | None:
    """Name the lesson that checks an exercise, or None."""
    return next((lesson for lesson in lessons() if exercise in exercises(lesson)), None)


def tests_of(exercise: str) -> frozenset[str]:
    """Name the tests of an exercise; none where no checks are known for it."""
    lesson = lesson_of(exercise)
    return frozenset(check.name for check in checks(lesson) if check.exercise == exercise) if lesson else frozenset()


def points_of(exercise: str) -> float:
    """Give the most points that an exercise can earn, hidden checks included.

    Raises `ValueError` where no checks are known for it.
    """
    lesson = lesson_of(exercise)
    if lesson is None:
        raise ValueError(f"exercise: expected the name of an exercise with checks, got {exercise!r}")
    return sum(check.points for check in checks(lesson) if check.exercise == exercise)


def points_by_exercise(lesson: str) -> dict[str, float]:
    """Map the exercises of a lesson, in their order, to the most points that each can earn."""
    return {exercise: points_of(exercise) for exercise in exercises(lesson)}


@cache
def fingerprints(lesson: str) -> dict[str, str]:
    """Map the tests of a lesson to a hash of all that their results depend on, but for the submission.

    That is the test's own code; and what all share: the rest of its module, the reference answers and the engine.
    It is read once a process, as the tests themselves are.
    """
    tree = ast.parse(module(lesson).read_text(encoding="utf-8"))
    tests = [node for node in tree.body if is_test(node)]
    tree.body = [node for node in tree.body if not is_test(node)]
    shared = hashlib.sha256(ast.unparse(tree).encode() + reference.source(lesson))
    for name in _ENGINE:
        shared.update((Path(__file__).parent / name).read_bytes())
    return {test.name: hashlib.sha256(shared.digest() + ast.unparse(test).encode()).hexdigest()[:16] for test in tests}
