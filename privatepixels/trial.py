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
from scipy.fft import rfft2
from scipy.linalg import solve
from threadpoolctl import threadpool_limits

from privatepixels import require
from privatepixels.cloakroom import GARMENT, Hung
from privatepixels.shadow_models import half_each

BATCH, KNOWN = 600, 400  # pictures
KINDS = 10
STRENGTHS = (0.03, 0.3)  # of the ridge; whoever learns takes the better one
SHADOWS, PRIOR = 8, 2.0  # times that a recogniser learns; how many times what is known of all pictures counts
BUDGET = {
    "recognition": ("at least", 0.45),
    "reading": ("at most", 0.2),
    "linking": ("at most", 0.25),
    "matching": ("at most", 0.25),
    "averaging": ("at most", 0.25),
    "known pairs": ("at most", 0.25),
    "bytes": ("at most", 800.0),
    "milliseconds": ("at most", 2.0),
}
TRAINING = {"accuracy": ("at least", 0.5), "membership": ("at most", 0.6)}  # of a recogniser that gets published
CHANCE = {
    "recognition": 1 / KINDS,
    "reading": 1 / 10,
    **dict.fromkeys(("linking", "matching", "averaging", "known pairs"), 1 / (BATCH - KNOWN)),
    "accuracy": 1 / KINDS,
    "membership": 1 / 2,
}

Protect = Callable[[NDArray[np.uint8], NDArray[np.int64], np.random.Generator], NDArray[np.uint8]]
Recognise = Callable[[NDArray[np.uint8], NDArray[np.int64], NDArray[np.uint8]], NDArray[np.int64]]


def measure(protect: Protect, batch: Hung, rng: np.random.Generator) -> tuple[dict[str, float], NDArray[np.uint8]]:
    """Try a protection: publish a batch twice, attack what was published, and weigh it.

    protect: is called four times with all pictures, twice to publish them and twice by the attacker, who rehearses. It
    can't tell which is which: the calls come in a random order, and so do the pictures, anew for each call.
    batch: BATCH pictures. rng: draws these orders, and the generator of each call. Returns the point, with the names of
    BUDGET, and the first release, in the order of the batch. bytes: of its hidden pictures, packed by zlib, a picture;
    milliseconds: the second quickest call, a picture; all others are shares, 0..1. Raises ValueError where something
    isn't as described.
    """
    require.generator("rng", rng)
    require.that(isinstance(batch, Hung) and len(batch.images) == BATCH, "batch", batch, f"{BATCH} pictures")
    with threadpool_limits(1):  # Matrices as small as these lose more by waiting for a second thread than they gain.
        found, seconds = zip(*(_publish(protect, batch, rng) for _ in range(4)), strict=True)
        first, second, *rehearsed = (found[call] for call in rng.permutation(4))
        both = (first.astype(np.float32) + second) / 2
        learners = _learners(first, both)
        readers = _learners(_tickets(first, batch.boxes), _tickets(both, batch.boxes))
        point = {
            "recognition": learners[0].recognition(batch.kinds),
            "reading": max(reader.reading(batch.numbers) for reader in readers),
            "linking": share_linked(both, batch.images),
            "matching": share_matched([first], rehearsed),
            "averaging": share_matched([first, second], rehearsed),
            "known pairs": max(learner.unmasking(batch.images) for learner in learners),
            "bytes": len(zlib.compress(first[KNOWN:].tobytes())) / (BATCH - KNOWN),
            "milliseconds": 1000 * sorted(seconds)[1] / BATCH,
        }
    return point, first


def membership(
    recognise: Recognise, pictures: NDArray[np.uint8], kinds: NDArray[np.int64], rng: np.random.Generator
) -> float:
    """Share of right guesses, chance 0.5, of who was among the pictures that a recogniser learned from (lesson 9).

    The recogniser learns from a random half of the pictures, SHADOWS times, and tells the kinds of all. Each time the
    attacker sees which of them it tells rightly, and compares that with the other times: how often was this picture
    told rightly when it was in, and how often when it was out? pictures: uint8, n x H x W, n even. kinds: integers, n.
    Raises ValueError where something isn't as described.
    """
    require.images("pictures", pictures, dtype=np.uint8)
    require.that(len(pictures) % 2 == 0, "pictures", pictures, "an even number of pictures")
    require.array("kinds", kinds, shape=(len(pictures),), dtype=int)
    require.generator("rng", rng)
    right = []
    members = half_each(SHADOWS, len(pictures), rng)
    for chosen in members:
        told = recognise(pictures[chosen], kinds[chosen], pictures)
        require.array("what recognise returned", told, shape=kinds.shape)
        right.append(told == kinds)
    right = np.array(right)
    rates = [_rates_elsewhere(right & (members == inside)) for inside in (True, False)]
    likelier = np.where(right, rates[0] - rates[1], rates[1] - rates[0])
    return float(np.mean(np.where(likelier == 0, 0.5, (likelier > 0) == members)))


def _rates_elsewhere(told: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each time, how often each picture was told rightly in the others; drawn towards how often all were.

    Times come in pairs, with the two halves of the pictures: where one of a pair is judged, the attacker looks at
    neither.
    """
    pairs = told.reshape(-1, 2, told.shape[1]).any(axis=1)
    others = (pairs.sum(axis=0) - pairs).repeat(2, axis=0)
    return (others + PRIOR * pairs.mean()) / (len(pairs) - 1 + PRIOR)


def _publish(protect: Protect, batch: Hung, rng: np.random.Generator) -> tuple[NDArray[np.uint8], float]:
    """Call a protection with the pictures in a random order; give its release in theirs, and the seconds it took.

    Its generator is a new one, for from `rng`, wound back, it could learn the order.
    """
    order, own = rng.permutation(BATCH), np.random.default_rng(rng.integers(2**63))
    images, boxes = batch.images[order], batch.boxes[order]
    start = perf_counter()
    found = protect(images, boxes, own)
    seconds = perf_counter() - start
    require.array("what protect returned", found, shape=images.shape, dtype=np.uint8)
    release = np.empty_like(found)
    release[order] = found
    return release, seconds


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
        quarters = [originals[:, top::2, left:GARMENT:2].astype(np.float32) for top in (0, 1) for left in (0, 1)]
        garments = _rows(sum(quarters) / 4)
        garments -= garments[:KNOWN].mean(axis=0)
        candidates = garments[KNOWN:] / np.linalg.norm(garments[KNOWN:], axis=1, keepdims=True)
        return max(_share_first(found @ candidates.T) for found in self._tell(garments[:KNOWN]))

    def _tell(self, targets: NDArray[np.floating]) -> list[NDArray[np.floating]]:
        """Learn the known pictures' targets, and tell those of the hidden ones: once for each strength of the ridge."""
        mean = targets.mean(axis=0)
        ridge = np.eye(KNOWN, dtype=np.float32)
        away = (targets - mean).astype(np.float32)
        return [mean + self._probes @ solve(self._kernel + by * ridge, away, assume_a="pos") for by in STRENGTHS]


def _learners(first: NDArray[np.generic], both: NDArray[np.generic]) -> list[Learner]:
    """Let one learn from the first release, and another from the mean of both where that's not the same."""
    return [Learner(first)] if np.array_equal(first, both) else [Learner(first), Learner(both)]


def share_linked(release: NDArray[np.generic], originals: NDArray[np.uint8]) -> float:
    """Share of hidden garments that look most like their own original, the program unseen (lesson 0)."""
    shown, worn = (_standardised(pictures[KNOWN:, :, :GARMENT]) for pictures in (release, originals))
    return _share_first(shown @ worn.T)


def share_matched(releases: list[NDArray[np.uint8]], rehearsed: list[NDArray[np.uint8]]) -> float:
    """Share of hidden pictures that look most like what the attacker's own runs made of their original (lesson 1).

    The attacker looks at pixels, and at frequencies, where a garment that was shifted, mirrored or inverted is alike.
    """
    found = []
    for view in (_rows, _frequencies):
        shown, own = (np.mean([view(picture[KNOWN:]) for picture in some], axis=0) for some in (releases, rehearsed))
        found.append(_share_first(-_squared_distances(shown, own)))
    return max(found)


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


def _frequencies(pictures: NDArray[np.generic]) -> NDArray[np.float32]:
    """The strength of each spatial frequency of a picture, but its mean, as a row; the square root, largest 1."""
    strengths = np.sqrt(np.abs(rfft2(pictures.astype(np.float32))))
    strengths[:, 0, 0] = 0
    return _rows(255 * strengths / np.maximum(strengths.max(axis=(1, 2), keepdims=True), 1e-6))


def _standardised(pictures: NDArray[np.generic]) -> NDArray[np.float32]:
    """Each picture as a row of mean 0 and length 1, or 0 where it's of one grey."""
    rows = _rows(pictures)
    rows -= rows.mean(axis=1, keepdims=True)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
