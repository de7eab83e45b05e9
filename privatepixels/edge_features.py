"""Fixed features of small grey pictures: how bright each cell is, and which way its edges run.

Nothing here is learned from data, so it costs no privacy: a linear model on top is all that has to be trained.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from skimage.util import img_as_float32

from privatepixels import require

DIRECTIONS = 8
CELL = 4  # pixels
FAINT = 0.3  # a plane weaker than this isn't blown up to the strength of the others


def edge_features(images: NDArray[Any]) -> NDArray[np.float32]:
    """Describe each picture by nine planes: eight of the edges' strength, one for each direction, and its brightness.

    Each plane is averaged over cells of 4 x 4 pixels; the square root is taken, the plane's mean taken off, and the
    plane divided by its length. So the features of any picture have length at most 1.
    images: n grey pictures, uint8 or float in 0..1, whose sides are multiples of 4. Returns float32 (n, features):
    441 for pictures of 28 x 28. Raises ValueError for anything else.
    Source: after Dalal and Triggs 2005, "Histograms of oriented gradients for human detection",
    doi:10.1109/CVPR.2005.177.
    """
    require.images("images", images)
    require.that(images.ndim == 3, "images", images, "grey pictures, N x H x W")
    require.that(not (images.shape[1] % CELL or images.shape[2] % CELL), "images", images, f"sides that {CELL} divides")
    grey = img_as_float32(images)
    down, across = np.zeros_like(grey), np.zeros_like(grey)
    down[:, 1:-1] = grey[:, 2:] - grey[:, :-2]
    across[:, :, 1:-1] = grey[:, :, 2:] - grey[:, :, :-2]
    strength = np.hypot(down, across)
    direction = np.arctan2(down, across) % np.pi * (DIRECTIONS / np.pi)  # an edge and its opposite are one direction
    planes = [_cells(strength * _nearness(direction, k)) for k in range(DIRECTIONS)]
    planes = np.sqrt(np.stack([*planes, _cells(grey)], axis=1))
    planes -= planes.mean(axis=2, keepdims=True)
    planes /= np.maximum(np.linalg.norm(planes, axis=2, keepdims=True), FAINT) * np.sqrt(DIRECTIONS + 1)
    return planes.reshape(len(images), -1)


def _nearness(direction: NDArray[np.float32], k: int) -> NDArray[np.float32]:
    """1 where the direction is the k-th, falling to 0 at its neighbours."""
    away = np.abs(direction - k)
    return np.maximum(0, 1 - np.minimum(away, DIRECTIONS - away))


def _cells(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of each cell, n x cells."""
    n, height, width = plane.shape
    return plane.reshape(n, height // CELL, CELL, width // CELL, CELL).mean(axis=(2, 4)).reshape(n, -1)
