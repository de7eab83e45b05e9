"""The capstone's pictures and its trial."""

import numpy as np
import pytest

from privatepixels import cloakroom, trial


@pytest.fixture(scope="module")
def batch():
    return cloakroom.hang(trial.BATCH, np.random.default_rng(5))


def measured(protect, batch):
    return trial.measure(protect, batch, np.random.default_rng(6))[0]


def clear(images, boxes, rng):
    return images


def black(images, boxes, rng):
    return np.zeros_like(images)


def noise(images, boxes, rng):
    return rng.integers(0, 256, images.shape, dtype=np.uint8)


def secret_order(images, boxes, rng):
    return images.reshape(len(images), -1)[:, rng.permutation(images[0].size)].reshape(images.shape)


def test_the_same_seed_hangs_the_same_garments():
    first, again, other = (cloakroom.hang(5, np.random.default_rng(seed), "test") for seed in (1, 1, 2))
    assert np.array_equal(first.images, again.images)
    assert not np.array_equal(first.images, other.images)


def test_boxes_hold_the_tickets(batch):
    assert batch.images.shape == (trial.BATCH, 32, 64)
    for image, (top, left, bottom, right) in zip(batch.images, batch.boxes, strict=True):
        outside = image[:, cloakroom.GARMENT :].copy()
        outside[top:bottom, left - cloakroom.GARMENT : right - cloakroom.GARMENT] = 0
        assert (bottom - top, right - left) == (15, 30)
        assert outside.max() < 60


@pytest.mark.parametrize(("n", "split"), [(0, "test"), (2001, "test"), (1.0, "train"), (5, "valid")])
def test_hanging_names_the_argument_that_is_wrong(n, split):
    with pytest.raises(ValueError, match=r"^(n|split): expected .+, got .+"):
        cloakroom.hang(n, np.random.default_rng(0), split)


def test_clear_pictures_hide_nothing(batch):
    point = measured(clear, batch)
    assert point["recognition"] > 0.5
    assert min(point[attack] for attack in ("reading", "matching", "averaging", "known pairs")) > 0.9


@pytest.mark.parametrize("protect", [black, noise])
def test_what_says_nothing_leaves_all_at_chance(batch, protect):
    point = measured(protect, batch)
    assert point["recognition"] < 0.2
    assert point["reading"] < 0.2
    assert max(point[attack] for attack in ("matching", "averaging", "known pairs")) < 0.05


def test_a_secret_order_stops_a_rehearsal_and_not_known_pairs(batch):
    point = measured(secret_order, batch)
    assert point["matching"] < 0.05
    assert point["known pairs"] > 0.9


def test_bytes_are_those_of_a_packed_picture(batch):
    assert measured(black, batch)["bytes"] < 10
    assert measured(noise, batch)["bytes"] == pytest.approx(2048, rel=0.01)


def test_a_release_of_another_shape_is_refused(batch):
    with pytest.raises(ValueError, match=r"^what protect returned: expected .+, got .+"):
        measured(lambda images, boxes, rng: images[:, :16], batch)


def test_of_equals_one_is_guessed():
    assert trial._share_first(np.zeros((4, 4))) == pytest.approx(0.25)
