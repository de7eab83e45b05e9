"""The answers of the lesson `masking` beside loops over pixels and libraries."""

import numpy as np
from PIL import Image
from scipy import linalg, stats
from sklearn.linear_model import LinearRegression
from sklearn.random_projection import GaussianRandomProjection

from benchmarks.contest import LOOP, OURS, Contest
from privatepixels import data
from solutions.masking import answers as masking


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on a picture of a megapixel."""
    rng = np.random.default_rng(0)
    mask, order = rng.integers(0, 2, picture.shape, dtype=np.uint8), rng.permutation(picture.size)
    clothes = data.fashion("test")[0]
    matrix = rng.normal(size=(784, 784))
    rows = masking.matrix_mask(clothes[:1000], matrix)
    projection = GaussianRandomProjection(784, random_state=0).fit(rows)
    return [
        Contest(
            "binary_mask",
            OURS,
            {
                LOOP: lambda: masked_by_loop(picture, mask),
                "Pillow's composite": lambda: masked_by_pillow(picture, mask),
                OURS: lambda: masking.binary_mask(picture, mask),
            },
        ),
        Contest(
            "matrix_mask (5 x 784 pixels)",
            OURS,
            {
                LOOP: lambda: product_by_loop(clothes[:5], matrix),
                "scikit-learn": lambda: projection.transform(clothes[:5].reshape(5, -1)),
                OURS: lambda: masking.matrix_mask(clothes[:5], matrix),
            },
        ),
        Contest(
            "matrix_unmask (1,000 x 784 pixels)",
            OURS,
            {
                "scipy.linalg.solve": lambda: linalg.solve(matrix.T, rows.T).T,
                OURS: lambda: masking.matrix_unmask(rows, matrix, (28, 28)),
            },
        ),
        Contest(
            "orthogonal_matrix (784 x 784)",
            OURS,
            {
                "scipy.stats.ortho_group": lambda: stats.ortho_group.rvs(784, random_state=np.random.default_rng(0)),
                OURS: lambda: masking.orthogonal_matrix(784, np.random.default_rng(0)),
            },
        ),
        Contest(
            "permute_pixels",
            OURS,
            {
                LOOP: lambda: permuted_by_loop(picture, order),
                OURS: lambda: masking.permute_pixels(picture, order),
            },
        ),
        Contest(
            "attack_known_pairs (800 x 784 pixels)",
            OURS,
            {
                "scikit-learn": lambda: fitted_by_scikit_learn(clothes[:800], rows[:800], rows[800:]),
                OURS: lambda: masking.attack_known_pairs(clothes[:800], rows[:800], rows[800:]),
            },
        ),
    ]


def masked_by_loop(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Multiply each pixel by its 0 or 1, one at a time."""
    result = np.empty_like(picture)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = picture[y, x] * mask[y, x]
    return result


def product_by_loop(pictures: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Multiply each pixel by each entry of its row of the matrix, one at a time."""
    result = np.zeros((len(pictures), matrix.shape[1]))
    for n, row in enumerate(pictures.reshape(len(pictures), -1)):
        for i, pixel in enumerate(row):
            for k in range(matrix.shape[1]):
                result[n, k] += pixel * matrix[i, k]
    return result


def permuted_by_loop(picture: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Move each pixel to its place, one at a time."""
    result = np.empty_like(picture)
    width = picture.shape[1]
    for place, pixel in enumerate(order):
        result[place // width, place % width] = picture[pixel // width, pixel % width]
    return result


def masked_by_pillow(picture: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Paste the picture onto black through a stencil, as Pillow does it."""
    black = Image.new("L", picture.shape[::-1])
    return np.asarray(Image.composite(Image.fromarray(picture), black, Image.fromarray(255 * mask)))


def fitted_by_scikit_learn(originals: np.ndarray, known: np.ndarray, published: np.ndarray) -> np.ndarray:
    """Estimate pictures by scikit-learn's linear regression, without a constant."""
    model = LinearRegression(fit_intercept=False).fit(known, originals.reshape(len(originals), -1).astype(float))
    return model.predict(published)
