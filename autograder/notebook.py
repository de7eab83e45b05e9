"""Read a learner's notebook, whatever state it is in, and get at the functions in it."""

import ast
import builtins
import contextlib
import hashlib
import io
import json
import linecache
import os
import stat
import warnings
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.submission import Submission

METADATA = "private_pixels"
MOST_BYTES = 256 * 2**20
UNREADABLE = "unreadable"  # the id of the cell that stands in for a file that could not be read


class UnreadableNotebook(ValueError):
    """The file is no notebook that can be read; the message says why."""


def read(path: Path) -> NotebookNode:
    """Read a notebook of any nbformat version as version 4. Raises `UnreadableNotebook`.

    A link is refused, be it to a notebook: it may be somebody else's.
    """
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableNotebook(f"{path.name}: expected a file, got a link, a folder or a device")
        if found.st_size > MOST_BYTES:
            raise UnreadableNotebook(f"{path.name}: expected at most {MOST_BYTES} bytes, got {found.st_size}")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableNotebook(f"{path.name}: can't be opened: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnreadableNotebook(f"{path.name}: expected a notebook (UTF-8 text), got other bytes") from None
    if not text.strip():
        raise UnreadableNotebook(f"{path.name}: the file is empty")
    try:
        with warnings.catch_warnings(action="ignore"):
            _, notebook = nbformat.validator.normalize(nbformat.reads(_writable(text), as_version=4))
            nbformat.validate(notebook)
    except nbformat.reader.NotJSONError:
        raise UnreadableNotebook(
            f"{path.name}: expected a notebook (JSON), got text that starts {text[:40]!r}"
        ) from None
    except Exception as error:
        problem = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise UnreadableNotebook(f"{path.name}: not a valid notebook: {problem}") from None
    return notebook


def _writable(text: str) -> str:
    """Replace half a surrogate pair, which JSON may spell out and no file can hold."""
    if "\\ud" not in text.lower():
        return text
    return json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def stand_in(error: UnreadableNotebook) -> NotebookNode:
    """Return a notebook without work, in place of a file that can't be read; it says why."""
    note = f"**This file could not be read as a notebook**, so there was no work to grade. {error}"
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(note, id=UNREADABLE)])


def fingerprint(source: str) -> str:
    """Return a short hash of a cell's source, by which a changed cell is known."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def is_untouched_exploration(cell: NotebookNode) -> bool:
    """Tell whether a cell only shows things, and is as the author wrote it: grading needn't run it."""
    mark = cell.metadata.get(METADATA, {})
    return isinstance(mark, dict) and mark.get("explore") == fingerprint(cell.source)


def is_check(cell: NotebookNode) -> bool:
    """Tell whether a cell is one of the course's check cells."""
    marks = _marks(cell)
    return cell.cell_type == "code" and bool(marks.get("grade")) and not marks.get("solution")


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether a cell of a restored notebook is the course's own, as it was released."""
    return bool(_marks(cell).get("locked"))


def _marks(cell: NotebookNode) -> dict:
    marks = cell.metadata.get("nbgrader")
    return marks if isinstance(marks, dict) else {}


def submission(path: Path) -> Submission:
    """Run a notebook's code in this process, but for checks and untouched explorations, and return its functions.

    A cell that fails is passed over, and remembered. Raises `UnreadableNotebook`.
    """
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    sources = [cell.source for cell in cells if not is_check(cell) and not is_untouched_exploration(cell)]
    os.environ.setdefault("MPLBACKEND", "Agg")
    namespace: dict = {"__name__": "__main__", "__builtins__": builtins}
    failures = {}
    with _quiet():
        for number, source in enumerate(sources, 1):
            problem = _run(_without_magics(source), f"<cell {number} of {path.name}>", namespace)
            if problem:
                failures[source] = problem
    return Submission(namespace, failures)


def _run(source: str, name: str, namespace: dict) -> str | None:
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        exec(compile(ast.parse(source, name), name, "exec"), namespace)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return None


def _without_magics(source: str) -> str:
    """Blank out IPython's magics and shell lines; line numbers stay."""
    lines = source.split("\n")
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield
