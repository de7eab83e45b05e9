"""What nbgrader makes of submissions, whatever state they are in, with the course's own configuration."""

import html
import json
import logging
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder import catalogue, notebook, report
from autograder.authoring import course, sample_class
from autograder.grading.records import RecordStore, stamp
from autograder.grading.task import task_of
from autograder.restore import restore

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

LESSON, OTHER = "recognition", "noise"
NAME = course.assignment(LESSON)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A class of its own: the built course, and an empty gradebook."""
    root = tmp_path_factory.mktemp("class")
    course.build(root)
    return root


@pytest.fixture
def grade(root, request):
    """Hand in a text, grade it through nbgrader's API; returns the points and the autograded notebook."""

    def grade(text, **settings):
        student = request.node.name.translate(str.maketrans("[] /", "____"))
        sample_class.hand_in(root, LESSON, student, text)
        config = course.nbgrader_config(root)
        config.GradeAnswers.update(settings)
        api = NbGraderAPI(config=config)
        api.log.setLevel(logging.ERROR)
        outcome = api.autograde(NAME, student, force=True)
        assert outcome["success"], outcome.get("log") or outcome["error"]
        with Gradebook(api.coursedir.db_url) as gradebook:
            points = gradebook.find_submission(NAME, student).score
        return points, notebook.read(root / "autograded" / student / NAME / f"{NAME}.ipynb")

    return grade


@pytest.fixture(scope="module")
def reference(root):
    """The text of a notebook with every exercise right, and its open question unanswered."""
    source = nbformat.read(root / "build" / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    marks = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in source.cells}
    answers = {name: cell.source for name, cell in marks.items() if name and cell.cell_type == "code"}
    return sample_class.filled(root, LESSON, answers)


@pytest.fixture(scope="module")
def full(root):
    """The points of a notebook with every exercise right: all but those of the open question."""
    released = notebook.read(root / "course" / NAME / f"{NAME}.ipynb")
    return sum(cell.metadata.nbgrader.points for cell in filter(notebook.is_check, released.cells))


def edited(text, edit):
    document = nbformat.reads(text, as_version=4)
    edit(document)
    return json.dumps(document)


def cell(document, grade_id):
    return next(one for one in document.cells if one.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def append_to(grade_id, source):
    def edit(document):
        cell(document, grade_id).source += f"\n{source}"

    return edit


def remove(*grade_ids):
    def edit(document):
        for grade_id in grade_ids:
            document.cells.remove(cell(document, grade_id))

    return edit


def double_every_cell(document):
    document.cells += [nbformat.from_dict(one) for one in document.cells]


def turn_round(document):
    document.cells.reverse()


def rename_the_kernel(document):
    document.metadata.kernelspec = {"name": "julia-1.9", "display_name": "Julia", "language": "julia"}


def spoil_the_metadata(document):
    for one in document.cells:
        if "nbgrader" in one.metadata:
            one.metadata.nbgrader |= {"schema_version": 1, "points": "a lot", "checksum": None, "locked": None}
    document.cells[0].metadata["nbgrader"] = "odd"


def add_an_unknown_graded_cell(document):
    marks = {"grade": True, "solution": False, "locked": True, "points": 100, "grade_id": "bonus", "schema_version": 3}
    document.cells.append(nbformat.v4.new_code_cell("100", metadata={"nbgrader": marks | {"task": False}}))


def keep_outputs_of_50_mb(document):
    cell(document, "accuracy").outputs = [nbformat.v4.new_output("stream", name="stdout", text="x" * 50_000_000)]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(double_every_cell, id="every cell twice"),
        pytest.param(turn_round, id="cells in reverse order"),
        pytest.param(remove("check-accuracy"), id="a check cell missing"),
        pytest.param(remove("given-1"), id="the import cell missing"),
        pytest.param(rename_the_kernel, id="another kernel"),
        pytest.param(spoil_the_metadata, id="odd metadata"),
        pytest.param(add_an_unknown_graded_cell, id="a graded cell of their own"),
        pytest.param(keep_outputs_of_50_mb, id="50 MB of saved output"),
        pytest.param(append_to("accuracy", "print('x' * 50_000_000)"), id="50 MB of new output"),
        pytest.param(append_to("accuracy", "import sys; print('careful', file=sys.stderr)"), id="a warning on stderr"),
        pytest.param(append_to("check-accuracy", "pass"), id="a changed check cell"),
    ],
)
def test_what_is_no_fault_of_the_answers_costs_no_points(grade, reference, full, edit):
    points, _ = grade(edited(reference, edit))
    assert points == full


def test_a_right_notebook_earns_all_but_the_manually_graded_points(grade, reference, full):
    points, _ = grade(reference)
    assert points == full


def test_an_untouched_notebook_earns_nothing(grade, root):
    points, _ = grade(sample_class.filled(root, LESSON, {}))
    assert points == 0


def test_an_exercise_and_its_check_missing_cost_only_their_points(grade, reference, full):
    points, graded = grade(edited(reference, remove("accuracy", "check-accuracy")))
    assert points == full - cell(graded, "check-accuracy").metadata.nbgrader.points


@pytest.mark.parametrize("text", ["", "rubbish", '{"cells": 3}', "[]"], ids=["empty", "no JSON", "no cells", "a list"])
def test_a_file_that_is_no_notebook_earns_nothing_and_says_why(grade, text):
    points, graded = grade(text)
    assert points == 0
    assert "could not be read as a notebook" in graded.cells[0].source


def test_another_assignments_notebook_earns_nothing(grade, root):
    other = course.assignment(OTHER)
    points, graded = grade((root / "build" / "source" / other / f"{other}.ipynb").read_text())
    assert points == 0
    assert cell(graded, "check-accuracy")


def test_an_older_notebook_format_is_graded(grade, reference, full):
    old = nbformat.convert(nbformat.reads(reference, as_version=4), 3)
    points, _ = grade(json.dumps(old))
    assert points == full


def test_a_cell_that_ends_the_kernel_costs_only_what_it_defines(grade, reference, full):
    points, graded = grade(edited(reference, append_to("psnr", "import os; os._exit(0)")))
    assert points == full - cell(graded, "check-psnr").metadata.nbgrader.points
    assert "This cell ended the kernel: " in cell(graded, "psnr").outputs[-1].text


def test_a_check_that_was_overwritten_earns_nothing(grade, root):
    forged = edited(
        sample_class.filled(root, LESSON, {}), append_to("accuracy", "def check(answer):\n    return 100.0")
    )
    points, _ = grade(forged)
    assert points == 0


def test_points_above_the_maximum_are_not_believed(grade, root):
    forged = "\n".join(
        [
            "class check:",
            "    def __init__(self, answer): pass",
            "    def _repr_mimebundle_(self, include=None, exclude=None):",
            f"        return {{'text/plain': '1000', {report.MIME!r}: {{'points': 1000}}}}",
        ]
    )
    points, _ = grade(edited(sample_class.filled(root, LESSON, {}), append_to("accuracy", forged)))
    assert points == 0


def test_the_class_goes_on_after_a_submission_without_a_notebook(root, reference, full):
    folder = root / "submitted" / "no-notebook" / NAME
    folder.mkdir(parents=True)
    (folder / "essay.txt").write_text("I sent the wrong file.")
    sample_class.hand_in(root, LESSON, "zoe", reference)
    api = NbGraderAPI(config=course.nbgrader_config(root))
    for student in ("no-notebook", "zoe"):
        api.autograde(NAME, student)
    with Gradebook(api.coursedir.db_url) as gradebook:
        assert gradebook.find_submission(NAME, "zoe").score == full
    shutil.rmtree(folder)


def test_what_was_measured_is_not_measured_again(grade, root, reference, full):
    points, graded = grade(reference)
    assert grade(reference, isolation="none of those there are") == (points, graded)
    released = notebook.read(root / "course" / NAME / f"{NAME}.ipynb")
    task = task_of(restore(nbformat.reads(reference, as_version=4), released), 0)
    record = RecordStore(root / "records").load(task.key)
    assert graded.metadata[notebook.METADATA] == stamp(record)
    assert sum(one.points for one in record.reports()) == points == full


def test_where_no_record_can_be_kept_grading_goes_on(grade, root, reference, full):
    (root / "no-folder").write_text("in the way")
    points, _ = grade(edited(reference, append_to("accuracy", "# another answer")), records="no-folder")
    assert points == full


def test_an_autograded_notebook_and_its_feedback_tell_nothing_of_hidden_checks(grade, root, reference, request):
    rounded = "exact = accuracy\n\n\ndef accuracy(scores, labels):\n    return round(exact(scores, labels), 2)"
    _, graded = grade(edited(reference, append_to("accuracy", rounded)))
    config = course.nbgrader_config(root)
    student = request.node.name
    assert NbGraderAPI(config=config).generate_feedback(NAME, student)["success"]
    page = html.unescape((root / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8"))
    hidden = [check for check in catalogue.checks(LESSON) if check.hidden]
    assert hidden
    for check in hidden:
        for text in (nbformat.writes(graded), page):
            assert check.name not in text
            assert check.name.removeprefix("test_").replace("_", " ") not in text
            assert check.hint[:40] not in text
    assert "✗ wrong" in page
    assert "a hidden check" in page


def test_checks_that_can_not_be_run_book_no_grade(grade, root, reference, monkeypatch):
    monkeypatch.setattr("autograder.preprocessors.measure", measuring_fails)
    with pytest.raises(AssertionError, match="the checks can't be run"):
        grade(edited(reference, append_to("accuracy", "# one more answer")))


def measuring_fails(*_):
    raise RuntimeError("the checks can't be run")
