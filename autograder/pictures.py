"""Small pictures for reports: yours, expected and their difference, as PNG in base64."""

import base64
import io

import numpy as np
from PIL import Image

MOST_PIXELS_A_SIDE = 128


def comparison(yours: np.ndarray, expected: np.ndarray) -> dict[str, str]:
    """Return the three pictures by title. The difference is grey where both agree, and stretched to be seen."""
    difference = yours.astype(np.float64) - expected.astype(np.float64)
    reach = np.abs(difference).max(initial=0) or 1.0
    return {
        "yours": _png(_eight_bits(yours)),
        "expected": _png(_eight_bits(expected)),
        f"difference (grey: none, white: +{reach:.3g})": _png(_rounded(127.5 + 127.5 * difference / reach)),
    }


def _eight_bits(picture: np.ndarray) -> np.ndarray:
    return picture if picture.dtype == np.uint8 else _rounded(255.0 * picture.astype(np.float64))


def _rounded(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(np.nan_to_num(values)), 0, 255).astype(np.uint8)


def _png(picture: np.ndarray) -> str:
    image = Image.fromarray(picture)
    image.thumbnail((MOST_PIXELS_A_SIDE, MOST_PIXELS_A_SIDE))
    file = io.BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode("ascii")
