"""What was measured of a submission, and the folder that keeps it."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder import catalogue, report
from autograder.report import CheckResult, ExerciseReport


@dataclass(frozen=True)
class Checked:
    """The results of one test, one for each of its cases, and the fingerprint of the test that gave them."""

    fingerprint: str
    results: tuple[CheckResult, ...]


@dataclass(frozen=True)
class Record:
    """A measurement: the outputs of each cell, the results of each test, and what to look at."""

    key: str
    lesson: str
    outputs: tuple[tuple[dict, ...], ...]
    checks: Mapping[str, Checked]
    incidents: tuple[str, ...]
    seconds: float

    def is_complete(self) -> bool:
        """Tell whether every test of the lesson, as it is now, has its results."""
        return {name: checked.fingerprint for name, checked in self.checks.items()} == catalogue.fingerprints(
            self.lesson
        )

    def reports(self) -> tuple[ExerciseReport, ...]:
        """Put the results together by exercise, hidden ones in full: for the grader's eyes only."""
        order = [check.name for check in catalogue.checks(self.lesson) if check.name in self.checks]
        results = (result for name in order for result in self.checks[name].results)
        return report.gather(results, catalogue.points_by_exercise(self.lesson))


def stamp(record: Record) -> dict[str, str]:
    """Return what a booked notebook says of its record: the key, and a hash of what the points come from."""
    checks = [
        (name, checked.fingerprint, [(result.name, result.outcome, result.points) for result in checked.results])
        for name, checked in sorted(record.checks.items())
    ]
    booked = hashlib.sha256(json.dumps([record.key, checks]).encode()).hexdigest()
    return {"record": record.key, "booked": booked}


class RecordStore:
    """A folder of records, a JSON file to each. Any number of processes may read and write it at once."""

    def __init__(self, folder: Path):
        self.folder = folder

    def load(self, key: str) -> Record | None:
        """Return the record of this key, or None where none is kept, or none that can be read."""
        try:
            document = json.loads(self._path(key).read_text(encoding="utf-8"))
            record = _record(document)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return record if record.key == key else None

    def save(self, record: Record) -> None:
        """Keep a record. Raises `OSError` where it can't be written; an earlier one of this key is kept then."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=f"{record.key}.", suffix=".part")
        try:
            with open(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(record), file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, self._path(record.key))
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def _record(document: dict) -> Record:
    checks = {
        name: Checked(checked["fingerprint"], tuple(CheckResult(**result) for result in checked["results"]))
        for name, checked in document["checks"].items()
    }
    outputs = tuple(map(tuple, document["outputs"]))
    return Record(**document | {"checks": checks, "outputs": outputs, "incidents": tuple(document["incidents"])})
