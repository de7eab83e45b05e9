"""Each rule of `verify` is tried on a lesson that keeps it, the toy, and on the toy with one thing spoilt."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from autograder.authoring import verify
from autograder.authoring.samples import Sample


def invert(image):
    """Invert a picture.

    Args:
        image: uint8, H x W.

    Returns:
        uint8, H x W.

    Raises:
        ValueError: where it isn't.
    """
    return 255 - image


def by_a_mask(image):
    """Flips all bits."""
    return image ^ np.uint8(255)


def by_numpy(image):
    """Uses the bitwise not."""
    return np.invert(image)


def by_a_table(image):
    """Looks levels up."""
    return np.arange(255, -1, -1).astype(np.uint8)[image]


def off_by_one(image):
    """Takes 254 for the largest level."""
    return 254 - image


def in_place(image):
    """Writes into its input."""
    image[:] = 255 - image
    return image


def renamed(picture):
    """Gives the argument another name, which is no other way."""
    return 255 - picture


VARIANTS = [by_a_mask, by_numpy, by_a_table]


@cache
def _levels():
    return 255


def invert__kept(image):
    """Reads the largest level from a function that keeps it."""
    return _levels() - image


def sample(function, *fails, summary="A misconception in words."):
    return Sample("invert", function.__name__, function, summary, fails, Path(__file__))


@pytest.fixture
def lesson(toy):
    """A lesson that keeps the rules tried here; its `cells` and the like may be replaced."""
    lesson = verify.Lesson("toy")
    vars(lesson).update(
        cells=[],
        answers={"invert": invert},
        variants=tuple(map(sample, VARIANTS)),
        wrong=(sample(off_by_one, "test_dark_becomes_bright"),) * verify.LEAST_WRONG,
    )
    return lesson


def with_text(monkeypatch, text):
    monkeypatch.setattr(verify.Lesson, "prose", text)


def test_right_answers_written_differently_are_fine(lesson):
    assert list(verify.passes_right_answers(lesson)) == []


def test_a_missing_variant_is_told(lesson):
    vars(lesson)["variants"] = lesson.variants[:2]
    assert list(verify.passes_right_answers(lesson)) == ["invert: expected at least 3 variants, got 2"]


def test_two_right_answers_written_alike_are_told(lesson):
    vars(lesson)["variants"] = (*lesson.variants, sample(renamed))
    assert list(verify.passes_right_answers(lesson)) == ["invert: two of its right answers are written alike"]


def test_a_right_answer_that_fails_a_check_is_told_with_seed_and_message(lesson):
    vars(lesson)["variants"] = (*lesson.variants, sample(off_by_one))
    (problem,) = verify.passes_right_answers(lesson)
    assert problem.startswith("invert: off_by_one fails test_dark_becomes_bright[4] with seed 0: ")


def test_wrong_answers_that_fail_for_the_right_reason_are_fine(lesson):
    assert list(verify.catches_wrong_answers(lesson)) == []


def test_a_wrong_answer_that_fails_for_another_reason_is_told(lesson):
    vars(lesson)["wrong"] = (*lesson.wrong, sample(in_place, "test_dark_becomes_bright"))
    assert list(verify.catches_wrong_answers(lesson)) == [
        "invert: wrong answer in_place: with seed 0 it passes test_dark_becomes_bright"
    ]


def test_a_wrong_answer_that_passes_is_told(lesson):
    vars(lesson)["wrong"] = (*lesson.wrong, sample(by_numpy, "test_dark_becomes_bright"))
    assert list(verify.catches_wrong_answers(lesson)) == [
        "invert: wrong answer by_numpy: with seed 0 its outcome is 'passed'"
    ]


def test_too_few_wrong_answers_and_unknown_checks_are_told(lesson):
    vars(lesson)["wrong"] = (sample(off_by_one, "test_nothing"),)
    problems = list(verify.catches_wrong_answers(lesson))
    assert "invert: expected at least 8 wrong answers, got 1" in problems
    assert any("expected 'Fails:' with names of checks" in problem for problem in problems)


def test_a_docstring_without_types_is_told(lesson):
    def bare(image):
        """Invert."""

    vars(lesson)["answers"] = {"invert": bare}
    assert len(list(verify.documents_each_exercise(lesson))) == 3
    vars(lesson)["answers"] = {"invert": invert}
    assert list(verify.documents_each_exercise(lesson)) == []


def test_hints_and_points_of_the_toy_are_fine(lesson):
    assert list(verify.gives_hints_and_points(lesson)) == []


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        ("figures.grid([a], ['a'], alt='A photograph of a cat.')", 0),
        ("figures.grid([a], ['a'], alt=f'{n} photographs')", 0),
        ("figures.grid([a], ['a'])", 1),
        ("figures.grid([a], ['a'], alt='')", 1),
        ("plt.show()", 1),
    ],
)
def test_a_figure_needs_alt_text(lesson, source, problems):
    vars(lesson)["cells"] = [new_code_cell(source)]
    assert len(list(verify.describes_its_figures(lesson))) == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("## References\n\n- A, B, 2019. https://doi.org/10.1000/182\n- C, 2020, arXiv:2001.01234\n", 0),
        ("## References\n\n- A, B: a title that\n  goes on, https://arxiv.org/abs/1608.03981\n", 0),
        ("## References\n\n- A, B, 2019, A paper.\n", 1),
        ("## References\n", 1),
    ],
)
def test_a_reference_needs_a_doi_or_an_arxiv_number(lesson, monkeypatch, text, problems):
    with_text(monkeypatch, text)
    assert len(list(verify.cites_what_can_be_found(lesson))) == problems


def test_the_parts_of_a_lesson_are_wanted_in_order(lesson, monkeypatch):
    sections = "".join(f"\n## {heading}\n" for heading in verify.HEADINGS)
    with_text(monkeypatch, "# Title\n" + sections)
    assert list(verify.has_its_parts(lesson)) == []
    with_text(monkeypatch, "# Title\n\n# Another\n" + sections.replace("## Use it", "## Misuse it"))
    assert len(list(verify.has_its_parts(lesson))) == 2


def test_a_rule_that_cannot_be_applied_is_a_problem(toy):
    assert any("lesson.md" in problem for problem in verify.problems_of(verify.Lesson("toy")))


def test_a_sample_is_handed_in_with_its_helpers_and_their_decorators():
    source = Sample("invert", "kept", invert__kept, "", (), Path(__file__)).source()
    assert "@cache\ndef _levels():" in source
    assert source.endswith("return _levels() - image")
    assert "def invert(image):" in source
    assert "def by_a_mask" not in source
