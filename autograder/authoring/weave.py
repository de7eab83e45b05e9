"""Weave a lesson's prose and answers into the source version of its notebook, as nbgrader wants it.

`lesson.md` runs as it stands. Its cells say by a tag what becomes of them:

- `given`: locked code, which nbgrader restores;
- `exercise`: imports the reference answer; becomes the function itself, its body marked as the solution;
- `check`: calls `check(...)`; becomes a graded cell, its points taken from the checks;
- `explore`: shows and measures things; not run when a class is graded;
- `question` and `open` (Markdown): a manually graded question with its marking scheme, and the cell for its answer.
"""

import ast
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder import catalogue
from autograder.notebook import METADATA, fingerprint

SOLUTIONS = Path(__file__).parents[2] / "solutions"
CODE_TAGS = ("given", "exercise", "check", "explore")
TEXT_TAGS = ("question", "open")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read_lesson(path: Path) -> NotebookNode:
    """Read a lesson's MyST Markdown as a notebook. Raises `ValueError` naming a cell without a known tag."""
    lesson = jupytext.read(path, fmt="md:myst")
    for number, cell in enumerate(lesson.cells, 1):
        allowed = CODE_TAGS if cell.cell_type == "code" else ("", *TEXT_TAGS)
        if tag(cell) not in allowed:
            raise ValueError(
                f"{path}: cell {number}: expected one tag of {', '.join(filter(None, allowed))}, "
                f"got {cell.metadata.get('tags', [])}"
            )
    return lesson


def tag(cell: NotebookNode) -> str:
    """Return the one tag of a cell, or ''; several tags come back joined, which no rule knows."""
    return ",".join(cell.metadata.get("tags", []))


def weave(path: Path) -> NotebookNode:
    """Return the nbgrader source version of the lesson in `path` (a `lesson.md`), the same to the byte each time."""
    numbers: Counter[str] = Counter()
    cells = []
    for cell in read_lesson(path).cells:
        kind = tag(cell)
        numbers[kind] += 1
        cells.append(_WEAVERS[kind](cell, numbers[kind]))
    _name_cells(cells)
    return nbformat.v4.new_notebook(cells=cells, metadata=_KERNEL)


def _text(cell: NotebookNode, number: int) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(cell.source)


def _given(cell: NotebookNode, number: int) -> NotebookNode:
    return nbformat.v4.new_code_cell(cell.source, metadata=_nbgrader(f"given-{number}", locked=True))


def _explore(cell: NotebookNode, number: int) -> NotebookNode:
    return nbformat.v4.new_code_cell(cell.source, metadata={METADATA: {"explore": fingerprint(cell.source)}})


def _exercise(cell: NotebookNode, number: int) -> NotebookNode:
    exercise = read_exercise(cell.source)
    return nbformat.v4.new_code_cell(exercise.source(), metadata=_nbgrader(exercise.name, solution=True))


def _check(cell: NotebookNode, number: int) -> NotebookNode:
    name = checked_exercise(cell.source)
    marks = _nbgrader(f"check-{name}", grade=True, locked=True, points=catalogue.points_of(name))
    return nbformat.v4.new_code_cell(cell.source, metadata=marks)


def _question(cell: NotebookNode, number: int) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(cell.source, metadata=_nbgrader(f"question-{number}", locked=True))


def _open(cell: NotebookNode, number: int) -> NotebookNode:
    name, points = cell.metadata.get("name"), cell.metadata.get("points")
    if not name or not points:
        raise ValueError(f"open question {number}: expected a name and points in its metadata, got {cell.metadata}")
    marks = _nbgrader(name, grade=True, solution=True, points=points)
    return nbformat.v4.new_markdown_cell(cell.source, metadata=marks)


_WEAVERS: dict[str, Callable[[NotebookNode, int], NotebookNode]] = {
    "": _text,
    "given": _given,
    "explore": _explore,
    "exercise": _exercise,
    "check": _check,
    "question": _question,
    "open": _open,
}


def _nbgrader(
    grade_id: str, *, grade: bool = False, solution: bool = False, locked: bool = False, points: float | None = None
) -> dict:
    marks = {"grade": grade, "grade_id": grade_id, "locked": locked, "schema_version": 3, "solution": solution}
    if points is not None:
        marks["points"] = int(points) if float(points).is_integer() else points
    return {"nbgrader": marks | {"task": False}}


def _name_cells(cells: list[NotebookNode]) -> None:
    """Give each cell an id that depends on what it is, not on when it was built."""
    used: Counter[str] = Counter()
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id") or fingerprint(cell.source)
        used[name] += 1
        cell.id = name[:56] if used[name] == 1 else f"{name[:56]}-{used[name]}"


def checked_exercise(source: str) -> str:
    """Return the name in `check(name)`. Raises `ValueError` where a check cell holds anything else."""
    match ast.parse(source).body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], []))]:
            return name
    raise ValueError(f"check cell: expected check(exercise) alone, got {source!r}")


@dataclass(frozen=True)
class Exercise:
    """An exercise cell: the answer that it imports, the steps in its comments, and what a bug hunt starts from."""

    name: str
    answer: "Function"
    steps: tuple[str, ...]
    starter: "Function | None" = None

    def source(self) -> str:
        """Return the function for nbgrader's source version: docstring, given lines, solution, a student's start."""
        indent = " " * 4
        begin, end = f"{indent}### BEGIN SOLUTION", f"{indent}### END SOLUTION"
        steps = [indent + step for step in self.steps]
        not_written = f'{indent}raise NotImplementedError("{self.name}: not written yet")'
        tail = self.starter.body if self.starter else not_written
        return "\n".join([self.answer.head, begin, self.answer.body, end, *steps, tail])


@dataclass(frozen=True)
class Function:
    """The source of a function of a module, in two parts.

    `head` is its signature and docstring, and the leading `require...` lines, which a student is given.
    `body` is the rest.
    """

    head: str
    body: str


def read_function(path: Path, name: str) -> Function:
    """Read a function from a module's file. Raises `ValueError` where it's missing or lacks a docstring or a body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [node for node in ast.parse("\n".join(lines)).body if getattr(node, "name", None) == name]
    if not found or ast.get_docstring(found[0]) is None:
        raise ValueError(f"{path}: {name}: expected a function with a docstring, got none")
    statements = found[0].body
    given = [statements[0], *itertools.takewhile(_is_requirement, statements[1:])]
    if len(given) == len(statements):
        raise ValueError(f"{path}: {name}: expected a body after the docstring, got none")
    cut = given[-1].end_lineno
    return Function(
        head="\n".join(lines[found[0].lineno - 1 : cut]),
        body="\n".join(lines[cut : found[0].end_lineno]).strip("\n"),
    )


def _is_requirement(statement: ast.stmt) -> bool:
    return ast.unparse(statement).startswith("require.")


def read_exercise(source: str) -> Exercise:
    """Read an exercise cell: comments, for a bug hunt an import from `wrong`, then the import from `answers`."""
    steps = tuple(line for line in source.splitlines() if line.startswith("#"))
    match ast.parse(source).body:
        case [ast.ImportFrom(module, [ast.alias(name)])]:
            return Exercise(name, read_function(_file(module), name), steps)
        case [ast.ImportFrom(start, [ast.alias(wrong, _)]), ast.ImportFrom(module, [ast.alias(name)])]:
            return Exercise(name, read_function(_file(module), name), steps, read_function(_file(start), wrong))
    raise ValueError(f"exercise cell: expected comments and the import of one answer, got {source!r}")


def _file(module: str) -> Path:
    parts = module.split(".")
    if len(parts) != 3 or parts[0] != "solutions":
        raise ValueError(f"exercise cell: expected an import from solutions.<lesson>.<module>, got {module}")
    return SOLUTIONS.joinpath(*parts[1:]).with_suffix(".py")
