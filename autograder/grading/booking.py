"""Books work in nbgrader's gradebook and makes feedback pages, through nbgrader's own API."""

import filecmp
import json
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.apps import NbGraderAPI
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder import notebook
from autograder.grading.folders import Folders
from autograder.grading.records import Record, RecordStore, stamp

_TRIES = 3
_PAUSE = 1.0  # seconds between them
_END_OF_PAGE = b"</html>"


@dataclass(frozen=True)
class Score:
    """What the gradebook holds of a submission, without a late penalty."""

    points: float
    max_points: float
    by_hand: bool  # answers wait for a person's marks


class Booking:
    """The one writer of the gradebook. Raises `ValueError` where that doesn't know the assignment."""

    def __init__(self, folders: Folders):
        self._folders = folders
        self._api = folders.api
        try:
            self.max_points, self.scores = self._read_assignment()
        except MissingEntry:
            raise ValueError(
                f"assignment: expected one that the gradebook knows, got {folders.assignment!r}: "
                f"enter it with `make course` or `nbgrader generate_assignment {folders.assignment}`"
            ) from None
        except SQLAlchemyError as error:
            url = make_url(self._api.coursedir.db_url).render_as_string(hide_password=True)
            raise ValueError(f"the gradebook {url} can't be read: {error}") from None

    def _read_assignment(self) -> tuple[float, dict[str, Score]]:
        with self._api.gradebook as book:
            max_points = book.find_assignment(self._folders.assignment).max_score
            entries = book.submission_dicts(self._folders.assignment)
        scores = {
            entry["student"]: Score(entry["score"], entry["max_score"], bool(entry["needs_manual_grade"]))
            for entry in entries
        }
        return max_points, scores

    def absent(self) -> list[str]:
        """Name the students of the gradebook who have no submission in it."""
        with self._api.gradebook as book:
            return sorted({student.id for student in book.students} - self.scores.keys())

    def is_current(self, student: str, restored: NotebookNode, record: Record) -> bool:
        """Tell whether the gradebook and the autograded folder already hold this record of this work."""
        autograded = self._folders.autograded(student)
        return (
            student in self.scores
            and _marked(autograded, record, restored)
            and _has_files_of(self._folders.submitted(student).parent, autograded.parent)
        )

    def book(self, student: str) -> str:
        """Let nbgrader autograde a student's work anew; returns what went wrong, or nothing.

        Others may be at the same work, from formgrader or the command line: what failed is tried again.
        """
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE)
            problem = self._try_to_book(student)
            if not problem:
                break
        return problem

    def _try_to_book(self, student: str) -> str:
        with _undisturbed():
            outcome = self._api.autograde(self._folders.assignment, student, force=True)
        if not outcome["success"]:
            return _cause(outcome)
        try:
            with self._api.gradebook as book:
                found = book.find_submission(self._folders.assignment, student)
                self.scores[student] = Score(found.score, found.max_score, bool(found.needs_manual_grade))
        except (MissingEntry, SQLAlchemyError) as error:
            return f"its points can't be read: {error}"
        return ""


def needs_feedback(folders: Folders, student: str) -> bool:
    """Tell whether a student's page is missing, incomplete, or older than the autograded work."""
    try:
        page = folders.feedback(student)
        made, graded = page.stat().st_mtime_ns, folders.autograded(student).stat().st_mtime_ns
        return made < graded or not page.read_bytes().rstrip().endswith(_END_OF_PAGE)
    except OSError:
        return True


def make_feedback(root: Path, assignment: str, student: str) -> None:
    """Make a student's feedback page, in any process: it only reads the gradebook. Raises `RuntimeError`."""
    outcome = _kept(root, assignment).generate_feedback(assignment, student, force=True)
    if not outcome["success"]:
        raise RuntimeError(_cause(outcome))


@cache
def _kept(root: Path, assignment: str) -> NbGraderAPI:
    return Folders(root, assignment).api


def record_of(autograded: Path, store: RecordStore) -> Record | None:
    """Find the record that an autograded notebook was made from."""
    try:
        document = json.loads(autograded.read_text(encoding="utf-8"))
        return store.load(document["metadata"][notebook.METADATA]["record"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _marked(autograded: Path, record: Record, restored: NotebookNode) -> bool:
    """Tell whether an autograded notebook was made from this record, and of the same cells."""
    try:
        document = json.loads(autograded.read_text(encoding="utf-8"))
        marks = document["metadata"][notebook.METADATA]
        cells = [_content(cell) for cell in document["cells"]]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return marks == stamp(record) and cells == [_content(cell) for cell in restored.cells]


def _content(cell: dict) -> tuple:
    """Return what a student wrote, and what it may earn; in locked cells nbgrader puts its source version's text."""
    marks = cell["metadata"].get("nbgrader", {})
    source = "" if marks.get("locked") else "".join(cell["source"])  # a file may hold it line by line
    return cell["cell_type"], marks.get("grade_id"), marks.get("points"), source, cell.get("attachments")


def _has_files_of(submitted: Path, autograded: Path) -> bool:
    """Tell whether what was handed in beside the notebook, such as the time, lies beside the autograded one."""
    files = (path for path in submitted.rglob("*") if path.is_file() and path.suffix != ".ipynb")
    return all(_same(path, autograded / path.relative_to(submitted)) for path in files)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _cause(outcome: dict) -> str:
    """Find the line that says what went wrong: the first exception, or else the first error in nbgrader's log."""
    log = outcome.get("log", "")
    found = re.search(r"^ {4}(\w[\w.]*: .+)$", log, re.MULTILINE) or re.search(r"^\[ERROR\] (.+)$", log, re.MULTILINE)
    return found[1] if found else outcome["error"].strip().splitlines()[-1]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off: nbgrader would take it for a submission that can't be graded, and go on."""
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt
