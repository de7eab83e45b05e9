"""A row of the table, which says what one technique keeps, gives away and costs; and tables in files."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from privatepixels import data, linking


@dataclass(frozen=True)
class Row:
    """What one technique keeps and what it gives away.

    use: accuracy, or for photos structural similarity. leakage: of linking one release among 100, with `low` and `high`
    of a 95 % interval, 0 for chance, 1 for certainty. members_1, members_01: share of members that LiRA finds with 1 %
    and 0.1 % false alarms; none where no model was trained. seconds, bytes: a picture.
    """

    technique: str
    lesson: str
    released: str
    use: float
    leakage: float
    low: float
    high: float
    members_1: float | None
    members_01: float | None
    seconds: float
    bytes: float
    what: str


COLUMNS = tuple(field.name for field in fields(Row))
TEXTS = {field.name for field in fields(Row) if field.type is str}
SHIPPED = Path(data.__file__).parent / "evaluation.csv"


def row_of(
    technique: str,
    lesson: str,
    released: str,
    what: str,
    *,
    use: float,
    found: NDArray[np.float64],
    members: tuple[float, float] | tuple[None, None],
    seconds: float,
    size: float,
    among: int = linking.CANDIDATES,
) -> Row:
    """Put a row together from the hits of the linking attack, `found`, among so many candidates; and round it."""
    use, *leaked = (round(float(value), 4) for value in (use, *leakage_of(found, among)))
    return Row(technique, lesson, released, use, *leaked, *members, float(f"{seconds:.3g}"), float(f"{size:.4g}"), what)


def leakage_of(found: NDArray[np.float64], among: int) -> tuple[float, float, float]:
    """Put hits between chance and certainty, with Wilson's 95 % interval: leakage, low, high."""
    interval = binomtest(round(float(found.sum())), len(found)).proportion_ci(method="wilson")
    return tuple(linking.leakage(value, 1 / among) for value in (found.mean(), interval.low, interval.high))


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows to a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(astuple, rows))


def rows_of(path: Path = SHIPPED) -> list[Row]:
    """Read a table as `write_rows` writes it; by default the one that ships with the course."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**{name: _value(name, text) for name, text in line.items()}) for line in csv.DictReader(file)]


def _value(name: str, text: str) -> str | float | None:
    if name in TEXTS:
        return text
    return float(text) if text else None
