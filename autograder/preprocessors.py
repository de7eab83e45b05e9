"""What nbgrader's `autograde` runs besides its own preprocessors; `nbgrader_config.py` names them."""

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbclient.exceptions import DeadKernelError
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute, NbGraderPreprocessor

from autograder import notebook, report

NO_REPORT = "No report came back from this check, so it earns no points. {reason}"


class TolerantExporter(NotebookExporter):
    """Read a submission that is no notebook as an empty one, which says what was wrong with the file."""

    def from_file(self, file_stream: object, resources: dict | None = None, **kwargs: object) -> tuple[str, dict]:
        """Export the notebook of an open file; see `nbconvert.Exporter.from_file`."""
        try:
            submitted = notebook.read(Path(file_stream.name))
        except notebook.UnreadableNotebook as error:
            self.log.warning("This submission can't be read: %s", error)
            note = f"**This file could not be read as a notebook**, so there was no work to grade. {error}"
            submitted = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(note, id=notebook.UNREADABLE)])
        return self.from_notebook_node(submitted, resources=resources, **kwargs)


class RestoreCells(NbGraderPreprocessor):
    """Bring the course's cells back into the released order, each exactly once, with the released metadata.

    A learner's own cells stay behind the cell that they stood behind. Of a cell that stands twice the last one counts;
    a missing one comes back as it was released.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook with its cells restored; see `nbconvert.preprocessors.Preprocessor`."""
        released = _course_cells(self._released(resources).cells)
        submitted = _course_cells(nb.cells)
        for grade_id in released.keys() - submitted.keys():
            self.log.warning("The cell '%s' is missing from the submission; it was put back", grade_id)
        followers = _followers(nb.cells, kept=[submitted[grade_id] for grade_id in submitted if grade_id in released])
        cells = followers.pop(None)
        for grade_id, original in released.items():
            cell = submitted.get(grade_id, original)
            cell.metadata = original.metadata.copy()
            cells += [cell, *followers.get(id(cell), [])]
        nb.cells = cells
        return nb, resources

    def _released(self, resources: dict) -> NotebookNode:
        names = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = Path(coursedir.format_path(coursedir.release_directory, ".", names["assignment"]))
        return notebook.read(folder / f"{names['notebook']}.ipynb")


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
    """Group the other cells by the kept cell that they stand behind (None: before the first), as ordinary cells."""
    identities = {id(cell) for cell in kept}
    groups: dict[int | None, list[NotebookNode]] = {None: []}
    current = None
    for cell in cells:
        if id(cell) in identities:
            current = id(cell)
            groups[current] = []
        else:
            cell.metadata.pop("nbgrader", None)
            groups[current].append(cell)
    return groups


class ExecuteAnswers(Execute):
    """Run a submission as nbgrader does, but for cells that only show things and are as they were released."""

    _kernel_died = False

    def preprocess(self, nb: NotebookNode, *args: object, **kwargs: object) -> tuple[NotebookNode, dict]:
        """Run a notebook in a kernel of its own."""
        self._kernel_died = False
        return super().preprocess(nb, *args, **kwargs)

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Run one cell, or pass it over. Once a cell has ended the kernel, what stands behind it isn't run."""
        if self._kernel_died or notebook.is_untouched_exploration(cell):
            return cell, resources
        try:
            return super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self.log.warning("Cell %d ended the kernel; the cells behind it can't be run", index)
            self._kernel_died = True
            cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text="This cell ended the kernel.\n"))
            return cell, resources


class SettleScores(NbGraderPreprocessor):
    """See to it that the points of a check cell are those of its report, and nothing else.

    nbgrader takes any text on stderr for a failure and a missing result for success. Here text on stderr is kept as
    ordinary output, and a check without a report earns nothing.
    """

    def preprocess_cell(self, cell: NotebookNode, resources: dict, index: int) -> tuple[NotebookNode, dict]:
        """Settle the outputs of one cell."""
        if notebook.is_check(cell):
            cell.outputs = _settled(cell.outputs, float(cell.metadata.nbgrader.points))
        return cell, resources


def _settled(outputs: list[NotebookNode], max_points: float) -> list[NotebookNode]:
    for output in outputs:
        if output.output_type == "stream":
            output.name = "stdout"
    errors = [output for output in outputs if output.output_type == "error"]
    if errors:
        return outputs
    results = [output for output in outputs if output.output_type == "execute_result"]
    points = _points(results, max_points)
    if points is None:
        return [output for output in outputs if output not in results] + [_no_report(len(results))]
    results[0].data["text/plain"] = f"{points:g}"
    return outputs


def _points(results: list[NotebookNode], max_points: float) -> float | None:
    """Read the points of the one report, no more than the cell is worth."""
    if len(results) != 1 or report.MIME not in results[0].data:
        return None
    try:
        return min(report.from_dict(results[0].data[report.MIME]).points, max_points)
    except (KeyError, TypeError, ValueError):
        return None


def _no_report(results: int) -> NotebookNode:
    reason = "The cell ended without a result." if results == 0 else "Its result was something else."
    data = {"text/plain": "0.0", "text/html": f"<p>{NO_REPORT.format(reason=reason)}</p>"}
    return nbformat.v4.new_output("execute_result", data=data, execution_count=None)
