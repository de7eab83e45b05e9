"""The reference answers of lesson 10 on input that is nearly right, and beside what they stand for."""

import numpy as np
import pytest

from privatepixels import data
from solutions.outlook import answers

CLOTHES, LABELS = (part[:40] for part in data.fashion("test"))
SHARDS, SLICES = np.arange(40) % 4, np.arange(40) // 4 % 2
FEATURES, CLASSES = np.random.default_rng(0).normal(size=(40, 3)), LABELS
RNG = np.random.default_rng(0)
STATES = np.zeros((4, 2, 785, 10))
NOTHING = np.zeros(40, bool)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: answers.noise_block(CLOTHES[0], 0, 1.0, 0), "block: expected .+ 3"),
        (lambda: answers.noise_block(CLOTHES / 255, 0, 1.0, 0), "block: expected .+ uint8"),
        (lambda: answers.noise_block(CLOTHES, -1, 1.0, 0), "first: expected an integer >= 0"),
        (lambda: answers.noise_block(CLOTHES, 1.0, 1.0, 0), "first: expected an integer >= 0"),
        (lambda: answers.noise_block(CLOTHES, 0, -1.0, 0), "sigma: expected a number >= 0"),
        (lambda: answers.noise_block(CLOTHES, 0, np.nan, 0), "sigma: expected a number >= 0"),
        (lambda: answers.noise_block(CLOTHES, 0, 1.0, -1), "seed: expected an integer >= 0"),
        (lambda: answers.noised_moments(FEATURES[:0], CLASSES[:0], 10, 1.0, 1.0, RNG), "features: expected"),
        (lambda: answers.noised_moments(FEATURES * np.inf, CLASSES, 10, 1.0, 1.0, RNG), "features: expected finite"),
        (lambda: answers.noised_moments(FEATURES, CLASSES[:39], 10, 1.0, 1.0, RNG), "labels: expected"),
        (lambda: answers.noised_moments(FEATURES, CLASSES - 1, 10, 1.0, 1.0, RNG), "labels: expected .+ 0 to 9"),
        (lambda: answers.noised_moments(FEATURES, CLASSES, 9, 1.0, 1.0, RNG), "labels: expected .+ 0 to 8"),
        (lambda: answers.noised_moments(FEATURES, CLASSES, 10, 0.0, 1.0, RNG), "bound: expected a number > 0"),
        (lambda: answers.noised_moments(FEATURES, CLASSES, 10, 1.0, -1.0, RNG), "sigma: expected a number >= 0"),
        (lambda: answers.noised_moments(FEATURES, CLASSES, 10, 1.0, 1.0, 0), "rng: expected a numpy.random.Generator"),
        (lambda: answers.nearest_training_distance(CLOTHES[:0], CLOTHES), "candidates: expected"),
        (lambda: answers.nearest_training_distance(CLOTHES, CLOTHES / 255), "training: expected"),
        (lambda: answers.nearest_training_distance(CLOTHES, CLOTHES[:, 1:]), r"training: expected .+ \(28, 28\)"),
        (lambda: answers.sisa_train(CLOTHES, LABELS, SHARDS, SLICES, 3, 2), "shard_of: expected .+ 0 to 2"),
        (lambda: answers.sisa_train(CLOTHES, LABELS, SHARDS, SLICES - 1, 4, 2), "slice_of: expected .+ 0 to 1"),
        (lambda: answers.sisa_train(CLOTHES, LABELS, SHARDS[:9], SLICES, 4, 2), "shard_of: expected"),
        (lambda: answers.sisa_train(CLOTHES, LABELS, SHARDS, SLICES, 0, 2), "shards: expected an integer >= 1"),
        (lambda: answers.sisa_train(CLOTHES, LABELS, SHARDS, SLICES, 4, 2.0), "slices: expected an integer >= 1"),
        (
            lambda: answers.sisa_forget(STATES[0], CLOTHES, LABELS, SHARDS, SLICES, NOTHING),
            "checkpoints: expected .+ 4",
        ),
        (
            lambda: answers.sisa_forget(STATES[:3], CLOTHES, LABELS, SHARDS, SLICES, NOTHING),
            "shard_of: expected .+ 0 to 2",
        ),
        (
            lambda: answers.sisa_forget(STATES, CLOTHES, LABELS, SHARDS, SLICES + 1, NOTHING),
            "slice_of: expected .+ 0 to 1",
        ),
        (
            lambda: answers.sisa_forget(STATES, CLOTHES, LABELS, SHARDS, SLICES, NOTHING.astype(int)),
            "removed: expected .+ bool",
        ),
    ],
)
def test_outlook_refuses_what_is_nearly_right(call, message):
    with pytest.raises(ValueError, match=rf"^{message}.*, got .+"):
        call()


def test_forgetting_is_training_without_the_pictures_bit_for_bit():
    places = CLOTHES, LABELS, SHARDS, SLICES
    states = answers.sisa_train(*places, 4, 2)
    kept = states.copy()
    removed = np.isin(np.arange(40), [3, 17, 18])
    after = answers.sisa_forget(states, *places, removed)
    np.testing.assert_array_equal(after, answers.sisa_train(*(part[~removed] for part in places), 4, 2))
    np.testing.assert_array_equal(states, kept)


def test_one_picture_more_moves_the_published_sums_by_no_more_than_the_noise_is_made_for():
    more = [answers.noised_moments(FEATURES[:n], CLASSES[:n], 10, 1.5, 0.0, RNG) for n in (39, 40)]
    moved = [np.linalg.norm(b - a) / unit for a, b, unit in zip(*more, (1, 1.5, 1.5**2), strict=True)]
    assert moved[0] == 1
    assert np.linalg.norm(moved) <= np.sqrt(3) + 1e-12
