"""A class of a thousand: what the one process that books them needs, and whether it needs more the longer it runs.

Its students share the work of a few, so that booking and feedback are all there is to do.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from tqdm import tqdm

from autograder.authoring import sample_class
from autograder.grading.classwork import Classwork
from autograder.grading.preparation import prepared
from benchmarks import classes

STUDENTS, KINDS, STEP = 1000, 20, 100
_MIB = 2**20


@dataclass(frozen=True)
class Sample:
    """The process after so many students: its memory in bytes, its open files, and the seconds of the last hundred."""

    students: int
    memory: int
    files: int
    seconds: float


def section(students: int = STUDENTS) -> list[str]:
    """Grade such a class; returns lines of Markdown. Raises `RuntimeError` where a student was not graded."""
    samples = list(_samples(students))
    rows = [
        f"| {one.students} | {one.memory / _MIB:.0f} | {one.files} | {one.seconds / STEP:.2f} |"
        for one in samples
        if one.students in (STEP, students // 2, students)
    ]
    return [
        f"{students} submissions, {KINDS} of them different, graded by one run with feedback pages; "
        "its main process, which books them:",
        "",
        "| students | memory (MiB) | open files | seconds a student |",
        "|---|---|---|---|",
        *rows,
    ]


def _samples(students: int) -> Iterator[Sample]:
    process, started = psutil.Process(), time.monotonic()
    with _class(students) as work:
        for number, graded in enumerate(tqdm(work.grade(), total=students, unit="student"), 1):
            if graded.problem:
                raise RuntimeError(f"{graded.student}: {graded.problem}")
            if number % STEP == 0:
                now = time.monotonic()
                yield Sample(number, process.memory_info().rss, process.num_fds(), now - started)
                started = now


@contextmanager
def _class(students: int) -> Iterator[Classwork]:
    with tempfile.TemporaryDirectory() as folder:
        room = classes.make(Path(folder), classes.NUMPY, KINDS)
        texts = [room.submitted(student).read_text(encoding="utf-8") for student in room.students]
        for number in range(students - KINDS):
            sample_class.hand_in(room.root, room.lesson, f"t{number:04d}", texts[number % KINDS])
        with prepared(room.root, room.assignment) as work:
            yield work
