"""What may lie in a folder that a student handed in: plain files, and a time that is one."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbgrader.utils import parse_utc
from traitlets.log import get_logger

from autograder import notebook

_TIME = "timestamp.txt"
_MOST_BYTES_OF_TIME = 1000
_SHELF = ".set-aside"


def tidy(folder: Path) -> list[str]:
    """Move what nbgrader must not read or copy from a submission's folder; returns what that is and why.

    That is whatever is no plain file (nbgrader copies what a link leads to, into what a teacher hands back), or is
    larger than a notebook may be, or a time of handing in that is none. It goes to `.set-aside`, beside the folder.
    The notebooks stay, for whoever reads them looks what they are. Raises `OSError`.
    """
    shelf = folder.parent / _SHELF / folder.name
    found = dict(_unfit(folder))
    for path in found:
        place = shelf / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    return [f"{path.relative_to(folder)} was set aside: {why}" for path, why in found.items()]


def before_autograde(assignment: str, student: str, notebooks: Sequence[str]) -> None:
    """Tidy the folder of some notebooks; nbgrader calls this before it looks at what else is there."""
    for folder in {Path(path).parent for path in notebooks}:
        for what in tidy(folder):
            get_logger().warning("%s, %s: %s", student, assignment, what)


def _unfit(folder: Path) -> Iterator[tuple[Path, str]]:
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in [*folders, *files]):
            found = path.lstat()
            if (path.parent == folder and path.suffix == ".ipynb") or stat.S_ISDIR(found.st_mode):
                continue
            if not stat.S_ISREG(found.st_mode):
                yield path, "expected a file, got a link or a device"
            elif found.st_size > notebook.MOST_BYTES:
                yield path, f"expected at most {notebook.MOST_BYTES} bytes, got {found.st_size}"
            elif path == folder / _TIME and not _is_time(path):
                yield path, "expected a date and a time"


def _is_time(path: Path) -> bool:
    if path.stat().st_size > _MOST_BYTES_OF_TIME:
        return False
    try:
        text = path.read_text().strip()
        return not text or bool(parse_utc(text))
    except (ValueError, OverflowError):
        return False
