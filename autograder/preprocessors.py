"""What nbgrader's `autograde` runs besides its own preprocessors; `nbgrader_config.py` names them."""

from collections.abc import Sequence
from dataclasses import fields
from html import escape
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer, Unicode

from autograder import notebook, restore
from autograder.grading.measure import measure
from autograder.grading.records import Record, RecordStore, stamp
from autograder.grading.task import Task, checked_exercise, code_cells, task_of
from autograder.plugin import seed_of_the_class
from autograder.report import ExerciseReport
from autograder.rules import Rules

NO_REPORT = "Nothing was checked here, so it earns no points: no checks are known for <code>{source}</code>."


class TolerantExporter(NotebookExporter):
    """Read a submission that is no notebook as an empty one, which says what was wrong with the file."""

    def from_filename(self, filename: str, resources: dict | None = None, **kwargs: object) -> tuple[str, dict]:
        """Export the notebook in a file; see `nbconvert.Exporter.from_filename`."""
        path = Path(filename)
        try:
            submitted = notebook.read(path)
        except notebook.UnreadableNotebook as error:
            self.log.warning("This submission can't be read: %s", error)
            submitted = notebook.stand_in(error)
        about = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(submitted, {**(resources or {}), "metadata": about}, **kwargs)


class RestoreCells(NbGraderPreprocessor):
    """Bring the course's cells back into the released order, and take out what a browser could run; see `restore`."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook with its cells restored; see `nbconvert.preprocessors.Preprocessor`."""
        released = self._released(resources)
        for grade_id in restore.missing(nb, released):
            self.log.warning("The cell '%s' is missing from the submission; it was put back", grade_id)
        return restore.restore(nb, released), resources

    def _released(self, resources: dict) -> NotebookNode:
        names = resources["nbgrader"]
        coursedir = self.parent.parent.coursedir
        folder = Path(coursedir.format_path(coursedir.release_directory, ".", names["assignment"]))
        return notebook.read(folder / f"{names['notebook']}.ipynb")


class GradeAnswers(NbGraderPreprocessor):
    """Measure a submission, or look up what was measured, and write outputs and reports into its cells.

    The cells run in a kernel that sees nothing of the submission's folder: files that were handed in beside the
    notebook are not there.
    """

    isolation = Unicode(Rules.isolation, help="What keeps a submission's code from everything else.").tag(config=True)
    cell_seconds = Float(Rules.cell_seconds, help="The most seconds for a cell.").tag(config=True)
    call_seconds = Float(Rules.call_seconds, help="The most seconds for a call of a function.").tag(config=True)
    submission_seconds = Float(Rules.submission_seconds, help="The most seconds for it all.").tag(config=True)
    cpu_seconds = Float(Rules.cpu_seconds, help="The most seconds of processor time.").tag(config=True)
    memory = Integer(Rules.memory, help="The most bytes of memory.").tag(config=True)
    processes = Integer(Rules.processes, help="The most processes and threads.").tag(config=True)
    disk = Integer(Rules.disk, help="The most bytes of files.").tag(config=True)
    output = Integer(Rules.output, help="The most bytes of output that are kept.").tag(config=True)
    records = Unicode("records", help="The folder of what was measured, below the course's root.").tag(config=True)

    def rules(self) -> Rules:
        """Return the limits that were set."""
        return Rules(**{field.name: getattr(self, field.name) for field in fields(Rules)})

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade a restored notebook; see `nbconvert.preprocessors.Preprocessor`.

        Raises `RuntimeError` where the checks can't be run.
        """
        task = task_of(nb, seed_of_the_class())
        record = self._record(task) if task else None
        _clear(nb)
        if record is not None:
            for incident in record.incidents:
                self.log.warning("%s: %s", resources["nbgrader"]["student"], incident)
            _write_outputs(nb, record)
            nb.metadata[notebook.METADATA] = stamp(record)
        _write_reports(nb, record.reports() if record else ())
        return nb, resources

    def _record(self, task: Task) -> Record:
        store = RecordStore(Path(self.parent.parent.coursedir.root) / self.records)
        known = store.load(task.key)
        record = measure(task, self.rules(), known)
        if record is not known:
            try:
                store.save(record)
            except OSError as error:
                self.log.warning("What was measured can't be kept in %s: %s", store.folder, error)
        return record


def _clear(nb: NotebookNode) -> None:
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _write_outputs(nb: NotebookNode, record: Record) -> None:
    for number, (cell, outputs) in enumerate(zip(code_cells(nb), record.outputs, strict=True), 1):
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
        cell.execution_count = number


def _write_reports(nb: NotebookNode, reports: Sequence[ExerciseReport]) -> None:
    """Give each check cell one result: nbgrader takes a cell without any for a success."""
    known = {report.exercise: report.sealed() for report in reports}
    for cell in filter(notebook.is_check, nb.cells):
        report = known.get(checked_exercise(cell))
        cell.outputs = [_result(report._repr_mimebundle_() if report else _nothing(cell))]


def _nothing(cell: NotebookNode) -> dict:
    return {"text/plain": "0.0", "text/html": f"<p>{NO_REPORT.format(source=escape(cell.source))}</p>"}


def _result(data: dict) -> NotebookNode:
    return nbformat.from_dict({"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None})
