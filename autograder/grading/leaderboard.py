"""The leaderboard: what a class reached where checks measure how good an answer is. It names nobody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.grading.page import template
from autograder.grading.records import Record
from autograder.report import PASSED

MARGIN = "margin"  # what checks call the distance to their bound
MOST_ENTRIES = 200


@dataclass(frozen=True)
class Entry:
    """What one submission reached: values that checks measured, their margins, and the names of those that passed."""

    values: dict[str, float] = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    met: frozenset[str] = frozenset()


def entry(record: Record) -> Entry:
    """Read a submission's entry out of its record; without values where no check measured anything."""
    values, margins, met = {}, {}, set()
    for exercise in record.reports():
        for result in exercise.results:
            found = {name: value for name, value in result.measured.items() if name != MARGIN}
            values |= found
            if MARGIN in result.measured:
                margins |= dict.fromkeys(found, result.measured[MARGIN])
            if result.outcome == PASSED:
                met |= found.keys()
    return Entry(values, margins, frozenset(met))


def write(path: Path, assignment: str, records: Iterable[Record]) -> bool:
    """Write the leaderboard as one HTML file that needs nothing else; tells whether there was anything to show.

    Entries are ordered by the bounds they meet, then by the first value that checks measured, larger before smaller.
    Nothing else than these numbers is shown: no names, no order of names, no time. What meets no bound is left out.
    """
    entries = [found for found in map(entry, records) if found.met]
    if not entries:
        return False
    fullest_first = sorted(entries, key=lambda found: -len(found.values))
    names = list(dict.fromkeys(name for found in fullest_first for name in found.values))
    entries.sort(key=lambda found: (len(found.met), found.values.get(names[0], 0.0), sorted(found.values.items())))
    page = template("leaderboard.html").render(
        assignment=assignment,
        names=names,
        entries=entries[::-1][:MOST_ENTRIES],
        left_out=max(len(entries) - MOST_ENTRIES, 0),
        now=datetime.now(),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("utf-8"))
    return True
