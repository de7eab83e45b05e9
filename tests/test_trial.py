"""The capstone's pictures and its trial."""

import numpy as np
import pytest

from privatepixels import cloakroom, trial

ON_GARMENTS = ("linking", "matching", "averaging", "known pairs")


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
    assert min(point[attack] for attack in ("reading", *ON_GARMENTS)) > 0.9


@pytest.mark.parametrize("protect", [black, noise])
def test_what_says_nothing_leaves_all_at_chance(batch, protect):
    point = measured(protect, batch)
    assert point["recognition"] < 0.2
    assert point["reading"] < 0.2
    assert max(point[attack] for attack in ON_GARMENTS) < 0.05


def shifted(images, boxes, rng):
    return np.stack([np.roll(image, rng.integers(0, 32, 2), (0, 1)) for image in images])


def test_a_point_has_all_that_the_budget_names(batch):
    assert list(measured(black, batch)) == list(trial.BUDGET)


def test_the_same_generator_gives_the_same_point(batch):
    first, again = (measured(noise, batch) for _ in range(2))
    assert first | {"milliseconds": 0} == again | {"milliseconds": 0}


def test_a_release_comes_in_the_order_of_the_batch(batch):
    _, release = trial.measure(clear, batch, np.random.default_rng(7))
    np.testing.assert_array_equal(release, batch.images)


def test_calls_come_in_other_orders_and_nothing_of_the_batch_changes(batch):
    before, seen = batch.images.copy(), []

    def spoiling(images, boxes, rng):
        seen.append(images.copy())
        images[:] = 0
        return images

    measured(spoiling, batch)
    np.testing.assert_array_equal(batch.images, before)
    assert len({images.tobytes() for images in [before, *seen]}) == 5


def test_the_generator_of_a_call_leads_back_to_no_other(batch):
    sources = []

    def noting(images, boxes, rng):
        sources.append(rng.bit_generator.seed_seq)
        return images

    trial.measure(noting, batch, np.random.default_rng(6))
    assert len({source.entropy for source in sources} | {6}) == 5
    assert all(source.spawn_key == () for source in sources)


def test_whoever_publishes_in_some_calls_only_is_found_out_in_the_end(batch):
    """No order of tricks helps against a trial whose calls come in a random order."""

    def met(seed):
        calls = iter([True, False, False, True])
        found, _ = trial.measure(
            lambda *given: (clear if next(calls) else black)(*given), batch, np.random.default_rng(seed)
        )
        return found["recognition"] > 0.45 and max(found[attack] for attack in ON_GARMENTS) < 0.25

    assert not any(met(seed) for seed in range(6))


def test_to_shift_pictures_stops_the_eye_and_not_their_frequencies(batch):
    point = measured(shifted, batch)
    assert point["linking"] < 0.1
    assert point["matching"] > 0.9


def by_heart(pictures, kinds, others):
    """Tell what was shown before, and guess 0 for the rest."""
    known = {picture.tobytes(): kind for picture, kind in zip(pictures, kinds, strict=True)}
    return np.array([known.get(picture.tobytes(), 0) for picture in others])


def always_three(pictures, kinds, others):
    return np.full(len(others), 3)


@pytest.mark.parametrize(("recognise", "low", "high"), [(by_heart, 0.9, 1), (always_three, 0.5, 0.5)])
def test_membership_is_told_where_pictures_are_learned_by_heart(batch, recognise, low, high):
    garments, kinds = batch.images[:200, :, :32], batch.kinds[:200]
    assert low <= trial.membership(recognise, garments, kinds, np.random.default_rng(0)) <= high


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"pictures": np.zeros((200, 4, 4))}, "pictures"),
        ({"pictures": np.zeros((3, 4, 4), np.uint8), "kinds": np.zeros(3, int)}, "pictures"),
        ({"kinds": np.zeros(3, int)}, "kinds"),
        ({"kinds": np.zeros(200)}, "kinds"),
        ({"rng": 3}, "rng"),
        ({"recognise": lambda pictures, kinds, others: kinds}, "what recognise returned"),
    ],
)
def test_membership_names_the_argument_that_is_wrong(batch, changed, name):
    good = {"recognise": always_three, "pictures": batch.images[:200], "kinds": batch.kinds[:200]}
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        trial.membership(**{**good, "rng": np.random.default_rng(0), **changed})


@pytest.mark.parametrize(("changed", "name"), [({"batch": None}, "batch"), ({"rng": 3}, "rng")])
def test_the_trial_names_the_argument_that_is_wrong(batch, changed, name):
    with pytest.raises(ValueError, match=rf"^{name}: expected .+, got .+"):
        trial.measure(**{"protect": clear, "batch": batch, "rng": np.random.default_rng(0), **changed})


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
