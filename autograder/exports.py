"""Points for a learning platform: nbgrader export plugins that write what Canvas and Moodle import.

    nbgrader export --exporter=autograder.exports.CanvasExport --CanvasExport.roster=gradebook.csv
    nbgrader export --exporter=autograder.exports.MoodleExport --assignment 01_noise

`docs/exports.md` is the guide for teachers. What holds for both:

- A cell holds a submission's points less its late penalty, with a decimal point and two decimals.
- Where nothing was graded, or answers wait for marks by hand, there are no points yet: a warning names the students.
- An empty cell removes a grade that the platform has. So a student without points gets no row, an assignment
  without points no column.
- No cell that says who a student is begins as a formula does: a spreadsheet would run it.
"""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from nbgrader.api import Assignment, Gradebook, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Dict, Enum, Unicode

T = TypeVar("T")
Points = dict[str, dict[str, float]]  # by the assignment's name, by the student's id

CANVAS_IDENTIFIERS = ["SIS Login ID", "SIS User ID", "ID"]
CANVAS_IDENTITY = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
SETTLED = {"EX", "N/A"}  # what Canvas writes where a student is excused, or isn't to do the assignment


class PointsExport(ExportPlugin):
    """What exports to Canvas and Moodle share: which points there are, and who has none."""

    default_path = ""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file. Raises `ValueError` where an option names what isn't there, or no one has points."""
        students = _chosen({student.id: student for student in gradebook.students}, "student", self.student)
        assignments = _chosen({each.name: each for each in gradebook.assignments}, "assignment", self.assignment)
        points = {assignment.name: self._points(assignment, students) for assignment in assignments}
        assignments = [assignment for assignment in assignments if points[assignment.name]]
        if not assignments:
            raise ValueError("assignment: expected one in which a student has points, got none")
        table = self.table(assignments, students, points)
        path = Path(self.to or self.default_path)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
        self.log.info("Exported points to %s", path)

    def table(self, assignments: Sequence[Assignment], students: Sequence[Student], points: Points) -> list[list[str]]:
        """Return the rows of the file, the header first. Each of `assignments` has points in `points`."""
        raise NotImplementedError

    def warn_of(self, reason: str, names: Iterable[str]) -> None:
        """Say who or what is left out of the file, and why."""
        if names := list(names):
            self.log.warning("Left out, %s: %s", reason, ", ".join(names))

    def warn_of_gaps(self, assignments: Sequence[Assignment], students: Sequence[Student], points: Points) -> None:
        """Say whose rows have empty cells beside full ones."""
        held = Counter(student for assignment in assignments for student in points[assignment.name])
        gaps = [student.id for student in students if 0 < held[student.id] < len(assignments)]
        if gaps:
            self.log.warning(
                "An empty cell removes the grade that is there; one --assignment at a time leaves none empty. "
                "Rows with empty cells: %s",
                ", ".join(gaps),
            )

    def _points(self, assignment: Assignment, students: Sequence[Student]) -> dict[str, float]:
        submissions = {submission.student_id: submission for submission in assignment.submissions}
        absent = [student.id for student in students if student.id not in submissions]
        graded = [submissions[student.id] for student in students if student.id in submissions]
        waiting = {submission.student_id for submission in graded if submission.needs_manual_grade}
        self.warn_of(f"nothing is graded in {assignment.name}", absent)
        self.warn_of(f"marks by hand are missing in {assignment.name}", sorted(waiting))
        return {
            submission.student_id: max(0.0, submission.score - submission.late_submission_penalty)
            for submission in graded
            if submission.student_id not in waiting
        }


class MoodleExport(PointsExport):
    """Moodle's grade import: a column that says who the student is, and one for each assignment.

    A teacher tells Moodle which column is which. Moodle gives up at the first student it doesn't know,
    takes a row without an identifier (or with "0") for the student of the row before, and "-" for no grade.

    https://docs.moodle.org/405/en/Grade_import
    https://github.com/moodle/moodle/blob/main/grade/import/csv/classes/load_data.php
    """

    default_path = "moodle.csv"

    identifier = Enum(
        ["Username", "ID number", "Email address"],
        "Username",
        help="what Moodle finds a student by; user name and ID number are nbgrader's student id, or its LMS user id "
        "where a student has one",
    ).tag(config=True)

    def table(self, assignments: Sequence[Assignment], students: Sequence[Student], points: Points) -> list[list[str]]:
        """Return the header and a row for each student with points and an identifier."""
        known = {id_: each for id_, each in _by_key(students, self._identify).items() if _is_plain(id_) and id_ != "0"}
        strangers = [student.id for student in students if student not in known.values()]
        self.warn_of(f"{self.identifier} is missing, shared, or begins as a formula does", strangers)
        self.warn_of_gaps(assignments, list(known.values()), points)
        rows = [[self.identifier, *(assignment.name for assignment in assignments)]]
        for identifier, student in known.items():
            cells = [_text(points[assignment.name].get(student.id), "-") for assignment in assignments]
            if any(cell != "-" for cell in cells):
                rows.append([identifier, *cells])
        return rows

    def _identify(self, student: Student) -> str:
        """Give what Moodle would read: it takes spaces off."""
        return ((student.email or "") if self.identifier == "Email address" else _lms_id(student)).strip()


class CanvasExport(PointsExport):
    """Canvas's gradebook CSV.

    With a `roster`, a gradebook that Canvas exported, students and columns are found in it. What Canvas excused or
    didn't assign, or has no points here, stays as it was there; an assignment that it hasn't is left out.
    Canvas finds a student by ID, else by SIS User ID or SIS Login ID, else by name; an assignment by the number
    in its title, else by the title. A title that it doesn't know becomes a new assignment.

    https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
    https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
    """

    default_path = "canvas.csv"

    roster = Unicode("", help="a gradebook exported from Canvas, to be filled in").tag(config=True)

    identifier = Enum(
        CANVAS_IDENTIFIERS,
        default_value=None,
        allow_none=True,
        help="Canvas's column that holds nbgrader's student ids, or LMS user ids where students have one; "
        "by default the one of the roster that knows most of them; without a roster, SIS Login ID",
    ).tag(config=True)

    columns = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="titles of assignments in Canvas by their name in nbgrader, where they differ; the number in "
        "parentheses may be left out",
    ).tag(config=True)

    def table(self, assignments: Sequence[Assignment], students: Sequence[Student], points: Points) -> list[list[str]]:
        """Return Canvas's header, the points possible, and a row for each student with points."""
        if self.roster:
            gradebook = _read(Path(self.roster))
        else:
            gradebook = self._new_gradebook(assignments, students)
            self.warn_of_gaps(assignments, students, points)
        columns = self._columns(gradebook, assignments)
        gradebook = gradebook.narrowed(columns.values())
        self._warn_of_scales(gradebook, [each for each in assignments if each.name in columns])
        table, settled = [gradebook.header, gradebook.possible], []
        for student, row in self._rows(gradebook, students).items():
            who, cells = row[: gradebook.identity], row[gradebook.identity :]
            earned = [points[name].get(student) for name in columns]
            if any(each is not None for each in earned):
                table.append([*who, *map(_filled, cells, earned)])
                settled += [
                    f"{student} in {name}" for name, cell in zip(columns, cells, strict=True) if cell in SETTLED
                ]
        self.warn_of("excused or not assigned in Canvas", settled)
        return table

    def _new_gradebook(self, assignments: Sequence[Assignment], students: Sequence[Student]) -> "_CanvasGradebook":
        """Make what Canvas might have exported: these students, by name and one identifier, without grades."""
        titles = [self.columns.get(assignment.name, assignment.name) for assignment in assignments]
        rows = []
        for student in students:
            name = ", ".join(filter(None, [student.last_name, student.first_name])) or student.id
            who = {"Student": name, self.identifier or "SIS Login ID": _lms_id(student)}
            rows.append([*(who.get(column, "") for column in CANVAS_IDENTITY), *[""] * len(titles)])
        possible = [_text(assignment.max_score) for assignment in assignments]
        return _CanvasGradebook([*CANVAS_IDENTITY, *titles], ["Points Possible", *[""] * 4, *possible], rows)

    def _columns(self, gradebook: "_CanvasGradebook", assignments: Sequence[Assignment]) -> dict[str, int]:
        """Map the names of the assignments that Canvas has to their columns."""
        found = {}
        for assignment in assignments:
            title = self.columns.get(assignment.name, assignment.name)
            columns = gradebook.columns_of(title)
            if len(columns) > 1:
                raise ValueError(f"columns: expected a title that only one assignment has in Canvas, got {title!r}")
            if columns:
                found[assignment.name] = columns[0]
        self.warn_of("no column in Canvas", [each.name for each in assignments if each.name not in found])
        if not found:
            raise ValueError(f"columns: expected a title that {self.roster} has, got {self.columns}")
        return found

    def _rows(self, gradebook: "_CanvasGradebook", students: Sequence[Student]) -> dict[str, list[str]]:
        """Map the ids of the students that Canvas can tell by a row to these rows."""
        mine = _by_key(students, lambda student: _lms_id(student).casefold())
        names = [self.identifier] if self.identifier else [n for n in CANVAS_IDENTIFIERS if n in gradebook.header]
        theirs = {name: gradebook.rows_by(name) for name in names}
        best = max(theirs, key=lambda name: len(mine.keys() & theirs[name].keys()))
        rows = {mine[key].id: gradebook.disarmed(row) for key, row in theirs[best].items() if key in mine}
        rows = {student: row for student, row in rows.items() if row}
        unknown = [student.id for student in students if student.id not in rows]
        self.warn_of(f"{best} is missing, shared, or begins as a formula does", unknown)
        return rows

    def _warn_of_scales(self, gradebook: "_CanvasGradebook", assignments: Iterable[Assignment]) -> None:
        for assignment, possible in zip(assignments, gradebook.possible[gradebook.identity :], strict=True):
            if possible.replace(",", ".") != _text(assignment.max_score):
                self.log.warning(
                    "%s has %g points, in Canvas %s: points are not rescaled",
                    assignment.name,
                    assignment.max_score,
                    possible or "none",
                )


@dataclass(frozen=True)
class _CanvasGradebook:
    """A gradebook as Canvas exports it: columns that say who a student is, up to Section, then those of assignments."""

    header: list[str]
    possible: list[str]
    rows: list[list[str]]

    @property
    def identity(self) -> int:
        """How many columns say who a student is."""
        return self.header.index("Section") + 1

    def columns_of(self, title: str) -> list[int]:
        """Find an assignment by its title, with its number in parentheses or without."""
        columns = range(self.identity, len(self.header))
        return [each for each in columns if title in (self.header[each], re.sub(r" \(\d+\)$", "", self.header[each]))]

    def narrowed(self, columns: Iterable[int]) -> "_CanvasGradebook":
        """Keep of the assignments these columns."""
        shown = [*range(self.identity), *columns]
        header, possible, *rows = ([row[each] for each in shown] for row in (self.header, self.possible, *self.rows))
        return _CanvasGradebook(header, possible, rows)

    def rows_by(self, name: str) -> dict[str, list[str]]:
        """Map what a column holds, in lower case, to the row that alone holds it."""
        if name not in self.header:
            raise ValueError(f"identifier: expected a column of the roster, got {name!r}")
        column = self.header.index(name)
        return _by_key(self.rows, lambda row: row[column].strip().casefold())

    def disarmed(self, row: list[str]) -> list[str] | None:
        """Make text of what a spreadsheet would run; None where Canvas would not find the student by the row."""
        who = dict(zip(self.header, row[: self.identity], strict=False))
        by_sis = not who["ID"] and all(_is_plain(who.get(name, "")) for name in CANVAS_IDENTIFIERS)
        if not (who["ID"].isdecimal() or by_sis):
            return None
        return [*(cell if _is_plain(cell) else f"'{cell}" for cell in who.values()), *row[self.identity :]]


def _read(path: Path) -> _CanvasGradebook:
    """Read a gradebook that Canvas exported, with commas or semicolons. Raises `ValueError` where it is none."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    delimiter = max(",;", key=text.partition("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    possible = next((number for number, row in enumerate(rows) if row and row[0] == "Points Possible"), None)
    if possible is None or not {"ID", "Section"} <= set(rows[0]) or "\N{REPLACEMENT CHARACTER}" in text:
        raise ValueError(f"roster: expected a gradebook as Canvas exports it, in UTF-8, got {path}")
    header, *rows = (row + [""] * (len(rows[0]) - len(row)) for row in [rows[0], *rows[possible:]] if row)
    return _CanvasGradebook(header, rows[0], rows[1:])


def _chosen(entries: dict[str, T], option: str, names: Sequence[object]) -> list[T]:
    """Pick the entries that an option names; all where it names none."""
    wanted = [str(name) for name in names]
    if unknown := [name for name in wanted if name not in entries]:
        raise ValueError(f"{option}: expected names in the gradebook, got {', '.join(unknown)}")
    return [entries[name] for name in wanted or entries]


def _by_key(items: Iterable[T], key: Callable[[T], str]) -> dict[str, T]:
    """Map each key that only one item has to that item."""
    keyed = [(key(item), item) for item in items]
    counts = Counter(name for name, _ in keyed)
    return {name: item for name, item in keyed if name and counts[name] == 1}


def _lms_id(student: Student) -> str:
    return student.lms_user_id or student.id


def _is_plain(cell: str) -> bool:
    """Tell whether a spreadsheet would leave a cell alone, whose text doesn't begin as a formula does."""
    return unicodedata.normalize("NFKC", cell.lstrip())[:1] not in {"=", "+", "-", "@"}


def _text(points: float | None, none: str = "") -> str:
    return none if points is None else f"{points:.2f}"


def _filled(cell: str, points: float | None) -> str:
    """Fill in a cell of Canvas's, unless it says that the student is settled without points."""
    return cell if points is None or cell in SETTLED else _text(points)
