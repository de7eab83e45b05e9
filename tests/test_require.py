"""Input validation: what is let through, and what the message says when it isn't."""

from fractions import Fraction

import numpy as np
import pytest

from privatepixels import require

GREY = np.zeros((4, 6), np.uint8)
COLOUR = np.zeros((4, 6, 3), np.uint8)


def message(function, *args, **kwargs):
    with pytest.raises(ValueError) as raised:
        function(*args, **kwargs)
    return str(raised.value)


def test_a_message_names_the_argument_what_was_expected_and_what_came():
    assert message(require.number, "sigma", -3.0, low=0) == "sigma: expected a number >= 0, got -3.0"


@pytest.mark.parametrize("picture", [GREY, COLOUR, GREY / 255, COLOUR.astype(np.float32)])
def test_pictures_are_returned_as_they_came(picture):
    assert require.image("image", picture) is picture


@pytest.mark.parametrize(
    ("value", "got"),
    [
        (None, "got None"),
        ([[1, 2], [3, 4]], "got a list of length 2"),
        (np.zeros(5, np.uint8), "got an array of shape (5,) and dtype uint8"),
        (np.zeros((4, 6, 4), np.uint8), "shape (4, 6, 4)"),
        (np.zeros((0, 6), np.uint8), "shape (0, 6)"),
        (np.zeros((4, 6), np.int64), "dtype int64"),
        (np.zeros((4, 6), complex), "dtype complex128"),
        (np.zeros((4, 6), bool), "dtype bool"),
        (np.full((4, 6), 1.5), "got values from 1.5 to 1.5"),
        (np.full((4, 6), -0.5), "got values from -0.5 to -0.5"),
        (np.full((4, 6), np.nan), "got values from nan to nan"),
    ],
)
def test_what_is_no_picture_is_refused(value, got):
    text = message(require.image, "image", value)
    assert text.startswith("image: expected ")
    assert got in text


def test_one_kind_of_picture_can_be_asked_for():
    assert "(H x W or H x W x 3, uint8)" in message(require.image, "image", GREY / 255, dtype=np.uint8)
    assert "(H x W or H x W x 3, float in 0..1)" in message(require.image, "image", GREY, dtype=float)
    assert require.image("image", (GREY / 255).astype(np.float32), dtype=float).dtype == np.float32


@pytest.mark.parametrize("stack", [np.zeros((2, 4, 6), np.uint8), np.zeros((2, 4, 6, 3))])
def test_stacks_of_pictures_are_returned_as_they_came(stack):
    assert require.images("images", stack) is stack


@pytest.mark.parametrize(
    "value",
    [GREY, np.zeros((0, 4, 6), np.uint8), np.zeros((2, 4, 6, 4), np.uint8), [GREY, GREY], np.full((1, 2, 2), 9.0)],
)
def test_what_is_no_stack_of_pictures_is_refused(value):
    assert message(require.images, "images", value).startswith("images: expected ")


def test_an_array_has_the_shape_the_dimensions_and_the_dtype_asked_for():
    value = np.zeros((5, 28), np.float32)
    assert require.array("weights", value, shape=(None, 28), dtype=float, ndim=2) is value
    assert "an array of shape (any, 27), got" in message(require.array, "weights", value, shape=(None, 27))
    assert "an array with 1 dimension, got" in message(require.array, "weights", value, ndim=1)
    assert "an array of dtype integer, got" in message(require.array, "weights", value, dtype=int)
    assert "an array of dtype float64, got" in message(require.array, "weights", value, dtype=np.float64)
    assert "expected an array, got a list of length 1" in message(require.array, "weights", [1])


@pytest.mark.parametrize("value", [0, 0.5, np.float32(0.25), np.int64(1), Fraction(1, 3)])
def test_numbers_of_any_type_are_numbers(value):
    assert require.number("share", value, low=0, high=1) is value


@pytest.mark.parametrize(
    "value", [True, np.True_, "1", None, float("nan"), float("inf"), np.float32("nan"), 1j, [1], np.ones(1)]
)
def test_what_is_no_finite_number_is_refused(value):
    assert message(require.number, "share", value).startswith("share: expected a number, got ")


def test_the_bounds_of_a_number_are_said_and_kept():
    assert message(require.number, "share", 1.5, low=0, high=1) == "share: expected a number >= 0 and <= 1, got 1.5"
    assert message(require.number, "sigma", 0, low=0, low_open=True) == "sigma: expected a number > 0, got 0"
    assert require.number("sigma", 1e-9, low=0, low_open=True) == 1e-9


def test_an_integer_is_one_by_type():
    assert require.number("n", np.int32(7), low=1, integer=True) == 7
    assert require.number("n", 10**400, integer=True) == 10**400
    assert message(require.number, "n", 3.0, low=1, integer=True) == "n: expected an integer >= 1, got 3.0"


@pytest.mark.parametrize("box", [(0, 0, 4, 6), (1, 2, 2, 3), tuple(np.array([1, 2, 3, 4]))])
def test_a_box_is_returned_as_it_came(box):
    assert require.box(box, GREY.shape) is box
    assert require.box(box, COLOUR.shape) is box


@pytest.mark.parametrize(
    ("box", "got"),
    [
        (None, "None"),
        ([0, 0, 2, 2], "a list of length 4"),
        (np.array([0, 0, 2, 2]), "an array of shape (4,) and dtype int64"),
        ((0, 0, 2), "(0, 0, 2)"),
        ((0, 0, 2, 2.0), "(0, 0, 2, 2.0)"),
        ((False, 0, 2, 2), "(False, 0, 2, 2)"),
        ((0, 0, 2, "2"), "a tuple of length 4"),
        ((-1, 0, 2, 2), "(-1, 0, 2, 2)"),
        ((0, -1, 2, 2), "(0, -1, 2, 2)"),
        ((0, 0, 5, 6), "(0, 0, 5, 6)"),
        ((0, 0, 4, 7), "(0, 0, 4, 7)"),
        ((2, 0, 2, 2), "(2, 0, 2, 2)"),
        ((0, 2, 2, 2), "(0, 2, 2, 2)"),
        ((3, 0, 2, 2), "(3, 0, 2, 2)"),
        ((0, np.int64(3), 2, 2), "(0, 3, 2, 2)"),
    ],
)
def test_what_is_no_box_inside_the_picture_is_refused(box, got):
    expected = "integers (top, left, bottom, right), 0 <= top < bottom <= 4 and 0 <= left < right <= 6"
    assert message(require.box, box, GREY.shape) == f"box: expected {expected}, got {got}"


@pytest.mark.parametrize(("colour", "picture"), [(0, GREY), (np.uint8(255), GREY), ((0, 128, 255), COLOUR)])
def test_a_colour_is_returned_as_it_came(colour, picture):
    assert require.colour("colour", colour, picture.shape) is colour


@pytest.mark.parametrize(
    ("colour", "picture"),
    [
        (256, GREY),
        (-1, GREY),
        (0.0, GREY),
        (True, GREY),
        ((0, 0, 0), GREY),
        (0, COLOUR),
        ((0, 0), COLOUR),
        ((0, 0, 256), COLOUR),
        ((0, 0, 0.5), COLOUR),
        ([0, 0, 0], COLOUR),
        ("red", COLOUR),
        (None, GREY),
    ],
)
def test_what_is_no_colour_of_the_picture_is_refused(colour, picture):
    expected = "an integer from 0 to 255" if picture is GREY else "a tuple of three integers from 0 to 255"
    assert message(require.colour, "colour", colour, picture.shape).startswith(f"colour: expected {expected}, got ")


def test_two_arrays_of_different_shape_are_both_named():
    require.same_shape("original", GREY, "changed", GREY + 1)
    text = message(require.same_shape, "original", GREY, "changed", COLOUR)
    assert text == "changed: expected the shape of original, (4, 6), got an array of shape (4, 6, 3) and dtype uint8"


def test_a_generator_is_asked_for_and_not_a_seed():
    rng = np.random.default_rng(0)
    assert require.generator("rng", rng) is rng
    assert message(require.generator, "rng", 0) == "rng: expected a numpy.random.Generator, got 0"
    assert "of type RandomState" in message(require.generator, "rng", np.random.RandomState(0))


def test_a_choice_lists_its_options():
    assert require.choice("split", "train", ("train", "test")) == "train"
    assert (
        message(require.choice, "split", "dev", ("train", "test"))
        == "split: expected one of 'train', 'test', got 'dev'"
    )
    assert "got None" in message(require.choice, "split", None, ("train", "test"))


@pytest.mark.parametrize("value", ["", "  \n", None, 5])
def test_a_text_says_something(value):
    assert require.text("alt", "A cat.") == "A cat."
    assert message(require.text, "alt", value).startswith("alt: expected a text that isn't empty, got ")


def test_bytes_are_counted_and_never_shown():
    assert require.octets("key", b"s" * 32, 32) == b"s" * 32
    assert require.octets("png", b"") == b""
    assert message(require.octets, "key", b"secret", 32) == "key: expected 32 bytes, got 6 bytes"
    assert message(require.text, "passphrase", b"secret") == "passphrase: expected a text that isn't empty, got 6 bytes"
    assert message(require.octets, "key", "secret") == "key: expected bytes, got 'secret'"


def test_a_long_value_is_cut_short_in_the_message():
    assert len(message(require.choice, "split", "x" * 1000, ("train", "test"))) < 120
