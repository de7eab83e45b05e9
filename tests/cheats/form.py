"""Read a cheat: one small file in cells, which says what is tried and what must come of it."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from .lesson import FOLDER

KINDS = ("reading", "forging", "harming", "careless", "filing")
WALLS = ("", "nbgrader", "process", "sandbox")
GUARD = "import os as _os\nassert not _os.path.exists(CHEAT_ROOT), 'not run: the class can be seen from here'\n"


@dataclass(frozen=True)
class Cheat:
    """One hostile or careless notebook; README.md says what each field means.

    `answers` maps exercises to the sources that replace the honest ones. `own` maps an exercise, or '' for the top of
    the notebook, to the sources of the student's own cells behind its check.
    """

    name: str
    kind: str
    story: str
    answers: dict[str, str]
    own: dict[str, list[str]]
    earns: dict[str, float]
    reason: str = ""
    wall: str = ""
    dangerous: bool = False
    edit: Callable[[NotebookNode, Path], None] | None = None


def cheats(*kinds: str) -> list[Cheat]:
    """Read all cheats of these kinds, or all there are."""
    return [read(path) for kind in kinds or KINDS for path in sorted((FOLDER / kind).glob("*.py"))]


def read(path: Path) -> Cheat:
    """Read one cheat. Raises `ValueError` where its head declares what no cheat has."""
    head, *cells = jupytext.read(path, fmt="py:percent").cells
    declared: dict = {}
    exec(compile(head.source, path, "exec"), declared)
    fields = {name: declared[name] for name in ("earns", "reason", "wall", "dangerous", "edit") if name in declared}
    unknown = _names(head.source) - fields.keys()
    if unknown or fields.get("wall", "") not in WALLS or not ast.get_docstring(ast.parse(head.source)):
        raise ValueError(f"{path.name}: expected a story and known fields alone, got {', '.join(unknown) or fields}")
    answers, own, place = {}, {}, ""
    for cell in cells:
        source = (GUARD if fields.get("dangerous") else "") + cell.source
        place = cell.metadata.get("exercise", place)
        if "exercise" in cell.metadata:
            answers[place] = source
        else:
            own.setdefault(place, []).append(source)
    story = ast.get_docstring(ast.parse(head.source))
    return Cheat(path.stem, path.parent.name, story, answers, own, fields.pop("earns", {}), **fields)


def _names(head: str) -> set[str]:
    """Name what the head assigns and defines at its top level, but for private helpers."""
    body = ast.parse(head).body
    assigned = {target.id for node in body if isinstance(node, ast.Assign) for target in node.targets}
    defined = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    return {name for name in assigned | defined if not name.startswith("_")}


def with_knowledge(source: str, known: dict[str, object]) -> str:
    """Replace each `CHEAT_...` in a cell by what the cheat is taken to have found out beforehand."""
    return re.sub(r"\bCHEAT_[A-Z_]+\b", lambda name: repr(known[name[0]]), source)
