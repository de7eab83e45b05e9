"""A recogniser that is one matrix, and that goes on learning from where it stands: quick, and the same each time.

Softmax regression by stochastic gradient descent, without momentum and without chance. All that it has learned is one
array, so that it can be kept, compared and taken up again, which is what unlearning by retraining needs.
"""

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from privatepixels import require

CLASSES = 10
PASSES = 3
BATCH = 20
RATE = 0.05


def start(shape: tuple[int, int]) -> NDArray[np.float64]:
    """Weights that know nothing: zeros, float64 (H W + 1, 10); the last row is what is added to each class.

    shape: (H, W) of one picture, integers >= 1. Raises ValueError for anything else.
    """
    require.that(isinstance(shape, tuple) and len(shape) == 2, "shape", shape, "(H, W)")
    for side in shape:
        require.number("shape", side, low=1, integer=True)
    return np.zeros((prod(shape) + 1, CLASSES))


def learn(weights: NDArray[np.float64], images: NDArray[Any], labels: NDArray[Any]) -> NDArray[np.float64]:
    """Go on from `weights`: three passes over pictures, in the order in which they come, 20 at a time.

    weights: float64 (H W + 1, 10), which aren't changed. images: uint8 (n, H, W), n >= 0. labels: integers (n,), 0..9.
    Returns new weights; without pictures, a copy of the old ones. There is no chance in it: the same weights and the
    same pictures in the same order give the same result. Raises ValueError for anything else.
    """
    rows = _rows(weights, images)
    require.array("labels", labels, shape=(len(rows),), dtype=int)
    require.that(bool(((labels >= 0) & (labels < CLASSES)).all()), "labels", labels, f"labels from 0 to {CLASSES - 1}")
    weights = weights.copy()
    for first in PASSES * list(range(0, len(rows), BATCH)):
        batch = rows[first : first + BATCH]
        wanted = np.eye(CLASSES)[labels[first : first + BATCH]]
        weights -= RATE / len(batch) * (batch.T @ (softmax(batch @ weights, axis=1) - wanted))
    return weights


def scores(weights: NDArray[np.float64], images: NDArray[Any]) -> NDArray[np.float64]:
    """Give a probability for each class: float64 (n, 10), each row with the sum 1; arguments as for `learn`."""
    return softmax(_rows(weights, images) @ weights, axis=1)


def _rows(weights: NDArray[np.float64], images: NDArray[Any]) -> NDArray[np.float64]:
    """Check both, and give each picture as a row of unit floats with a 1 behind them."""
    require.array("images", images, ndim=3, dtype=np.uint8)
    pixels = prod(images.shape[1:])
    require.array("weights", weights, shape=(pixels + 1, CLASSES), dtype=np.float64)
    return np.hstack([images.reshape(len(images), pixels) / 255, np.ones((len(images), 1))])
