"""The answers of the lesson `recognition` beside loops over pixels and libraries."""

import math

import numpy as np
from skimage import metrics, util
from sklearn.neighbors import KNeighborsClassifier

from benchmarks.contest import LOOP, OURS, Contest
from privatepixels import data
from solutions.recognition import answers as recognition


def contests(picture: np.ndarray) -> list[Contest]:
    """List the contests of this lesson's answers on a picture of a megapixel."""
    rng = np.random.default_rng(0)
    other = np.clip(picture + rng.normal(0, 10, picture.shape), 0, 255).astype(np.uint8)
    scores, labels = rng.random((100_000, 10)), rng.integers(0, 10, 100_000)
    faces, people = data.faces()
    gallery, probes, known = faces[::2], faces[1::2], people[::2]
    return [
        Contest(
            "to_unit_floats",
            OURS,
            {
                LOOP: lambda: unit_floats_by_loop(picture),
                "skimage.img_as_float32": lambda: util.img_as_float32(picture),
                OURS: lambda: recognition.to_unit_floats(picture),
            },
        ),
        Contest(
            "accuracy (100,000 x 10 scores)",
            OURS,
            {
                LOOP: lambda: accuracy_by_loop(scores, labels),
                OURS: lambda: recognition.accuracy(scores, labels),
            },
        ),
        Contest(
            "mean_squared_error",
            OURS,
            {
                LOOP: lambda: squared_error_by_loop(picture, other),
                "skimage.metrics": lambda: metrics.mean_squared_error(picture, other),
                OURS: lambda: recognition.mean_squared_error(picture, other),
            },
        ),
        Contest(
            "psnr",
            OURS,
            {
                LOOP: lambda: 10 * math.log10(255**2 / squared_error_by_loop(picture, other)),
                "skimage.metrics": lambda: metrics.peak_signal_noise_ratio(picture, other, data_range=255),
                OURS: lambda: recognition.psnr(picture, other),
            },
        ),
        Contest(
            "reidentify (200 probes)",
            OURS,
            {
                "scikit-learn": lambda: neighbours_by_scikit_learn(gallery, known, probes),
                OURS: lambda: recognition.reidentify(gallery, known, probes),
            },
        ),
    ]


def unit_floats_by_loop(picture: np.ndarray) -> np.ndarray:
    """Divide each pixel by 255, one at a time."""
    result = np.empty(picture.shape, np.float32)
    for y in range(picture.shape[0]):
        for x in range(picture.shape[1]):
            result[y, x] = picture[y, x] / 255
    return result


def accuracy_by_loop(scores: np.ndarray, labels: np.ndarray) -> float:
    """Compare each row's best class with its label, one at a time."""
    hits = 0
    for row, label in zip(scores, labels, strict=True):
        best = 0
        for k in range(len(row)):
            if row[k] > row[best]:
                best = k
        hits += best == label
    return hits / len(labels)


def squared_error_by_loop(one: np.ndarray, other: np.ndarray) -> float:
    """Sum up squared differences, one pixel at a time."""
    total = 0
    for y in range(one.shape[0]):
        for x in range(one.shape[1]):
            total += (int(one[y, x]) - int(other[y, x])) ** 2
    return total / one.size


def neighbours_by_scikit_learn(gallery: np.ndarray, people: np.ndarray, probes: np.ndarray) -> np.ndarray:
    """Name each probe by scikit-learn's nearest neighbour, found by comparing all pairs."""
    classifier = KNeighborsClassifier(1, algorithm="brute").fit(gallery.reshape(len(gallery), -1).astype(float), people)
    return classifier.predict(probes.reshape(len(probes), -1).astype(float))
