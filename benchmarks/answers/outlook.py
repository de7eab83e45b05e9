"""The answers of the lesson `outlook` beside loops and libraries."""

import numpy as np
from sklearn.metrics import pairwise_distances_argmin_min

from benchmarks.contest import LOOP, OURS, Contest
from privatepixels import data
from solutions.outlook import answers as outlook


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers; none of them looks at the picture."""
    images, labels = data.fashion("train")
    some, learned = images[5000:5500], images[:5000]
    rows, known = (stack.reshape(len(stack), -1) for stack in (some, learned))
    block, features = images[:50], rows[:, ::49] / 255
    classes = labels[5000:5500]
    return [
        Contest(
            "noise_block (50 pictures of 28 x 28)",
            OURS,
            {
                LOOP: lambda: noise_by_loop(block, 0, 20.0, 1),
                OURS: lambda: outlook.noise_block(block, 0, 20.0, 1),
            },
        ),
        Contest(
            "noised_moments (500 x 16)",
            OURS,
            {
                LOOP: lambda: moments_by_loop(features, classes, 10, 2.0),
                OURS: lambda: outlook.noised_moments(features, classes, 10, 2.0, 1.0, np.random.default_rng(0)),
            },
        ),
        Contest(
            "nearest_training_distance (500 to 5,000)",
            OURS,
            {
                "scikit-learn": lambda: pairwise_distances_argmin_min(rows, known)[1],
                OURS: lambda: outlook.nearest_training_distance(some, learned),
            },
        ),
    ]


def noise_by_loop(block: np.ndarray, first: int, sigma: float, seed: int) -> np.ndarray:
    """Add a normal draw to each pixel of each picture, one at a time."""
    result = np.empty_like(block)
    for k, image in enumerate(block):
        rng = np.random.default_rng((seed, first + k))
        for y in range(image.shape[0]):
            for x in range(image.shape[1]):
                result[k, y, x] = min(max(round(image[y, x] + rng.normal(0, sigma)), 0), 255)
    return result


def moments_by_loop(features: np.ndarray, labels: np.ndarray, classes: int, bound: float) -> list[list]:
    """Add up counts, sums and products number by number, without the noise."""
    width = features.shape[1]
    counts = [0] * classes
    sums = [[0.0] * width for _ in range(classes)]
    products = [[[0.0] * width for _ in range(width)] for _ in range(classes)]
    for row, label in zip(features.tolist(), labels.tolist(), strict=True):
        factor = min(1, bound / max(sum(value**2 for value in row) ** 0.5, 1e-12))
        counts[label] += 1
        for i, a in enumerate(row):
            sums[label][i] += factor * a
            for j, b in enumerate(row):
                products[label][i][j] += factor**2 * a * b
    return [counts, sums, products]
