"""The reference answers of lesson 3 on input that is nearly right: wrong modes, shapes, dtypes and keys."""

import numpy as np
import pytest

from solutions.masking import answers

COLOUR = np.random.default_rng(0).integers(0, 256, (4, 6, 3), dtype=np.uint8)
GREY = COLOUR[:, :, 0]
STACK = np.stack([GREY, GREY.T.reshape(4, 6)])
KEY = np.random.default_rng(1).normal(size=(24, 24))
MASKED = answers.matrix_mask(STACK, KEY)

# What Pillow's modes LA, RGBA and I;16 give as arrays, and what isn't a picture of 8 bits.
NOT_8_BIT_PICTURES = {
    "LA": COLOUR[:, :, :2],
    "RGBA": np.dstack([COLOUR, GREY]),
    "16 bits": GREY.astype(np.uint16),
    "floats": GREY / 255,
    "truth values": GREY > 100,
    "empty": GREY[:0],
    "flat": GREY.ravel(),
    "a list": GREY.tolist(),
}


@pytest.mark.parametrize("image", NOT_8_BIT_PICTURES.values(), ids=NOT_8_BIT_PICTURES)
def test_pictures_of_other_modes_and_dtypes_are_refused(image):
    calls = (
        lambda: answers.binary_mask(image, np.ones((4, 6), int)),
        lambda: answers.permute_pixels(image, np.arange(24)),
        lambda: answers.mask_photo(image, np.random.default_rng(0)),
    )
    for call in calls:
        with pytest.raises(ValueError, match=r"^image: expected a picture .+, got .+"):
            call()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: answers.binary_mask(GREY, np.ones((6, 4), int)), r"mask: expected .+ \(4, 6\)"),
        (lambda: answers.binary_mask(COLOUR, np.ones((4, 6, 3), int)), r"mask: expected .+ \(4, 6\)"),
        (lambda: answers.binary_mask(GREY, np.full((4, 6), 2)), "mask: expected only 0 and 1"),
        (lambda: answers.binary_mask(GREY, np.ones((4, 6))), "mask: expected .+ integer"),
        (lambda: answers.binary_mask(GREY, np.ones((4, 6), bool)), "mask: expected .+ integer"),
        (lambda: answers.matrix_mask(GREY, KEY), "images: expected pictures"),
        (lambda: answers.matrix_mask(COLOUR[None], KEY), "images: expected grey pictures"),
        (lambda: answers.matrix_mask(STACK.astype(np.uint16), KEY), "images: expected pictures"),
        (lambda: answers.matrix_mask(STACK[:0], KEY), "images: expected pictures"),
        (lambda: answers.matrix_mask(STACK, KEY[:20]), r"matrix: expected .+ \(24, any\)"),
        (lambda: answers.matrix_mask(STACK, KEY.astype(np.float32)), "matrix: expected .+ float64"),
        (lambda: answers.matrix_mask(STACK, KEY * np.inf), "matrix: expected only finite numbers"),
        (lambda: answers.orthogonal_matrix(0, np.random.default_rng(0)), "size: expected an integer >= 1"),
        (lambda: answers.orthogonal_matrix(3.0, np.random.default_rng(0)), "size: expected an integer >= 1"),
        (lambda: answers.orthogonal_matrix(3, 0), "rng: expected a numpy.random.Generator"),
        (lambda: answers.mask_photo(GREY, np.random.RandomState(0)), "rng: expected a numpy.random.Generator"),
    ],
)
def test_masking_refuses_what_is_nearly_right(call, message):
    with pytest.raises(ValueError, match=f"^{message}.*, got .+"):
        call()


@pytest.mark.parametrize(
    ("masked", "matrix", "shape", "message"),
    [
        (MASKED, KEY[:, :20], (4, 6), r"matrix: expected .+ \(24, 24\)"),
        (MASKED, np.zeros((24, 24)), (4, 6), "matrix: expected an invertible matrix"),
        (MASKED, np.ones((24, 24)), (4, 6), "matrix: expected an invertible matrix"),
        (MASKED, KEY * np.nan, (4, 6), "matrix: expected an invertible matrix"),
        (MASKED, KEY * np.inf, (4, 6), "matrix: expected an invertible matrix"),
        (MASKED, KEY, (5, 5), "shape: expected height times width 24"),
        (MASKED, KEY, (4.0, 6.0), r"shape\[0\]: expected an integer"),
        (MASKED, KEY, (-4, -6), r"shape\[0\]: expected an integer >= 1"),
        (MASKED, KEY, (4, 6, 1), "shape: expected a tuple of height and width"),
        (MASKED[0], KEY, (4, 6), "masked: expected"),
        (MASKED[:0], KEY, (4, 6), "masked: expected finite numbers, at least one row"),
        (MASKED.astype(np.uint8), KEY, (4, 6), "masked: expected .+ float64"),
        (MASKED * np.inf, KEY, (4, 6), "masked: expected finite numbers"),
    ],
)
def test_unmasking_refuses_what_is_nearly_right(masked, matrix, shape, message):
    with pytest.raises(ValueError, match=f"^{message}.*, got .+"):
        answers.matrix_unmask(masked, matrix, shape)


@pytest.mark.parametrize(
    "order",
    [
        np.arange(23),
        np.arange(1, 25),
        np.zeros(24, int),
        np.arange(24.0),
        np.arange(24).reshape(4, 6),
        np.append(np.arange(23), -1),
    ],
    ids=["one short", "from 1", "all the same", "floats", "a table", "a negative number"],
)
def test_permuting_refuses_an_order_that_is_none(order):
    with pytest.raises(ValueError, match=r"^order: expected .+, got .+"):
        answers.permute_pixels(GREY, order)


@pytest.mark.parametrize(
    ("known", "published", "name"),
    [
        (MASKED[:1], MASKED, "known"),
        (MASKED[:, :0], MASKED[:, :0], "known"),
        (MASKED * np.nan, MASKED, "known"),
        (MASKED, MASKED[:, :20], "published"),
        (MASKED, MASKED * np.nan, "published"),
        (MASKED, MASKED.astype(int), "published"),
    ],
)
def test_the_attack_refuses_pairs_that_do_not_fit(known, published, name):
    with pytest.raises(ValueError, match=f"^{name}: expected .+, got .+"):
        answers.attack_known_pairs(STACK, known, published)


def test_another_key_of_the_right_shape_gives_a_picture_that_says_nothing():
    other = np.random.default_rng(2).normal(size=(24, 24))
    unmasked = answers.matrix_unmask(MASKED, other, (4, 6))
    assert unmasked.shape == STACK.shape
    assert np.mean(unmasked == STACK) < 0.2


def test_no_answer_changes_its_input():
    rng = np.random.default_rng(3)
    order, mask = rng.permutation(24), rng.integers(0, 2, (4, 6))
    arrays = (COLOUR, GREY, STACK, KEY, MASKED, order, mask)
    before = [array.copy() for array in arrays]
    answers.binary_mask(COLOUR, mask)
    answers.permute_pixels(COLOUR, order)
    answers.mask_photo(COLOUR, rng)
    answers.mask_photo(GREY, rng)
    answers.matrix_mask(STACK, KEY)
    answers.matrix_unmask(MASKED, KEY, (4, 6))
    answers.attack_known_pairs(STACK, MASKED, MASKED)
    for array, copy in zip(arrays, before, strict=True):
        assert np.array_equal(array, copy)
