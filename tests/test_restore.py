"""A submission's cells are put back as the course released them, and what is the learner's own stays harmless."""

import nbformat
import pytest

from autograder import catalogue, notebook
from autograder.grading.task import Task, code_cells, task_of
from autograder.restore import missing, restore

GIVEN = "import numpy as np\nfrom tqdm.auto import tqdm"
EXPLORATION = "invert(picture)"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
SCRIPT = "<script>alert(1)</script>"


def marks(grade_id, **more):
    plain = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return {"nbgrader": plain | {"grade_id": grade_id} | more}


@pytest.fixture
def released():
    """A released notebook: given code, an exercise, its check, an exploration, and an open question."""
    new = nbformat.v4
    explore = {notebook.METADATA: {"explore": notebook.fingerprint(EXPLORATION)}}
    cells = [
        new.new_markdown_cell("# Title <b>bold</b>", id="title"),
        new.new_code_cell(GIVEN, metadata=marks("given-1", locked=True), id="given-1"),
        new.new_code_cell("def invert(image):\n    ...", metadata=marks("invert", solution=True), id="invert"),
        new.new_code_cell(
            "check(invert)", metadata=marks("check-invert", grade=True, locked=True, points=5), id="check-invert"
        ),
        new.new_code_cell(EXPLORATION, metadata=explore, id="explore"),
        new.new_markdown_cell("", metadata=marks("why", grade=True, solution=True, points=2), id="why"),
    ]
    return new.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python"}})


@pytest.fixture
def submitted(released):
    return nbformat.from_dict(released)


def cell(document, name):
    return next(one for one in document.cells if one.id == name)


def test_an_untouched_notebook_stays_as_it_was_released(submitted, released):
    assert restore(submitted, released) == released


def test_neither_notebook_is_changed_by_it(submitted, released):
    cell(submitted, "given-1").source = "changed"
    before = nbformat.from_dict(submitted), nbformat.from_dict(released)
    restore(submitted, released).cells[1].metadata["odd"] = 1
    assert (submitted, released) == before


def test_an_answer_stays_and_locked_cells_come_back(submitted, released):
    for name in ("given-1", "invert", "check-invert"):
        cell(submitted, name).source = "mine"
    restored = restore(submitted, released)
    assert [cell(restored, name).source for name in ("given-1", "invert", "check-invert")] == [
        GIVEN,
        "mine",
        "check(invert)",
    ]


def test_of_doubled_cells_the_last_counts_and_the_other_is_an_ordinary_one(submitted, released):
    twin = nbformat.from_dict(cell(submitted, "invert"))
    twin.source = "the last"
    submitted.cells.append(twin)
    restored = restore(submitted, released)
    assert cell(restored, "invert").source == "the last"
    assert [one.metadata for one in restored.cells if one.source == "def invert(image):\n    ..."] == [{}]
    assert len({one.id for one in restored.cells}) == len(restored.cells) == 7


def test_missing_cells_come_back_in_their_place(submitted, released):
    submitted.cells = []
    assert missing(submitted, released) == ["given-1", "invert", "check-invert", "why"]
    assert [one.id for one in restore(submitted, released).cells] == ["given-1", "invert", "check-invert", "why"]


def test_cells_in_another_order_come_back_in_order_with_those_that_follow_them(submitted, released):
    submitted.cells.insert(1, nbformat.v4.new_code_cell("mine = 1"))
    submitted.cells = submitted.cells[3:] + submitted.cells[:3]
    restored = restore(submitted, released)
    course = [one.id for one in restored.cells if one.metadata.get("nbgrader")]
    assert course == ["given-1", "invert", "check-invert", "why"]
    assert "mine = 1" in [one.source for one in restored.cells]


def test_a_cell_that_became_text_is_code_again(submitted, released):
    place = submitted.cells.index(cell(submitted, "invert"))
    submitted.cells[place] = nbformat.v4.new_markdown_cell("x = 1", metadata=marks("invert", solution=True))
    restored = cell(restore(submitted, released), "invert")
    assert (restored.cell_type, restored.source, restored.outputs) == ("code", "x = 1", [])


def test_no_metadata_and_no_output_of_a_submission_is_left(submitted, released):
    for one in submitted.cells:
        one.metadata["odd"] = 1
        one.metadata.setdefault("nbgrader", {})["points"] = 1000
    cell(submitted, "invert").outputs = [nbformat.v4.new_output("stream", text="5")]
    submitted.metadata["title"] = submitted.metadata["widgets"] = SCRIPT
    assert restore(submitted, released) == released


@pytest.mark.parametrize("odd", ["text", [], None, {"grade_id": 3}, {"grade_id": ["invert"]}], ids=repr)
def test_odd_marks_are_those_of_an_ordinary_cell(submitted, released, odd):
    cell(submitted, "invert").metadata["nbgrader"] = odd
    restored = restore(submitted, released)
    assert cell(restored, "invert").metadata == cell(released, "invert").metadata


def test_only_an_exploration_as_it_was_released_is_passed_over(submitted, released):
    cell(submitted, "explore").source += "  # mine"
    mine = "x = 1"
    mark = {notebook.METADATA: {"explore": notebook.fingerprint(mine)}}
    submitted.cells.append(nbformat.v4.new_code_cell(mine, metadata=mark))
    submitted.cells.append(nbformat.v4.new_code_cell(EXPLORATION))
    ran = [one.source for one in code_cells(restore(submitted, released))]
    assert mine in ran
    assert f"{EXPLORATION}  # mine" in ran
    assert EXPLORATION not in ran


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_scripts_in_text_are_shown_and_not_run(submitted, released, kind):
    submitted.cells.append(nbformat.v4.new_raw_cell(SCRIPT) if kind == "raw" else nbformat.v4.new_markdown_cell(SCRIPT))
    cell(submitted, "why").source = SCRIPT
    restored = restore(submitted, released)
    for text in (cell(restored, "why"), restored.cells[-1]):
        assert text.cell_type == "markdown"
        assert f"```\n{SCRIPT}\n```" in text.source


def test_an_ordinary_answer_in_words_stays_with_its_picture(submitted, released):
    answer = cell(submitted, "why")
    answer.source = "Because $a<b$, see ![it](attachment:a.png)"
    answer.attachments = {"a.png": {"image/png": PICTURE}, "b.svg": {"image/svg+xml": SCRIPT}}
    restored = cell(restore(submitted, released), "why")
    assert restored.source == answer.source
    assert restored.attachments == {"a.png": {"image/png": PICTURE}}


def test_much_text_is_not_looked_into(submitted, released):
    submitted.cells += [nbformat.v4.new_markdown_cell(f"{number} " + "[" * 15_000) for number in range(30)]
    shown = [one.source for one in restore(submitted, released).cells[-20:]]
    assert all(text.startswith("*") for text in shown)


def test_what_comes_back_is_a_lawful_notebook(submitted, released):
    submitted.cells += submitted.cells
    nbformat.validate(restore(submitted, released))


def test_the_task_is_the_code_without_checks_and_explorations(toy, submitted, released):
    task = task_of(restore(submitted, released), 7)
    assert task == Task("toy", (GIVEN, "def invert(image):\n    ..."), 7)
    assert task.imports == ("numpy", "tqdm.auto", "tqdm.auto.tqdm")


def test_what_a_learner_imports_is_not_had_ready(toy, submitted, released):
    cell(submitted, "invert").source = "import antigravity"
    assert "antigravity" not in task_of(restore(submitted, released), 7).imports


def test_without_a_check_of_the_course_there_is_no_task(toy):
    assert task_of(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1")]), 0) is None
    cells = [nbformat.v4.new_code_cell(text, metadata=marks("a", grade=True)) for text in ("check(other)", "(", "")]
    assert task_of(nbformat.v4.new_notebook(cells=cells), 0) is None


def test_the_key_depends_on_code_seed_and_lesson(toy):
    keys = [
        Task("toy", ("a", "b"), 0),
        Task("toy", ("ab",), 0),
        Task("toy", ("a", "b"), 1),
        Task("other", ("a", "b"), 0),
    ]
    assert len({task.key for task in keys}) == 4
    assert Task("toy", ("a",), 0).key == Task("toy", ("a",), 0, imports=("numpy",)).key
    assert catalogue.lessons() == ("toy",)
