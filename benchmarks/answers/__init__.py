"""The reference answers beside loops over pixels, as the article writes them, and libraries with the same function."""

import numpy as np
import skimage

from benchmarks.answers import (
    differential_privacy,
    encryption,
    evaluation,
    federated,
    homomorphic,
    masking,
    noise,
    outlook,
    recognition,
    redaction,
    secure_aggregation,
)
from benchmarks.contest import Contest
from privatepixels import data


def megapixel() -> np.ndarray:
    """Return a real photograph of 1,000 x 1,000 pixels in grey, uint8."""
    return skimage.transform.resize(data.photo("camera"), (1000, 1000), preserve_range=True).astype(np.uint8)


def contests() -> list[Contest]:
    """List the contests; each loop does the same as the reference, one pixel at a time."""
    picture = megapixel()
    lessons = (
        recognition,
        noise,
        redaction,
        masking,
        encryption,
        differential_privacy,
        federated,
        secure_aggregation,
        homomorphic,
        evaluation,
        outlook,
    )
    return [contest for lesson in lessons for contest in lesson.contests(picture)]
