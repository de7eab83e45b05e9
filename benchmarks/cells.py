"""What the cells and checks of submissions take where all modules are imported: `python -m benchmarks.cells FILES`.

Each submission runs in a fork of a process that has imported what the course's own cells import, and has done nothing
else. Prints a JSON list of seconds, one for each file.
"""

import contextlib
import importlib
import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from autograder import catalogue, notebook
from autograder.grading.task import task_of
from autograder.notebook_check import run_tests


def main(paths: Iterable[Path]) -> None:
    """Measure one submission after the other."""
    print(json.dumps([_seconds(path) for path in paths]))


def _seconds(path: Path) -> float:
    task = task_of(notebook.read(path), seed=0)
    for name in task.imports:
        with contextlib.suppress(ImportError):  # `from a import b`: b is no module
            importlib.import_module(name)
    ours, theirs = os.pipe()
    if os.fork() == 0:
        start = time.perf_counter()
        submission = notebook.submission(path)
        run_tests(submission, task.lesson, catalogue.fingerprints(task.lesson).keys(), task.seed)
        os.write(theirs, f"{time.perf_counter() - start}".encode())
        os._exit(0)
    os.close(theirs)
    with open(ours) as pipe:
        return float(pipe.read())


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
