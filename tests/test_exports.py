"""What an instructor uploads to Canvas and Moodle, made from a real gradebook."""

import csv
import logging
import os
import shutil
from datetime import UTC, datetime

import pytest
from classroom import SCRIPTS, Classroom
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.exports import CanvasExport, MoodleExport

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's models

NOISE, OTHER = "01_noise", "02_other"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def ungraded(tmp_path_factory):
    """The file of a gradebook with two assignments of 10 points: 8 for code, 2 for an open question."""
    path = tmp_path_factory.mktemp("course") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}")  # a new gradebook calls alembic
        with Gradebook(f"sqlite:///{path}") as gradebook:
            for name in (NOISE, OTHER):
                gradebook.add_assignment(name)
                gradebook.add_notebook(name, name)
                gradebook.add_grade_cell("code", name, name, max_score=8, cell_type="code")
                gradebook.add_grade_cell("open", name, name, max_score=2, cell_type="markdown")
    return path


@pytest.fixture
def gradebook(ungraded, tmp_path):
    shutil.copy(ungraded, tmp_path)
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        yield gradebook


@pytest.fixture
def graded(gradebook):
    """A function that books a student's graded work."""

    def graded(student, code=7.25, by_hand=1.0, penalty=0.0, assignment=NOISE, **who):
        gradebook.update_or_create_student(student, **who)
        submission = gradebook.add_submission(assignment, student, timestamp=datetime.now(UTC).isoformat())
        submission.notebooks[0].late_submission_penalty = penalty
        for name, scored in (("code", {"auto_score": code}), ("open", {"manual_score": by_hand})):
            grade = gradebook.find_grade(name, assignment, assignment, student)
            for field, value in scored.items():
                setattr(grade, field, value)
            grade.needs_manual_grade = by_hand is None and name == "open"
        gradebook.db.commit()

    return graded


@pytest.fixture
def export(gradebook, tmp_path):
    """A function that exports and returns the file's rows as dictionaries."""
    log = logging.getLogger("exports")  # Others in this process may have turned nbgrader's own log down.

    def export(plugin, **options):
        path = tmp_path / "out.csv"
        plugin(to=str(path), parent=None, config=Config(), log=log, **options).export(gradebook)
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(raw.decode("utf-8").splitlines(keepends=True)))

    return export


@pytest.fixture
def roster(tmp_path):
    """A function that writes what Canvas exports of a course, and returns its path."""

    def roster(*students, titles=(f"{NOISE} (12345)",), possible="10.00", delimiter=",", encoding="utf-8"):
        header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Notes", *titles, "Final Score"]
        manual = ["", "", "", "", "", "", *["Manual Posting"] * len(titles), ""]
        worth = ["    Points Possible", "", "", "", "", "", *[possible] * len(titles), "(read only)"]
        path = tmp_path / "gradebook.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([header, manual, worth, *map(list, students)])
        return str(path)

    return roster


ADA = ("Lovelace, Ada", "101", "S1", "Ada", "Section 1", "is late", "", "81")
BOB = ("Bob", "102", "S2", "bob", "Section 1", "", "3.50", "81")


def students(rows):
    """The rows of students by SIS Login ID, after Canvas's row of points possible."""
    assert rows[0]["Student"].strip() == "Points Possible"
    return {row["SIS Login ID"]: row for row in rows[1:]}


def test_canvas_gets_points_and_how_many_there_are(graded, export):
    graded("ada", first_name="Ada", last_name="Lovelace")
    possible, ada = export(CanvasExport)
    assert [*possible] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NOISE]
    assert possible["Student"].strip() == "Points Possible"
    assert possible[NOISE] == "10.00"
    assert ada == dict.fromkeys(possible, "") | {"Student": "Lovelace, Ada", "SIS Login ID": "ada", NOISE: "8.25"}


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_a_late_penalty_is_taken_off_but_never_below_nothing(graded, export, plugin):
    graded("ada", penalty=2)
    graded("bob", penalty=20)
    assert [row[NOISE] for row in export(plugin)][-2:] == ["6.25", "0.00"]


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_work_that_waits_for_marks_by_hand_is_left_out_and_named(graded, export, plugin, caplog):
    graded("ada")
    graded("bob", by_hand=None)
    rows = export(plugin)
    assert "bob" not in str(rows)
    assert "marks by hand are missing in 01_noise: bob" in caplog.text


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_a_student_without_a_submission_is_left_out_and_named(gradebook, graded, export, plugin, caplog):
    graded("ada")
    gradebook.add_student("bob")
    rows = export(plugin)
    assert "bob" not in str(rows)
    assert "nothing is graded in 01_noise: bob" in caplog.text


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_an_assignment_that_no_one_has_points_in_gets_no_column(graded, export, plugin):
    graded("ada")
    graded("ada", by_hand=None, assignment=OTHER)
    assert OTHER not in export(plugin)[0]


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_only_the_students_and_assignments_asked_for_are_exported(graded, export, plugin):
    for student in ("ada", "bob"):
        graded(student)
        graded(student, assignment=OTHER)
    rows = export(plugin, student=["bob"], assignment=[OTHER])
    assert "ada" not in str(rows)
    assert NOISE not in rows[0]
    assert rows[-1][OTHER] == "8.25"


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
@pytest.mark.parametrize("option", ["student", "assignment"])
def test_an_unknown_name_is_refused(graded, export, plugin, option):
    graded("ada")
    with pytest.raises(ValueError, match=f"{option}: expected names in the gradebook, got nobody"):
        export(plugin, **{option: ["nobody"]})


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_nothing_graded_is_nothing_to_export(gradebook, export, plugin, tmp_path):
    gradebook.add_student("ada")
    with pytest.raises(ValueError, match="assignment: expected one in which a student has points"):
        export(plugin)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_empty_cells_beside_full_ones_are_named(gradebook, graded, export, plugin, caplog):
    gradebook.add_student("none at all")
    graded("ada")
    graded("bob")
    graded("bob", assignment=OTHER)
    rows = export(plugin)
    assert rows[-2][OTHER] in ("", "-")
    assert "Rows with empty cells: ada\n" in caplog.text
    caplog.clear()
    export(plugin, assignment=[NOISE])
    assert "empty cells" not in caplog.text


@pytest.mark.parametrize("name", ['O\'Neil, "Max"', "Müller-Lüdenscheidt", "Nguyễn, Thị", "王, 小明", "two\nlines"])
def test_a_name_comes_through_whole(graded, export, name):
    graded("ada", last_name=name, first_name="Ada")
    assert export(CanvasExport)[-1]["Student"] == f"{name}, Ada"


@pytest.mark.parametrize("name", [FORMULA, "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\N{FULLWIDTH EQUALS SIGN}1"])
def test_a_name_never_becomes_a_formula(graded, export, name):
    graded("ada", last_name=name)
    (ada,) = students(export(CanvasExport)).values()
    assert ada["Student"] == f"'{name}"
    assert ada["SIS Login ID"] == "ada"


@pytest.mark.parametrize("plugin", [CanvasExport, MoodleExport])
def test_an_id_that_is_a_formula_is_left_out_and_named(graded, export, plugin, caplog):
    graded(FORMULA)
    graded("ada")
    assert FORMULA not in str(export(plugin))
    assert f"begins as a formula does: {FORMULA}" in caplog.text


def test_the_lms_user_id_of_a_student_stands_for_nbgraders_id(graded, export):
    graded("ada", lms_user_id="al2@school.org")
    assert export(CanvasExport)[-1]["SIS Login ID"] == "al2@school.org"
    assert export(MoodleExport)[-1]["Username"] == "al2@school.org"


def test_canvas_can_know_students_by_their_sis_user_id(graded, export):
    graded("S1")
    ada = export(CanvasExport, identifier="SIS User ID")[-1]
    assert (ada["SIS User ID"], ada["SIS Login ID"]) == ("S1", "")


def test_an_id_that_canvas_would_read_as_another_number_is_left_out(graded, export, caplog):
    graded("7up")
    graded("101")
    assert [row["ID"] for row in export(CanvasExport, identifier="ID")[1:]] == ["101"]
    assert "7up" in caplog.text


def test_a_title_in_canvas_can_be_given(graded, export):
    graded("ada")
    assert export(CanvasExport, columns={NOISE: "Noise (12345)"})[-1]["Noise (12345)"] == "8.25"


def test_a_roster_is_filled_in_and_nothing_else_of_it_comes_back(graded, export, roster):
    graded("ada")
    rows = export(CanvasExport, roster=roster(ADA, BOB))
    assert [*rows[0]] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", f"{NOISE} (12345)"]
    assert rows[0][f"{NOISE} (12345)"] == "10.00"
    assert [[*row.values()] for row in rows[1:]] == [["Lovelace, Ada", "101", "S1", "Ada", "Section 1", "8.25"]]


@pytest.mark.parametrize("ids", [("ada", "bob"), ("S1", "s2"), ("101", "102")])
def test_students_are_found_in_a_roster_by_whatever_column_holds_their_ids(graded, export, roster, ids):
    for student, points in zip(ids, (1, 2), strict=True):
        graded(student, points)
    rows = students(export(CanvasExport, roster=roster(ADA, BOB)))
    assert {login: row[f"{NOISE} (12345)"] for login, row in rows.items()} == {"Ada": "2.00", "bob": "3.00"}


def test_students_that_a_roster_does_not_have_are_named(graded, export, roster, caplog):
    graded("ada")
    graded("eve")
    assert [*students(export(CanvasExport, roster=roster(ADA, BOB)))] == ["Ada"]
    assert "SIS Login ID is missing, shared, or begins as a formula does: eve" in caplog.text


def test_an_id_that_two_rows_of_a_roster_share_gives_no_one_points(graded, export, roster, caplog):
    graded("ada")
    graded("bob")
    twin = ("Twin", "103", "S3", "ADA", "", "", "", "")
    assert [*students(export(CanvasExport, roster=roster(ADA, twin, BOB)))] == ["bob"]
    assert ": ada" in caplog.text


def test_ids_of_one_kind_are_not_taken_for_those_of_another(graded, export, roster, caplog):
    graded("ada")
    graded("bob")
    graded("103")  # not the student whom Canvas numbers so
    rows = export(CanvasExport, roster=roster(ADA, BOB, ("Cy", "103", "S3", "cy", "", "", "", "")))
    assert [*students(rows)] == ["Ada", "bob"]
    assert "103" in caplog.text


@pytest.mark.parametrize("cell", ["EX", "N/A"])
def test_what_canvas_excused_or_did_not_assign_stays_so(graded, export, roster, cell, caplog):
    graded("ada")
    rows = export(CanvasExport, roster=roster((*ADA[:6], cell, "")))
    assert rows[-1][f"{NOISE} (12345)"] == cell
    assert "ada in 01_noise" in caplog.text


def test_a_grade_of_canvas_stays_where_there_are_no_points_yet(graded, export, roster):
    graded("bob", by_hand=None)
    graded("bob", assignment=OTHER)
    rows = export(CanvasExport, roster=roster((*BOB[:6], "3,50", "", ""), titles=(f"{NOISE} (1)", f"{OTHER} (2)")))
    assert f"{NOISE} (1)" not in rows[-1]
    graded("ada")
    path = roster(ADA, (*BOB[:6], "3,50", "", ""), titles=(f"{NOISE} (1)", f"{OTHER} (2)"))
    bob = students(export(CanvasExport, roster=path))["bob"]
    assert (bob[f"{NOISE} (1)"], bob[f"{OTHER} (2)"]) == ("3,50", "8.25")


def test_a_roster_makes_formulas_text_and_still_finds_the_student_by_number(graded, export, roster):
    graded("-ada", 1)
    (row,) = students(
        export(CanvasExport, roster=roster((f'="{FORMULA}"', "101", "+1", "-ada", "@", "", "", "")))
    ).values()
    assert [*row.values()] == [f'\'="{FORMULA}"', "101", "'+1", "'-ada", "'@", "2.00"]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_roster_may_have_semicolons_and_a_byte_order_mark(graded, export, roster, delimiter, encoding):
    graded("ada")
    rows = export(CanvasExport, roster=roster(ADA, delimiter=delimiter, encoding=encoding, possible="10,00"))
    assert rows[-1]["Student"] == "Lovelace, Ada"
    assert rows[-1][f"{NOISE} (12345)"] == "8.25"


def test_an_assignment_is_found_in_a_roster_by_its_title_there(graded, export, roster):
    graded("ada")
    path = roster(ADA, titles=("Noise, and how to break it (12345)",))
    title = "Noise, and how to break it"
    assert export(CanvasExport, roster=path, columns={NOISE: title})[-1][f"{title} (12345)"] == "8.25"


def test_an_assignment_that_a_roster_does_not_have_is_left_out_and_named(graded, export, roster, caplog):
    graded("ada")
    graded("ada", assignment=OTHER)
    assert OTHER not in str(export(CanvasExport, roster=roster(ADA)))
    assert "no column in Canvas: 02_other" in caplog.text


def test_a_title_that_two_assignments_have_in_canvas_is_refused(graded, export, roster):
    graded("ada")
    path = roster((*ADA, ""), titles=(f"{NOISE} (1)", f"{NOISE} (2)"))
    with pytest.raises(ValueError, match="columns: expected a title that only one assignment has in Canvas"):
        export(CanvasExport, roster=path)
    assert export(CanvasExport, roster=path, columns={NOISE: f"{NOISE} (2)"})[-1][f"{NOISE} (2)"] == "8.25"


def test_other_points_possible_in_canvas_are_told(graded, export, roster, caplog):
    graded("ada")
    for same in ("10.00", "10,00"):
        export(CanvasExport, roster=roster(ADA, possible=same))
    assert "rescaled" not in caplog.text
    export(CanvasExport, roster=roster(ADA, possible="100.00"))
    assert "01_noise has 10 points, in Canvas 100.00: points are not rescaled" in caplog.text


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Student,ID,Section\nMüller,1,\n", "Points Possible,ID\n"])
def test_a_file_that_is_no_gradebook_of_canvas_is_refused(graded, export, tmp_path, text):
    graded("ada")
    (tmp_path / "gradebook.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(ValueError, match="roster: expected a gradebook as Canvas exports it"):
        export(CanvasExport, roster=str(tmp_path / "gradebook.csv"))


def test_an_identifier_that_a_roster_has_not_is_refused(graded, export, tmp_path):
    graded("ada")
    (tmp_path / "gradebook.csv").write_text(f"Student,ID,SIS Login ID,Section,{NOISE}\nPoints Possible,,,,10\n")
    with pytest.raises(ValueError, match="identifier: expected a column of the roster, got 'SIS User ID'"):
        export(CanvasExport, roster=str(tmp_path / "gradebook.csv"), identifier="SIS User ID")


def test_moodle_gets_a_column_to_know_students_by_and_their_points(graded, export):
    graded("ada", email="ada@school.org")
    assert export(MoodleExport) == [{"Username": "ada", NOISE: "8.25"}]
    assert export(MoodleExport, identifier="ID number") == [{"ID number": "ada", NOISE: "8.25"}]
    assert export(MoodleExport, identifier="Email address") == [{"Email address": "ada@school.org", NOISE: "8.25"}]


def test_a_student_whom_moodle_would_take_for_another_is_left_out_and_named(graded, export, caplog):
    graded("ada", email="ada@school.org")
    graded("bob")
    graded("cy", email="us@school.org")
    graded("di", email="us@school.org")
    graded("ed", email="0")
    graded("flo", email=" ")
    rows = export(MoodleExport, identifier="Email address")
    assert [row["Email address"] for row in rows] == ["ada@school.org"]
    assert "Email address is missing, shared, or begins as a formula does: bob, cy, di, ed, flo" in caplog.text


def test_what_moodle_takes_for_no_grade_is_a_hyphen(graded, export):
    graded("ada")
    graded("bob", assignment=OTHER)
    assert export(MoodleExport) == [
        {"Username": "ada", NOISE: "8.25", OTHER: "-"},
        {"Username": "bob", NOISE: "-", OTHER: "8.25"},
    ]


@pytest.mark.slow
def test_nbgrader_export_takes_the_plugin_and_its_options(graded, roster, tmp_path):
    for student in ("ada", "bob"):
        graded(student)
        graded(student, assignment=OTHER)
    path = roster((*ADA, ""), (*BOB, ""), titles=("Noise, part 1 (12345)", "Other (12346)"))
    classroom = Classroom(tmp_path, "recognition")
    said = classroom.nbgrader(
        "export",
        "--exporter=autograder.exports.CanvasExport",
        f"--CanvasExport.roster={path}",
        f"--CanvasExport.columns={NOISE}=Noise, part 1",
        f"--CanvasExport.columns={OTHER}=Other",
        f"--assignment={NOISE}",
        f"--assignment={OTHER}",
        "--student=bob",
        "--to=canvas.csv",
        f"--db=sqlite:///{tmp_path}/gradebook.db",
    )
    assert "Exported points to canvas.csv" in said
    with (classroom.root / "canvas.csv").open(encoding="utf-8", newline="") as file:
        _possible, bob = csv.DictReader(file)
    assert (bob["SIS Login ID"], bob["Noise, part 1 (12345)"], bob["Other (12346)"]) == ("bob", "8.25", "8.25")
