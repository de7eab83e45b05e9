"""Right answers of lesson 3, each written in another way."""

import numpy as np
import scipy.linalg
from scipy.stats import ortho_group

# binary_mask


def binary_mask__product(image, mask):
    """Multiply, with the mask in the picture's dtype."""
    small = mask.astype(np.uint8)
    return image * (small if image.ndim == 2 else small[:, :, np.newaxis])


def binary_mask__set_to_zero(image, mask):
    """Copy the picture, and set the hidden pixels to 0."""
    masked = image.copy()
    masked[mask == 0] = 0
    return masked


def binary_mask__kept_pixels_copied(image, mask):
    """Start from black, and copy the kept pixels."""
    masked = np.zeros_like(image)
    masked[mask == 1] = image[mask == 1]
    return masked


def binary_mask__plane_by_plane(image, mask):
    """Treat each colour by itself, in wide integers."""
    if image.ndim == 2:
        return (image.astype(int) * mask).astype(np.uint8)
    return np.stack([image[:, :, colour] * mask for colour in range(3)], axis=2).astype(np.uint8)


# matrix_mask


def matrix_mask__floats_first(images, matrix):
    """Make floats, flatten, and use dot."""
    data = images.astype(np.float64).reshape(images.shape[0], images.shape[1] * images.shape[2])
    return data.dot(matrix)


def matrix_mask__picture_by_picture(images, matrix):
    """Mask one picture after the other."""
    return np.stack([picture.ravel() @ matrix for picture in images])


def matrix_mask__tensor(images, matrix):
    """Fold the matrix instead of flattening the pictures."""
    folded = matrix.reshape(*images.shape[1:], matrix.shape[1])
    return np.tensordot(images.astype(float), folded, axes=2)


def matrix_mask__transposed(images, matrix):
    """Multiply columns from the left, and transpose."""
    columns = np.array([picture.flatten() for picture in images], dtype=np.float64).T
    return (matrix.T @ columns).T


# matrix_unmask


def matrix_unmask__inverse(masked, matrix, shape):
    """Multiply by the inverse."""
    rows = masked @ np.linalg.inv(matrix)
    return rows.round().clip(0, 255).astype(np.uint8).reshape((len(masked), *shape))


def matrix_unmask__lu(masked, matrix, shape):
    """Factor once with SciPy, and solve the transposed system."""
    factors = scipy.linalg.lu_factor(matrix)
    images = scipy.linalg.lu_solve(factors, masked.T, trans=1).T.reshape(len(masked), shape[0], shape[1])
    return np.minimum(np.maximum(np.rint(images), 0), 255).astype(np.uint8)


def matrix_unmask__least_squares(masked, matrix, shape):
    """Let least squares solve it for all pictures, a column each."""
    columns = np.linalg.lstsq(matrix.T, masked.T, rcond=None)[0]
    pictures = [np.clip(np.floor(pixels + 0.5), 0, 255).reshape(shape) for pixels in columns.T]
    return np.array(pictures, dtype=np.uint8)


# orthogonal_matrix


def orthogonal_matrix__scipy(size, rng):
    """Ask SciPy's orthogonal group."""
    if size == 1:
        return rng.choice([-1.0, 1.0], (1, 1))
    return ortho_group.rvs(size, random_state=rng)


def orthogonal_matrix__gram_schmidt(size, rng):
    """Make the columns perpendicular one by one, twice for accuracy."""
    columns = np.zeros((size, size))
    for k in range(size):
        column = rng.standard_normal(size)
        for _ in range(2):
            column = column - columns @ (columns.T @ column)
        columns[:, k] = column / np.linalg.norm(column)
    return columns


def orthogonal_matrix__polar(size, rng):
    """Take the orthogonal factor of the polar decomposition, by SVD."""
    u, _, vt = np.linalg.svd(rng.normal(size=(size, size)))
    return u @ vt


def orthogonal_matrix__random_signs(size, rng):
    """Take Q as the library gives it, and toss a coin for the sign of each column."""
    q, _ = scipy.linalg.qr(rng.standard_normal((size, size)))
    return q * rng.choice([-1.0, 1.0], size)


# permute_pixels


def permute_pixels__index_grids(image, order):
    """Turn numbers of pixels into rows and columns."""
    rows, columns = np.unravel_index(order, image.shape[:2])
    return image[rows, columns].reshape(image.shape)


def permute_pixels__by_the_inverse(image, order):
    """Send each pixel to its place, which the inverse order tells."""
    pixels = image.reshape(len(order), -1)
    permuted = np.empty_like(pixels)
    permuted[np.argsort(order)] = pixels
    return permuted.reshape(image.shape)


def permute_pixels__plane_by_plane(image, order):
    """Treat each colour by itself, with take."""
    if image.ndim == 2:
        return image.take(order).reshape(image.shape)
    planes = [np.take(image[..., colour], order).reshape(image.shape[:2]) for colour in range(image.shape[2])]
    return np.dstack(planes)


# attack_known_pairs


def attack_known_pairs__pseudoinverse(originals, known, published):
    """Use the pseudoinverse of the known rows."""
    data = originals.reshape(len(originals), -1).astype(np.float64)
    rows = published @ (np.linalg.pinv(known) @ data)
    estimates = rows.reshape(-1, originals.shape[1], originals.shape[2])
    return np.clip(np.rint(estimates), 0, 255).astype(np.uint8)


def attack_known_pairs__scipy(originals, known, published):
    """Use SciPy's least squares by orthogonal factorisation."""
    height, width = originals.shape[1:]
    matrix, *_ = scipy.linalg.lstsq(known, originals.reshape(-1, height * width), lapack_driver="gelsy")
    return (published @ matrix).round().clip(0, 255).reshape(-1, height, width).astype("uint8")


def attack_known_pairs__mixture_of_known(originals, known, published):
    """Write each published row as a mixture of the known ones, and mix the known pictures alike."""
    u, s, vt = np.linalg.svd(known, full_matrices=False)
    kept = s > s[0] * 1e-13
    mixture = (published @ vt[kept].T / s[kept]) @ u[:, kept].T
    rows = np.tensordot(mixture, originals.astype(float), axes=1)
    return np.minimum(np.maximum(np.rint(rows), 0), 255).astype(np.uint8)


# mask_photo


def mask_photo__plane_by_plane(image, rng):
    """Multiply one colour after the other."""
    matrix = rng.standard_normal((image.shape[1],) * 2)
    if image.ndim == 2:
        return image @ matrix, matrix
    return np.stack([image[:, :, colour] @ matrix for colour in range(3)], axis=-1), matrix


def mask_photo__einsum(image, rng):
    """Say by letters which axes are summed over."""
    width = image.shape[1]
    matrix = rng.normal(0, 1, (width, width))
    return np.einsum("hw...,wv->hv...", image.astype(np.float64), matrix), matrix


def mask_photo__tensordot(image, rng):
    """Sum over the width with tensordot, and move the new axis back."""
    matrix = rng.normal(size=(image.shape[1], image.shape[1]))
    return np.moveaxis(np.tensordot(image.astype(float), matrix, axes=(1, 0)), -1, 1), matrix


# masking_recap


def masking_recap__list():
    """Give a list."""
    return ["b", "d", "a", "c"]


def masking_recap__text():
    """Give one text."""
    return "bdac"


def masking_recap__capitals():
    """Give a text of capitals with commas."""
    return "B, D, A, C"
