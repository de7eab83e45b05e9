"""`python -m autograder grade`: a line on stdout for each student, progress on stderr."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from autograder.grading.preparation import prepared

if TYPE_CHECKING:
    from autograder.grading.classwork import Classwork, Graded

ALL_GRADED, NOT_ALL_GRADED, NOT_BEGUN, STOPPED = 0, 1, 2, 130  # exit codes
_GO_ON = "What is graded is kept: the same command goes on from there."


def run(root: Path, assignment: str, **options: Any) -> int:
    """Grade a class; returns the exit code. For the options see `prepared`."""
    try:
        with ExitStack() as stack:
            try:
                work = stack.enter_context(prepared(root, assignment, tell=_tell, **options))
            except ValueError as error:
                _tell(f"error: {error}")
                return NOT_BEGUN
            return _grade(work)
    except (ConnectionError, RuntimeError) as error:
        _tell(f"error: {error}\n{_GO_ON}")
        return NOT_ALL_GRADED
    except KeyboardInterrupt:
        _tell(f"Stopped. {_GO_ON}")
        return STOPPED


def _grade(work: "Classwork") -> int:
    width = max(map(len, work.students), default=0)
    found = []
    with tqdm(total=len(work.students), unit="student", disable=None, dynamic_ncols=True) as bar:
        for graded in work.grade():
            found.append(graded)
            tqdm.write(_line(graded, width))
            sys.stdout.flush()
            bar.update()
    print(_totals(found))
    try:
        print(f"the whole class: {work.summarise(found)}")
        board = work.rank()
        if board:
            print(f"the leaderboard, without names: {board}")
    except OSError as error:
        _tell(f"error: a page about the whole class can't be written: {error}")
        return NOT_ALL_GRADED
    return NOT_ALL_GRADED if any(graded.problem for graded in found) else ALL_GRADED


def _totals(found: Sequence["Graded"]) -> str:
    done = [graded for graded in found if graded.points is not None]
    anew = sum(graded.anew for graded in done)
    odd = sum(bool(graded.incidents) for graded in done)
    text = f"graded {len(done)} of {len(found)} submissions: {anew} now, {len(done) - anew} before"
    return text + (f"; {odd} with something to look at" if odd else "")


def _line(graded: "Graded", width: int) -> str:
    points = "not graded" if graded.points is None else f"{graded.points:g} of {graded.max_points:g}"
    remarks = "; ".join(filter(None, (graded.problem, *graded.incidents)))
    return _printable(f"{graded.student:{width}}  {points:>12}  {remarks}".rstrip())


def _printable(text: str) -> str:
    """Keep a terminal from what a student's file may say to it."""
    return "".join(character if character.isprintable() else " " for character in text)


def _tell(text: str) -> None:
    print(*map(_printable, text.splitlines()), sep="\n", file=sys.stderr, flush=True)
