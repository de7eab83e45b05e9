"""Checks of the lesson that the cheats attack: no wrong answer passes a single one of those of `negative`."""

import numpy as np
import pytest

from autograder import expect

points = pytest.mark.points
hidden = pytest.mark.hidden


@points(1)
def test_contrast_is_the_brightest_less_the_darkest(contrast):
    """The brightest grey level less the darkest one."""
    expect.number(contrast(np.array([[3, 200], [7, 9]], np.uint8)), low=197, high=197)


@hidden
@points(1)
def test_contrast_agrees_with_the_reference(contrast, reference, rng):
    """CANARY-hidden: the reference answer should give the same."""
    picture = rng.integers(0, 256, (5, 7), dtype=np.uint8)
    expect.close(contrast(picture), reference(picture), 0)


@points(1)
def test_negative_of_a_known_picture(negative):
    """Black becomes white."""
    expect.same_picture(negative(np.zeros((4, 4), np.uint8)), np.full((4, 4), 255, np.uint8))


@points(2)
def test_dark_becomes_bright(negative, rng):
    """Each grey level g should become 255 - g."""
    picture = rng.integers(0, 256, (8, 8), dtype=np.uint8)
    expect.same_picture(negative(picture), 255 - picture)


@points(1)
def test_negative_leaves_its_input_alone(negative):
    """The picture that was passed in should be as it was."""
    picture = np.arange(16, dtype=np.uint8).reshape(4, 4)
    expect.same_picture(negative(picture), picture[::-1, ::-1] + np.uint8(240))
    expect.input_unchanged(negative)


@hidden
@points(1)
def test_negative_agrees_with_the_reference(negative, reference, rng):
    """CANARY-hidden: the reference answer should give the same."""
    picture = rng.integers(0, 256, (5, 7), dtype=np.uint8)
    expect.same_picture(negative(picture), reference(picture))


@points(1)
def test_mirror_changes_left_and_right_over(mirror):
    """Left becomes right."""
    picture = np.arange(6, dtype=np.uint8).reshape(2, 3)
    expect.same_picture(mirror(picture), np.array([[2, 1, 0], [5, 4, 3]], np.uint8))


@hidden
@points(1)
def test_mirror_agrees_with_the_reference(mirror, reference, rng):
    """CANARY-hidden: the reference answer should give the same."""
    picture = rng.integers(0, 256, (5, 7), dtype=np.uint8)
    expect.same_picture(mirror(picture), reference(picture))
