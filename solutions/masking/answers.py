"""Reference answers of lesson 3, masking."""

import numpy as np

from privatepixels import require


def binary_mask(image: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Hide the pixels of an 8-bit picture where a mask is 0, by making them black.

    A pixel is hidden or kept with all its colours. Kept pixels stay as they are.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        mask: integers, H x W: 1 where a pixel is kept, 0 where it is hidden.

    Returns:
        uint8, the shape of `image`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.array("mask", mask, shape=image.shape[:2], dtype=int)
    kept = mask.astype(bool)
    require.that(np.array_equal(mask, kept), "mask", mask, "only 0 and 1")
    return image * kept.reshape(mask.shape + (1,) * (image.ndim - 2))  # uint8 times bool is uint8


def matrix_mask(images: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Mask grey pictures by a matrix: M = D R, where each row of D is a picture.

    A picture becomes a row of d = H W numbers, its rows of pixels one after the other (the order of `ndarray.reshape`).

    Args:
        images: uint8, N x H x W. They aren't changed.
        matrix: float64, d x k: the matrix R.

    Returns:
        float64, N x k: the matrix M, neither rounded nor clipped.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("images", images, dtype=np.uint8)
    require.that(images.ndim == 3, "images", images, "grey pictures, N x H x W")
    require.array("matrix", matrix, shape=(images[0].size, None), dtype=np.float64)
    require.that(np.isfinite(matrix).all(), "matrix", matrix, "only finite numbers")
    return images.reshape(len(images), -1) @ matrix


def matrix_unmask(masked: np.ndarray, matrix: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Bring back the pictures behind a matrix mask, by someone who has the matrix.

    D solves D R = M. Its rows are rounded to the nearest whole number, clipped to 0..255, and made pictures again.

    Args:
        masked: float64, N x d: the matrix M. It isn't changed.
        matrix: float64, d x d: the matrix R. It must be invertible: its condition number (1-norm) is below 1e12.
        shape: (H, W) of a picture, integers with H W = d.

    Returns:
        uint8, N x H x W.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.array("masked", masked, ndim=2, dtype=np.float64)
    require.that(masked.size > 0 and np.isfinite(masked).all(), "masked", masked, "finite numbers, at least one row")
    require.array("matrix", matrix, shape=(masked.shape[1],) * 2, dtype=np.float64)
    require.that(np.linalg.cond(matrix, 1) < 1e12, "matrix", matrix, "an invertible matrix, of condition below 1e12")
    require.that(isinstance(shape, tuple) and len(shape) == 2, "shape", shape, "a tuple of height and width")
    require.number("shape[0]", shape[0], low=1, integer=True)
    require.number("shape[1]", shape[1], low=1, integer=True)
    require.that(shape[0] * shape[1] == len(matrix), "shape", shape, f"height times width {len(matrix)}")
    rows = np.linalg.solve(matrix.T, masked.T).T
    return np.clip(np.rint(rows), 0, 255).astype(np.uint8).reshape(-1, *shape)


def orthogonal_matrix(size: int, rng: np.random.Generator) -> np.ndarray:
    """Draw an orthogonal matrix R, with R^T R = 1, uniformly from all there are (Haar measure).

    Uniformly means: no direction is preferred, and a rotation is as likely as a reflection. The QR decomposition of a
    matrix of independent standard normal draws gives such an R, once the signs are settled: each column of Q is
    multiplied by the sign of its diagonal entry of the triangular factor.

    Args:
        size: number of rows and of columns, an integer >= 1.
        rng: generator that all randomness comes from.

    Returns:
        float64, size x size.

    Raises:
        ValueError: where an argument isn't as described.

    Source: Stewart 1980, section 3, doi:10.1137/0717034.
    """
    require.number("size", size, low=1, integer=True)
    require.generator("rng", rng)
    q, r = np.linalg.qr(rng.normal(size=(size, size)))
    return q * np.sign(np.diag(r))


def permute_pixels(image: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Put the pixels of an 8-bit picture in another order.

    Pixels are numbered row by row from the upper left, from 0 to H W - 1. Place i of the result gets pixel order[i] of
    the picture, with all its colours.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        order: integers, (H W,): each number from 0 to H W - 1 once. This is the key.

    Returns:
        uint8, the shape of `image`.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    pixels = image.shape[0] * image.shape[1]
    require.array("order", order, shape=(pixels,), dtype=int)
    require.that(order.min() >= 0 and order.max() < pixels, "order", order, f"numbers from 0 to {pixels - 1}")
    used = np.zeros(pixels, bool)
    used[order] = True
    require.that(used.all(), "order", order, "each number once")
    return image.reshape(pixels, -1)[order].reshape(image.shape)


def attack_known_pairs(originals: np.ndarray, known: np.ndarray, published: np.ndarray) -> np.ndarray:
    """Estimate the pictures behind masked rows from pairs of pictures and their masked rows, without the matrix.

    Find the matrix B that undoes the mask on the known pairs: with D the known pictures as rows (as `matrix_mask` makes
    them), it has the least sum of squares of `known` B - D. Where several B are equally good, take the one with the
    least sum of squares of its own, as `np.linalg.lstsq` does. The estimates are the rows of `published` B, rounded to
    the nearest whole number and clipped to 0..255.

    Args:
        originals: uint8, n x H x W: the known pictures. They aren't changed.
        known: float64, n x k: the masked row of each of them.
        published: float64, m x k: masked rows of other pictures, by the same mask.

    Returns:
        uint8, m x H x W.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.images("originals", originals, dtype=np.uint8)
    require.that(originals.ndim == 3, "originals", originals, "grey pictures, n x H x W")
    require.array("known", known, shape=(len(originals), None), dtype=np.float64)
    require.that(known.size > 0 and np.isfinite(known).all(), "known", known, "finite numbers, at least one column")
    require.array("published", published, shape=(None, known.shape[1]), dtype=np.float64)
    require.that(np.isfinite(published).all(), "published", published, "only finite numbers")
    unmask = np.linalg.lstsq(known, originals.reshape(len(originals), -1), rcond=None)[0]
    rows = np.rint(published @ unmask)
    return np.clip(rows, 0, 255).astype(np.uint8).reshape(-1, *originals.shape[1:])


def mask_photo(image: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Mask one 8-bit picture as the article's formula says: M = D R, with the picture itself for D.

    Each row of pixels, in each colour by itself, is a row of D. All colours share one R, of independent draws from the
    standard normal distribution.

    Args:
        image: uint8, H x W (grey) or H x W x 3 (colour). It isn't changed.
        rng: generator that all randomness comes from.

    Returns:
        (masked, matrix): masked is M, float64, the shape of `image`, neither rounded nor clipped; matrix is R, float64,
        W x W.

    Raises:
        ValueError: where an argument isn't as described.
    """
    require.image("image", image, dtype=np.uint8)
    require.generator("rng", rng)
    matrix = rng.normal(size=(image.shape[1], image.shape[1]))
    rows = np.swapaxes(image, 1, -1)  # The width comes last: it already does in grey.
    return np.swapaxes(rows @ matrix, 1, -1), matrix


def masking_recap() -> tuple[str, str, str, str]:
    """Answer the four questions above.

    Returns:
        four letters, each "a", "b", "c" or "d": the answers to questions 1 to 4, such as ("a", "a", "a", "a").
    """
    return ("b", "d", "a", "c")
