"""How alike two pictures are, as later lessons measure it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from privatepixels import require


def psnr(original: NDArray[Any], changed: NDArray[Any]) -> float:
    """Peak signal-to-noise ratio of a changed picture, in dB: 10 log10(peak^2 / MSE); higher is more alike.

    original, changed: pictures of one shape and one kind, both uint8 (peak 255) or both float in 0..1 (peak 1).
    Returns infinity when they are identical. Raises ValueError for anything else.
    """
    peak = _pair(original, changed)
    if np.array_equal(original, changed):  # scikit-image returns infinity as well, but warns of a division by zero
        return float("inf")
    return float(peak_signal_noise_ratio(original, changed, data_range=peak))


def ssim(original: NDArray[Any], changed: NDArray[Any]) -> float:
    """Structural similarity of two pictures, in -1..1, 1 when identical.

    original, changed: pictures of one shape and one kind, both uint8 or both float in 0..1, at least 7 x 7 pixels.
    In colour, the mean over the channels. Raises ValueError for anything else.
    Source: Wang, Bovik, Sheikh and Simoncelli 2004, "Image quality assessment: from error visibility to structural
    similarity", IEEE Transactions on Image Processing 13(4), doi:10.1109/TIP.2003.819861, with scikit-image's uniform
    7 x 7 window.
    """
    peak = _pair(original, changed)
    require.that(min(original.shape[:2]) >= 7, "original", original, "a picture of at least 7 x 7 pixels")
    channel = 2 if original.ndim == 3 else None
    return float(structural_similarity(original, changed, data_range=peak, channel_axis=channel))


def _pair(original: NDArray[Any], changed: NDArray[Any]) -> float:
    """Check two pictures and return their peak value."""
    require.image("original", original)
    eight_bit = original.dtype == np.uint8
    require.image("changed", changed, dtype=np.uint8 if eight_bit else float)
    require.same_shape("original", original, "changed", changed)
    return 255.0 if eight_bit else 1.0
