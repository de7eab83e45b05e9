"""Checks of lesson 3, masking.

Statistical limits are about six standard errors wide: a right answer passes with any seed.
"""

import numpy as np
import pytest

from autograder import expect
from privatepixels import data

points = pytest.mark.points
hidden = pytest.mark.hidden


@pytest.fixture
def colour_photo():
    """Give a small part of a colour photograph, wider than high."""
    return data.photo("chelsea")[80:144:2, 120:216:2]


@pytest.fixture
def grey_photo():
    """Give a small part of a grey photograph, higher than wide."""
    return data.photo("camera")[80:200:3, 200:300:4]


@pytest.fixture
def clothes():
    """Give real pictures, shrunk to 7 x 14 pixels: 98 numbers each, 300 of them."""
    return data.fashion("test")[0][:300, ::4, ::2]


def random_pictures(rng, count, shape):
    """Pictures of independent pixels, so that no more than H W of them depend on each other."""
    return rng.integers(0, 256, (count, *shape), dtype=np.uint8)


def rows_of(pictures):
    """Each picture as a row of floats."""
    return pictures.reshape(len(pictures), -1).astype(np.float64)


def orthogonal(rng, size):
    """Some orthogonal matrix."""
    return np.linalg.qr(rng.normal(size=(size, size)))[0]


def expect_pictures(values, expected, tolerance=0):
    """Expect a stack of pictures; where one differs, the learner sees the first that does."""
    expect.array(values, shape=expected.shape, dtype=expected.dtype)
    for picture, right in zip(values, expected, strict=True):
        expect.same_picture(picture, right, tolerance)


# binary_mask


@points(1)
def test_binary_mask_gives_an_8_bit_picture(binary_mask, rng, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour, whatever integers the mask is made of.
    What dtype does uint8 times int64 give, and does your input stay as it was?
    """
    for picture in (grey_photo, colour_photo):
        for dtype in (np.int64, np.uint8):
            masked = binary_mask(picture, rng.integers(0, 2, picture.shape[:2]).astype(dtype))
            expect.input_unchanged(binary_mask)
            expect.array(masked, shape=picture.shape, dtype=np.uint8)


@points(1)
def test_binary_mask_of_ones_changes_nothing(binary_mask, colour_photo, grey_photo):
    """With a mask of ones the picture comes back as it went in: 1 keeps a pixel, and keeps all its grey levels."""
    for picture in (grey_photo, colour_photo):
        expect.same_picture(binary_mask(picture, np.ones(picture.shape[:2], int)), picture)


@points(1)
def test_binary_mask_of_zeros_leaves_black(binary_mask, colour_photo, grey_photo):
    """With a mask of zeros all samples of the result are 0, in every colour."""
    for picture in (grey_photo, colour_photo):
        masked = binary_mask(picture, np.zeros(picture.shape[:2], int))
        expect.same_picture(masked, np.zeros_like(picture))


@points(1)
def test_binary_mask_hides_pixel_by_pixel(binary_mask, rng, grey_photo):
    """In a grey picture, each pixel where the mask is 0 is black, and each other pixel is as it was."""
    mask = rng.integers(0, 2, grey_photo.shape)
    expected = grey_photo.copy()
    expected[mask == 0] = 0
    expect.same_picture(binary_mask(grey_photo, mask), expected)


@points(1)
def test_binary_mask_hides_all_colours_of_a_pixel(binary_mask, rng, colour_photo):
    """In colour, the H x W mask hides red, green and blue of a pixel together. How do an H x W and an H x W x 3 array
    get to fit? `mask[:, :, None]` has a third axis.
    """
    mask = rng.integers(0, 2, colour_photo.shape[:2])
    expected = colour_photo.copy()
    expected[mask == 0] = 0
    expect.same_picture(binary_mask(colour_photo, mask), expected)


# matrix_mask


@points(1)
def test_matrix_mask_gives_a_row_for_each_picture(matrix_mask, rng):
    """N pictures of H x W and a matrix of d x k, with d = H W, give N x k numbers in float64, also where k is smaller
    than d, or H and W differ. The pictures stay as they were.
    """
    for count, shape, columns in ((3, (4, 6), 24), (1, (6, 4), 5), (7, (3, 3), 12)):
        matrix = rng.normal(size=(shape[0] * shape[1], columns))
        masked = matrix_mask(random_pictures(rng, count, shape), matrix)
        expect.input_unchanged(matrix_mask)
        expect.array(masked, shape=(count, columns), dtype=np.float64)


@points(1)
def test_matrix_mask_by_the_identity_lists_the_pixels(matrix_mask, rng):
    """The identity as R leaves the pixels, row by row of the picture, unclipped and in the scale 0..255. Does
    `reshape` go the way that you think?
    """
    pictures = random_pictures(rng, 4, (3, 5))
    masked = matrix_mask(pictures, np.eye(15))
    expect.array(masked, shape=(4, 15), dtype=np.float64)
    expect.close(masked, rows_of(pictures), 1e-9, "masked rows for R = 1")


@points(1)
def test_matrix_mask_takes_the_matrix_from_the_right(matrix_mask):
    """A picture that is 1 at pixel 2 and 0 elsewhere becomes row 2 of the matrix: M = D R, not D R^T, and not an
    element-wise product.
    """
    picture = np.zeros((1, 2, 3), np.uint8)
    picture[0, 0, 2] = 1
    matrix = np.arange(36.0).reshape(6, 6)
    masked = matrix_mask(picture, matrix)
    expect.array(masked, shape=(1, 6), dtype=np.float64)
    expect.close(masked[0], matrix[2], 1e-9, "masked row")


@points(1)
def test_matrix_mask_neither_wraps_nor_clips(matrix_mask):
    """A sum over many bright pixels is far beyond 255, and may be negative: it comes back as it is, not rounded, not
    stopped, not wrapped round. In which dtype is the product taken?
    """
    pictures = np.full((2, 8, 8), 255, np.uint8)
    for factor in (1.0, -1.0, 0.001):
        masked = matrix_mask(pictures, np.full((64, 3), factor))
        expect.array(masked, shape=(2, 3), dtype=np.float64)
        expect.close(masked, np.full((2, 3), 64 * 255 * factor), 1e-9, f"64 pixels of 255, each times {factor:g}")


@hidden
@points(1)
def test_matrix_mask_is_the_product(matrix_mask, reference, rng, clothes):
    """The masked rows of real pictures, number by number. Which factor stands where, and what is a row of D?"""
    matrix = rng.normal(size=(98, 40))
    expected = reference(clothes, matrix)
    masked = matrix_mask(clothes, matrix)
    expect.array(masked, shape=expected.shape, dtype=np.float64)
    expect.close(masked, expected, 1e-6, "masked rows")


# matrix_unmask


@points(1)
def test_unmasking_gives_8_bit_pictures(matrix_unmask, rng):
    """The result is uint8, N x H x W, for any H and W, and for a single row as well; the inputs stay as they were."""
    for count, shape in ((3, (4, 6)), (1, (6, 4)), (5, (3, 3))):
        size = shape[0] * shape[1]
        masked = rng.normal(0, 100, (count, size))
        pictures = matrix_unmask(masked, orthogonal(rng, size), shape)
        expect.input_unchanged(matrix_unmask)
        expect.array(pictures, shape=(count, *shape), dtype=np.uint8)


@points(1)
def test_unmasking_undoes_a_random_matrix(matrix_unmask, rng, clothes):
    """Masked by a random matrix and unmasked, real pictures are what they were, to the last level. Solve D R = M for D:
    its transpose is R^T D^T = M^T, which is how `np.linalg.solve` wants it. Round before the change of dtype.
    """
    matrix = rng.normal(size=(98, 98))
    expect_pictures(matrix_unmask(rows_of(clothes) @ matrix, matrix, (7, 14)), clothes)


@points(1)
def test_unmasking_inverts_and_does_not_transpose(matrix_unmask):
    """The transpose of R is its inverse only where R is orthogonal. Here R has 2 on its diagonal, 1
    above and 0 below.
    """
    pictures = np.arange(12, dtype=np.uint8).reshape(2, 2, 3) * 20
    matrix = np.triu(np.ones((6, 6))) + np.eye(6)
    expect_pictures(matrix_unmask(rows_of(pictures) @ matrix, matrix, (2, 3)), pictures)


@points(1)
def test_unmasking_rounds_to_nearest(matrix_unmask):
    """Half a level and more is rounded up, less is rounded down: 99.7 becomes 100, and 100.3 too. A cast alone cuts
    fractions off.
    """
    masked = np.array([[99.7, 100.3], [100.4, 99.6]])
    expected = np.full((2, 1, 2), 100, np.uint8)
    expect_pictures(matrix_unmask(masked, np.eye(2), (1, 2)), expected)


@points(1)
def test_unmasking_stops_at_black_and_white(matrix_unmask):
    """Where masked rows were disturbed, solutions lie beyond 0..255: they stop at the end. Does yours wrap round?"""
    masked = np.array([[-40.0, 300.0, 128.0, 1000.0]])
    expected = np.array([[[0, 255], [128, 255]]], np.uint8)
    expect_pictures(matrix_unmask(masked, np.eye(4), (2, 2)), expected)


# orthogonal_matrix


@points(1)
def test_orthogonal_matrix_is_square(orthogonal_matrix, rng):
    """A float64 array of size x size, also for size 1."""
    for size in (1, 2, 7, 30):
        expect.array(orthogonal_matrix(size, rng), shape=(size, size), dtype=np.float64)


@points(1)
def test_orthogonal_matrix_is_its_transposes_inverse(orthogonal_matrix, rng):
    """R^T R is the identity: every column has length 1, and any two are perpendicular. A matrix of independent draws
    has neither; which decomposition makes columns perpendicular?
    """
    for size in (1, 5, 40):
        matrix = orthogonal_matrix(size, rng)
        expect.array(matrix, shape=(size, size), dtype=np.float64)
        expect.close(matrix.T @ matrix, np.eye(size), 1e-9, f"R^T R for size {size}")


@points(1)
def test_orthogonal_matrix_prefers_no_direction(orthogonal_matrix, rng):
    """Over 400 draws of size 3, every entry of R has mean 0 and mean square 1/3, those of the diagonal too. QR alone
    doesn't do it: the signs of its columns follow a rule of the library. Multiply each column of Q by the sign of its
    diagonal entry in the triangular factor.
    """
    draws = expect_draws(orthogonal_matrix, 3, rng.spawn(400))
    expect.close(draws.mean(axis=0), np.zeros((3, 3)), 0.18, "mean of each entry")
    expect.close((draws**2).mean(axis=0), np.full((3, 3), 1 / 3), 0.095, "mean square of each entry")


@points(1)
def test_orthogonal_matrix_prefers_no_angle(orthogonal_matrix, rng):
    """Over 200 draws of size 2, the first column points to all sides alike. The vectors of another decomposition may
    prefer one half of the circle. Is yours the QR decomposition of standard normal draws?
    """
    angle = np.arctan2(*expect_draws(orthogonal_matrix, 2, rng.spawn(200))[:, ::-1, 0].T)
    for waves in (1, 2, 4):
        sides = [np.cos(waves * angle).mean(), np.sin(waves * angle).mean()]
        expect.close(sides, np.zeros(2), 0.3, f"mean of cosine and sine of {waves} times the angle")


@points(1)
def test_orthogonal_matrix_mixes_all_pixels(orthogonal_matrix, rng):
    """Every number of the result depends on every pixel: no entry of R stands out, as those of a permutation do. The
    entries of a large uniform R look like draws from a normal distribution.
    """
    matrix = expect_draws(orthogonal_matrix, 60, [rng])[0]
    fourth = np.mean((matrix * np.sqrt(60)) ** 4)
    expect.close(fourth, 3 * 60 / 62, 0.5, "mean fourth power of the entries, times 60 squared")


@points(1)
def test_orthogonal_matrix_rotates_or_reflects(orthogonal_matrix, rng):
    """The determinant is 1 (a rotation) or -1 (a reflection), each in about half of 150 draws."""
    for size in (2, 3):
        rotations = np.mean(np.linalg.det(expect_draws(orthogonal_matrix, size, rng.spawn(150))) > 0)
        expect.that(0.25 < rotations < 0.75, f"{rotations:.0%} of 150 draws are rotations; expected about half")


@points(1)
def test_orthogonal_matrix_comes_from_the_generator(orthogonal_matrix, class_seed):
    """The same generator state gives the same matrix, another seed another one. Take every draw from `rng`: R is the
    key, and its owner needs it again.
    """
    first, again, other = (
        orthogonal_matrix(6, np.random.default_rng(seed)) for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.array(first, shape=(6, 6), dtype=np.float64)
    expect.close(again, first, 1e-12, "second matrix from the same seed")
    expect.that(np.abs(other - first).max() > 1e-6, "two different seeds gave the same matrix")


def expect_draws(orthogonal_matrix, size, generators):
    """Draw a matrix from each generator, expect arrays of the right shape, and stack them."""
    draws = [orthogonal_matrix(size, generator) for generator in generators]
    for draw in draws:
        expect.array(draw, shape=(size, size), dtype=np.float64)
    return np.stack(draws)


# permute_pixels


@points(1)
def test_permuting_gives_an_8_bit_picture(permute_pixels, rng, colour_photo, grey_photo):
    """The result is a new uint8 array of the picture's shape, grey or colour; picture and order stay as they were."""
    for picture in (grey_photo, colour_photo):
        permuted = permute_pixels(picture, rng.permutation(picture.shape[0] * picture.shape[1]))
        expect.input_unchanged(permute_pixels)
        expect.array(permuted, shape=picture.shape, dtype=np.uint8)


@points(1)
def test_permuting_in_order_changes_nothing(permute_pixels, colour_photo, grey_photo):
    """With the order 0, 1, 2, ... the picture comes back as it went in: number pixels row by row, and go back to rows
    of the same width.
    """
    for picture in (grey_photo, colour_photo):
        expect.same_picture(permute_pixels(picture, np.arange(picture.shape[0] * picture.shape[1])), picture)


@points(1)
def test_place_i_gets_pixel_order_i(permute_pixels):
    """Place i gets pixel order[i]: with the order (3, 0, 1, 2, ...) pixel 3 comes to the upper left. The other way
    round, pixel i going to place order[i], undoes it.
    """
    picture = np.arange(6, dtype=np.uint8).reshape(2, 3)
    order = np.array([3, 0, 1, 2, 5, 4])
    expected = np.array([[3, 0, 1], [2, 5, 4]], np.uint8)
    expect.same_picture(permute_pixels(picture, order), expected)


@points(1)
def test_permuting_keeps_the_colours_of_a_pixel_together(permute_pixels, rng, colour_photo):
    """In colour a whole pixel moves, red, green and blue together: no new colour comes up."""
    order = rng.permutation(colour_photo.shape[0] * colour_photo.shape[1])
    expected = np.stack([plane.ravel()[order] for plane in np.moveaxis(colour_photo, 2, 0)], axis=-1)
    expect.same_picture(permute_pixels(colour_photo, order), expected.reshape(colour_photo.shape))


@points(1)
def test_permuting_back_with_the_inverse_order(permute_pixels, rng, colour_photo, grey_photo):
    """Permuted once more with `np.argsort(order)`, the picture is what it was. Does your function take its order from
    `order` alone?
    """
    for picture in (grey_photo, colour_photo):
        order = rng.permutation(picture.shape[0] * picture.shape[1])
        permuted = permute_pixels(picture, order)
        expect.array(permuted, shape=picture.shape, dtype=np.uint8)
        expect.that(np.any(permuted != picture), "the permuted picture is the picture")
        expect.same_picture(permute_pixels(permuted, np.argsort(order)), picture)


# attack_known_pairs


@points(1)
def test_known_pairs_give_8_bit_pictures(attack_known_pairs, rng):
    """The estimates are uint8, m x H x W, whatever the numbers of pairs, of columns and of published rows; the inputs
    stay as they were.
    """
    cases = ((5, (3, 4), 12, 2), (30, (3, 4), 12, 1), (20, (4, 2), 5, 3), (4, (2, 2), 9, 6))
    for pairs, shape, columns, count in cases:
        matrix = rng.normal(size=(shape[0] * shape[1], columns))
        originals, others = random_pictures(rng, pairs, shape), random_pictures(rng, count, shape)
        estimates = attack_known_pairs(originals, rows_of(originals) @ matrix, rows_of(others) @ matrix)
        expect.input_unchanged(attack_known_pairs)
        expect.array(estimates, shape=(count, *shape), dtype=np.uint8)


@points(1)
def test_as_many_known_pairs_as_pixels_unmask_everything(attack_known_pairs, rng):
    """With d independent pairs, d = H W, the other pictures come out exactly, to the last level, and from more pairs
    too. Is it the way back that you fit, from masked rows to pictures, with rounding before the change of dtype?
    """
    originals, others = random_pictures(rng, 80, (6, 8)), random_pictures(rng, 10, (6, 8))
    matrix = orthogonal(rng, 48) * rng.uniform(0.5, 3, 48)
    for pairs in (48, 80):
        known, published = rows_of(originals[:pairs]) @ matrix, rows_of(others) @ matrix
        expect_pictures(attack_known_pairs(originals[:pairs], known, published), others)


@points(1)
def test_fewer_pairs_give_the_part_that_they_span(attack_known_pairs, rng, clothes):
    """With n < d pairs and an orthogonal mask, the estimate is what n known pictures can say: the projection of the
    picture to their span. That is the smallest of all B that fit: `np.linalg.lstsq` and `np.linalg.pinv` find it, the
    normal equations don't, for they are singular here.
    """
    originals, others = clothes[:20], clothes[100:120]
    matrix = orthogonal(rng, 98)
    basis = np.linalg.svd(rows_of(originals), full_matrices=False)[2]
    expected = np.clip(rows_of(others) @ basis.T @ basis, 0, 255).reshape(others.shape)
    estimates = attack_known_pairs(originals, rows_of(originals) @ matrix, rows_of(others) @ matrix)
    expect.array(estimates, shape=others.shape, dtype=np.uint8)
    expect.close(estimates, expected, 0.5 + 1e-6, "sample of the estimates")


@points(1)
def test_known_pairs_fit_a_projection_best(attack_known_pairs, rng, clothes):
    """With fewer columns than pixels no B is right for all; the best has the least squared error on the known pairs.
    With 30 columns and 250 pairs: published again, the known rows give that fit.
    """
    originals = clothes[:250]
    known = rows_of(originals) @ rng.normal(size=(98, 30))
    basis = np.linalg.qr(known)[0]
    expected = np.clip(basis @ (basis.T @ rows_of(originals)), 0, 255).reshape(originals.shape)
    estimates = attack_known_pairs(originals, known, known)
    expect.array(estimates, shape=originals.shape, dtype=np.uint8)
    expect.close(estimates, expected, 0.5 + 1e-6, "sample of the fit")


@points(1)
def test_known_pairs_stop_at_black_and_white(attack_known_pairs):
    """Estimates beyond 0..255 stop at the end. Here the mask doubles each number, and what was published is -40, 300,
    and 128 times two.
    """
    originals = np.array([[[10, 0, 0]], [[0, 10, 0]], [[0, 0, 10]]], np.uint8)
    estimates = attack_known_pairs(originals, 2 * rows_of(originals), np.array([[-80.0, 600.0, 256.0]]))
    expect_pictures(estimates, np.array([[[0, 255, 128]]], np.uint8))


@hidden
@points(1)
def test_estimates_from_few_pairs_are_the_expected_ones(attack_known_pairs, reference, rng, clothes):
    """Estimates of real pictures behind a random matrix, from 40 pairs. Nothing is added to the fit: no constant, no
    mean taken off, no penalty; M = D R has none.
    """
    matrix = rng.normal(size=(98, 98))
    known, published = rows_of(clothes[:40]) @ matrix, rows_of(clothes[200:210]) @ matrix
    expected = reference(clothes[:40], known, published)
    expect_pictures(attack_known_pairs(clothes[:40], known, published), expected, 1)


# mask_photo


@points(1)
def test_masked_photo_and_matrix_come_back(mask_photo, rng, colour_photo, grey_photo):
    """A tuple (masked, matrix): masked is float64 with the picture's shape, matrix float64, W x W. The picture stays as
    it was. What has a mask of the picture's own shape to do with a matrix product?
    """
    for picture in (grey_photo, colour_photo):
        masked, matrix = expect_pair(mask_photo, picture, rng)
        expect.input_unchanged(mask_photo)
        expect.array(masked, shape=picture.shape, dtype=np.float64)
        expect.array(matrix, shape=(picture.shape[1],) * 2, dtype=np.float64)


@points(1)
def test_no_pixel_is_left_in_clear(mask_photo, rng, colour_photo, grey_photo):
    """No sample of the masked picture is what it was: the article's 0 and 1 hide one half, and publish the other."""
    for picture in (grey_photo, colour_photo):
        masked, _ = expect_pair(mask_photo, picture, rng)
        expect.array(masked, shape=picture.shape)
        clear = np.mean((masked == picture) & (picture > 0))
        expect.that(clear < 0.01, f"{clear:.0%} of the samples are still in clear; expected none")


@points(1)
def test_masked_photo_is_the_product_in_grey(mask_photo, rng, grey_photo):
    """In grey, masked is the matrix product of picture and matrix, D R: the picture on the left, so that each row of
    pixels is masked by itself.
    """
    masked, matrix = expect_pair(mask_photo, grey_photo, rng)
    expect.array(matrix, shape=(grey_photo.shape[1],) * 2, dtype=np.float64)
    expect.array(masked, shape=grey_photo.shape, dtype=np.float64)
    expect.close(masked, grey_photo.astype(np.float64) @ matrix, 1e-6, "sample of D R")


@points(1)
def test_masked_photo_is_the_product_in_each_colour(mask_photo, rng, colour_photo):
    """In colour, each plane is masked by itself, all by the same matrix: masked[:, :, 0] is image[:, :, 0] times
    matrix. Over which two axes of an H x W x 3 array does `@` run?
    """
    masked, matrix = expect_pair(mask_photo, colour_photo, rng)
    expect.array(matrix, shape=(colour_photo.shape[1],) * 2, dtype=np.float64)
    expect.array(masked, shape=colour_photo.shape, dtype=np.float64)
    for colour, name in enumerate(("red", "green", "blue")):
        expected = colour_photo[:, :, colour].astype(np.float64) @ matrix
        expect.close(masked[:, :, colour], expected, 1e-6, f"sample of D R in {name}")


@points(1)
def test_matrix_of_a_photo_is_of_normal_draws(mask_photo, rng, colour_photo):
    """The matrix has independent entries of mean 0 and standard deviation 1, from the normal distribution. With zeros
    and ones, or with positive entries only, brightness shows through.
    """
    _, matrix = expect_pair(mask_photo, np.tile(colour_photo, (1, 2, 1)), rng)
    expect.array(matrix, shape=(96, 96), dtype=np.float64)
    expect.close(matrix.mean(), 0.0, 0.063, "mean of the entries")
    expect.close(matrix.std(), 1.0, 0.045, "standard deviation of the entries")
    expect.close(np.mean(matrix**4), 3.0, 0.65, "mean fourth power of the entries (3 for normal draws)")
    rows, columns = matrix.mean(axis=1).std(), matrix.mean(axis=0).std()
    expect.close([rows, columns], np.full(2, 96**-0.5), 0.046, "deviation of the means of rows and of columns")
    sizes = (matrix**2).mean(axis=0).std()
    expect.close(sizes, (2 / 96) ** 0.5, 0.08, "deviation of the mean squares of columns")
    expect.close(np.mean(matrix * matrix.T), 1 / 96, 0.09, "mean product of entries that mirror each other")


@points(1)
def test_matrix_of_a_photo_comes_from_the_generator(mask_photo, class_seed, grey_photo):
    """The same generator state gives the same matrix, another seed another one. Take every draw from `rng`."""
    first, again, other = (
        expect_pair(mask_photo, grey_photo, np.random.default_rng(seed))[1]
        for seed in (class_seed, class_seed, class_seed + 1)
    )
    expect.array(first, shape=(grey_photo.shape[1],) * 2)
    expect.close(again, first, 1e-12, "second matrix from the same seed")
    expect.that(np.any(other != first), "two different seeds gave the same matrix")


def expect_pair(mask_photo, picture, rng):
    """Mask a photo, and expect a tuple of two arrays."""
    result = mask_photo(picture, rng)
    expect.that(isinstance(result, tuple) and len(result) == 2, "expected a tuple (masked, matrix)")
    for part in result:
        expect.array(part)
    return result


# masking_recap


def test_four_letters_came_back_from_masking(masking_recap):
    """Return four letters, one for each question, such as ("a", "a", "a", "a"). Here only the form is looked at."""
    expect.letters(masking_recap(), 4)


@hidden
@points(1)
def test_question_1_element_by_element(masking_recap, reference):
    """Question 1: multiply a pixel by 1, and by 0. How often does each happen, and what does a hidden pixel's
    neighbourhood say about it? Look again at the filled holes.
    """
    expect.same_letter(masking_recap(), reference(), 0)


@hidden
@points(1)
def test_question_2_where_the_cliff_is(masking_recap, reference):
    """Question 2: how many numbers has a picture of that size, and how many unknowns has each column of R? The count of
    pictures that the owner publishes doesn't matter.
    """
    expect.same_letter(masking_recap(), reference(), 1)


@hidden
@points(1)
def test_question_3_what_distances_give_away(masking_recap, reference):
    """Question 3: a distance to the zero picture is a length. What can be done with lengths alone? Look again under
    'Pairs are easy to come by'.
    """
    expect.same_letter(masking_recap(), reference(), 2)


@hidden
@points(1)
def test_question_4_condition(masking_recap, reference):
    """Question 4: rounding disturbs M a little. By what factor can the way back, R^-1, stretch a disturbance? Look
    again at the table of rounded masks.
    """
    expect.same_letter(masking_recap(), reference(), 3)
