"""Right and wrong answers that a lesson keeps in `variants.py` and `wrong.py`, named `<exercise>__<what>`."""

import ast
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEPARATOR = "__"


@dataclass(frozen=True)
class Sample:
    """One such answer: the function, its misconception or way in a sentence, and the checks that must fail on it."""

    exercise: str
    name: str
    function: Callable
    summary: str
    fails: tuple[str, ...]
    file: Path

    def source(self) -> str:
        """Return code that defines the exercise so: the module's imports and private helpers, then the function.

        Another sample of this exercise comes along if it is called. Other exercises' answers are in the notebook.
        """
        text = self.file.read_text(encoding="utf-8")
        statements = {getattr(node, "name", None) or node.lineno: node for node in ast.parse(text).body}
        own = _source(text, statements.pop(self.function.__name__))
        shared = [
            _source(text, node)
            for name, node in statements.items()
            if _is_shared(node) or (str(name).startswith(self.exercise + SEPARATOR) and re.search(rf"\b{name}\b", own))
        ]
        code = "\n".join([*shared, "", re.sub(rf"\b{self.function.__name__}\b", self.exercise, own)])
        others = [str(name) for name in statements if SEPARATOR in str(name).strip("_")]
        for name in others:
            exercise = name.partition(SEPARATOR)[0]
            code = code if exercise == self.exercise else re.sub(rf"\b{name}\b", exercise, code)
        return code


def _source(text: str, node: ast.stmt) -> str:
    """Return a statement's text, decorators and all."""
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])


def _is_shared(node: ast.stmt) -> bool:
    """Tell whether all samples of a module may need a statement: all but docstrings, samples and imports of answers."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("solutions."):
        return False
    return not _is_docstring(node) and getattr(node, "name", "_").startswith("_")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def samples(lesson: str, kind: str) -> tuple[Sample, ...]:
    """List the answers in a lesson's module `kind` ('variants' or 'wrong'), in the order of the file."""
    module = importlib.import_module(f"solutions.{lesson}.{kind}")
    functions = [
        value
        for name, value in vars(module).items()
        if SEPARATOR in name.strip("_") and callable(value) and value.__module__ == module.__name__
    ]
    return tuple(_sample(function, Path(module.__file__)) for function in functions)


def _sample(function: Callable, file: Path) -> Sample:
    exercise, _, name = function.__name__.partition(SEPARATOR)
    doc = function.__doc__ or ""
    fails = re.search(r"^\s*Fails:\s*(.+?)\.?\s*$", doc, re.MULTILINE)
    return Sample(
        exercise=exercise,
        name=name,
        function=function,
        summary=doc.strip().splitlines()[0] if doc.strip() else "",
        fails=tuple(re.split(r"[,\s]+", fails.group(1))) if fails else (),
        file=file,
    )
