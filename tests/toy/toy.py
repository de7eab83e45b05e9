"""Checks of a toy lesson, on which the tests try the engine."""

import numpy as np
import pytest

from autograder import expect

points = pytest.mark.points
hidden = pytest.mark.hidden


@points(1)
def test_comes_back_as_a_picture(invert):
    """A picture of the same shape in 8 bits should come back; see 'Shapes'."""
    picture = np.arange(16, dtype=np.uint8).reshape(4, 4)
    expect.array(invert(picture), shape=(4, 4), dtype=np.uint8)


@points(2)
@pytest.mark.parametrize("sides", [4, 8])
def test_dark_becomes_bright(invert, rng, sides):
    """Each grey level g should become 255 - g."""
    picture = rng.integers(0, 256, (sides, sides), dtype=np.uint8)
    expect.same_picture(invert(picture), 255 - picture)


@points(1)
def test_leaves_its_input_alone(invert):
    """The picture that was passed in should be as it was."""
    invert(np.zeros((4, 4), np.uint8))
    expect.input_unchanged(invert)


@hidden
@points(1)
def test_agrees_with_the_reference(invert, reference):
    """The reference answer should give the same."""
    picture = np.arange(16, dtype=np.uint8).reshape(4, 4)
    expect.same_picture(invert(picture), reference(picture))


@points(1)
def test_sums_up(total, invert):
    """The sum of all grey levels of the inverted picture."""
    expect.number(total(np.zeros((2, 2), np.uint8)), low=1020, high=1020)
    invert(np.zeros((2, 2), np.uint8))
