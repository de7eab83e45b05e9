import textwrap

import nbformat
import pytest

from autograder.authoring import weave

ANSWERS = '''
"""Answers."""

import numpy as np

from privatepixels import require


def invert(image: np.ndarray) -> np.ndarray:
    """Invert a picture.

    Args:
        image: uint8.
    """
    require.image("image", image)
    # each level to its opposite
    return 255 - image


def total(image):
    """Sum up."""
    return image.sum()
'''

WRONG = '''
def total__wraps_around(image):
    """Sums in 8 bits."""
    small = image.astype("uint8")
    return small.sum(dtype="uint8")
'''

FRONT = """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""


@pytest.fixture
def lesson(tmp_path, monkeypatch, toy):
    """Write a lesson of the toy's exercises with this text, and weave it."""
    folder = tmp_path / "toy"
    folder.mkdir()
    (folder / "answers.py").write_text(ANSWERS)
    (folder / "wrong.py").write_text(WRONG)
    monkeypatch.setattr(weave, "SOLUTIONS", tmp_path)

    def woven(text):
        (folder / "lesson.md").write_text(FRONT + textwrap.dedent(text))
        return weave.weave(folder / "lesson.md")

    return woven


def code(tag, source):
    return f"```{{code-cell}} ipython3\n:tags: [{tag}]\n\n{source}\n```\n"


INVERT = code("exercise", "# 1. Subtract from 255.\nfrom solutions.toy.answers import invert")
TOTAL = code(
    "exercise",
    "# Find the bug.\nfrom solutions.toy.wrong import total__wraps_around as total\n"
    "from solutions.toy.answers import total",
)


def test_an_exercise_becomes_the_function_with_its_body_as_the_solution(lesson):
    (cell,) = lesson(INVERT).cells
    assert cell.source == textwrap.dedent('''\
        def invert(image: np.ndarray) -> np.ndarray:
            """Invert a picture.

            Args:
                image: uint8.
            """
            require.image("image", image)
            ### BEGIN SOLUTION
            # each level to its opposite
            return 255 - image
            ### END SOLUTION
            # 1. Subtract from 255.
            raise NotImplementedError("invert: not written yet")''')
    assert cell.metadata.nbgrader.solution
    assert not cell.metadata.nbgrader.grade
    assert (cell.id, cell.metadata.nbgrader.grade_id) == ("invert", "invert")


def test_a_bug_hunt_starts_from_the_wrong_answer(lesson):
    (cell,) = lesson(TOTAL).cells
    assert cell.source.endswith(
        '### END SOLUTION\n    # Find the bug.\n    small = image.astype("uint8")\n    return small.sum(dtype="uint8")'
    )


def test_a_check_is_graded_by_the_points_of_its_checks(lesson):
    (cell,) = lesson(code("check", "check(invert)")).cells
    marks = cell.metadata.nbgrader
    assert (marks.grade, marks.locked, marks.solution, marks.points) == (True, True, False, 5)


def test_given_code_is_locked_and_explorations_are_marked(lesson):
    given, explore = lesson(code("given", "import numpy as np") + code("explore", "print(1)")).cells
    assert given.metadata.nbgrader.locked
    assert not given.metadata.nbgrader.grade
    assert explore.metadata.keys() == {"private_pixels"}


def test_an_open_question_has_a_locked_question_and_a_graded_answer(lesson):
    question, answer = lesson(
        '+++ {"tags": ["question"]}\n\nWhy?\n\n+++ {"tags": ["open"], "name": "why", "points": 3}\n\nBecause.\n'
    ).cells
    assert question.metadata.nbgrader.locked
    assert (answer.metadata.nbgrader.grade_id, answer.metadata.nbgrader.points) == ("why", 3)


def test_weaving_twice_gives_the_same_bytes(lesson):
    text = "# Title\n\nText.\n\n+++\n\nText.\n\n" + INVERT + code("check", "check(invert)") + code("explore", "1")
    assert nbformat.writes(lesson(text)) == nbformat.writes(lesson(text))


def test_no_pairing_and_no_tags_reach_the_notebook(lesson):
    notebook = lesson("# Title\n\n" + INVERT)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert all("tags" not in cell.metadata for cell in notebook.cells)


def test_cells_of_the_same_text_get_different_ids(lesson):
    cells = lesson("Text.\n\n+++\n\nText.\n").cells
    assert len({cell.id for cell in cells}) == len(cells) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("```{code-cell} ipython3\nprint(1)\n```\n", "cell 1: expected one tag of given, exercise, check, explore"),
        (code("demo", "print(1)"), "got \\['demo'\\]"),
        (code("check", "check(invert); 1"), "expected check\\(exercise\\) alone"),
        (code("check", "check(unknown)"), "exercise with checks, got 'unknown'"),
        (code("exercise", "def invert(image): ..."), "the import of one answer"),
        (code("exercise", "from solutions.toy.answers import nothing"), "nothing: expected a function"),
        (code("exercise", "from elsewhere import invert"), "from solutions"),
        ('+++ {"tags": ["open"]}\n\nAnswer.\n', "expected a name and points"),
    ],
)
def test_a_cell_that_cannot_be_woven_is_refused_with_the_reason(lesson, text, problem):
    with pytest.raises(ValueError, match=problem):
        lesson(text)
