"""The answers of the lesson `noise` beside loops over pixels and libraries."""

import numpy as np
from skimage import restoration, util

from benchmarks.contest import LOOP, OURS, Contest
from solutions.noise import answers as noise


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on a picture of a megapixel."""
    unit = picture / 255
    power = np.ones(picture.shape)
    impulse = np.ones((1, 1))
    return [
        Contest(
            "add_white_noise",
            OURS,
            {
                LOOP: lambda: white_noise_by_loop(picture, 20.0, np.random.default_rng(0)),
                "skimage.random_noise": lambda: util.img_as_ubyte(
                    util.random_noise(picture, "gaussian", rng=np.random.default_rng(0), var=(20 / 255) ** 2)
                ),
                OURS: lambda: noise.add_white_noise(picture, 20.0, np.random.default_rng(0)),
            },
        ),
        Contest(
            "wiener_filter",
            OURS,
            {
                "skimage.restoration.wiener": lambda: restoration.wiener(unit, impulse, 1.0, clip=False),
                OURS: lambda: noise.wiener_filter(unit, power, power),
            },
        ),
    ]


def white_noise_by_loop(picture: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add a normal draw to each pixel, one at a time."""
    result = np.empty_like(picture)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = min(max(round(picture[y, x] + rng.normal(0, sigma)), 0), 255)
    return result
