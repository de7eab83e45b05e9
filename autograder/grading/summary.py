"""The class summary: one page for the teacher, with points, exercises, failed checks and odd work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Record


@dataclass(frozen=True)
class Row:
    """One student's graded submission.

    `points` of `max_points` are the gradebook's, without a late penalty. `record` is None where nothing could be
    measured; `problem` then says why. `by_hand` tells that answers still wait for a person's marks. `feedback` is
    the student's feedback page; it is linked where the file exists.
    """

    student: str
    points: float
    max_points: float
    record: Record | None = None
    problem: str = ""
    by_hand: bool = False
    feedback: Path | None = None


def write(path: Path, assignment: str, rows: Iterable[Row], missing: Iterable[str] = ()) -> None:
    """Write the summary of an assignment as one HTML file that needs nothing else.

    `rows` is read once, a row at a time: a generator that loads each record as it is asked for keeps memory flat.
    `missing` names the students of the gradebook who handed in nothing.
    """
    raise NotImplementedError
