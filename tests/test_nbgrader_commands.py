"""nbgrader's own commands, run as its documentation says, by a teacher and a student in folders of their own."""

import csv
import html

import nbformat
import pytest
from classroom import Classroom
from nbgrader.api import Gradebook

from autograder import catalogue, notebook
from autograder.authoring import sample_class
from autograder.authoring.samples import samples
from autograder.notebook_check import run_checks
from autograder.submission import Submission

pytestmark = pytest.mark.slow

LESSON = "recognition"
WRONG = samples(LESSON, "wrong")[0]
CARELESS = next(name for name in catalogue.exercises(LESSON) if name != WRONG.exercise)
WARNING = f"""

import sys

quiet = {CARELESS}


def {CARELESS}(*args, **kwargs):
    print("a library's warning", file=sys.stderr)
    return quiet(*args, **kwargs)
"""


@pytest.fixture
def classroom(tmp_path) -> Classroom:
    classroom = Classroom(tmp_path, LESSON)
    classroom.nbgrader("generate_assignment", classroom.assignment)
    return classroom


@pytest.fixture
def right(classroom) -> str:
    """A notebook whose answers are right; one of them writes a warning to stderr."""
    text = sample_class.students()["reference"](classroom.root, LESSON)
    return edited(text, CARELESS, lambda source: source + WARNING)


@pytest.fixture
def flawed(right) -> str:
    """The same with one answer wrong."""
    return edited(right, WRONG.exercise, lambda source: WRONG.source())


def edited(text: str, grade_id: str, edit) -> str:
    """Edit one answer, and for the sake of time leave out the cells that only show things."""
    document = nbformat.reads(text, as_version=4)
    document.cells = [cell for cell in document.cells if not notebook.is_untouched_exploration(cell)]
    answer = next(cell for cell in document.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)
    answer.source = edit(answer.source)
    return nbformat.writes(document)


def test_validate_tells_right_answers_from_wrong_ones(classroom, right, flawed):
    for name, text in (("right", right), ("wrong", flawed)):
        (classroom.root / f"{name}.ipynb").write_text(text, encoding="utf-8")
    said = classroom.nbgrader("validate", "right.ipynb", "wrong.ipynb")
    praise, _, complaint = said.partition("VALIDATION FAILED")
    assert "Success! Your notebook passes all the tests." in praise
    assert complaint.startswith(" ON 1 CELL(S)!")
    assert f"check({WRONG.exercise})" in complaint


def test_an_assignment_goes_out_and_comes_back_with_points_and_feedback(classroom, flawed):
    nbgrader, name = classroom.nbgrader, classroom.assignment
    nbgrader("release_assignment", name)

    desk = classroom.desk("ada")
    assert name in nbgrader("list", at=desk)
    nbgrader("fetch_assignment", name, at=desk)
    mine = classroom.notebook(desk)
    assert mine.read_bytes() == classroom.notebook(classroom.root / "course").read_bytes()
    mine.write_text(flawed, encoding="utf-8")
    nbgrader("submit", name, "--student=ada", at=desk)

    nbgrader("collect", name)
    assert "without encryption" not in nbgrader("autograde", name)
    nbgrader("generate_feedback", name)
    nbgrader("release_feedback", name)
    nbgrader("export", "--to=grades.csv")

    found = run_checks(Submission({WRONG.exercise: WRONG.function}), WRONG.exercise, seed=0)
    full = sum(map(catalogue.points_of, catalogue.exercises(LESSON)))
    earned = full - found.max_points + found.points
    with Gradebook(f"sqlite:///{classroom.root}/gradebook.db") as gradebook:
        assert gradebook.find_submission(name, "ada").score == earned
    with (classroom.root / "grades.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["student_id"], float(row["score"])) for row in csv.DictReader(file)] == [("ada", earned)]

    nbgrader("fetch_feedback", name, at=desk)
    (page,) = (desk / name / "feedback").glob("*/*.html")
    says = html.unescape(page.read_text(encoding="utf-8"))
    assert "✓ passed" in says
    assert "✗ wrong" in says
    assert found.failed
    assert all(check.hint in says for check in found.failed)
