"""A submission's cells in the course's order: the course's own as released, the rest as handed in."""

import copy
import itertools
from collections.abc import Iterable, Iterator

import nbformat
from nbformat import NotebookNode

from autograder import harmless, notebook

MOST_MARKDOWN = 100_000  # characters of a notebook that are looked into; what is more is shown as it was written


def restore(submitted: NotebookNode, released: NotebookNode) -> NotebookNode:
    """Return a notebook with the course's cells in the released order, each exactly once, with the released metadata.

    A locked cell gets its released source back. A learner's own cells stay behind the cell that they stood behind. Of a
    cell that stands twice the last one counts; a missing one comes back as it was released. What a browser could run is
    taken out of text, and no metadata of the submission is left.
    """
    course, found = _course_cells(released.cells), _course_cells(submitted.cells)
    followers = _followers(submitted.cells, kept=[found[grade_id] for grade_id in found if grade_id in course])
    restorer = _Restorer(released)
    cells = [restorer.other_cell(cell) for cell in followers.pop(None)]
    for grade_id, original in course.items():
        cell = found.get(grade_id, original)
        cells.append(restorer.course_cell(cell, original))
        cells += [restorer.other_cell(follower) for follower in followers.get(id(cell), ())]
    return nbformat.from_dict({**submitted, "metadata": copy.deepcopy(released.metadata), "cells": cells})


def missing(submitted: NotebookNode, released: NotebookNode) -> list[str]:
    """Name the course's cells that are not in a submission."""
    found = _course_cells(submitted.cells)
    return [grade_id for grade_id in _course_cells(released.cells) if grade_id not in found]


def _course_cells(cells: Iterable[NotebookNode]) -> dict[str, NotebookNode]:
    """Map grade ids to cells; of several with one id the last counts."""
    found = {}
    for cell in cells:
        marks = cell.metadata.get("nbgrader", {})
        grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
        if isinstance(grade_id, str):
            found[grade_id] = cell
    return found


def _followers(cells: Iterable[NotebookNode], kept: list[NotebookNode]) -> dict[int | None, list[NotebookNode]]:
    """Group the other cells by the kept cell that they stand behind (None: before the first)."""
    identities = {id(cell) for cell in kept}
    groups: dict[int | None, list[NotebookNode]] = {None: []}
    current = None
    for cell in cells:
        if id(cell) in identities:
            current = id(cell)
            groups[current] = []
        else:
            groups[current].append(cell)
    return groups


class _Restorer:
    """Makes cells of those that were handed in."""

    def __init__(self, released: NotebookNode):
        self._texts = {cell.source for cell in released.cells if cell.cell_type == "markdown"}
        self._explorations = {
            cell.source: cell.metadata for cell in released.cells if notebook.is_untouched_exploration(cell)
        }
        self._names = {cell.id for cell in _course_cells(released.cells).values()}
        self._left = MOST_MARKDOWN

    def course_cell(self, cell: NotebookNode, original: NotebookNode) -> dict:
        """Return one of the course's cells, with the source that was handed in where it isn't locked."""
        if notebook.is_locked(original) or cell is original:
            return copy.deepcopy(original)
        return self._cell(original.cell_type, original.id, copy.deepcopy(original.metadata), cell)

    def other_cell(self, cell: NotebookNode) -> dict:
        """Return a cell that nbgrader doesn't know: text, an exploration, or one that a learner added.

        An exploration is marked as one if it is as it was released.
        """
        name = next(name for name in _names(cell.id) if name not in self._names)
        self._names.add(name)
        if cell.cell_type == "code":
            return self._cell("code", name, copy.deepcopy(self._explorations.get(cell.source, {})), cell)
        return self._cell("markdown", name, {}, cell)

    def _cell(self, kind: str, name: str, metadata: dict, given: NotebookNode) -> dict:
        cell = {"cell_type": kind, "id": name, "metadata": metadata, "source": given.source}
        if kind == "code":
            return cell | {"outputs": [], "execution_count": None}
        pictures = harmless.attachments(given.get("attachments"))
        cell["source"] = self._text(given.source, pictures)
        return cell | {"attachments": pictures} if pictures else cell

    def _text(self, source: str, pictures: dict) -> str:
        if source in self._texts:
            return source
        self._left -= len(source)
        return harmless.markdown(source, pictures) if self._left >= 0 else harmless.listing(source)


def _names(wanted: str) -> Iterator[str]:
    """Yield a cell's id, and others in its place."""
    yield wanted
    yield from (f"{wanted[:48]}-own-{number}" for number in itertools.count(2))
