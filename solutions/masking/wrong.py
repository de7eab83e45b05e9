"""Plausible wrong answers of lesson 3: one misconception each, and the check that must catch it."""

import numpy as np


def _to_8_bits(values):
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


# binary_mask


def binary_mask__as_the_article(image, mask):
    """Multiplies, and leaves the dtype to NumPy: 64-bit integers, and no colour (article 4.3).
    Fails: test_binary_mask_gives_an_8_bit_picture
    """
    return image * mask


def binary_mask__inverted(image, mask):
    """Hides where the mask is 1.
    Fails: test_binary_mask_of_ones_changes_nothing, test_binary_mask_hides_pixel_by_pixel
    """
    return np.where(np.reshape(mask, mask.shape + (1,) * (image.ndim - 2)) == 1, 0, image).astype(np.uint8)


def binary_mask__white(image, mask):
    """Makes hidden pixels white.
    Fails: test_binary_mask_of_zeros_leaves_black
    """
    masked = image.copy()
    masked[mask == 0] = 255
    return masked


def binary_mask__in_place(image, mask):
    """Blackens the picture that came in.
    Fails: test_binary_mask_gives_an_8_bit_picture
    """
    image[mask == 0] = 0
    return image


def binary_mask__bitwise(image, mask):
    """Takes & for 'keep': it keeps the lowest bit of each sample only.
    Fails: test_binary_mask_of_ones_changes_nothing
    """
    return image & mask.astype(np.uint8).reshape(mask.shape + (1,) * (image.ndim - 2))


def binary_mask__red_only(image, mask):
    """Hides the first colour only.
    Fails: test_binary_mask_hides_all_colours_of_a_pixel, test_binary_mask_of_zeros_leaves_black
    """
    masked = image.copy()
    (masked if image.ndim == 2 else masked[:, :, 0])[mask == 0] = 0
    return masked


def binary_mask__a_list_of_pixels(image, mask):
    """Returns the kept pixels only, without their places.
    Fails: test_binary_mask_gives_an_8_bit_picture
    """
    return image[mask == 1]


def binary_mask__floats(image, mask):
    """Comes back in floating point.
    Fails: test_binary_mask_gives_an_8_bit_picture
    """
    return image * mask.astype(float).reshape(mask.shape + (1,) * (image.ndim - 2))


def binary_mask__mean_grey(image, mask):
    """Fills hidden pixels with the picture's mean, which tells something about them.
    Fails: test_binary_mask_hides_pixel_by_pixel
    """
    masked = image.copy()
    masked[mask == 0] = image.mean()
    return masked


def binary_mask__transposed(image, mask):
    """Mixes up rows and columns of the mask.
    Fails: test_binary_mask_hides_pixel_by_pixel, test_binary_mask_hides_all_colours_of_a_pixel
    """
    turned = np.resize(mask.T, mask.shape)
    masked = image.copy()
    masked[turned == 0] = 0
    return masked


# matrix_mask


def matrix_mask__transposed_matrix(images, matrix):
    """Multiplies by the transpose of the matrix where that fits.
    Fails: test_matrix_mask_takes_the_matrix_from_the_right
    """
    rows = images.reshape(len(images), -1)
    return rows @ (matrix.T if matrix.shape[0] == matrix.shape[1] else matrix)


def matrix_mask__element_by_element(images, matrix):
    """Multiplies element by element, with as many of the matrix's rows as there are pictures.
    Fails: test_matrix_mask_by_the_identity_lists_the_pixels, test_matrix_mask_gives_a_row_for_each_picture
    """
    return images.reshape(len(images), -1) * np.resize(matrix, (len(images), len(matrix)))


def matrix_mask__columns_first(images, matrix):
    """Flattens each picture column by column.
    Fails: test_matrix_mask_by_the_identity_lists_the_pixels
    """
    return np.swapaxes(images, 1, 2).reshape(len(images), -1) @ matrix


def matrix_mask__pictures_mixed(images, matrix):
    """Reshapes to d rows and transposes: the pictures get mixed.
    Fails: test_matrix_mask_by_the_identity_lists_the_pixels
    """
    return images.reshape(-1, len(images)).T @ matrix


def matrix_mask__unit_floats(images, matrix):
    """Brings the pictures to 0..1 first.
    Fails: test_matrix_mask_by_the_identity_lists_the_pixels
    """
    return (images / 255).reshape(len(images), -1) @ matrix


def matrix_mask__8_bits(images, matrix):
    """Comes back to 8 bits, as if masked rows were pictures.
    Fails: test_matrix_mask_gives_a_row_for_each_picture
    """
    return _to_8_bits(images.reshape(len(images), -1) @ matrix)


def matrix_mask__clipped(images, matrix):
    """Clips the masked numbers to 0..255.
    Fails: test_matrix_mask_neither_wraps_nor_clips
    """
    return np.clip(images.reshape(len(images), -1) @ matrix, 0, 255)


def matrix_mask__single_precision_rounded(images, matrix):
    """Rounds the masked numbers.
    Fails: test_matrix_mask_neither_wraps_nor_clips
    """
    return np.rint(images.reshape(len(images), -1) @ matrix)


def matrix_mask__integer_matrix(images, matrix):
    """Casts the matrix to the pictures' dtype: it loses its fractions and signs, and sums wrap round.
    Fails: test_matrix_mask_neither_wraps_nor_clips
    """
    return (images.reshape(len(images), -1) @ matrix.astype(int).astype(np.uint8)).astype(np.float64)


def matrix_mask__mean_taken_off(images, matrix):
    """Takes the pictures' mean off first, as for principal components.
    Fails: test_matrix_mask_by_the_identity_lists_the_pixels
    """
    rows = images.reshape(len(images), -1)
    return (rows - rows.mean(axis=0)) @ matrix


# matrix_unmask


def matrix_unmask__transpose(masked, matrix, shape):
    """Multiplies by the transpose, which is the inverse of an orthogonal matrix only.
    Fails: test_unmasking_undoes_a_random_matrix, test_unmasking_inverts_and_does_not_transpose
    """
    return _to_8_bits(masked @ matrix.T).reshape(-1, *shape)


def matrix_unmask__from_the_left(masked, matrix, shape):
    """Solves R D^T = M^T: the matrix isn't transposed with the data.
    Fails: test_unmasking_inverts_and_does_not_transpose, test_unmasking_undoes_a_random_matrix
    """
    return _to_8_bits(np.linalg.solve(matrix, masked.T).T).reshape(-1, *shape)


def matrix_unmask__masks_again(masked, matrix, shape):
    """Multiplies by the matrix once more.
    Fails: test_unmasking_undoes_a_random_matrix
    """
    return _to_8_bits(masked @ matrix).reshape(-1, *shape)


def matrix_unmask__reciprocals(masked, matrix, shape):
    """Takes 1 / R, the reciprocal of each element, for the inverse.
    Fails: test_unmasking_undoes_a_random_matrix
    """
    return _to_8_bits(masked @ (1 / np.where(matrix == 0, 1, matrix))).reshape(-1, *shape)


def matrix_unmask__truncates(masked, matrix, shape):
    """Casts without rounding: 99.99999 becomes 99.
    Fails: test_unmasking_rounds_to_nearest
    """
    rows = masked @ np.linalg.inv(matrix)
    return np.clip(rows, 0, 255).astype(np.uint8).reshape(-1, *shape)


def matrix_unmask__wraps_round(masked, matrix, shape):
    """Casts without clipping.
    Fails: test_unmasking_stops_at_black_and_white
    """
    rows = np.rint(masked @ np.linalg.inv(matrix)).astype(np.int64)
    return rows.astype(np.uint8).reshape(-1, *shape)


def matrix_unmask__floats(masked, matrix, shape):
    """Doesn't come back to 8 bits.
    Fails: test_unmasking_gives_8_bit_pictures
    """
    return np.clip(masked @ np.linalg.inv(matrix), 0, 255).reshape(-1, *shape)


def matrix_unmask__width_first(masked, matrix, shape):
    """Reshapes to W x H.
    Fails: test_unmasking_gives_8_bit_pictures
    """
    return _to_8_bits(masked @ np.linalg.inv(matrix)).reshape(-1, shape[1], shape[0])


def matrix_unmask__one_picture(masked, matrix, shape):
    """Returns the first picture only.
    Fails: test_unmasking_gives_8_bit_pictures
    """
    return _to_8_bits(masked @ np.linalg.inv(matrix)).reshape(-1, *shape)[0]


def matrix_unmask__stretched(masked, matrix, shape):
    """Stretches the result to 0..255 instead of clipping it.
    Fails: test_unmasking_rounds_to_nearest
    """
    rows = masked @ np.linalg.inv(matrix)
    return _to_8_bits(255 * (rows - rows.min()) / max(np.ptp(rows), 1e-9)).reshape(-1, *shape)


# orthogonal_matrix


def orthogonal_matrix__qr_alone(size, rng):
    """Takes Q as LAPACK gives it: the signs follow a rule, so that some directions are preferred.
    Fails: test_orthogonal_matrix_prefers_no_direction
    """
    return np.linalg.qr(rng.normal(size=(size, size)))[0]


def orthogonal_matrix__positive_diagonal(size, rng):
    """Makes the diagonal of Q positive, and not that of the triangular factor.
    Fails: test_orthogonal_matrix_prefers_no_direction
    """
    q = np.linalg.qr(rng.normal(size=(size, size)))[0]
    return q * np.sign(np.diag(q))


def orthogonal_matrix__normal_draws(size, rng):
    """Scales normal draws: columns are nearly perpendicular, not quite.
    Fails: test_orthogonal_matrix_is_its_transposes_inverse
    """
    return rng.normal(0, size**-0.5, (size, size))


def orthogonal_matrix__unit_columns(size, rng):
    """Gives each column length 1, but lets them be aslant.
    Fails: test_orthogonal_matrix_is_its_transposes_inverse
    """
    draws = rng.normal(size=(size, size))
    return draws / np.linalg.norm(draws, axis=0)


def orthogonal_matrix__triangular(size, rng):
    """Takes the wrong part of the decomposition.
    Fails: test_orthogonal_matrix_is_its_transposes_inverse
    """
    return np.linalg.qr(rng.normal(size=(size, size)))[1]


def orthogonal_matrix__permutation(size, rng):
    """Gives a permutation with signs: orthogonal, but it only moves pixels.
    Fails: test_orthogonal_matrix_mixes_all_pixels
    """
    return np.eye(size)[rng.permutation(size)] * rng.choice([-1.0, 1.0], size)


def orthogonal_matrix__rotations_only(size, rng):
    """Turns every reflection into a rotation.
    Fails: test_orthogonal_matrix_rotates_or_reflects
    """
    q, r = np.linalg.qr(rng.normal(size=(size, size)))
    q = q * np.sign(np.diag(r))
    q[:, 0] *= np.sign(np.linalg.det(q))
    return q


def orthogonal_matrix__uniform_draws(size, rng):
    """Starts from draws in 0..1, so that the first column points to where all are positive.
    Fails: test_orthogonal_matrix_prefers_no_direction
    """
    q, r = np.linalg.qr(rng.random((size, size)))
    return q * np.sign(np.diag(r))


def orthogonal_matrix__eigenvectors(size, rng):
    """Takes the eigenvectors of a symmetric matrix, whose signs follow a rule of the library.
    Fails: test_orthogonal_matrix_prefers_no_angle
    """
    draws = rng.normal(size=(size, size))
    return np.linalg.eigh(draws + draws.T)[1]


def orthogonal_matrix__circulant(size, rng):
    """Shifts one row through all places: orthogonal, but a single row is the whole key.
    Fails: test_orthogonal_matrix_prefers_no_angle
    """
    waves = np.fft.fft(rng.normal(size=size))
    row = np.fft.ifft(waves / np.abs(waves)).real
    return np.stack([np.roll(row, k) for k in range(size)])


def orthogonal_matrix__pair_of_results(size, rng):
    """Returns both factors of the decomposition.
    Fails: test_orthogonal_matrix_is_square
    """
    return tuple(np.linalg.qr(rng.normal(size=(size, size))))


def orthogonal_matrix__one_reflection(size, rng):
    """Reflects at one random direction: little else changes.
    Fails: test_orthogonal_matrix_prefers_no_direction, test_orthogonal_matrix_mixes_all_pixels
    """
    direction = rng.normal(size=size)
    return np.eye(size) - 2 * np.outer(direction, direction) / (direction @ direction)


def orthogonal_matrix__fixed_seed(size, rng):
    """Makes a generator of its own with a fixed seed: everybody has the same key.
    Fails: test_orthogonal_matrix_comes_from_the_generator
    """
    q, r = np.linalg.qr(np.random.default_rng(0).normal(size=(size, size)))
    return q * np.sign(np.diag(r))


def orthogonal_matrix__global_generator(size, rng):
    """Draws from a new generator that nobody seeded: the key is lost.
    Fails: test_orthogonal_matrix_comes_from_the_generator
    """
    q, r = np.linalg.qr(np.random.default_rng().normal(size=(size, size)))
    return q * np.sign(np.diag(r))


# permute_pixels


def permute_pixels__the_other_way(image, order):
    """Sends pixel i to place order[i]: that is the inverse.
    Fails: test_place_i_gets_pixel_order_i
    """
    pixels = image.reshape(len(order), -1)
    permuted = np.empty_like(pixels)
    permuted[order] = pixels
    return permuted.reshape(image.shape)


def permute_pixels__samples(image, order):
    """Numbers samples instead of pixels: in colour most of them are lost.
    Fails: test_permuting_keeps_the_colours_of_a_pixel_together, test_permuting_in_order_changes_nothing
    """
    return np.resize(image.ravel()[order], image.shape)


def permute_pixels__columns_first(image, order):
    """Numbers the pixels column by column.
    Fails: test_place_i_gets_pixel_order_i
    """
    turned = np.swapaxes(image, 0, 1)
    return np.swapaxes(turned.reshape(len(order), -1)[order].reshape(turned.shape), 0, 1)


def permute_pixels__rows_only(image, order):
    """Puts the rows in another order, and leaves each as it is.
    Fails: test_place_i_gets_pixel_order_i
    """
    return image[np.argsort(order[: len(image)])]


def permute_pixels__reversed(image, order):
    """Uses the order from its end.
    Fails: test_permuting_in_order_changes_nothing
    """
    return image.reshape(len(order), -1)[order[::-1]].reshape(image.shape)


def permute_pixels__turned(image, order):
    """Gives the result W x H.
    Fails: test_permuting_gives_an_8_bit_picture
    """
    height, width = image.shape[:2]
    return image.reshape(len(order), -1)[order].reshape(width, height, *image.shape[2:])


def permute_pixels__flat(image, order):
    """Doesn't make the list of pixels a picture again.
    Fails: test_permuting_gives_an_8_bit_picture
    """
    return image.reshape(len(order), -1)[order]


def permute_pixels__in_place(image, order):
    """Writes the result into the picture that came in.
    Fails: test_permuting_gives_an_8_bit_picture
    """
    image[...] = image.reshape(len(order), -1)[order].reshape(image.shape)
    return image


def permute_pixels__numbers_of_pixels(image, order):
    """Returns the order itself as grey levels.
    Fails: test_permuting_in_order_changes_nothing
    """
    grey = (order % 256).astype(np.uint8).reshape(image.shape[:2])
    return grey if image.ndim == 2 else np.dstack([grey] * 3)


def permute_pixels__own_shuffle(image, order):
    """Takes the order for a seed and shuffles by itself.
    Fails: test_place_i_gets_pixel_order_i
    """
    own = np.random.default_rng(order).permutation(len(order))
    return image.reshape(len(order), -1)[own].reshape(image.shape)


def permute_pixels__another_for_each_colour(image, order):
    """Gives each colour an order of its own: what was one pixel falls apart.
    Fails: test_permuting_keeps_the_colours_of_a_pixel_together
    """
    pixels = image.reshape(len(order), -1)
    planes = [np.roll(pixels[order, colour], colour) for colour in range(pixels.shape[1])]
    return np.stack(planes, axis=-1).reshape(image.shape)


# attack_known_pairs


def _rows(pictures):
    return pictures.reshape(len(pictures), -1).astype(np.float64)


def _pictures(rows, originals):
    return _to_8_bits(rows).reshape(-1, *originals.shape[1:])


def attack_known_pairs__fits_the_mask(originals, known, published):
    """Fits the mask, from pictures to masked rows, and applies it once more.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything, test_known_pairs_give_8_bit_pictures
    """
    matrix = np.linalg.lstsq(_rows(originals), known, rcond=None)[0]
    return _pictures(published @ matrix, originals)


def attack_known_pairs__fits_the_mask_and_inverts(originals, known, published):
    """Fits the mask and takes its pseudoinverse: behind a projection that isn't the best way back.
    Fails: test_known_pairs_fit_a_projection_best
    """
    matrix = np.linalg.lstsq(_rows(originals), known, rcond=None)[0]
    return _pictures(published @ np.linalg.pinv(matrix), originals)


def attack_known_pairs__transposed_mask(originals, known, published):
    """Takes the transpose of the fitted mask for its inverse.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    matrix = np.linalg.lstsq(_rows(originals), known, rcond=None)[0]
    return _pictures(published @ matrix.T, originals)


def attack_known_pairs__nearest(originals, known, published):
    """Gives the known picture whose masked row is nearest: it finds copies, and reconstructs nothing.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    distances = np.linalg.norm(published[:, None] - known, axis=2)
    return originals[distances.argmin(axis=1)]


def attack_known_pairs__mean(originals, known, published):
    """Answers the mean of the known pictures, whatever was published.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    return _pictures(np.tile(_rows(originals).mean(axis=0), (len(published), 1)), originals)


def attack_known_pairs__regularised(originals, known, published):
    """Adds a large penalty, and shrinks the estimates.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    square = known.T @ known
    square[np.diag_indices_from(square)] += 0.1 * np.trace(square) / len(square)
    return _pictures(published @ np.linalg.solve(square, known.T @ _rows(originals)), originals)


def attack_known_pairs__constant_added(originals, known, published):
    """Takes the means off and adds them again, as for a mask with an offset: M = D R has none, and a pair is lost.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything, test_fewer_pairs_give_the_part_that_they_span
    """
    pictures = _rows(originals)
    matrix = np.linalg.pinv(known - known.mean(axis=0)) @ (pictures - pictures.mean(axis=0))
    return _pictures((published - known.mean(axis=0)) @ matrix + pictures.mean(axis=0), originals)


def attack_known_pairs__mean_forgotten(originals, known, published):
    """Takes the means off and never adds them again.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    pictures = _rows(originals)
    matrix = np.linalg.pinv(known - known.mean(axis=0)) @ (pictures - pictures.mean(axis=0))
    return _pictures((published - known.mean(axis=0)) @ matrix, originals)


def attack_known_pairs__some_of_the_pairs(originals, known, published):
    """Uses at most 40 pairs.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    matrix = np.linalg.lstsq(known[:40], _rows(originals)[:40], rcond=None)[0]
    return _pictures(published @ matrix, originals)


def attack_known_pairs__truncates(originals, known, published):
    """Casts without rounding: 99.99999 becomes 99.
    Fails: test_as_many_known_pairs_as_pixels_unmask_everything
    """
    rows = published @ np.linalg.lstsq(known, _rows(originals), rcond=None)[0]
    return np.clip(rows - 1e-9, 0, 255).astype(np.uint8).reshape(-1, *originals.shape[1:])


def attack_known_pairs__wraps_round(originals, known, published):
    """Casts without clipping.
    Fails: test_known_pairs_stop_at_black_and_white
    """
    rows = np.rint(published @ np.linalg.lstsq(known, _rows(originals), rcond=None)[0])
    return rows.astype(np.int64).astype(np.uint8).reshape(-1, *originals.shape[1:])


def attack_known_pairs__floats(originals, known, published):
    """Doesn't come back to 8 bits.
    Fails: test_known_pairs_give_8_bit_pictures
    """
    rows = published @ np.linalg.lstsq(known, _rows(originals), rcond=None)[0]
    return np.clip(rows, 0, 255).reshape(-1, *originals.shape[1:])


def attack_known_pairs__rows(originals, known, published):
    """Doesn't make the rows pictures again.
    Fails: test_known_pairs_give_8_bit_pictures
    """
    return _to_8_bits(published @ np.linalg.lstsq(known, _rows(originals), rcond=None)[0])


# mask_photo


def mask_photo__as_the_article(image, rng):
    """Multiplies element by element with zeros and ones: half of the samples stay in clear (article 4.3).
    Fails: test_masked_photo_and_matrix_come_back, test_no_pixel_is_left_in_clear
    """
    mask = rng.integers(0, 2, image.shape)
    masked_image = image * mask
    return masked_image, mask


def mask_photo__element_by_element(image, rng):
    """Draws better numbers, but still multiplies element by element.
    Fails: test_masked_photo_and_matrix_come_back
    """
    mask = rng.normal(size=image.shape)
    return image * mask, mask


def mask_photo__product_of_zeros_and_ones(image, rng):
    """Takes the product, with the article's zeros and ones for R.
    Fails: test_matrix_of_a_photo_is_of_normal_draws
    """
    matrix = rng.integers(0, 2, (image.shape[1],) * 2).astype(np.float64)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


def mask_photo__from_the_left(image, rng):
    """Multiplies from the left: the matrix is H x H and mixes rows.
    Fails: test_masked_photo_and_matrix_come_back
    """
    matrix = rng.normal(size=(len(image), len(image)))
    return np.tensordot(matrix, image.astype(float), axes=1), matrix


def mask_photo__last_two_axes(image, rng):
    """Leaves `@` to the last two axes, which are width and colour: it mixes the width, but from the left.
    Fails: test_masked_photo_is_the_product_in_each_colour
    """
    matrix = rng.normal(size=(image.shape[1],) * 2)
    return (image @ matrix if image.ndim == 2 else matrix @ image), matrix


def mask_photo__mixes_colours(image, rng):
    """Masks the three colours of each pixel by a 3 x 3 matrix: the picture is there, in false colours.
    Fails: test_masked_photo_and_matrix_come_back
    """
    matrix = rng.normal(size=(image.shape[-1],) * 2)
    return image @ matrix, matrix


def mask_photo__a_matrix_for_each_colour(image, rng):
    """Draws a matrix for each colour, and returns the last.
    Fails: test_masked_photo_is_the_product_in_each_colour
    """
    width = image.shape[1]
    planes = []
    for plane in np.moveaxis(np.atleast_3d(image), 2, 0):
        matrix = rng.normal(size=(width, width))
        planes.append(plane @ matrix)
    return np.stack(planes, axis=-1).reshape(image.shape), matrix


def mask_photo__8_bits(image, rng):
    """Comes back to 8 bits: what was beyond 0..255 is lost.
    Fails: test_masked_photo_and_matrix_come_back
    """
    matrix = rng.normal(size=(image.shape[1],) * 2)
    return _to_8_bits(np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1)), matrix


def mask_photo__clipped(image, rng):
    """Clips the masked numbers to 0..255.
    Fails: test_masked_photo_is_the_product_in_grey
    """
    matrix = rng.normal(size=(image.shape[1],) * 2)
    return np.clip(np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), 0, 255), matrix


def mask_photo__matrix_forgotten(image, rng):
    """Returns the masked picture alone: its owner can't undo it.
    Fails: test_masked_photo_and_matrix_come_back
    """
    matrix = rng.normal(size=(image.shape[1],) * 2)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1)


def mask_photo__uniform(image, rng):
    """Draws from 0 to 1: all entries are positive, and every masked row follows its brightness.
    Fails: test_matrix_of_a_photo_is_of_normal_draws
    """
    matrix = rng.random((image.shape[1],) * 2)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


def mask_photo__one_row_repeated(image, rng):
    """Draws one row and repeats it: the matrix has rank 1, and nobody can undo it.
    Fails: test_matrix_of_a_photo_is_of_normal_draws
    """
    matrix = np.tile(rng.normal(size=image.shape[1]), (image.shape[1], 1))
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


def mask_photo__orthogonal(image, rng):
    """Draws an orthogonal matrix, stretched to entries of standard deviation 1: they depend on each other.
    Fails: test_matrix_of_a_photo_is_of_normal_draws
    """
    width = image.shape[1]
    matrix = np.linalg.qr(rng.normal(size=(width, width)))[0] * np.sqrt(width)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


def mask_photo__symmetric(image, rng):
    """Mirrors the draws, so that half of them are there twice.
    Fails: test_matrix_of_a_photo_is_of_normal_draws
    """
    draws = rng.normal(size=(image.shape[1],) * 2)
    matrix = (draws + draws.T) / np.sqrt(2)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


def mask_photo__global_generator(image, rng):
    """Draws from a new generator that nobody seeded.
    Fails: test_matrix_of_a_photo_comes_from_the_generator
    """
    matrix = np.random.default_rng().normal(size=(image.shape[1],) * 2)
    return np.swapaxes(np.swapaxes(image, 1, -1) @ matrix, 1, -1), matrix


# masking_recap


def masking_recap__nothing_in_clear():
    """Thinks that a random mask leaves nothing in clear.
    Fails: test_question_1_element_by_element
    """
    return ("a", "d", "a", "c")


def masking_recap__same_thing():
    """Thinks that the code is the formula.
    Fails: test_question_1_element_by_element
    """
    return ("c", "d", "a", "c")


def masking_recap__every_pixel_halved():
    """Thinks that multiplying by 0 and 1 halves every pixel.
    Fails: test_question_1_element_by_element
    """
    return ("d", "d", "a", "c")


def masking_recap__sides():
    """Counts sides of the picture instead of pixels.
    Fails: test_question_2_where_the_cliff_is
    """
    return ("b", "a", "a", "c")


def masking_recap__entries_of_the_matrix():
    """Counts the entries of R, though each pair gives as many equations as R has columns.
    Fails: test_question_2_where_the_cliff_is
    """
    return ("b", "b", "a", "c")


def masking_recap__half_of_the_published():
    """Thinks that it depends on how many rows were published.
    Fails: test_question_2_where_the_cliff_is
    """
    return ("b", "c", "a", "c")


def masking_recap__distances_say_nothing():
    """Thinks that distances and lengths give nothing away.
    Fails: test_question_3_what_distances_give_away
    """
    return ("b", "d", "b", "c")


def masking_recap__pixels_kept():
    """Thinks that an orthogonal matrix keeps the pixels' values.
    Fails: test_question_3_what_distances_give_away
    """
    return ("b", "d", "c", "c")


def masking_recap__needs_retraining():
    """Thinks that nearest neighbours have to be trained anew.
    Fails: test_question_3_what_distances_give_away
    """
    return ("b", "d", "d", "c")


def masking_recap__wrong_key():
    """Thinks that rounding changes the key.
    Fails: test_question_4_condition
    """
    return ("b", "d", "a", "a")


def masking_recap__larger_numbers():
    """Thinks that the size of the entries is to blame.
    Fails: test_question_4_condition
    """
    return ("b", "d", "a", "b")


def masking_recap__not_invertible():
    """Thinks that a random matrix has no inverse.
    Fails: test_question_4_condition
    """
    return ("b", "d", "a", "d")


def masking_recap__one_letter_short():
    """Answers three questions of four.
    Fails: test_four_letters_came_back_from_masking
    """
    return ("b", "d", "a")
