"""The capstone's trial: what a protection leaves to its user, and what to those who attack it.

A cloakroom hands a batch of pictures to `protect` and publishes what comes back, on two days. The attacker knows the
program, may run it, and has the originals of all pictures. Of the first KNOWN they know which original belongs to which
release; of the others, the hidden ones, they want to find out. Whatever learns here is a kernel ridge regression:
small, exact, and the same each time.
"""

import zlib
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from threadpoolctl import threadpool_limits

from privatepixels import require
from privatepixels.cloakroom import GARMENT, HEIGHT, Hung

BATCH, KNOWN = 600, 400  # pictures
KINDS = 10
STRENGTHS = (0.03, 0.3)  # of the ridge; whoever learns takes the better one
BUDGET = {
    "recognition": ("at least", 0.45),
    "reading": ("at most", 0.2),
    "matching": ("at most", 0.25),
    "averaging": ("at most", 0.25),
    "known pairs": ("at most", 0.25),
    "bytes": ("at most", 800.0),
    "milliseconds": ("at most", 5.0),
}
CHANCE = {
    "recognition": 1 / KINDS,
    "reading": 1 / 10,
    **dict.fromkeys(("matching", "averaging", "known pairs"), 1 / (BATCH - KNOWN)),
}

Protect = Callable[[NDArray[np.uint8], NDArray[np.int64], np.random.Generator], NDArray[np.uint8]]
Recognise = Callable[[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint8]], NDArray[np.int64]]


def measure(protect: Protect, batch: Hung, rng: np.random.Generator) -> tuple[dict[str, float], NDArray[np.uint8]]:
    """Try a protection: publish a batch twice, attack what was published, and weigh it.

    protect: is called four times with the batch, twice to publish it and twice by the attacker; each time with a
    generator of its own, drawn from `rng`. batch: BATCH pictures. Returns the point, with the names of BUDGET, and the
    first release. bytes: of the release, packed by zlib, a picture; milliseconds: of the quickest call, a picture;
    all others are shares, 0..1. Raises ValueError where something isn't as described.
    """
    require.generator("rng", rng)
    require.that(isinstance(batch, Hung) and len(batch.images) == BATCH, "batch", batch, f"{BATCH} pictures")
    releases, seconds = [], []
    for one in rng.spawn(4):
        start = perf_counter()
        found = protect(batch.images, batch.boxes, one)
        seconds.append(perf_counter() - start)
        require.array("what protect returned", found, shape=batch.images.shape, dtype=np.uint8)
        releases.append(found)
    first, second, *rehearsed = releases
    both = (first.astype(np.float32) + second) / 2
    rehearsed = np.mean(rehearsed, axis=0, dtype=np.float32)
    with threadpool_limits(1):  # Matrices as small as these lose more by waiting for a second thread than they gain.
        learner, patient = Learner(first), Learner(both)
        point = {
            "recognition": learner.recognition(batch.kinds),
            "reading": max(Learner(_tickets(release, batch.boxes)).reading(batch.numbers) for release in (first, both)),
            "matching": share_matched(first, rehearsed),
            "averaging": share_matched(both, rehearsed),
            "known pairs": max(learner.unmasking(batch.images), patient.unmasking(batch.images)),
            "bytes": len(zlib.compress(first.tobytes())) / BATCH,
            "milliseconds": 1000 * min(seconds) / BATCH,
        }
    return point, first


class Learner:
    """Whoever learns from the known pictures of a release, and is tried on the hidden ones."""

    def __init__(self, release: NDArray[np.generic]):
        examples, others = np.split(_rows(release), [KNOWN])
        squared = _squared_distances(examples, examples)
        scale = np.median(squared) or 1.0
        self._kernel = np.exp(-squared / scale)
        self._probes = np.exp(-_squared_distances(others, examples) / scale)

    def recognition(self, kinds: NDArray[np.int64]) -> float:
        """Share of hidden pictures whose kind is recognised: the use."""
        told = self._tell(np.eye(KINDS)[kinds[:KNOWN]])
        return max(float(np.mean(scores.argmax(axis=1) == kinds[KNOWN:])) for scores in told)

    def reading(self, numbers: list[str]) -> float:
        """Share of digits that are read: the attack of lesson 2. The pictures are those of tickets."""
        digits = np.array([list(map(int, number)) for number in numbers])
        told = self._tell(np.eye(10)[digits[:KNOWN]].reshape(KNOWN, -1))
        places = (-1, digits.shape[1], 10)
        return max(float(np.mean(scores.reshape(places).argmax(axis=2) == digits[KNOWN:])) for scores in told)

    def unmasking(self, originals: NDArray[np.uint8]) -> float:
        """Share of hidden pictures whose original is found by undoing what was done: the attack of lesson 3.

        What is learned from the known pairs, and undone, is the garment, at half its size.
        """
        garments = _rows(originals[:, :, :GARMENT].reshape(-1, HEIGHT // 2, 2, GARMENT // 2, 2).mean(axis=(2, 4)))
        garments -= garments[:KNOWN].mean(axis=0)
        candidates = garments[KNOWN:] / np.linalg.norm(garments[KNOWN:], axis=1, keepdims=True)
        return max(_share_first(found @ candidates.T) for found in self._tell(garments[:KNOWN]))

    def _tell(self, targets: NDArray[np.floating]) -> list[NDArray[np.floating]]:
        """Learn the known pictures' targets, and tell those of the hidden ones: once for each strength of the ridge."""
        mean = targets.mean(axis=0)
        ridge = np.eye(KNOWN, dtype=np.float32)
        away = (targets - mean).astype(np.float32)
        return [mean + self._probes @ solve(self._kernel + by * ridge, away, assume_a="pos") for by in STRENGTHS]


def share_matched(release: NDArray[np.generic], rehearsed: NDArray[np.generic]) -> float:
    """Share of hidden pictures that look most like what the attacker's own runs made of their original (lesson 1)."""
    return _share_first(-_squared_distances(_rows(release[KNOWN:]), _rows(rehearsed[KNOWN:])))


def _share_first(likeness: NDArray[np.floating]) -> float:
    """Share of rows whose largest value is on the diagonal; where several are as large, one of them is guessed."""
    best = likeness.max(axis=1)
    as_large = likeness >= (best - 1e-4 * np.abs(best) - 1e-4)[:, None]
    return float(np.mean(np.diagonal(as_large) / as_large.sum(axis=1)))


def _squared_distances(some: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1)
    return np.maximum(squares - 2 * some @ others.T, 0)


def _tickets(pictures: NDArray[np.generic], boxes: NDArray[np.int64]) -> NDArray[np.generic]:
    parts = zip(pictures, boxes.tolist(), strict=True)
    return np.stack([picture[top:bottom, left:right] for picture, (top, left, bottom, right) in parts])


def _rows(pictures: NDArray[np.generic]) -> NDArray[np.float32]:
    """Each picture as a row of floats, 0..1."""
    return pictures.reshape(len(pictures), -1).astype(np.float32) / 255
